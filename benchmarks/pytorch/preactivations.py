"""The gradient with respect to the pre-activations, and outer products: PyTorch's best way."""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
from torch.nn import functional

from benchmarks.contestant import Call, Found
from benchmarks.problem import Problem
from benchmarks.pytorch.tensors import Given, Tensor, loss_of


class Factors(NamedTuple):
    """What the copies are outer products of.

    Attributes:
        delta: of the pre-activations of all gates, shape (T, G·H).
        error: p − 1[correct], shape (T, V).
        past, h: the state before and after each time-stamp, shape (T, H).
    """

    delta: Tensor
    error: Tensor
    past: Tensor
    h: Tensor


def factors(given: Given) -> Factors:
    """A pass forward, and a pass back that reaches no weight."""
    e = given.entering().requires_grad_()
    h = torch.stack([state[0] for state in given.unrolled(e.unbind())])
    y = functional.linear(h, given.W_hy, given.b_y)
    delta, error = torch.autograd.grad(loss_of(y, given.targets), [e, y])
    h = h.detach()
    return Factors(delta, error, given.past(h), h)


def start_summed(problem: Problem) -> Call:
    """The factors and the sum of the copies."""
    given = Given(problem)
    n_x, n_h = len(given.W_x), len(given.W_h)

    def call() -> tuple[Factors, tuple[Tensor, ...]]:
        delta, error, past, h = found = factors(given)
        return found, (
            delta[:, :n_x].T @ given.x,
            delta[:, -n_h:].T @ past,
            delta.sum(0),
            error.T @ h,
            error.sum(0),
        )

    return call


def start_dense(problem: Problem) -> Call:
    """The copies."""
    given = Given(problem)
    n_x, n_h = len(given.W_x), len(given.W_h)

    def call() -> tuple[Tensor, ...]:
        delta, error, past, h = factors(given)
        return (
            delta[:, :n_x, None] * given.x[:, None],
            delta[:, -n_h:, None] * past[:, None],
            delta,
            error[:, :, None] * h[:, None],
            error,
        )

    return call


def read_summed(problem: Problem, found: Any) -> Found:
    """The sum, and the factors, by parameter."""
    of_copies, summed = found
    return problem.named(*(each.numpy() for each in summed)) | problem.factors(
        *(each.numpy() for each in of_copies)
    )


def read_dense(problem: Problem, copies: Any) -> Found:
    """The copies, by parameter."""
    return problem.named(*(each.numpy() for each in copies))
