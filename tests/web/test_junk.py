"""No request, however wrong, is a defect of the server, and no answer holds a hidden NaN."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.engine import CELLS
from app.web.answers import Answer
from app.web.requests import BpttRequest
from tests.web.asking import HELLO, Asking, validator

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 300)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kind", "text", "steps", "h", "W_hh", "input"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)

good = {
    "sequence": st.sampled_from(
        [
            HELLO,
            {"kind": "tokens", "vocabulary": ["a"], "steps": [{"input": 0, "target": 0}]},
            {"kind": "vectors", "classes": 2, "steps": [{"input": [1e300, -1e300], "target": 1}]},
            {"kind": "translation", "source": "a b", "target": "c"},
        ]
    ),
    "cell": st.sampled_from(
        [
            *CELLS,
            {"equations": "y = W_xy @ x + y[t-1]"},
            {"equations": "h = x * h[t-1]\ny = W_hy @ h"},
        ]
    ),
    "hidden_size": st.integers(1, 5),
    "gain": st.floats(1e-320, 1e308),
    "weights": st.dictionaries(
        st.sampled_from(["W_xh", "W_hh", "b_h", "W_xy", "W_hh_enc", "W_hh_dec", "b_h_enc"]),
        st.lists(st.floats(-1e308, 1e308), max_size=4)
        | st.lists(st.lists(st.floats(-1e308, 1e308), min_size=1, max_size=4), max_size=4),
    ),
    "truncation": st.fixed_dictionaries(
        {"kind": st.sampled_from(["segment", "window"]), "steps": st.integers(0, 5)}
    ),
    "entry": st.fixed_dictionaries(
        {
            "parameter": st.sampled_from(["W_hh", "b_h", "W_hh_enc", "b_h_dec"]),
            "row": st.integers(0, 5),
        },
        optional={"column": st.none() | st.integers(0, 5)},
    ),
    "include": st.lists(st.sampled_from(["copies", "decomposition"]), max_size=2),
    "fields": st.none() | st.lists(st.sampled_from(sorted(Answer.model_fields)), max_size=3),
}
requests = st.fixed_dictionaries(
    {"sequence": good["sequence"] | json_values},
    optional={
        name: good.get(name, json_values) | json_values
        for name in BpttRequest.model_fields
        if name != "sequence"
    },
)

more: dict[str, dict[str, Any]] = {
    "/api/v1/check": {
        "parameters": st.lists(st.sampled_from(["W_hh", "b_h", "W_hh_enc", "q"]), max_size=3)
    },
    "/api/v1/nudge": {
        "parameter": st.sampled_from(["W_hh", "b_h", "b_h_enc", "b_h_dec", "b_y"]),
        "row": st.integers(0, 4),
        "column": st.none() | st.integers(0, 4),
        "copy": st.none() | st.integers(0, 4),
        "epsilon": st.floats(-1e308, 1e308),
    },
    "/api/v1/export/pytorch": {},
}
proofs = st.sampled_from(list(more)).flatmap(
    lambda address: st.tuples(
        st.just(address),
        st.fixed_dictionaries({}, optional={**more[address], **good}),
    )
)

PIECES = (
    "x y h z h[t-1] y[t-1] x[t-1] W_xh @ W_hh b_h = == + - * / ** ( ) [ ] , . 2 1e999 0x1 # "
    "tanh tanh( relu( loss t ; \t ä \0 \r lambda if : import \ud7ff 'a' f'' \\"
)
lines = st.lists(st.sampled_from(PIECES.split(" ")), max_size=12).map(" ".join)
equations = st.lists(lines, max_size=4).map("\n".join) | st.text(
    st.characters(codec="utf-8"), max_size=80
)


def no_defect(response: Any) -> None:
    assert response.status_code in (200, 400, 422), response.text
    if response.status_code != 200:
        assert response.json()["errors"]


@given(requests)
@settings(max_examples=300)
def test_any_json_is_answered_or_refused(ask: Asking, body: dict[str, Any]) -> None:
    no_defect(ask.post(body))


@given(proofs)
@settings(max_examples=500)
def test_any_json_is_proved_or_refused(client: TestClient, asked: tuple[str, Any]) -> None:
    address, body = asked
    response = client.post(address, json={"sequence": HELLO, **body})
    no_defect(response)
    if response.status_code == 200 and address == "/api/v1/nudge":
        found = response.json()
        assert None not in [*found["copies"]["actual"], found["loss_after"], found["predicted"]]


@given(equations)
@example("(" * 4000)
@example("y = " + "-" * 4000 + "x")
@example("y = x" + "[t-1]" * 700)
@example("y = " + "9" * 4000)
@example("y = x\n" * 600)
@settings(max_examples=300)
def test_any_text_of_equations_is_answered_or_refused(ask: Asking, text: str) -> None:
    no_defect(ask.post({"sequence": HELLO, "cell": {"equations": text}}))


@given(st.binary(max_size=60))
def test_any_bytes_are_answered_or_refused(ask: Asking, body: bytes) -> None:
    no_defect(ask.post_text(body))


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.sampled_from(["character", "word"]))
def test_any_text_is_answered_or_refused(ask: Asking, text: str, by: str) -> None:
    no_defect(ask.post({"sequence": {"kind": "text", "text": text, "by": by}}))


texts = st.text(st.characters(codec="utf-8"), max_size=12)
masks = st.lists(st.integers(0, 5), max_size=4) | json_values


@given(texts, texts, st.sampled_from(["character", "word"]), masks)
def test_any_translation_is_answered_or_refused(
    ask: Asking, source: str, target: str, by: str, masked: Any
) -> None:
    sequence = {"kind": "translation", "source": source, "target": target, "by": by}
    no_defect(ask.post({"sequence": {**sequence, "masked": masked}}))


@given(good["sequence"], masks, good["truncation"], good["cell"])
def test_any_mask_is_answered_or_refused(
    ask: Asking, sequence: dict[str, Any], masked: Any, truncation: Any, cell: Any
) -> None:
    body = {"sequence": {**sequence, "masked": masked}, "truncation": truncation, "cell": cell}
    no_defect(ask.post({**body, "include": ["copies", "decomposition"]}))


@pytest.fixture(scope="module")
def check(client: TestClient) -> Any:
    """The schema of answers, in which no number may be null that is always one."""
    return validator(client.get("/openapi.json").json(), "Answer")


@given(
    st.floats(1e-300, 1e300),
    st.floats(1e-300, 1e300),
    st.floats(-1e300, 1e300),
    st.sampled_from(["elman", "elman-relu"]),
)
@settings(max_examples=100)
def test_no_overflow_becomes_a_null(
    ask: Asking, check: Any, scale: float, recurrent: float, bias: float, cell: str
) -> None:
    weights = {
        "W_xh": [[scale, -scale, scale / 3, 1.0]] * 2,
        "W_hh": [[recurrent, -recurrent / 2], [1.0, recurrent]],
        "b_h": [bias, -bias],
        "W_hy": [[scale, 1.0], [-scale, recurrent], [0.0, 1.0], [1.0, 0.0]],
    }
    response = ask.post(
        {
            "sequence": HELLO,
            "cell": cell,
            "hidden_size": 2,
            "weights": weights,
            "truncation": {"kind": "window", "steps": 2},
            "entry": {"parameter": "W_hh", "row": 0, "column": 1},
            "include": ["copies", "decomposition"],
        }
    )
    no_defect(response)
    if response.status_code == 200:
        check.validate(response.json())
        assert None not in response.json()["losses"]
