"""What is wrong with a request is said where it is, in plain words, and never repeated."""

from __future__ import annotations

from typing import Any

import pytest

from app.web.errors import (
    BAD_EQUATIONS,
    BAD_REQUEST_FIELDS,
    DOES_NOT_FIT,
    NOT_FINITE,
    UNKNOWN_CELL,
)
from tests.web.asking import HELLO, Asking, at, mistakes

FIELDS = (
    "unknown field; the fields are sequence, cell, hidden_size, seed, gain, weights, "
    "initial_state, truncation, entry, include, fields"
)
ENTRY = {"parameter": "W_hh", "row": 0, "column": 0}


@pytest.mark.parametrize("body", ["[]", '"text"', "1", "null", "true", ""])
def test_a_body_is_an_object(ask: Asking, body: str) -> None:
    found = mistakes(BAD_REQUEST_FIELDS, ask.post_text(body))
    assert at(found) == [("", "expected an object")]


@pytest.mark.parametrize(
    ("fields", "path", "message"),
    [
        ({"hidden": 3}, "/hidden", FIELDS),
        ({"a/b~c": 3}, "/a~1b~0c", FIELDS),
        ({"": 3}, "/", FIELDS),
        ({"hidden_size": 1.5}, "/hidden_size", "expected a whole number"),
        ({"hidden_size": 1.0}, "/hidden_size", "expected a whole number"),
        ({"hidden_size": True}, "/hidden_size", "expected a whole number"),
        ({"hidden_size": "4"}, "/hidden_size", "expected a whole number"),
        ({"hidden_size": None}, "/hidden_size", "expected a whole number"),
        ({"hidden_size": 10**30}, "/hidden_size", "expected a whole number"),
        ({"hidden_size": 0}, "/hidden_size", "expected at least 1"),
        ({"seed": -1}, "/seed", "expected at least 0"),
        ({"seed": 2**32}, "/seed", "expected at most 4294967295"),
        ({"gain": 0}, "/gain", "expected more than 0"),
        ({"gain": -0.5}, "/gain", "expected more than 0"),
        ({"gain": True}, "/gain", "expected a number"),
        ({"weights": [1]}, "/weights", "expected an object"),
        ({"weights": {"b_h": 1}}, "/weights/b_h", "expected a list"),
        ({"weights": {"b_h": [1, "x"]}}, "/weights/b_h/1", "expected a number"),
        ({"weights": {"W_hh": [[1], [None]]}}, "/weights/W_hh/1/0", "expected a number"),
        ({"weights": {"W_hh": [[1], 2]}}, "/weights/W_hh/1", "expected a list"),
        ({"weights": {"W_hh": [1, [2]]}}, "/weights/W_hh/1", "expected a number"),
        ({"weights": {"W_hh": [[[1]]]}}, "/weights/W_hh/0/0", "expected a number"),
        ({"weights": {"vector": True}}, "/weights/vector", "expected a list"),
        ({"initial_state": {"h": [[1]]}}, "/initial_state/h/0", "expected a number"),
        ({"truncation": "segment"}, "/truncation", "expected an object"),
        ({"truncation": {"kind": "segment"}}, "/truncation/steps", "this field is required"),
        (
            {"truncation": {"kind": "moving", "steps": 1}},
            "/truncation/kind",
            "expected 'segment' or 'window'",
        ),
        (
            {"truncation": {"kind": "window", "steps": 0}},
            "/truncation/steps",
            "expected at least 1",
        ),
        (
            {"truncation": {"kind": "window", "steps": 1, "k": 1}},
            "/truncation/k",
            "unknown field; the fields are kind, steps",
        ),
        ({"include": "copies"}, "/include", "expected a list"),
        ({"include": ["copy"]}, "/include/0", "expected 'copies' or 'decomposition'"),
        ({"include": ["copies", "copies"]}, "/include/1", "copies stands twice"),
        ({"fields": "loss"}, "/fields", "expected a list"),
        ({"fields": []}, "/fields", "expected at least 1 in the list, not 0"),
        ({"fields": ["loss", "losses", "loss"]}, "/fields/2", "loss stands twice"),
        ({"entry": ENTRY}, "/include", 'entry needs "decomposition" in include'),
        (
            {"entry": {**ENTRY, "row": -1}, "include": ["decomposition"]},
            "/entry/row",
            "expected at least 0",
        ),
        ({"cell": 5}, "/cell", "expected the name of a cell, or an object with its equations"),
        ({"cell": {}}, "/cell/equations", "this field is required"),
        ({"cell": {"equations": 5}}, "/cell/equations", "expected a string"),
        (
            {"cell": {"equations": "y = x", "size": {}}},
            "/cell/size",
            "unknown field; the fields are equations, sizes, initial_biases",
        ),
        (
            {"cell": {"equations": "y = x", "sizes": {"equations": 0}}},
            "/cell/sizes/equations",
            "expected at least 1",
        ),
        (
            {"cell": {"equations": "y = W_xy @ x + b_y", "initial_biases": {"b_y": "1"}}},
            "/cell/initial_biases/b_y",
            "expected a number",
        ),
    ],
)
def test_a_wrong_field(ask: Asking, fields: dict[str, Any], path: str, message: str) -> None:
    assert at(ask.refusal(BAD_REQUEST_FIELDS, **fields)) == [(path, message)]


def test_several_wrong_fields_are_all_named(ask: Asking) -> None:
    found = ask.refusal(BAD_REQUEST_FIELDS, seed=-1, gain=0, include=[5])
    assert [path for path, _ in at(found)] == ["/seed", "/gain", "/include/0"]


def test_no_more_than_twenty_mistakes_are_named(ask: Asking) -> None:
    found = ask.refusal(BAD_REQUEST_FIELDS, weights={f"b_{i}": 1 for i in range(30)})
    assert len(found) == 20


def test_a_missing_sequence_is_named(ask: Asking) -> None:
    found = mistakes(BAD_REQUEST_FIELDS, ask.post({"cell": "elman"}))
    assert at(found) == [("/sequence", "this field is required")]


def test_an_unknown_cell_is_answered_with_the_known_ones(ask: Asking) -> None:
    ((path, message),) = at(ask.refusal(UNKNOWN_CELL, cell="transformer"))
    assert path == "/cell"
    assert message.startswith("expected one of elman, elman-relu")


@pytest.mark.parametrize(
    ("equations", "line", "column"),
    [
        ("y = z", 1, 5),
        ("h = tanh(x)\ny = W_hy @ h +", 2, 14),
        ("h = x", 1, 1),
        ("", 1, 1),
        ("y = __import__('os')", 1, 16),
        ("y = ﬁ", 1, 5),
        ("y = 🙂", 1, 5),
    ],
)
def test_equations_are_refused_at_their_line_and_column(
    ask: Asking, equations: str, line: int, column: int
) -> None:
    (mistake,) = ask.refusal(BAD_EQUATIONS, cell={"equations": equations})
    assert mistake["path"] == "/cell/equations"
    assert mistake["message"]
    assert (mistake["line"], mistake["column"]) == (line, column)


@pytest.mark.parametrize(
    ("fields", "path", "mentioned"),
    [
        ({"weights": {"W_hh": [[1, 2], [3, 4]]}}, "/weights/W_hh", "4 × 4"),
        ({"weights": {"W_hh": [1, 2]}}, "/weights/W_hh", "4 × 4"),
        ({"weights": {"W_hh": [[1, 2, 3, 4]] * 3 + [[1]]}}, "/weights/W_hh", "4 × 4"),
        ({"weights": {"b_h": []}}, "/weights/b_h", "4"),
        ({"weights": {"W/z": [1]}}, "/weights/W~1z", "W_xh"),
        ({"initial_state": {"h": [1]}}, "/initial_state/h", "4"),
        ({"initial_state": {"z": [1]}}, "/initial_state/z", "h"),
        ({"cell": {"equations": "y = W_xy @ x", "sizes": {"z": 2}}}, "/cell/sizes/z", "y"),
        ({"cell": {"equations": "y = W_xy @ x", "sizes": {"y": 2}}}, "/cell/sizes/y", "4"),
        (
            {"cell": {"equations": "y = W_xy @ x + b_y", "initial_biases": {"W_xy": 1}}},
            "/cell/initial_biases/W_xy",
            "b_y",
        ),
    ],
)
def test_what_does_not_fit_the_cell(
    ask: Asking, fields: dict[str, Any], path: str, mentioned: str
) -> None:
    (mistake,) = ask.refusal(DOES_NOT_FIT, **fields)
    assert mistake["path"] == path
    assert mentioned in mistake["message"]


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ({"parameter": "W_ab", "row": 0, "column": 0}, "/entry/parameter"),
        ({"parameter": "W_hh", "row": 4, "column": 0}, "/entry/row"),
        ({"parameter": "W_hh", "row": 0, "column": 4}, "/entry/column"),
        ({"parameter": "W_hh", "row": 0}, "/entry/column"),
        ({"parameter": "b_h", "row": 0, "column": 0}, "/entry/column"),
    ],
)
def test_an_entry_that_is_not_there(ask: Asking, entry: dict[str, Any], path: str) -> None:
    (mistake,) = ask.refusal(DOES_NOT_FIT, entry=entry, include=["decomposition"])
    assert mistake["path"] == path


@pytest.mark.parametrize(
    ("fields", "t", "name"),
    [
        ({"weights": {"W_hh": [[1e308] * 4] * 4, "b_h": [9, 9, 9, 9]}}, 2, "z"),
        (
            {
                "cell": {"equations": "h = W_hh @ h[t-1] + W_xh @ x\ny = W_hy @ h"},
                "hidden_size": 1,
                "weights": {"W_hh": [[1e200]], "W_xh": [[1] * 4]},
            },
            3,
            "h",
        ),
        (  # found only when the deltas are asked for
            {
                "cell": {
                    "equations": "u = 1e-200 * x\nv = 1e200 * (1e200 * (1e-200 * u))\ny = W_y @ v"
                }
            },
            4,
            "∂L/∂u",
        ),
    ],
)
def test_a_run_that_leaves_the_finite_numbers_says_where(
    ask: Asking, fields: dict[str, Any], t: int, name: str
) -> None:
    (mistake,) = ask.refusal(NOT_FINITE, **fields)
    assert (mistake["t"], mistake["name"]) == (t, name)
    assert name in mistake["message"]
    assert str(t) in mistake["message"]


def test_what_was_sent_is_never_repeated(ask: Asking) -> None:
    secret = "hunter2"
    for fields in (
        {"hidden_size": secret},
        {"cell": secret},
        {"cell": [secret]},
        {"sequence": {"kind": secret}},
        {"sequence": secret},
        {"sequence": {**HELLO, "by": secret}},
        {"sequence": {**HELLO, "masked": [secret]}},
        {"sequence": {"kind": "translation", "source": secret, "target": ""}},
        {"sequence": {"kind": "tokens", "vocabulary": [secret] * 2, "steps": [{"input": 0}]}},
        {"weights": {"b_h": [secret]}},
        {"include": [secret]},
        {"entry": {**ENTRY, "row": secret}},
    ):
        response = ask.post({"sequence": HELLO, **fields})
        assert response.status_code == 422
        assert secret not in response.text
