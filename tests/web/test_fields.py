"""An answer in part: the fields that were asked for, as they are in the whole."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from app.web.answers import Answer
from app.web.errors import BAD_REQUEST_FIELDS, NOT_FINITE
from app.web.requests import AnswerField
from tests.web.asking import GOLDEN, Asking, at, mistakes

TRANSLATION = {
    "sequence": {"kind": "translation", "source": "a b c", "target": "d e"},
    "cell": "lstm",
    "include": ["copies", "decomposition"],
}


def test_every_field_of_an_answer_can_be_asked_for(ask: Asking) -> None:
    whole = ask.answer()
    assert list(whole) == list(get_args(AnswerField)) == list(Answer.model_fields)
    assert ask.answer(fields=list(whole)) == whole


@pytest.mark.parametrize("request_", [GOLDEN, TRANSLATION], ids=["golden", "translation"])
@pytest.mark.parametrize("field", get_args(AnswerField))
def test_a_field_by_itself_is_that_of_the_whole(
    ask: Asking, request_: dict[str, Any], field: str
) -> None:
    whole = ask.answer(**request_)
    assert ask.answer(**request_, fields=[field]) == {field: whole[field]}


def test_fields_come_in_the_order_of_the_whole(ask: Asking) -> None:
    assert list(ask.answer(fields=["loss", "sequence", "cell"])) == ["sequence", "cell", "loss"]


def test_what_is_not_included_is_null_though_it_is_asked_for(ask: Asking) -> None:
    assert ask.answer(fields=["copies", "decomposition"]) == {"copies": None, "decomposition": None}


def test_an_unknown_field_is_refused_where_it_stands(ask: Asking) -> None:
    ((path, message),) = at(ask.refusal(BAD_REQUEST_FIELDS, fields=["loss", "gradient"]))
    assert path == "/fields/1"
    assert message.startswith("expected 'sequence', 'cell', ")


def test_no_field_is_null_where_numbers_overflowed(ask: Asking) -> None:
    """∂L/∂a overflows, and only then the gradient that it is multiplied into is small again."""
    request_: dict[str, Any] = {
        "cell": {"equations": "a = 1e-300 * x\ny = W_ay @ (1e300 * a) + b_y"},
        "weights": {"W_ay": [[1e10 * (-1) ** i] * 4 for i in range(4)]},
        "sequence": {"kind": "text", "text": "hello"},
    }
    ask.refusal(NOT_FINITE, **request_)
    for field in ("deltas", "messages"):
        mistakes(NOT_FINITE, ask.post({**request_, "fields": [field]}))
    for field in ("values", "losses", "loss", "gradients", "initial_deltas", "copy_norms"):
        assert "null" not in ask.post({**request_, "fields": [field]}).text
