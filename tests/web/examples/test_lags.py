"""What the examples of gradients over long lags claim."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.web.examples.answers import Answers, last_row, says

RECALLING = {"recall": "W_xh", "recall-lstm": "W_xg"}


def first_to_last(found: dict[str, Any], parameter: str) -> float:
    """The norm of the first copy over that of the last."""
    norms = found["copy_norms"][parameter]
    ratio: float = norms[0] / norms[-1]
    return ratio


def by_lag(found: dict[str, Any]) -> list[float]:
    """|∂L_T/∂h_t| by T − t."""
    return [float(10.0**log10) for log10 in last_row(found)[::-1]]


def test_what_is_left_of_recall_at_the_symbol(answers: Answers) -> None:
    elman, lstm = (answers.of(name) for name in RECALLING)
    assert elman["sequence"] == lstm["sequence"] | {"parts": elman["sequence"]["parts"]}
    inputs = elman["sequence"]["inputs"]
    assert [each == inputs[0] for each in inputs] == [True] + [False] * 6
    assert elman["sequence"]["targets"] == [None] * 6 + [inputs[0]]
    assert first_to_last(elman, "W_xh") < 1 / 20
    assert round(first_to_last(lstm, "W_xg"), 1) == 1 / 5
    assert says("recall", "six time-stamps", "less than a twentieth")
    assert says("recall-lstm", "a fifth", "less than a twentieth")


def test_the_forget_gate_of_recall_keeps_more_than_half(answers: Answers) -> None:
    found = answers.of("recall-lstm")
    assert np.min(found["values"]["f"]) > 0.5
    assert set(found["weights"]["b_f"]) == {1.0}


def test_recall_reaches_further_back_in_an_lstm_whatever_the_seed(answers: Answers) -> None:
    ratios = [
        [first_to_last(answers.but(name, seed=seed), of) for name, of in RECALLING.items()]
        for seed in range(10)
    ]
    assert all(elman < lstm for elman, lstm in ratios)
    elman, lstm = np.median(ratios, axis=0)
    assert elman < 1 / 20
    assert 0.1 < lstm < 0.4


def test_vanishing_vanishes_at_about_the_same_rate(answers: Answers) -> None:
    found = answers.of("vanishing")
    steps = np.diff(last_row(found))
    assert steps.min() > 0.1
    assert steps.max() < 0.5
    assert [loss is None for loss in found["losses"]] == [True] * 45 + [False]


def test_the_lstm_beside_vanishing_carries_the_gradient_forty_steps_back(answers: Answers) -> None:
    elman, lstm = answers.of("vanishing"), answers.of("vanishing-lstm")
    for field in ("inputs", "targets"):
        assert elman["sequence"][field] == lstm["sequence"][field]
    assert len(elman["values"]["h"][0]) == len(lstm["values"]["h"][0])
    assert by_lag(lstm)[40] >= 100 * by_lag(elman)[40]


def test_both_vanishing_examples_say_what_is_left_after_forty_steps(answers: Answers) -> None:
    # "a hundredth", "a millionth of a millionth": right to the nearest power of ten
    assert round(np.log10(by_lag(answers.of("vanishing-lstm"))[40])) == -2
    assert round(np.log10(by_lag(answers.of("vanishing"))[40])) == -12
    for name in ("vanishing", "vanishing-lstm"):
        assert says(name, "40 letters back", "a hundredth (10⁻²)")
        assert says(name, "a millionth of a millionth (10⁻¹²)")


def test_the_forget_gate_of_the_vanishing_lstm_stays_nearly_open(answers: Answers) -> None:
    assert np.min(answers.of("vanishing-lstm")["values"]["f"]) > 0.9


def test_exploding_explodes_and_its_early_copies_make_up_the_sum(answers: Answers) -> None:
    found = answers.of("exploding")
    assert np.diff(last_row(found)).max() < 0
    copies = np.array(found["copies"]["W_hh"])
    total = copies.sum(axis=0)
    early = copies[1:4].sum(axis=0)
    assert np.linalg.norm(early - total) < 0.5 * np.linalg.norm(total)
