"""Rows keep numbers that no float64 could hold, each at a scale of its own."""

from __future__ import annotations

import numpy as np
import pytest

from app.engine.itemised.rows import Rows, aligned, plus


def row(*values: float, exponent: int = 0) -> Rows:
    return Rows(np.array([values]), np.array([exponent]))


def test_scaling_changes_no_row() -> None:
    rows = Rows(np.array([[3.0, -0.25], [1e-300, 0.0], [0.0, 0.0]]), np.array([2, 5, 7]))
    scaled = rows.scaled()
    assert np.array_equal(scaled.plain(), rows.plain())
    assert (np.abs(scaled.values[:2]).max(axis=1) >= 0.5).all()


def test_a_row_of_zeros_does_not_decide_the_scale_of_a_sum() -> None:
    small = row(1.0, exponent=-2000)
    for nothing in (Rows.zeros(1, 1), row(0.0, exponent=400).scaled()):
        both = plus(nothing, small)
        assert (both.values[0, 0], both.exponents[0]) == (1.0, -2000)


def test_a_sum_of_rows_takes_the_larger_scale() -> None:
    both = plus(row(1.0, exponent=1), row(1.0, exponent=-1))
    assert both.plain() == pytest.approx(np.array([[2.5]]))
    (first, second), exponents = aligned([row(1.0, exponent=3000), row(1.0)])
    assert (first[0, 0], second[0, 0], exponents[0]) == (1.0, 0.0, 3000)


def test_rows_follow_one_another_each_with_its_own_scale() -> None:
    rows = row(1.0, -1.0).before(row(1.0, 2.0, exponent=3))
    assert rows.plain().tolist() == [[1.0, -1.0], [8.0, 16.0]]
