"""Every error has one shape, whatever it is and wherever it comes from."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.web import errors
from app.web.errors import (
    BAD_SEQUENCE,
    BODY_TOO_LARGE,
    INTERNAL,
    KINDS,
    MALFORMED_JSON,
    METHOD_NOT_ALLOWED,
    NOT_FOUND,
    WRONG_MEDIA_TYPE,
    Kind,
    Mistake,
    Problem,
    pointer,
)
from app.web.main import create_app
from app.web.settings import Settings
from tests.web.asking import HELLO, mistakes

JSON = {"content-type": "application/json"}


@pytest.fixture
def small() -> TestClient:
    """An application that reads bodies of up to 100 bytes."""
    return TestClient(create_app(Settings(max_body_bytes=100)))


def test_the_table_has_every_kind_once() -> None:
    defined = [each for each in vars(errors).values() if isinstance(each, Kind)]
    assert sorted(KINDS, key=repr) == sorted(defined, key=repr)
    assert len({kind.type for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize(
    "path", ["/nothing", "/api/v1/nothing", "/static/nothing.js", "/docs-files/x", "/static/"]
)
def test_404(client: TestClient, path: str) -> None:
    assert mistakes(NOT_FOUND, client.get(path)) == []


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/api/v1/bptt", "POST"),
        ("DELETE", "/api/v1/cells", "GET"),
        ("POST", "/static/main.js", "GET, HEAD"),
        ("PUT", "/docs", "GET"),
    ],
)
def test_405_says_what_is_allowed(client: TestClient, method: str, path: str, allowed: str) -> None:
    response = client.request(method, path)
    assert mistakes(METHOD_NOT_ALLOWED, response) == []
    assert response.headers["allow"] == allowed


def test_413_of_a_declared_body(small: TestClient) -> None:
    (mistake,) = mistakes(BODY_TOO_LARGE, small.post("/api/v1/bptt", content=b"x" * 101))
    assert mistake["message"] == "101 bytes are over the limit of 100"


def test_413_of_a_body_whose_length_is_not_declared(small: TestClient) -> None:
    def stream() -> Iterator[bytes]:
        yield from [b'{"sequence":', b" " * 60, b" " * 60]

    response = small.post("/api/v1/bptt", content=stream(), headers=JSON)
    (mistake,) = mistakes(BODY_TOO_LARGE, response)
    assert mistake["message"].endswith("over the limit of 100")


def test_413_of_a_body_that_nobody_would_have_read(small: TestClient) -> None:
    mistakes(BODY_TOO_LARGE, small.post("/nothing", content=b"x" * 101))


def test_a_body_as_large_as_the_limit_is_read(small: TestClient) -> None:
    body = b'{"sequence": {"kind": "text", "text": "hello"}}'.ljust(100)
    assert small.post("/api/v1/bptt", content=body, headers=JSON).status_code == 200


@pytest.mark.parametrize(
    "media_type", [None, "text/plain", "application/x-www-form-urlencoded", "json", "", "a/b/c"]
)
def test_415_of_what_is_not_called_json(client: TestClient, media_type: str | None) -> None:
    headers = {} if media_type is None else {"content-type": media_type}
    response = client.post("/api/v1/bptt", content=b"{}", headers=headers)
    ((mistake),) = mistakes(WRONG_MEDIA_TYPE, response)
    assert "application/json" in mistake["message"]


@pytest.mark.parametrize("media_type", ["application/json; charset=utf-8", "application/ld+json"])
def test_json_by_any_of_its_names_is_read(client: TestClient, media_type: str) -> None:
    body = b'{"sequence": {"kind": "text", "text": "hello"}}'
    response = client.post("/api/v1/bptt", content=body, headers={"content-type": media_type})
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        (b"{", 1, 2),
        (b'{\n "a": 1,\n "b" 2}', 3, 6),
        ('{"ä":\n"ä" x}'.encode(), 2, 5),
        (b'{"gain": NaN}', 1, 10),
        (b'{"gain": -Infinity}', 1, 11),
        (b'{"gain": 1e999}', 1, 10),
        (b'{"text": "\\ud800"}', 1, 11),
        (b'{"\\udc00": 1}', 1, 3),
        (b'{"text": "\xff"}', 1, 1),
        (b"\xef\xbb\xbf{}", 1, 1),
        (b"[" * 100_000, 1, 1026),
        (b"1" * 100_000, 1, 1),
    ],
)
def test_what_is_not_json_is_refused_at_its_line_and_column(
    client: TestClient, body: bytes, line: int, column: int
) -> None:
    response = client.post("/api/v1/bptt", content=body, headers=JSON)
    (mistake,) = mistakes(MALFORMED_JSON, response)
    assert mistake["message"]
    assert (mistake["line"], mistake["column"]) == (line, column)


def test_a_defect_answers_500_without_its_cause_and_reaches_the_log_of_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("the secret cause")

    monkeypatch.setattr("app.web.routes.prepare", fail)
    app = create_app(Settings())
    body = {"sequence": HELLO}
    response = TestClient(app, raise_server_exceptions=False).post("/api/v1/bptt", json=body)
    assert mistakes(INTERNAL, response) == []
    assert "secret" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"
    with pytest.raises(RuntimeError, match="the secret cause"):  # what the server logs
        TestClient(app).post("/api/v1/bptt", json=body)


def test_the_detail_says_where_and_how_many(client: TestClient) -> None:
    body = {"sequence": HELLO, "seed": -1, "gain": 0}
    assert client.post("/api/v1/bptt", json=body).json()["detail"] == (
        "/seed: expected at least 0 (the first of 2 mistakes)"
    )


def test_a_pointer_escapes_its_keys() -> None:
    assert pointer("a/b", "~1", 3) == "/a~1b/~01/3"
    assert pointer() == ""


def test_a_problem_crosses_the_border_of_a_process() -> None:
    problem = Problem(BAD_SEQUENCE, Mistake("no", "/a", 1, 2, {"t": 3}))
    found = pickle.loads(pickle.dumps(problem))
    assert found.kind == problem.kind
    assert found.mistakes == problem.mistakes
