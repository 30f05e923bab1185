"""What the examples of cells claim."""

from __future__ import annotations

import numpy as np
import pytest

from tests.web.examples.answers import Answers, arriving


def test_the_lower_of_two_layers_hears_from_above_and_but_at_the_end_from_the_next(
    answers: Answers,
) -> None:
    found = answers.of("layers")
    above, later = arriving(found, "a", 0), arriving(found, "a", 1)
    assert (set(above), set(later)) == ({"h"}, {"a"})
    assert above["h"].min() > 0
    assert (later["a"] > 0).tolist() == [True] * (len(later["a"]) - 1) + [False]
    nodes = {node["name"]: node["inputs"] for node in found["cell"]["nodes"]}
    assert nodes["y"] == [{"name": "h", "lag": 0}]


def test_the_copies_of_the_scaled_bias_are_the_reset_gate_times_those_of_the_other(
    answers: Answers,
) -> None:
    found = answers.of("gru")
    b_n, b_hn = (np.array(found["copies"][name]) for name in ("b_n", "b_hn"))
    assert b_hn == pytest.approx(found["values"]["r"] * b_n, rel=1e-12)
    assert (np.abs(b_hn) < np.abs(b_n)).all()


def test_in_the_minimal_gated_unit_most_of_what_comes_back_comes_straight(
    answers: Answers,
) -> None:
    senders = arriving(answers.of("mgu"), "h", 1)
    assert set(senders) == {"h", "n", "f"}
    assert (senders["h"][:-1] >= 5 * np.maximum(senders["n"], senders["f"])[:-1]).all()


def test_in_the_jordan_network_only_the_last_delta_of_y_is_the_error_alone(
    answers: Answers,
) -> None:
    found = answers.of("jordan")
    assert found["cell"]["states"] == ["y"]
    (from_next,) = arriving(found, "y", 1).values()
    assert from_next[-1] == 0
    assert from_next[:-1].min() > 0.1
