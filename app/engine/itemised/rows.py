"""Gradients in rows, one per loss, each with a scale of its own.

A gradient may shrink or grow by hundreds of powers of ten on its way back, and those of two
states by different ones, so a row is kept near 1 and its power of two beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.graph import Array, Operand

Exponents = NDArray[np.int64]

ZERO = -(2**40)  # the exponent of a row of zeros: below that of any number


@dataclass(frozen=True, eq=False)
class Rows:
    """Row r is values[r] · 2^exponents[r].

    Attributes:
        values: shape (rows, n).
        exponents: shape (rows,).
    """

    values: Array
    exponents: Exponents

    @classmethod
    def zeros(cls, rows: int, size: int) -> Rows:
        return cls(np.zeros((rows, size)), np.full(rows, ZERO, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.values)

    def times(self, derivative: Operand) -> Rows:
        """Entry by entry with a vector, shape (n,), or a number."""
        return Rows(self.values * derivative, self.exponents)

    def through(self, matrix: Array) -> Rows:
        """Back through `matrix @ …`: (rows, n) @ (n, m)."""
        return Rows(self.values @ matrix, self.exponents)

    def scaled(self) -> Rows:
        """The same rows with each largest entry near 1."""
        largest = np.abs(self.values).max(axis=1)
        _, shift = np.frexp(largest)
        exponents = np.where(largest > 0.0, self.exponents + shift, ZERO)
        return Rows(np.ldexp(self.values, -shift[:, None]), exponents)

    def before(self, others: Rows) -> Rows:
        """These rows with others after them."""
        return Rows(
            np.concatenate([self.values, others.values]),
            np.concatenate([self.exponents, others.exponents]),
        )

    def after_zeros(self, rows: int) -> Rows:
        """These rows with rows of zeros in front of them."""
        return Rows.zeros(rows, self.values.shape[1]).before(self)

    def plain(self) -> Array:
        """The rows as ordinary numbers, shape (rows, n)."""
        return np.asarray(np.ldexp(self.values, self.exponents[:, None]))


def plus(one: Rows, other: Rows) -> Rows:
    """The sum of two gradients at one place, row by row."""
    (first, second), exponents = aligned([one, other])
    return Rows(first + second, exponents)


def aligned(several: Sequence[Rows]) -> tuple[list[Array], Exponents]:
    """The values of several rows under one exponent each: the largest among them."""
    exponents = np.max([each.exponents for each in several], axis=0)
    return [
        np.ldexp(each.values, (each.exponents - exponents)[:, None]) for each in several
    ], exponents
