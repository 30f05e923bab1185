"""POST /api/v1/check."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.engine import CELLS
from app.web.errors import (
    BAD_EQUATIONS,
    BAD_REQUEST_FIELDS,
    DOES_NOT_FIT,
    NOT_FINITE,
    OVER_LIMIT,
    UNKNOWN_CELL,
)
from app.web.examples import EXAMPLES
from app.web.examples.example import Example
from app.web.main import create_app
from app.web.proof.jobs import prepare_check
from app.web.proof.requests import CheckRequest
from app.web.settings import Settings
from tests.web.asking import GOLDEN, HELLO, Asking, at, validator

TRANSLATION = {"kind": "translation", "source": "a b c", "target": "d e"}


def test_the_golden_run_agrees_in_every_entry(check: Asking) -> None:
    found = check.answer(**GOLDEN)
    assert list(found) == ["entries", "skipped", "worst_error", "worst", "agrees", "parameters"]
    assert {name: one["entries"] for name, one in found["parameters"].items()} == {
        "W_xh": 6,
        "W_hh": 3,
        "b_h": 3,
        "W_hy": 6,
        "b_y": 6,
    }
    assert (found["entries"], found["skipped"], found["agrees"]) == (24, 0, True)
    assert 0 < found["worst_error"] < 1e-9
    worst = found["parameters"][found["worst"].pop("parameter")]
    assert (worst["worst"], worst["worst_error"]) == (found["worst"], found["worst_error"])


@pytest.mark.parametrize("sequence", [HELLO, TRANSLATION], ids=["text", "translation"])
@pytest.mark.parametrize("kind", [None, "segment", "window"])
@pytest.mark.parametrize("cell", CELLS)
def test_answers_are_right_and_as_documented(
    check: Asking, document: dict[str, Any], cell: str, kind: str | None, sequence: dict[str, Any]
) -> None:
    truncation = kind and {"kind": kind, "steps": 2}
    found = check.answer(sequence=sequence, cell=cell, truncation=truncation)
    assert found["agrees"] is True
    validator(document, "CheckAnswer").validate(found)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_example_agrees(check: Asking, example: Example) -> None:
    found = check.answer(**example.request)
    assert found["agrees"] is True
    assert found["worst_error"] < 1e-8


def test_where_nothing_can_be_compared_the_answer_is_as_documented(
    check: Asking, document: dict[str, Any]
) -> None:
    found = check.answer(
        cell={"equations": "h = relu(b_h)\ny = W_hy @ h"},
        weights={"b_h": [0, 0, 0, 0]},
        parameters=["b_h"],
    )
    assert (found["skipped"], found["worst"], found["agrees"]) == (found["entries"], None, None)
    validator(document, "CheckAnswer").validate(found)


def test_parameter_by_parameter_is_all_at_once(check: Asking) -> None:
    whole = check.answer(cell="gru")["parameters"]
    for name, found in whole.items():
        assert check.answer(cell="gru", parameters=[name])["parameters"] == {name: found}


def test_to_ask_for_no_parameter_is_answered_so(check: Asking) -> None:
    found = check.answer(parameters=[])
    assert (found["entries"], found["worst"], found["agrees"]) == (0, None, None)


def test_what_bptt_is_to_include_changes_nothing(check: Asking) -> None:
    entry = {"parameter": "W_hh", "row": 0, "column": 0}
    more = {"include": ["copies", "decomposition"], "entry": entry, "fields": ["loss"]}
    assert check.answer(**more) == check.answer()


def test_mistakes_are_named_where_they_stand(check: Asking) -> None:
    assert at(check.refusal(DOES_NOT_FIT, parameters=["W_hh", "W_hi"])) == [
        (
            "/parameters/1",
            "W_hi is not a parameter of this cell: W_xh, W_hh, b_h, W_hy, b_y",
        )
    ]
    assert [path for path, _ in at(check.refusal(BAD_REQUEST_FIELDS, parameters=[1]))] == [
        "/parameters/0"
    ]
    [(path, message)] = at(check.refusal(BAD_REQUEST_FIELDS, parameter="W_hh"))
    assert (path, message.endswith("include, fields, parameters")) == ("/parameter", True)
    assert check.refusal(UNKNOWN_CELL, cell="elmo")
    assert check.refusal(BAD_EQUATIONS, cell={"equations": "y = "})
    assert check.refusal(DOES_NOT_FIT, weights={"W_hh": [[1]]})
    [mistake] = check.refusal(NOT_FINITE, cell="elman-relu", gain=1e300)
    assert (mistake["name"], mistake["t"]) == ("z", 3)


def test_too_much_work_is_refused_before_it_begins(check: Asking) -> None:
    page = {"kind": "text", "text": "the cat sat on the mat. " * 10}
    [(path, message)] = at(check.refusal(OVER_LIMIT, sequence=page, hidden_size=128))
    assert path == ""
    assert "multiplications, over the limit of 20000000000" in message
    assert message.endswith(
        ": check one parameter at a time, or take a shorter sequence or smaller sizes"
    )
    one = {"sequence": page, "hidden_size": 128, "parameters": ["W_hh"]}
    [(_, message)] = at(check.refusal(OVER_LIMIT, **one))
    assert message.endswith(": take a shorter sequence or smaller sizes")


def test_the_limit_is_a_setting() -> None:
    request = {"sequence": HELLO, "parameters": ["b_h"]}
    job = prepare_check(CheckRequest.model_validate(request), Settings())
    least = job.work * 50
    for limit, status in ((least // 2, 422), (2 * least, 200)):
        with TestClient(create_app(Settings(max_check_work=limit))) as client:
            assert client.post("/api/v1/check", json=request).status_code == status


def test_much_work_is_done_in_a_worker_with_the_same_result(check: Asking) -> None:
    with TestClient(create_app(Settings(max_inline_work=0, workers=1))) as client:
        elsewhere = Asking(client, "/api/v1/check")
        assert elsewhere.answer(**GOLDEN) == check.answer(**GOLDEN)
        assert elsewhere.refusal(DOES_NOT_FIT, parameters=["W_hi"])


def test_every_example_request_is_answered(check: Asking, document: dict[str, Any]) -> None:
    content = document["paths"]["/api/v1/check"]["post"]["requestBody"]["content"]
    for example in content["application/json"]["examples"].values():
        assert check.answer(**example["value"])["agrees"] is True
