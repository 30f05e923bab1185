"""POST /api/v1/nudge."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.engine import CELLS
from app.web.errors import BAD_REQUEST_FIELDS, DOES_NOT_FIT, NOT_FINITE
from app.web.main import create_app
from app.web.settings import Settings
from tests.web.asking import GOLDEN, HELLO, Asking, at, validator

ENTRY = {"parameter": "W_hh", "row": 0, "column": 0}
TRANSLATION = {"kind": "translation", "source": "a b c", "target": "d e"}


def test_the_golden_run_nudged(nudge: Asking) -> None:
    found = nudge.answer(**{**GOLDEN, **ENTRY, "copy": 1, "epsilon": 0.1})
    assert list(found) == [
        "predicted",
        "actual",
        "loss_before",
        "loss_after",
        "losses",
        "shared",
        "copies",
    ]
    # by hand: z_2 = .02964 + .1 · .53705
    assert found["predicted"] == pytest.approx(0.1 * -0.969526 * 0.53705, abs=1e-6)
    assert found["loss_before"] == pytest.approx(2.031921, abs=1e-6)
    assert found["loss_after"] == pytest.approx(1.981414, abs=1e-6)
    assert found["actual"] == pytest.approx(found["loss_after"] - found["loss_before"], abs=1e-15)
    assert found["losses"] == [0.0, found["actual"]]
    # the first copy multiplies h_0 = 0, so the second is all there is
    assert found["copies"]["first"] == 0
    assert found["copies"]["predicted"] == [0.0, found["predicted"]]
    assert found["shared"]["actual"] == pytest.approx(found["actual"], rel=1e-12)


@pytest.mark.parametrize("epsilon", [0.2, -1.5, 0, 3])
@pytest.mark.parametrize("sequence", [HELLO, TRANSLATION], ids=["text", "translation"])
@pytest.mark.parametrize("cell", CELLS)
def test_answers_are_as_documented_and_the_predictions_add_up(
    nudge: Asking, document: dict[str, Any], cell: str, sequence: dict[str, Any], epsilon: float
) -> None:
    half = "_dec" if sequence is TRANSLATION else ""
    asked = {"cell": cell, "sequence": sequence, "parameter": f"b_y{half}", "row": 1}
    found = nudge.answer(**asked, epsilon=epsilon)
    validator(document, "NudgeAnswer").validate(found)
    assert found["shared"] == {name: found[name] for name in ("predicted", "actual")}
    copies = found["copies"]
    assert sum(copies["predicted"]) == pytest.approx(found["predicted"], abs=1e-14)
    first = 3 if half else 0
    assert copies["first"] == first
    one = nudge.answer(**asked, epsilon=epsilon, copy=first + 1)
    assert (one["predicted"], one["actual"]) == (copies["predicted"][1], copies["actual"][1])
    assert one["copies"] == copies


def test_truncation_changes_nothing(nudge: Asking) -> None:
    asked = {**ENTRY, "copy": 2, "epsilon": 0.1}
    truncated = nudge.answer(**asked, truncation={"kind": "segment", "steps": 1})
    assert truncated == nudge.answer(**asked)


@pytest.mark.parametrize(
    ("fields", "path", "message"),
    [
        ({"parameter": "W_hi"}, "/parameter", "W_hi is not a parameter of this cell"),
        ({"row": 4}, "/row", "W_hh has rows 0 to 3, not 4"),
        ({"column": 4}, "/column", "W_hh has columns 0 to 3, not 4"),
        ({"column": None}, "/column", "a matrix needs a column: W_hh"),
        ({"copy": 4}, "/copy", "W_hh is used at time-stamps 0 to 3, not 4"),
        ({"weights": {"W_hh": [[1]]}}, "/weights/W_hh", "W_hh is 4 × 4 numbers, not 1 × 1"),
    ],
)
def test_what_is_not_there_is_named(
    nudge: Asking, fields: dict[str, Any], path: str, message: str
) -> None:
    [(found, said)] = at(nudge.refusal(DOES_NOT_FIT, **{**ENTRY, "epsilon": 0.1, **fields}))
    assert found == path
    assert said.startswith(message)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"epsilon": "much"}, "/epsilon"),
        ({"epsilon": True}, "/epsilon"),
        ({"copy": -1}, "/copy"),
        ({"copy": 1.5}, "/copy"),
        ({"row": -1}, "/row"),
        ({"copies": 1}, "/copies"),
    ],
)
def test_wrong_fields_are_named(nudge: Asking, fields: dict[str, Any], path: str) -> None:
    asked = {**ENTRY, "epsilon": 0.1, **fields}
    assert [each for each, _ in at(nudge.refusal(BAD_REQUEST_FIELDS, **asked))] == [path]


def test_missing_fields_are_named_as_they_are_written(nudge: Asking) -> None:
    paths = [path for path, _ in at(nudge.refusal(BAD_REQUEST_FIELDS))]
    assert paths == ["/parameter", "/row", "/epsilon"]
    [(_, message)] = at(nudge.refusal(BAD_REQUEST_FIELDS, **ENTRY, epsilon=0, copies=1))
    assert message.endswith("parameter, row, column, copy, epsilon")


def test_a_nudge_out_of_the_finite_numbers_is_refused(nudge: Asking) -> None:
    asked = {**ENTRY, "cell": "elman-relu", "weights": {"b_h": [1, 1, 1, 1]}, "epsilon": 1e308}
    [mistake] = nudge.refusal(NOT_FINITE, **asked)
    assert (mistake["name"], mistake["t"]) == ("L", 3)


def test_much_work_is_done_in_a_worker_with_the_same_result(nudge: Asking) -> None:
    asked = {**ENTRY, "copy": 1, "epsilon": 0.1}
    with TestClient(create_app(Settings(max_inline_work=0, workers=1))) as client:
        elsewhere = Asking(client, "/api/v1/nudge")
        assert elsewhere.answer(**asked) == nudge.answer(**asked)
        assert at(elsewhere.refusal(DOES_NOT_FIT, **{**asked, "copy": 9}))[0][0] == "/copy"


def test_the_examples_of_the_answer_are_the_golden_run(
    nudge: Asking, document: dict[str, Any]
) -> None:
    found = nudge.answer(**{**GOLDEN, **ENTRY, "epsilon": 0.1})
    fields = document["components"]["schemas"]["NudgeAnswer"]["properties"]
    for name, schema in fields.items():
        for example in schema["examples"]:
            assert rounded(found[name]) == example, name


def rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return round(value, 6)


def test_every_example_request_is_answered(nudge: Asking, document: dict[str, Any]) -> None:
    content = document["paths"]["/api/v1/nudge"]["post"]["requestBody"]["content"]
    for example in content["application/json"]["examples"].values():
        assert nudge.answer(**example["value"])["loss_after"] > 0
