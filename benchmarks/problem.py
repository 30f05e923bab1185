"""What every contestant is asked to do: one sequence, one set of weights, in float64."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Labels = NDArray[np.intp]


@dataclass(frozen=True)
class Shape:
    """T time-stamps, H hidden values, V labels; the inputs are one-hot over the same labels."""

    T: int
    H: int
    V: int

    def __str__(self) -> str:
        return f"T={self.T} H={self.H} V={self.V}"


@dataclass(frozen=True, eq=False)
class Problem:
    """A sequence and the weights of an Elman cell, drawn from one seed.

    Attributes:
        x: inputs, shape (T, V).
        targets: the correct label at each time-stamp, shape (T,).
        h_0: the state before the first time-stamp, shape (H,).
        weights: W_xh (H, V), W_hh (H, H), b_h (H,), W_hy (V, H), b_y (V,).
    """

    shape: Shape
    x: Array
    targets: Labels
    h_0: Array
    weights: dict[str, Array]


def elman_problem(shape: Shape, seed: int = 0) -> Problem:
    """Random labels; weights uniform in ±1/√H, as recurrent layers are usually started."""
    T, H, V = shape.T, shape.H, shape.V
    numbers = np.random.default_rng(seed)
    labels = numbers.integers(V, size=T + 1)
    sizes = {"W_xh": (H, V), "W_hh": (H, H), "b_h": (H,), "W_hy": (V, H), "b_y": (V,)}
    bound = H**-0.5
    return Problem(
        shape=shape,
        x=np.eye(V)[labels[:-1]],
        targets=labels[1:],
        h_0=numbers.uniform(-1.0, 1.0, H),
        weights={name: numbers.uniform(-bound, bound, size) for name, size in sizes.items()},
    )
