"""The application, asked as a client would."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.web.main import create_app
from app.web.settings import Settings
from tests.web.asking import Asking


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """The application with its default settings; a defect of it fails the test."""
    with TestClient(create_app(Settings())) as client:
        yield client


@pytest.fixture(scope="session")
def ask(client: TestClient) -> Asking:
    """Asks POST /api/v1/bptt."""
    return Asking(client)
