"""The gradient with respect to the pre-activations, and sums of outer products."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.cells import Cell
from benchmarks.contestant import Found
from benchmarks.jaxed.arrays import Given, Jax, before, entering, losses_of, states_of
from benchmarks.problem import Problem


def summed(layout: Cell, given: Given) -> Any:
    """The summed gradient of each stack, and the factors that it is the sum of."""

    def loss(e: Jax, offset: Jax) -> tuple[Jax, Jax]:
        h = states_of(layout, given, e)[0]
        y = h @ given.W_hy.T + given.b_y + offset
        return losses_of(y, given.targets).sum(), h

    offset = jnp.zeros((len(given.x), len(given.b_y)))
    gradient = jax.grad(loss, argnums=(0, 1), has_aux=True)
    (delta, error), h = gradient(entering(given), offset)
    past = before(given.start[0], h)
    delta_x, delta_h = delta[:, : len(given.W_x)], delta[:, -len(given.W_h) :]
    gradients = (
        delta_x.T @ given.x,
        delta_h.T @ past,
        delta.sum(0),
        error.T @ h,
        error.sum(0),
    )
    return gradients, (delta, error, past, h)


def read(problem: Problem, found: Any) -> Found:
    """The sum, and the factors, by parameter."""
    gradients, of_copies = found
    return problem.named(*map(np.asarray, gradients)) | problem.factors(*map(np.asarray, of_copies))
