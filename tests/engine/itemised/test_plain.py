"""Tables from plain blocks: the same as from scaled rows, or none at all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given

from app.engine import CELLS, Entry, NonFiniteError, Sequence, Truncation, bptt, parse
from app.engine.backward import Back
from app.engine.itemised.plain import STEPS_BETWEEN_SCALINGS, tables_in_blocks
from app.engine.itemised.scaled import tables_in_scaled_rows
from app.engine.itemised.tables import Tables
from tests.engine.strategies import sequences, texts


def back_of(text: str, sequence: Sequence, **asked: Any) -> tuple[Back, ...]:
    return tuple(map(Back, bptt(parse(text), sequence, **asked).runs))


def assert_same(found: Tables, expected: Tables) -> None:
    assert found.norms.keys() == expected.norms.keys()
    for name, table in expected.norms.items():
        known = np.isfinite(table)
        assert np.array_equal(np.isfinite(found.norms[name]), known), name
        assert np.abs(found.norms[name][known] - table[known]).max(initial=0.0) < 1e-11, name
    if expected.entry is not None:
        assert found.entry == pytest.approx(
            expected.entry, abs=1e-12 * np.abs(expected.entry).max()
        )


@given(texts(), sequences(max_length=6))
def test_both_ways_agree_on_random_texts(text: str, sequence: Sequence) -> None:
    cell = parse(text)
    sizes = {name: 3 for name in cell.values if name.startswith("e")}
    parameter = cell.parameters[0]
    entry = Entry(parameter, 0, 0 if parameter.startswith("W_") else None)
    try:
        back = back_of(text, sequence, hidden_size=2, sizes=sizes)
    except NonFiniteError:
        assume(False)
        raise
    plain = tables_in_blocks(back, entry)
    if plain is not None:
        assert_same(plain, tables_in_scaled_rows(back, entry))


@pytest.mark.parametrize("targets", ["all", "some", "last"])
@pytest.mark.parametrize("gain", [0.5, 1.5])
@pytest.mark.parametrize("name", [name for name in CELLS if name != "elman-relu"])
def test_plain_blocks_suffice_for_the_built_in_cells(name: str, gain: float, targets: str) -> None:
    T = 3 * STEPS_BETWEEN_SCALINGS + 5
    taught = {"all": 1, "some": 7, "last": T}[targets]
    labels = tuple(t % 3 if (T - 1 - t) % taught == 0 else None for t in range(T))
    sequence = Sequence(np.random.default_rng(4).normal(size=(T, 2)), labels, 3)
    back = back_of(CELLS[name].equations, sequence, hidden_size=5, gain=gain)
    entry = Entry("W_hy", 1, 2)
    plain = tables_in_blocks(back, entry)
    assert plain is not None
    assert_same(plain, tables_in_scaled_rows(back, entry))


def test_rows_that_die_at_relu_are_found_in_scaled_rows() -> None:
    cell = parse("h = relu(W_xh @ x + W_hh @ h[t-1])\ny = W_hy @ h")
    weights = {"W_xh": [[1.0], [-1.0]], "W_hh": np.eye(2)}
    inputs = np.array([[1.0], [-2.0], [1.0], [1.0]])  # h is (0, 1), then (0, 0), at t = 2
    weights["W_hh"] = [[0.0, 0.0], [0.0, -1.0]]
    answer = bptt(cell, Sequence(inputs, (0, 1, 0, 1), 2), hidden_size=2, weights=weights)
    back = tuple(map(Back, answer.runs))
    scaled = tables_in_scaled_rows(back, None)
    assert tables_in_blocks(back, None) is None
    assert np.isneginf(scaled.norms["h"][3, 0])


@pytest.mark.parametrize("scale", [1e-120, 1e-9, 1e9, 1e80])
def test_plain_blocks_are_given_up_where_numbers_leave_their_range(scale: float) -> None:
    text = "h = W_hh @ h[t-1] + W_xh @ x\ny = W_hy @ h"
    sequence = Sequence(np.zeros((3, 2)), (None, None, 0), 2)
    back = back_of(text, sequence, hidden_size=2, weights={"W_hh": scale * np.eye(2)})
    with np.errstate(over="ignore"):
        plain = tables_in_blocks(back, None)
    assert (plain is None) == (scale in (1e-120, 1e80))
    scaled = tables_in_scaled_rows(back, None)
    growth = np.diff(scaled.norms["h"][-1])
    assert growth == pytest.approx([-np.log10(scale)] * 2)
    if plain is not None:
        assert_same(plain, scaled)


def test_gradients_of_a_nearly_certain_prediction_are_found_in_scaled_rows() -> None:
    text = "h = tanh(W_xh @ x + W_hh @ h[t-1])\ny = 1e-120 * (W_hy @ h) + b_y"
    sequence = Sequence(np.ones((3, 2)), (0, 0, 0), 2)
    back = back_of(text, sequence, weights={"b_y": [500.0, 0.0]})  # an error of e^−500
    assert tables_in_blocks(back, None) is None
    table = tables_in_scaled_rows(back, None).norms["W_xh"]
    assert (table[np.tril_indices(3)] < -330).all()  # below any float
    assert np.isfinite(table[np.tril_indices(3)]).all()


def test_two_states_of_very_different_scale_keep_their_digits() -> None:
    text = "a = 0.001 * a[t-1] + W_xa @ x\nh = 0.9 * h[t-1] + W_xh @ x\ny = W_ay @ a + W_hy @ h"
    T = 120
    sequence = Sequence(np.ones((T, 2)), (*(None,) * (T - 1), 0), 2)
    answer = bptt(parse(text), sequence, decomposition=True)
    assert answer.decomposition is not None
    a, h = (answer.decomposition.log10_state_norms[name][-1] for name in ("a", "h"))
    assert np.diff(a) == pytest.approx([3.0] * (T - 1))
    assert np.diff(h) == pytest.approx([-np.log10(0.9)] * (T - 1))


@pytest.mark.parametrize("kind", ["segment", "window"])
def test_a_truncation_says_which_pairs_are_kept_and_changes_no_norm(kind: Any) -> None:
    sequence = Sequence(np.random.default_rng(1).normal(size=(5, 2)), (0, 1, 0, 1, 1), 2)
    cell = parse(CELLS["lstm"].equations)
    full = bptt(cell, sequence, decomposition=True).decomposition
    cut = bptt(cell, sequence, truncation=Truncation(kind, 2), decomposition=True).decomposition
    assert full is not None
    assert cut is not None
    for name, table in full.log10_norms.items():
        assert np.array_equal(table, cut.log10_norms[name])
    assert full.kept[np.tril_indices(5)].all()
    assert not cut.kept[4, 1]
