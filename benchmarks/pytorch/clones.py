"""A clone of every weight for every time-stamp, each a leaf with a gradient of its own.

The clones share one memory, as nothing writes to it; with `clone()` all of it takes 1.3 to 1.7
times as long at T = 200.
"""

from __future__ import annotations

from typing import Any

import torch

from benchmarks.contestant import Call, Found
from benchmarks.problem import Problem
from benchmarks.pytorch.tensors import Given, Tensor, loss_of

Leaves = list[list[Tensor]]


def start(problem: Problem) -> Call:
    """The dense copies: the gradients of the clones, a list over time for every stack."""
    given = Given(problem)
    T = problem.shape.T

    def call() -> Leaves:
        W_x, W_h, b, W_hy, b_y = leaves = [
            [W.detach().requires_grad_() for _ in range(T)]
            for W in (given.W_x, given.W_h, given.b, given.W_hy, given.b_y)
        ]
        entering = _entering(given, W_x, b)
        states = given.unrolled(entering, W_h)
        read_out = zip(b_y, W_hy, states, strict=True)
        y = torch.stack([torch.addmv(b_t, W_t, h) for b_t, W_t, (h, *_) in read_out])
        gradients = torch.autograd.grad(
            loss_of(y, given.targets), [leaf for over_time in leaves for leaf in over_time]
        )
        return [list(gradients[i * T : (i + 1) * T]) for i in range(len(leaves))]

    return call


def _entering(given: Given, W_x: list[Tensor], b: list[Tensor]) -> list[Tensor]:
    """What no state enters of the pre-activations, T times (G·H,)."""
    over_time = zip(W_x, b, given.x, strict=True)
    n = len(given.W_x)
    if n == len(given.b):
        return [torch.addmv(b_t, W_t, x_t) for W_t, b_t, x_t in over_time]
    return [torch.cat([torch.addmv(b_t[:n], W_t, x_t), b_t[n:]]) for W_t, b_t, x_t in over_time]


def read_dense(problem: Problem, copies: Any) -> Found:
    """By parameter, time first."""
    return problem.named(*(torch.stack(over_time).numpy() for over_time in copies))


def read_summed(problem: Problem, copies: Any) -> Found:
    """Their sum, by parameter."""
    return {name: each.sum(axis=0) for name, each in read_dense(problem, copies).items()}
