"""Any target of any kind of sequence can be masked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.asking import HELLO, Asking

TOKENS = {
    "kind": "tokens",
    "vocabulary": ["a", "b"],
    "steps": [{"input": 0, "target": 1}, {"input": 1}, {"input": 1, "target": 0}],
}
VECTORS = {
    "kind": "vectors",
    "classes": 3,
    "steps": [{"input": [0.5], "target": 2}, {"input": [1], "target": 0}],
}
TRANSLATION = {"kind": "translation", "source": "a b", "target": "c d"}
ALL = {
    "truncation": {"kind": "window", "steps": 2},
    "include": ["copies", "decomposition"],
}


@pytest.mark.parametrize(
    ("sequence", "masked", "targets", "left_out"),
    [
        (HELLO, [3, 0], [None, 2, 2, None], [1, None, None, 3]),
        (TOKENS, [0], [None, None, 0], [1, None, None]),
        (VECTORS, [1], [2, None], [None, 0]),
        (TRANSLATION, [2, 4], [None, None, None, 3, None], [None, None, 2, None, 1]),
    ],
)
def test_what_is_masked_is_no_target_and_adds_nothing_to_the_loss(
    ask: Asking,
    sequence: dict[str, Any],
    masked: list[int],
    targets: list[int | None],
    left_out: list[int | None],
) -> None:
    answer = ask.answer(sequence={**sequence, "masked": masked})
    assert answer["sequence"]["targets"] == targets
    assert answer["sequence"]["masked"] == left_out
    whole = ask.answer(sequence=sequence)
    for t, target in enumerate(targets):
        assert answer["losses"][t] == (None if target is None else whole["losses"][t])
    assert answer["loss"] == pytest.approx(sum(loss or 0 for loss in answer["losses"]))


@pytest.mark.parametrize(("sequence", "t"), [(TOKENS, 1), (TRANSLATION, 0), (TRANSLATION, 1)])
def test_a_mask_where_there_is_no_target_does_nothing(
    ask: Asking, sequence: dict[str, Any], t: int
) -> None:
    assert ask.answer(sequence={**sequence, "masked": [t]}, **ALL) == ask.answer(
        sequence=sequence, **ALL
    )


@pytest.mark.parametrize("sequence", [HELLO, TOKENS, VECTORS, TRANSLATION])
def test_without_a_mask_no_label_is_left_out(ask: Asking, sequence: dict[str, Any]) -> None:
    answer = ask.answer(sequence=sequence)
    assert answer == ask.answer(sequence={**sequence, "masked": []})
    assert answer["sequence"]["masked"] == [None] * answer["sequence"]["length"]


@pytest.mark.parametrize("sequence", [HELLO, TOKENS, VECTORS, TRANSLATION])
def test_every_target_may_be_masked(ask: Asking, sequence: dict[str, Any]) -> None:
    T = ask.answer(sequence=sequence)["sequence"]["length"]
    answer = ask.answer(sequence={**sequence, "masked": list(range(T))}, **ALL)
    assert answer["loss"] == 0
    assert answer["losses"] == [None] * T


@pytest.mark.parametrize("masked", [[], [0], [1, 3], [0, 1, 2], [0, 1, 2, 3]])
def test_a_masked_text_runs_as_its_tokens_with_null_targets(ask: Asking, masked: list[int]) -> None:
    whole = ask.answer(sequence=HELLO)["sequence"]
    steps = [
        {"input": each, "target": None if t in masked else target}
        for t, (each, target) in enumerate(zip(whole["inputs"], whole["targets"], strict=True))
    ]
    tokens = {"kind": "tokens", "vocabulary": whole["vocabulary"], "steps": steps}
    by_mask = ask.answer(sequence={**HELLO, "masked": masked}, **ALL)
    by_null = ask.answer(sequence=tokens, **ALL)
    assert [
        t for t, label in enumerate(by_mask["sequence"].pop("masked")) if label is not None
    ] == (masked)
    by_null["sequence"].pop("masked")
    assert by_mask == by_null
