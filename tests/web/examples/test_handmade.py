"""What the examples with weights made by hand claim."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from tests.web.examples.answers import Answers, norms, says


@pytest.mark.parametrize("bits", ["101101", "000000", "111111", "011000", "100100111010110001"])
def test_parity_is_right_for_any_bits(answers: Answers, bits: str) -> None:
    steps = [{"input": [int(bit)], "target": None} for bit in bits]
    sequence = {"kind": "vectors", "classes": 2, "steps": [*steps[:-1], {**steps[-1], "target": 0}]}
    p = np.array(answers.but("parity", sequence=sequence)["values"]["p"])
    right = np.cumsum([int(bit) for bit in bits]) % 2
    assert (p[np.arange(len(bits)), right] > 0.95).all()


def test_the_gradient_of_parity_keeps_its_length_and_turns_where_a_one_makes_it_even(
    answers: Answers,
) -> None:
    found = answers.of("parity")
    assert [loss is None for loss in found["losses"]] == [True] * 5 + [False]
    parities = [*found["sequence"]["masked"][:-1], found["sequence"]["targets"][-1]]
    assert parities == list(np.cumsum(found["sequence"]["inputs"]) % 2)
    deltas = np.array(found["deltas"]["h"])
    assert norms(found["deltas"]["h"]) == pytest.approx(np.linalg.norm(deltas[-1]), rel=1e-12)
    turned = [earlier @ later < 0 for earlier, later in pairwise(deltas)]
    bits = np.ravel(found["sequence"]["inputs"])
    assert (
        turned == [bit == 1 and parity == 0 for bit, parity in zip(bits, parities, strict=True)][1:]
    )
    assert any(turned)


def test_counting_counts_and_stops(answers: Answers) -> None:
    found = answers.of("counting")
    assert found["values"]["c"] == [[1], [2], [3], [2], [1], [0]]
    assert says("counting", "1, 2, 3, 2, 1, 0")
    p = np.array(found["values"]["p"])
    assert found["sequence"]["vocabulary"] == ["a", "b", "."]
    assert (p[:, 2] > 0.9).tolist() == [False] * 5 + [True]
    assert p[:-1, 2].max() < 0.1
    assert p[3:5, 1].min() > 0.9
    longer = answers.but("counting", sequence={"kind": "text", "text": "aaaaabbbbb."})
    assert (np.array(longer["values"]["p"])[:, 2] > 0.9).tolist() == [False] * 9 + [True]


def test_the_loss_of_the_full_stop_comes_back_unchanged_and_alone(answers: Answers) -> None:
    found = answers.of("counting")
    deltas = np.ravel(found["deltas"]["c"])
    assert (deltas == deltas[-1]).all()
    assert deltas[-1] != 0
    *others, last = found["decomposition"]["log10_state_norms"]["c"]
    assert {value for row in others for value in row} == {None}
    assert None not in last
