"""Weights: drawn so that nothing moves when a letter is added, rescaled, or given."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.engine import CELLS, Answer, EngineError, Sequence, bptt, parse
from app.engine.weights import draw, rescale

ELMAN = parse(CELLS["elman"].equations)
SEQUENCE = Sequence.of_tokens((0, 1, 2), (1, 2, 0), 3)


def run(**asked: Any) -> Answer:
    return bptt(ELMAN, SEQUENCE, **asked)


def test_drawn_weights_are_uniform_within_one_over_the_root_of_h() -> None:
    drawn = draw("W_hh", (64, 64), hidden=16, seed=3).ravel() * 4
    assert np.abs(drawn).max() < 1
    assert abs(drawn.mean()) < 0.03
    assert np.var(drawn) == pytest.approx(1 / 3, rel=0.05)
    assert np.abs(np.histogram(drawn, bins=8, range=(-1, 1))[0] / 512 - 1).max() < 0.15


@pytest.mark.parametrize(("small", "large"), [((3, 4), (3, 5)), ((3, 4), (4, 4)), ((4,), (5,))])
def test_a_row_or_column_more_moves_no_other_entry(
    small: tuple[int, ...], large: tuple[int, ...]
) -> None:
    before = draw("W", small, hidden=4, seed=0)
    after = draw("W", large, hidden=4, seed=0)
    assert np.array_equal(after[tuple(map(slice, small))], before)


def test_seed_and_name_each_change_the_stream() -> None:
    streams = [draw(name, (9,), hidden=1, seed=seed) for name in ("W_a", "W_b") for seed in (0, 1)]
    assert len({tuple(stream) for stream in streams}) == 4


def test_drawn_weights_are_the_same_for_good() -> None:
    # an address on the page is an exercise: its numbers must not move with a new numpy
    expected = [0.2514035543047156, -0.2514985789193558]
    assert draw("W_xh", (1, 2), hidden=4, seed=0).ravel().tolist() == expected


def test_one_more_letter_in_the_vocabulary_moves_no_other_weight() -> None:
    before = run().weights
    longer = Sequence.of_tokens((0, 1, 2, 3), (1, 2, 3, 0), 4)
    after = bptt(ELMAN, longer).weights
    for name, weight in before.items():
        assert np.array_equal(after[name][tuple(map(slice, weight.shape))], weight), name


def test_gain_is_the_spectral_radius_of_square_recurrent_matrices_and_of_no_other() -> None:
    free, tamed = run().weights, run(gain=1.25).weights
    radius = np.abs(np.linalg.eigvals(tamed["W_hh"])).max()
    assert radius == pytest.approx(1.25, rel=1e-12)
    assert all(np.array_equal(free[name], tamed[name]) for name in free if name != "W_hh")


def test_a_recurrent_matrix_that_is_not_square_keeps_its_weights() -> None:
    cell = parse("e = tanh(W_he @ h[t-1])\nh = tanh(W_eh @ e + W_xh @ x)\ny = W_hy @ h")
    free = bptt(cell, SEQUENCE, sizes={"e": 3}).weights
    tamed = bptt(cell, SEQUENCE, sizes={"e": 3}, gain=2.0).weights
    assert np.array_equal(free["W_he"], tamed["W_he"])


def test_given_weights_are_never_rescaled() -> None:
    given = np.diag([1.0, 2.0, 3.0, 4.0])
    assert np.array_equal(run(gain=0.5, weights={"W_hh": given}).weights["W_hh"], given)


def test_a_matrix_without_a_spectral_radius_stays_as_it_is() -> None:
    nilpotent = np.array([[0.0, 1.0], [0.0, 0.0]])
    assert np.array_equal(rescale(nilpotent, 2.0), nilpotent)


def test_an_initial_bias_fills_the_bias_and_moves_no_other_weight() -> None:
    free, filled = run().weights, run(initial_biases={"b_h": 1.5, "b_y": -2}).weights
    assert filled["b_h"].tolist() == [1.5] * 4
    assert filled["b_y"].tolist() == [-2.0] * 3
    assert all(np.array_equal(free[name], filled[name]) for name in free if name[0] == "W")


def test_a_bias_among_the_weights_wins_over_its_initial_value() -> None:
    answer = run(initial_biases={"b_h": 1.5}, weights={"b_h": [1, 2, 3, 4]})
    assert answer.weights["b_h"].tolist() == [1.0, 2.0, 3.0, 4.0]


@pytest.mark.parametrize(
    ("asked", "path", "says"),
    [
        ({"weights": {"W_xy": [[1]]}}, ("weights", "W_xy"), "not a parameter of this cell: W_xh"),
        ({"weights": {"W_hh": [[1, 2]]}}, ("weights", "W_hh"), "4 × 4 numbers, not 1 × 2"),
        ({"weights": {"W_hh": 1}}, ("weights", "W_hh"), "4 × 4 numbers, not one number"),
        ({"weights": {"W_hh": [[1], [1, 2]]}}, ("weights", "W_hh"), "in rows of one length"),
        ({"weights": {"b_h": [[1, 2, 3, 4]]}}, ("weights", "b_h"), "4 numbers, not 1 × 4"),
        ({"weights": {"b_h": [1, 2, 3, np.inf]}}, ("weights", "b_h", 3), "finite"),
        ({"initial_state": {"z": [0] * 4}}, ("initial_state", "z"), "not a state of this cell: h"),
        ({"initial_state": {"h": [0] * 3}}, ("initial_state", "h"), "4 numbers, not 3"),
        ({"initial_state": {"h": [0, np.nan, 0, 0]}}, ("initial_state", "h", 1), "finite"),
        ({"gain": 0.0}, ("gain",), "above 0, not 0"),
        ({"gain": -1.0}, ("gain",), "above 0, not -1"),
        ({"gain": np.inf}, ("gain",), "finite"),
        ({"gain": 1e308, "seed": 0}, ("gain",), "W_hh leaves the finite numbers at this gain"),
        (
            {"initial_biases": {"b_f": 1.0}},
            ("cell", "initial_biases", "b_f"),
            "b_f is not a bias of this cell: b_h, b_y",
        ),
        (
            {"initial_biases": {"W_hh": 1.0}},
            ("cell", "initial_biases", "W_hh"),
            "W_hh is not a bias of this cell: b_h, b_y",
        ),
        ({"initial_biases": {"b_h": np.nan}}, ("cell", "initial_biases", "b_h"), "finite"),
        ({"sizes": {"q": 3}}, ("cell", "sizes", "q"), "not a value of this cell: x, z, h, y"),
        ({"sizes": {"y": 5}}, ("cell", "sizes", "y"), "y has the size of y, 3, not 5"),
        ({"sizes": {"h": 0}}, ("cell", "sizes", "h"), "at least 1, not 0"),
        ({"sizes": {"h": 3, "z": 2}}, ("cell", "sizes", "z"), "z has the size of h, 3, not 2"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_place(
    asked: dict[str, Any], path: tuple[Any, ...], says: str
) -> None:
    with pytest.raises(EngineError) as refused:
        run(**asked)
    assert refused.value.path == path
    assert says in refused.value.message


def test_own_sizes_count_for_all_that_must_be_equal() -> None:
    answer = run(sizes={"h": 7})
    assert answer.weights["W_hh"].shape == (7, 7)
    assert answer.values["z"].shape == (3, 7)
