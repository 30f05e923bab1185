"""Euclidean lengths that neither overflow nor underflow on the way."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.engine.graph import Array

# A sum of squares between these has lost nothing to overflow or underflow that counts.
TINY, HUGE = 1e-200, 1e200


def lengths(vectors: Array) -> Array:
    """|v| of each row, shape (k,) from (k, n)."""
    with np.errstate(over="ignore", invalid="ignore"):
        squares = np.vecdot(vectors, vectors)
        found: Array = np.sqrt(squares)
        odd = _beyond(squares)
        if odd.any():
            largest, rest = _split(vectors[odd])
            found[odd] = largest * rest
    return found


def log10_lengths(*several: Array) -> Array:
    """log10 |v| of each row of several arrays, shape (arrays, k) from (k, n) each; −inf where
    exactly zero."""
    squares = np.empty((len(several), len(several[0]) if several else 0))
    for vectors, row in zip(several, squares, strict=True):
        np.vecdot(vectors, vectors, row)
    odd = _beyond(squares)
    with np.errstate(divide="ignore"):
        found: Array = np.log10(squares)
        found *= 0.5
        for place in np.flatnonzero(odd.any(axis=1)):
            largest, rest = _split(several[place][odd[place]])
            found[place, odd[place]] = np.log10(largest) + np.log10(rest)
    return found


def _beyond(squares: Array) -> NDArray[np.bool_]:
    return ~((squares > TINY) & (squares < HUGE))


def _split(vectors: Array) -> tuple[Array, Array]:
    """|v| as a product: the largest entry, and the length of v over it (1 for zero)."""
    largest = np.abs(vectors).max(axis=1)
    zero = largest == 0.0
    unit = vectors / np.where(zero, 1.0, largest)[:, None]
    return largest, np.sqrt(np.square(unit).sum(axis=1) + zero)
