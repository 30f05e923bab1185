"""The estimate of a request's work grows with what makes it slow."""

from __future__ import annotations

from typing import Any

import pytest

from app.engine import CELLS
from app.web.requests import BpttRequest
from app.web.run import prepare
from app.web.settings import Settings
from tests.web.asking import HELLO


def work(**fields: Any) -> int:
    request = BpttRequest.model_validate({"sequence": HELLO, **fields})
    return prepare(request, Settings()).work


@pytest.mark.parametrize(
    "more",
    [
        {"sequence": {"kind": "text", "text": "hello hello"}},
        {"sequence": {"kind": "translation", "source": "a b c", "target": "d e f"}},
        {"hidden_size": 5},
        {"include": ["copies"]},
        {"include": ["decomposition"]},
        {"truncation": {"kind": "window", "steps": 2}},
        {"cell": {"equations": CELLS["elman"].equations + "q = tanh(h)"}},
    ],
)
def test_more_of_anything_is_more_work(more: dict[str, Any]) -> None:
    assert work(**more) > work()


def test_a_word_is_little_work_and_a_page_is_much() -> None:
    limit = Settings().max_inline_work
    assert work(include=["decomposition"]) < limit / 10
    page = {"kind": "text", "text": "the cat sat on the mat. " * 10}
    assert work(sequence=page, hidden_size=64, include=["copies", "decomposition"]) > limit
