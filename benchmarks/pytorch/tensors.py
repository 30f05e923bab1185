"""A problem as tensors, and the functions of a step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

import torch
from torch.nn import functional

from benchmarks.cells import Library, State, as_made
from benchmarks.problem import Array, Problem

Tensor = Any  # torch.Tensor, where torch is installed


class _Torch:
    """The functions of a step, fused where PyTorch has them fused."""

    tanh = staticmethod(torch.tanh)
    sigmoid = staticmethod(torch.sigmoid)
    affine = staticmethod(torch.addmv)
    multiply_add = staticmethod(torch.addcmul)

    @staticmethod
    def split(a: Tensor, parts: Sequence[int]) -> Any:
        H = a.shape[-1] // sum(parts)
        return a.split([part * H for part in parts], -1)


TORCH: Library = _Torch()


class Given:
    """A problem as tensors, prepared before anything is timed.

    Attributes:
        W_x, W_h, b: stacked over the gates, shapes (· H, V), (· H, H), (G·H,).
        W_hy, b_y, x, targets: as in the problem.
        start: the states before the first time-stamp.
    """

    def __init__(self, problem: Problem) -> None:
        layout, weights = problem.layout, problem.weights
        self.layout = layout
        self.W_x = tensor(problem.stacked(layout.x))
        self.W_h = tensor(problem.stacked(layout.h))
        self.b = tensor(problem.stacked(layout.b))
        self.W_hy, self.b_y = tensor(weights["W_hy"]), tensor(weights["b_y"])
        self.x = tensor(problem.x)
        self.targets = torch.from_numpy(problem.targets)
        self.start: State = tuple(tensor(problem.initial_state[name]) for name in layout.states)

    def entering(self) -> Tensor:
        """What no state enters of the pre-activations, shape (T, G·H)."""
        n = len(self.W_x)
        e = functional.linear(self.x, self.W_x, self.b[:n])
        if n == len(self.b):
            return e
        return torch.cat([e, self.b[n:].expand(len(e), -1)], 1)

    def unrolled(self, e: Iterable[Tensor], W_h: Iterable[Tensor] | None = None) -> list[State]:
        """The states after each time-stamp."""
        step, states, found = self.layout.step, self.start, []
        for e_t, W_t in zip(e, W_h or repeat(self.W_h), strict=False):
            states = step(TORCH, e_t, W_t, states, as_made)
            found.append(states)
        return found

    def past(self, h: Tensor) -> Tensor:
        """h before each time-stamp, shape (T, H)."""
        return torch.cat([self.start[0][None], h[:-1]])


def tensor(array: Array) -> Tensor:
    """The same numbers in memory of their own."""
    return torch.from_numpy(array.copy())


def loss_of(y: Tensor, targets: Tensor) -> Tensor:
    """Σ −log p, a sum and not a mean."""
    return functional.cross_entropy(y, targets, reduction="sum")
