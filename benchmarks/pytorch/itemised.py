"""The itemised table from autograd: a pass back for every loss, or all of them in one batch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch.nn import functional

from benchmarks.contestant import Call, Found
from benchmarks.problem import Problem
from benchmarks.pytorch.tensors import Given, Tensor, loss_of

Table = dict[str, Tensor]


def start_passes(problem: Problem) -> Call:
    """T passes back, each from its own time-stamp and over those that it reaches alone."""
    given = Given(problem)
    T, G, S = problem.shape.T, len(problem.layout.b), len(given.start)

    def call() -> Table:
        e = [e_t.requires_grad_() for e_t in given.entering().unbind()]
        states = given.unrolled(e)
        h = torch.stack([state[0] for state in states]).detach().requires_grad_()
        y = functional.linear(h, given.W_hy, given.b_y)
        own, error = torch.autograd.grad(loss_of(y, given.targets), [h, y])
        gates, over_time = h.new_zeros(T, T, G), h.new_zeros(S, T, T)
        for tau in range(T):
            reached = tau + 1
            inputs = [*e[:reached], *_by_kind(states[:reached])]
            (h_tau, *_) = states[tau]
            found = torch.autograd.grad(h_tau, inputs, own[tau], retain_graph=True)
            parts = torch.stack(found[:reached]).view(reached, G, -1)
            torch.linalg.vector_norm(parts, dim=-1, out=gates[tau, :reached])
            for kind in range(S):
                of_kind = torch.stack(found[(kind + 1) * reached : (kind + 2) * reached])
                torch.linalg.vector_norm(of_kind, dim=-1, out=over_time[kind, tau, :reached])
        return _table(problem, given, gates, over_time, error, h.detach())

    return call


def start_batched(problem: Problem) -> Call:
    """One pass back with a row for every loss."""
    given = Given(problem)
    T, G, S = problem.shape.T, len(problem.layout.b), len(given.start)
    every = torch.eye(T, dtype=torch.float64)

    def call() -> Table:
        e = given.entering().requires_grad_()
        states = given.unrolled(e.unbind())
        h = torch.stack([state[0] for state in states])
        y = functional.linear(h, given.W_hy, given.b_y)
        losses = functional.cross_entropy(y, given.targets, reduction="none")
        (error,) = torch.autograd.grad(losses.sum(), y, retain_graph=True)
        inputs = [e, *_by_kind(states)]
        delta, *found = torch.autograd.grad(losses, inputs, every, is_grads_batched=True)
        gates = torch.linalg.vector_norm(delta.view(T, T, G, -1), dim=-1)
        over_time = torch.stack(
            [
                torch.linalg.vector_norm(torch.stack(found[kind * T : (kind + 1) * T], 1), dim=-1)
                for kind in range(S)
            ]
        )
        return _table(problem, given, gates, over_time, error, h.detach())

    return call


def _by_kind(states: Iterable[tuple[Tensor, ...]]) -> list[Tensor]:
    """All h over time, then all c."""
    return [state for of_kind in zip(*states, strict=True) for state in of_kind]


def _table(
    problem: Problem, given: Given, gates: Tensor, states: Tensor, error: Tensor, h: Tensor
) -> Table:
    """log10 of the norms, (T, T) each, from those of the gates (T, T, G) and states (S, T, T)."""
    return problem.layout.table(
        gates.permute(2, 0, 1).log10(),
        states.log10(),
        x=_log10_norms(given.x),
        past=_log10_norms(given.past(h)),
        error=torch.diag(torch.linalg.vector_norm(error, dim=-1)).log10(),
        h=_log10_norms(h),
    )


def _log10_norms(rows: Tensor) -> Tensor:
    return torch.linalg.vector_norm(rows, dim=-1).log10()


def read(problem: Problem, table: Any) -> Found:
    """The table as it is."""
    return {name: each.numpy() for name, each in table.items()}
