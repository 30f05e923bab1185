"""What every contestant is asked to do: one sequence, one set of weights, in float64."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.cells import CELLS, Cell

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
    """A sequence and the weights of a cell, drawn from one seed.

    Attributes:
        cell: its name.
        x: inputs, shape (T, V).
        targets: the correct label at each time-stamp, shape (T,).
        initial_state: the states before the first time-stamp, shape (H,).
        weights: matrices of x (H, V), of h (H, H), biases (H,), W_hy (V, H), b_y (V,).
    """

    cell: str
    shape: Shape
    x: Array
    targets: Labels
    initial_state: dict[str, Array]
    weights: dict[str, Array]

    @property
    def h_0(self) -> Array:
        """h before the first time-stamp, shape (H,)."""
        return self.initial_state["h"]

    @property
    def layout(self) -> Cell:
        """How the cell's gates lie."""
        return CELLS[self.cell]

    def stacked(self, names: tuple[str, ...]) -> Array:
        """Parameters one below the other."""
        return np.concatenate([self.weights[name] for name in names])

    def named(self, W_x: Array, W_h: Array, b: Array, W_hy: Array, b_y: Array) -> dict[str, Array]:
        """What was found of the stacks, by parameter; time may come before the rows."""
        layout = self.layout
        matrix, bias = W_x.ndim - 2, b.ndim - 1  # the axis of the rows
        return {
            **_parted(layout.x, W_x, matrix),
            **_parted(layout.h, W_h, matrix),
            **_parted(layout.b, b, bias),
            "W_hy": W_hy,
            "b_y": b_y,
        }

    def factors(self, delta: Array, error: Array, past: Array, h: Array) -> dict[str, Array]:
        """Factors of the copies as `… left` and `… right`, by parameter, shape (T, n).

        Args:
            delta: of the pre-activations of all gates, shape (T, G·H).
            error: p − 1[correct], shape (T, V).
            past, h: the state that W_h and W_hy multiply, shape (T, H).
        """
        layout, H = self.layout, self.shape.H
        left = {
            **_parted(layout.x, delta[:, : H * len(layout.x)], 1),
            **_parted(layout.h, delta[:, -H * len(layout.h) :], 1),
            **_parted(layout.b, delta, 1),
            "W_hy": error,
            "b_y": error,
        }
        right = {
            **dict.fromkeys(layout.x, self.x),
            **dict.fromkeys(layout.h, past),
            "W_hy": h,
        }
        return {f"{name} left": each for name, each in left.items()} | {
            f"{name} right": each for name, each in right.items()
        }


def _parted(names: tuple[str, ...], rows: Array, axis: int) -> dict[str, Array]:
    return dict(zip(names, np.split(rows, len(names), axis=axis), strict=True))


def draw(cell: str, shape: Shape, seed: int = 0) -> Problem:
    """Random labels; weights uniform in ±1/√H, as recurrent layers are usually started."""
    T, H, V = shape.T, shape.H, shape.V
    numbers = np.random.default_rng(seed)
    labels = numbers.integers(V, size=T + 1)
    layout = CELLS[cell]
    sizes: dict[str, tuple[int, ...]] = {
        **dict.fromkeys(layout.x, (H, V)),
        **dict.fromkeys(layout.h, (H, H)),
        **dict.fromkeys(layout.b, (H,)),
        "W_hy": (V, H),
        "b_y": (V,),
    }
    bound = H**-0.5
    return Problem(
        cell=cell,
        shape=shape,
        x=np.eye(V)[labels[:-1]],
        targets=labels[1:],
        initial_state={name: numbers.uniform(-1.0, 1.0, H) for name in layout.states},
        weights={name: numbers.uniform(-bound, bound, size) for name, size in sizes.items()},
    )


def elman_problem(shape: Shape, seed: int = 0) -> Problem:
    """Of the cell that the floor was written for."""
    return draw("elman", shape, seed)
