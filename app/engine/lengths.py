"""Euclidean lengths that neither overflow nor underflow on the way."""

from __future__ import annotations

import numpy as np

from app.engine.graph import Array


def lengths(vectors: Array) -> Array:
    """|v| of each row, shape (k,) from (k, n)."""
    largest, rest = _split(vectors)
    return largest * rest


def log10_lengths(vectors: Array) -> Array:
    """log10 |v| of each row, shape (k,) from (k, n); −inf where exactly zero."""
    largest, rest = _split(vectors)
    with np.errstate(divide="ignore"):
        found: Array = np.log10(largest) + np.log10(rest)
    return found


def _split(vectors: Array) -> tuple[Array, Array]:
    """|v| as a product: the largest entry, and the length of v over it (1 for zero)."""
    largest = np.abs(vectors).max(axis=1)
    zero = largest == 0.0
    unit = vectors / np.where(zero, 1.0, largest)[:, None]
    return largest, np.sqrt(np.square(unit).sum(axis=1) + zero)
