"""Every response tells a browser how little it may do."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.web.asking import HELLO

PATHS = ["/", "/docs", "/openapi.json", "/healthz", "/api/v1/cells", "/static/main.js", "/none"]


def policy(client: TestClient, path: str) -> dict[str, str]:
    header = client.get(path).headers["content-security-policy"]
    return dict(each.split(" ", 1) for each in header.split("; "))


@pytest.mark.parametrize("path", [*PATHS, "/docs-files/swagger-ui.css"])
def test_headers_of_every_response(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["permissions-policy"] == "camera=(), geolocation=(), microphone=()"


def test_headers_of_an_answer_and_of_an_error(client: TestClient) -> None:
    for body in ({"sequence": HELLO}, {}):
        headers = client.post("/api/v1/bptt", json=body).headers
        assert "default-src 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize("path", PATHS)
def test_the_policy_allows_this_server_alone(client: TestClient, path: str) -> None:
    found = policy(client, path)
    assert found.pop("script-src").split()[0] == "'self'"
    assert found == {
        "default-src": "'none'",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "*",
    }


def test_only_the_documentation_has_inline_scripts_and_they_are_named_by_their_hash(
    client: TestClient,
) -> None:
    for path in PATHS:
        sources = policy(client, path)["script-src"].split()
        assert len(sources) == (2 if path == "/docs" else 1)
    assert policy(client, "/docs")["script-src"].split()[1].startswith("'sha256-")
