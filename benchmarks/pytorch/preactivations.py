"""The gradient with respect to the pre-activations, and outer products: PyTorch's best way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

from benchmarks.contestant import Call, Found
from benchmarks.problem import Problem
from benchmarks.pytorch.tensors import Given, Tensor, loss_of, of_stacks


@dataclass(frozen=True, eq=False)
class Factors:
    """Left and right factors of every stack of parameters.

    Attributes:
        delta_x, delta_h, delta: of the gates of x, of h, of all, shape (T, rows).
        error: p − 1[correct], shape (T, V).
        x, past, h: what the matrices multiply, shape (T, columns).
    """

    delta_x: Tensor
    delta_h: Tensor
    delta: Tensor
    error: Tensor
    x: Tensor
    past: Tensor
    h: Tensor


def factors(given: Given) -> Factors:
    """A pass forward, and a pass back that reaches no weight."""
    e = given.entering().requires_grad_()
    h = torch.stack([state[0] for state in given.unrolled(e.unbind())])
    y = functional.linear(h, given.W_hy, given.b_y)
    delta, error = torch.autograd.grad(loss_of(y, given.targets), [e, y])
    h = h.detach()
    delta_x, delta_h = delta[:, : len(given.W_x)], delta[:, -len(given.W_h) :]
    return Factors(delta_x, delta_h, delta, error, given.x, given.past(h), h)


def start_summed(problem: Problem) -> Call:
    """The factors and the sum of the copies."""
    given = Given(problem)

    def call() -> tuple[Factors, tuple[Tensor, ...]]:
        f = factors(given)
        summed = (
            f.delta_x.T @ f.x,
            f.delta_h.T @ f.past,
            f.delta.sum(0),
            f.error.T @ f.h,
            f.error.sum(0),
        )
        return f, summed

    return call


def start_dense(problem: Problem) -> Call:
    """The copies."""
    given = Given(problem)

    def call() -> tuple[Tensor, ...]:
        f = factors(given)
        return (
            f.delta_x[:, :, None] * f.x[:, None],
            f.delta_h[:, :, None] * f.past[:, None],
            f.delta,
            f.error[:, :, None] * f.h[:, None],
            f.error,
        )

    return call


def read_summed(problem: Problem, found: Any) -> Found:
    """The sum, and the factors, by parameter."""
    f, summed = found
    layout, every = problem.layout, of_stacks(problem, *summed)
    left = of_stacks(problem, f.delta_x.T, f.delta_h.T, f.delta.T, f.error.T, f.error.T)
    right = {
        **dict.fromkeys(layout.x, f.x),
        **dict.fromkeys(layout.h, f.past),
        "W_hy": f.h,
    }
    every |= {f"{name} right": each.numpy() for name, each in right.items()}
    return every | {f"{name} left": each.T for name, each in left.items()}


def read_dense(problem: Problem, copies: Any) -> Found:
    """The copies, by parameter."""
    return of_stacks(problem, *copies)
