"""Temporal copies: ∂L/∂W^(t) as factors, as norms, as dense arrays, and their sum.

A matrix used at t on a vector a with gradient δ at the product has the copy δ aᵀ; used
several times within a step it has the sum of such terms, and still one copy per time-stamp.
A bias has the copy δ.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.engine.cell import Use
from app.engine.forward import Run
from app.engine.graph import Array


@dataclass(frozen=True, eq=False)
class Factor:
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
            return np.asarray(self.left.sum(axis=0))
        return self.left.T @ self.right  # (rows, T) @ (T, columns)


def right_factors(run: Run) -> dict[str, Array]:
    """For each parameter the triangle R of its right factors, shape (T, r, uses).

    With the right factors of a step as columns A = Q R, the copy is L Aᵀ = (L Rᵀ) Qᵀ, and Q
    changes no norm: |copy| = |L Rᵀ|, without the cancellation of a Gram matrix.
    """
    uses: dict[str, list[Use]] = {name: [] for name in run.cell.parameters}
    for use in run.cell.uses:
        uses[use.parameter].append(use)
    return {name: _triangle(run, of_name) for name, of_name in uses.items()}


def _triangle(run: Run, uses: list[Use]) -> Array:
    ones = np.ones((run.sequence.length, 1))
    columns = [ones if use.right is None else np.asarray(run.nodes[use.right]) for use in uses]
    return np.asarray(np.linalg.qr(np.stack(columns, axis=2), mode="r"))


def copy_vectors(left: Array, triangle: Array) -> Array:
    """Vectors as long as the copies are in the Frobenius norm, shape (k, rows · r).

    Args:
        left: left factors, shape (k, rows, uses).
        triangle: R of the right factors, shape (k, r, uses) or (r, uses).
    """
    return (left @ np.swapaxes(triangle, -1, -2)).reshape(len(left), -1)
