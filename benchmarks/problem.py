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
        """Parameters one below the other, each given only once in a tuple of names."""
        return np.concatenate([self.weights[name] for name in names])

    def parted(self, names: tuple[str, ...], rows: Array) -> dict[str, Array]:
        """What `stacked` put together, or its copies: the axis of the rows is last but for it."""
        axis = rows.ndim - self.weights[names[0]].ndim
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
