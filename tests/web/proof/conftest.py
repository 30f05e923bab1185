"""The addresses that prove a run."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.web.asking import Asking


@pytest.fixture(scope="session")
def check(client: TestClient) -> Asking:
    """Asks POST /api/v1/check."""
    return Asking(client, "/api/v1/check")


@pytest.fixture(scope="session")
def nudge(client: TestClient) -> Asking:
    """Asks POST /api/v1/nudge."""
    return Asking(client, "/api/v1/nudge")


@pytest.fixture(scope="session")
def document(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found
