"""The floor: an Elman cell written by hand in numpy, as fast as its author could make it.

Nothing general is in it. The input's share is one matrix product for all time-stamps, every
array of the loops is made beforehand, the loops make three calls a time-stamp and walk over
rows instead of indexing, and the matrix lies in memory the way each product reads it fastest.
It checks nothing, and it takes no care of numbers that are too large or too small.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.problem import Array, Problem

Factors = dict[str, tuple[Array, Array | None]]


@dataclass(frozen=True, eq=False)
class Learned:
    """One pass forward and one back.

    Attributes:
        loss: the sum of −log p over the time-stamps.
        gradients: of the shared weights, in their shapes.
        factors: copy t of a parameter is outer(left[t], right[t]); of a bias left[t].
    """

    loss: float
    gradients: dict[str, Array]
    factors: Factors


def learn(problem: Problem) -> Learned:
    """The summed gradient, and the factors of the copies that it is the sum of."""
    h, error, loss = _forward(problem)
    delta = _backward(problem, h, error)
    x, past, h = problem.x, h[:-1], h[1:]
    gradients = {
        "W_xh": np.dot(delta.T, x),
        "W_hh": np.dot(delta.T, past),
        "b_h": np.add.reduce(delta, axis=0),
        "W_hy": np.dot(error.T, h),
        "b_y": np.add.reduce(error, axis=0),
    }
    factors: Factors = {
        "W_xh": (delta, x),
        "W_hh": (delta, past),
        "b_h": (delta, None),
        "W_hy": (error, h),
        "b_y": (error, None),
    }
    return Learned(loss, gradients, factors)


def dense(problem: Problem) -> dict[str, Array]:
    """The copies themselves: (T, rows, columns) of a matrix, (T, rows) of a bias."""
    return {
        name: left if right is None else np.multiply(left[:, :, None], right[:, None, :])
        for name, (left, right) in learn(problem).factors.items()
    }


def itemised(problem: Problem) -> tuple[Learned, dict[str, Array]]:
    """The gradient, and log10 |∂L_τ/∂W^(t)| of each parameter and log10 |∂L_τ/∂h_t|.

    The tables have shape (T, T), a row for each loss; −inf where t > τ.
    """
    learned = learn(problem)
    T, H = problem.shape.T, problem.shape.H
    W_hy, W_hh = problem.weights["W_hy"], problem.weights["W_hh"]
    past, h = learned.factors["W_hh"][1], learned.factors["W_hy"][1]
    error = learned.factors["b_y"][0]
    assert past is not None
    assert h is not None
    own = np.dot(error, W_hy)  # (T, H): ∂L_t/∂h_t
    slope = 1.0 - h * h

    # row i belongs to the loss at T − 1 − i, so that a row keeps its place on the way back
    delta_h, delta_z, back = np.empty((3, T, H))
    square_h, square_z = np.zeros((2, T, T))
    for t in range(T - 1, -1, -1):
        rows = T - t
        delta_h[rows - 1] = own[t]
        at_h, at_z = delta_h[:rows], delta_z[:rows]
        np.vecdot(at_h, at_h, square_h[t, :rows])
        np.multiply(at_h, slope[t], at_z)
        np.vecdot(at_z, at_z, square_z[t, :rows])
        np.dot(at_z, W_hh, back[:rows])
        delta_h, back = back, delta_h

    with np.errstate(divide="ignore"):
        log_h = 0.5 * np.log10(square_h.T[::-1])
        log_z = 0.5 * np.log10(square_z.T[::-1])
        log_past = 0.5 * np.log10(np.vecdot(past, past))
        log_h_t = 0.5 * np.log10(np.vecdot(h, h))
        log_x = 0.5 * np.log10(np.vecdot(problem.x, problem.x))
        log_y = np.full((T, T), -np.inf)
        np.fill_diagonal(log_y, 0.5 * np.log10(np.vecdot(error, error)))
    return learned, {
        "W_xh": log_z + log_x,
        "W_hh": log_z + log_past,
        "b_h": log_z,
        "W_hy": log_y + log_h_t,
        "b_y": log_y,
        "h": log_h,
    }


def _forward(problem: Problem) -> tuple[Array, Array, float]:
    """h with h_0 before it, shape (T + 1, H); p − 1[correct], shape (T, V); the loss."""
    T, H = problem.shape.T, problem.shape.H
    weights, targets = problem.weights, problem.targets
    W_hh, W_hy = weights["W_hh"], weights["W_hy"]
    z = np.dot(problem.x, weights["W_xh"].T)
    z += weights["b_h"]
    h = np.empty((T + 1, H))
    h[0] = problem.h_0
    dot, add, tanh, recurrent = np.dot, np.add, np.tanh, np.empty(H)
    for past, z_t, h_t in zip(h, z, h[1:], strict=False):
        dot(W_hh, past, recurrent)
        add(z_t, recurrent, z_t)
        tanh(z_t, h_t)

    y = np.dot(h[1:], W_hy.T)
    y += weights["b_y"]
    every = np.arange(T)
    y -= np.maximum.reduce(y, axis=1, keepdims=True)
    p = np.exp(y)
    total = np.add.reduce(p, axis=1, keepdims=True)
    loss = float(np.log(total).sum() - y[every, targets].sum())
    p /= total
    p[every, targets] -= 1.0
    return h, p, loss


def _backward(problem: Problem, h: Array, error: Array) -> Array:
    """∂L/∂z, shape (T, H)."""
    dot, add, multiply = np.dot, np.add, np.multiply
    transposed = problem.weights["W_hh"].T.copy()
    delta: Array = dot(error, problem.weights["W_hy"])  # of h by its own loss; becomes that of z
    slope = h[1:] * h[1:]
    np.subtract(1.0, slope, slope)
    later, future = delta[-1], np.empty(len(transposed))
    multiply(later, slope[-1], later)
    for delta_t, slope_t in zip(delta[-2::-1], slope[-2::-1], strict=True):
        dot(transposed, later, future)
        add(delta_t, future, delta_t)
        multiply(delta_t, slope_t, delta_t)
        later = delta_t
    return delta
