"""How the tests ask the API."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response
from jsonschema import Draft202012Validator

from app.web.errors import Kind

HELLO = {"kind": "text", "text": "hello"}

GOLDEN: dict[str, Any] = {
    "sequence": {"kind": "text", "text": "aba", "by": "character"},
    "cell": "elman",
    "hidden_size": 1,
    "seed": 0,
    "gain": None,
    "weights": {
        "W_xh": [[0.5, -0.5]],
        "W_hh": [[0.8]],
        "b_h": [0.1],
        "W_hy": [[1], [-1]],
        "b_y": [0, 0],
    },
    "initial_state": None,
    "truncation": {"kind": "segment", "steps": 1},
    "entry": {"parameter": "W_hh", "row": 0, "column": 0},
    "include": ["copies", "decomposition"],
}


class Asking:
    """POST to one address of one application."""

    def __init__(self, client: TestClient, address: str = "/api/v1/bptt") -> None:
        self.client = client
        self.address = address

    def post(self, body: Any) -> Response:
        return self.client.post(self.address, json=body)

    def post_text(self, body: str | bytes) -> Response:
        """The same with a body that is called JSON, whatever it is."""
        headers = {"content-type": "application/json"}
        return self.client.post(self.address, content=body, headers=headers)

    def answer(self, **fields: Any) -> dict[str, Any]:
        """The answer to a request, for "hello" unless it has its own sequence."""
        response = self.post({"sequence": HELLO, **fields})
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found

    def refusal(self, kind: Kind, **fields: Any) -> list[dict[str, Any]]:
        """The mistakes that a request is refused for, all of one kind."""
        return mistakes(kind, self.post({"sequence": HELLO, **fields}))


def mistakes(kind: Kind, response: Response) -> list[dict[str, Any]]:
    """The mistakes in a response, after a look at its shape."""
    problem = response.json()
    assert problem["type"] == kind.type, problem
    assert response.status_code == problem["status"] == kind.status
    assert response.headers["content-type"] == "application/problem+json"
    assert set(problem) == {"type", "title", "status", "detail", "errors"}
    assert problem["title"] == kind.title
    assert isinstance(problem["detail"], str)
    for mistake in problem["errors"]:
        assert set(mistake) - {"t", "name"} == {"path", "message", "line", "column"}
        assert mistake["path"] == "" or mistake["path"].startswith("/")
    found: list[dict[str, Any]] = problem["errors"]
    return found


def at(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Where the mistakes are, and what they say."""
    return [(mistake["path"], mistake["message"]) for mistake in found]


def validator(document: dict[str, Any], model: str) -> Draft202012Validator:
    """Of one of the models of the OpenAPI document."""
    return Draft202012Validator(
        {
            "$ref": f"#/components/schemas/{model}",
            "components": document["components"],
        }
    )
