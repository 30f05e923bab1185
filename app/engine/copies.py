"""Temporal copies: ∂L/∂W^(t) as factors, as norms, as dense arrays, and their sum.

A matrix used at t on a vector a with gradient δ at the product has the copy δ aᵀ; used
several times within a step it has the sum of such terms, and still one copy per time-stamp.
A bias has the copy δ.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from app.engine.forward import Run
from app.engine.graph import Array
from app.engine.lengths import lengths


class Factor(NamedTuple):
    """One use of a parameter over time; copy t is outer(left[t], right[t]).

    Attributes:
        left: gradient at the product or the bias, shape (T, rows).
        right: what the matrix multiplied, shape (T, columns); None for a bias.
    """

    left: Array
    right: Array | None

    def dense(self) -> Array:
        """The copies, shape (T, rows, columns), or (T, rows) of a bias."""
        if self.right is None:
            return self.left
        return np.asarray(self.left[:, :, None] * self.right[:, None, :])

    def summed(self) -> Array:
        """The sum of the copies, shape (rows, columns), or (rows,) of a bias."""
        if self.right is None:
            return np.asarray(np.add.reduce(self.left, axis=0))
        total: Array = self.left.T.dot(self.right)  # (rows, T) (T, columns)
        return total


def copy_norms(factors: list[Factor]) -> Array:
    """|∂L/∂W^(t)| of one parameter in the Frobenius norm, shape (T,)."""
    if len(factors) == 1:
        left, right = factors[0].left, factors[0].right
        return lengths(left) if right is None else lengths(left) * lengths(right)
    left = np.stack([factor.left for factor in factors], axis=2)
    return lengths(copy_vectors(left, triangle([factor.right for factor in factors])))


def triangle(rights: list[Array | None]) -> Array:
    """The triangle R of the right factors of several uses in a step, shape (T, r, uses).

    With the right factors of a step as columns A = Q R, the copy is L Aᵀ = (L Rᵀ) Qᵀ, and Q
    changes no norm: |copy| = |L Rᵀ|, without the cancellation of a Gram matrix.

    Args:
        rights: shape (T, columns) each, or all None: a bias is multiplied by 1.
    """
    if rights[0] is None:
        return np.ones((1, 1, len(rights)))
    columns = np.stack([np.asarray(right) for right in rights], axis=2)
    return np.asarray(np.linalg.qr(columns, mode="r"))


def right_triangles(run: Run) -> dict[str, Array]:
    """The triangle of each parameter's uses, shape (T, r, uses) or (1, r, uses)."""
    rights: dict[str, list[Array | None]] = {name: [] for name in run.cell.parameters}
    for use in run.cell.uses:
        rights[use.parameter].append(None if use.right is None else run.over_time(use.right))
    return {name: triangle(of_name) for name, of_name in rights.items()}


def copy_vectors(left: Array, triangle: Array) -> Array:
    """Vectors as long as the copies are in the Frobenius norm, shape (k, rows · r).

    Args:
        left: left factors, shape (k, rows, uses).
        triangle: R of the right factors, shape (k, r, uses) or (1, r, uses).
    """
    return (left @ np.swapaxes(triangle, -1, -2)).reshape(len(left), -1)
