"""A second reading of the language, slow and independent of the engine.

Each line runs as Python over one namespace per time-stamp, and every time-stamp has weights
of its own, so that a difference quotient can be taken for a single temporal copy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import CodeType
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
Weights = Mapping[str, Numbers]


def losses_of(
    equations: str,
    inputs: Numbers,
    targets: tuple[int | None, ...],
    weights: Sequence[Weights],
    initial_state: Weights,
) -> Numbers:
    """L_τ of each time-stamp, shape (T,); weights[t] are those of time-stamp t alone."""
    functions = {"tanh": np.tanh, "sigmoid": _sigmoid, "relu": lambda z: z * (z.real > 0)}
    program = _program(equations)
    last: dict[str, Any] = dict(initial_state)
    losses = []
    for x, target, own in zip(inputs, targets, weights, strict=True):
        space: dict[str, Any] = {**functions, **own, "x": x, "last": last}
        exec(program, space)
        last = space
        y = np.asarray(space["y"])
        shifted = y - y.real.max()
        losses.append(0.0 if target is None else np.log(np.exp(shifted).sum()) - shifted[target])
    return np.array(losses)


@cache
def _program(equations: str) -> CodeType:
    return compile(re.sub(r"(\w+)\s*\[t-1\]", r'last["\1"]', equations), "cell", "exec")


def differences(
    equations: str,
    inputs: Numbers,
    targets: tuple[int | None, ...],
    weights: Weights,
    initial_state: Weights,
    step: complex,
) -> dict[str, Numbers]:
    """∂L_τ/∂W^(t), shape (T of τ, T of t, *shape of W), by difference quotients.

    An imaginary `step` takes the imaginary part (no cancellation: exact to the last digits),
    a real one takes central differences.
    """
    T = len(targets)
    found = {name: np.zeros((T, T, *np.shape(value))) for name, value in weights.items()}
    for name, value in weights.items():
        for t in range(T):
            for place in np.ndindex(np.shape(value)):

                def nudged(
                    by: complex, name: str = name, t: int = t, place: tuple[int, ...] = place
                ) -> Numbers:
                    copies: list[dict[str, Numbers]] = [dict(weights) for _ in range(T)]
                    copies[t][name] = copies[t][name].astype(type(by))
                    copies[t][name][place] += by
                    return losses_of(equations, inputs, targets, copies, initial_state)

                found[name][(slice(None), t, *place)] = _quotient(nudged, step)
    return found


def _quotient(function: Callable[[complex], Numbers], step: complex) -> Numbers:
    if step.imag:
        return np.asarray(function(step).imag / step.imag)
    return np.asarray((function(step) - function(-step)) / (2 * step))


def _sigmoid(z: Numbers) -> Numbers:
    return np.asarray(1.0 / (1.0 + np.exp(-z)))


def kept_pairs(kind: str | None, steps: int, length: int) -> Iterator[tuple[int, int]]:
    """The pairs (τ, t), from 0, that a truncation leaves, straight from its definition."""
    for tau in range(length):
        for t in range(tau + 1):
            same_segment = tau // steps == t // steps
            if kind is None or (same_segment if kind == "segment" else tau - t < steps):
                yield tau, t
