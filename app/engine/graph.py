"""The operations that a cell is made of: value, derivative, kind.

A cell's text becomes one static graph (a `Node` per operation, inputs before outputs).
Every operation works on arrays whose last axis is the vector's, so the same lines serve
one time-stamp, shape (n,), and all of them at once, shape (T, n).

An operation's word is what the generated loops call it by (see `source`); `CALLS` says what
each word does, with the array to write into as its last argument.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Operand = Array | float


@dataclass(frozen=True, slots=True)
class Operation:
    """Anything that stands in a right side."""

    def value(self, *inputs: Operand) -> Operand:
        """The result, shape (..., n), from inputs of shape (..., n) or numbers."""
        raise NotImplementedError

    def derivatives(self, value: Operand, *inputs: Operand) -> tuple[Operand, ...]:
        """∂value/∂input, entry by entry, one per input: shape (..., n) or a number."""
        raise NotImplementedError


# --- leaves: where vectors and numbers come from -----------------------------------------


@dataclass(frozen=True, slots=True)
class Input(Operation):
    """x, the input of the time-stamp."""


@dataclass(frozen=True, slots=True)
class Previous(Operation):
    """`name[t-1]`, a state as the time-stamp before left it."""

    name: str


@dataclass(frozen=True, slots=True)
class Bias(Operation):
    """One use of a bias vector."""

    parameter: str


@dataclass(frozen=True, slots=True)
class Number(Operation):
    """A literal, or what literals alone come to."""

    number: float


# --- what a text does with them ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Product(Operation):
    """`W @ a`. Its derivative is W itself: the backward pass multiplies by it."""

    parameter: str


@dataclass(frozen=True, slots=True)
class Linear(Operation):
    """A sum of its inputs, each with a sign of its own."""

    signs: ClassVar[tuple[float, ...]]

    def derivatives(self, value: Operand, *inputs: Operand) -> tuple[Operand, ...]:
        return self.signs


@dataclass(frozen=True, slots=True)
class Same(Linear):
    """`h = z`: a second name, with a delta of its own."""

    signs: ClassVar[tuple[float, ...]] = (1.0,)

    def value(self, *inputs: Operand) -> Operand:
        return inputs[0]


@dataclass(frozen=True, slots=True)
class Add(Linear):
    signs: ClassVar[tuple[float, ...]] = (1.0, 1.0)

    def value(self, *inputs: Operand) -> Operand:
        return inputs[0] + inputs[1]


@dataclass(frozen=True, slots=True)
class Subtract(Linear):
    signs: ClassVar[tuple[float, ...]] = (1.0, -1.0)

    def value(self, *inputs: Operand) -> Operand:
        return inputs[0] - inputs[1]


@dataclass(frozen=True, slots=True)
class Negate(Linear):
    signs: ClassVar[tuple[float, ...]] = (-1.0,)

    def value(self, *inputs: Operand) -> Operand:
        return -inputs[0]


@dataclass(frozen=True, slots=True)
class Multiply(Operation):
    """Entry by entry, ⊙."""

    def value(self, *inputs: Operand) -> Operand:
        return inputs[0] * inputs[1]

    def derivatives(self, value: Operand, *inputs: Operand) -> tuple[Operand, ...]:
        return inputs[1], inputs[0]


@dataclass(frozen=True, slots=True)
class Function(Operation):
    """A function of one vector, entry by entry."""

    word: ClassVar[str]

    def value(self, *inputs: Operand) -> Operand:
        result: Operand = CALLS[self.word](inputs[0])
        return result


@dataclass(frozen=True, slots=True)
class Tanh(Function):
    """tanh' = 1 − tanh²."""

    word: ClassVar[str] = "tanh"

    def derivatives(self, value: Operand, *inputs: Operand) -> tuple[Operand, ...]:
        return (tanh_slope(value),)


@dataclass(frozen=True, slots=True)
class Sigmoid(Function):
    """sigmoid' = s (1 − s)."""

    word: ClassVar[str] = "sigmoid"

    def derivatives(self, value: Operand, *inputs: Operand) -> tuple[Operand, ...]:
        return (sigmoid_slope(value),)


@dataclass(frozen=True, slots=True)
class Relu(Function):
    """relu'(0) = 0."""

    word: ClassVar[str] = "relu"

    def derivatives(self, value: Operand, *inputs: Operand) -> tuple[Operand, ...]:
        return (relu_slope(value),)


def sigmoid(a: Operand, out: Array | None = None) -> Array:
    """1 / (1 + exp(−a)): all digits of small results; 0 where that is below any normal number."""
    if out is None:
        out = np.empty(np.shape(a))
    np.negative(a, out)
    np.exp(out, out)  # may overflow to inf, whose inverse is the 0 that is meant
    np.add(out, 1.0, out)
    np.reciprocal(out, out)
    return out


def relu(a: Operand, out: Array | None = None) -> Array:
    """max(a, 0)."""
    found: Array = np.maximum(a, 0.0, out=out)
    return found


def tanh_slope(h: Operand) -> Operand:
    """tanh' where tanh is h."""
    return 1.0 - h * h


def sigmoid_slope(s: Operand) -> Operand:
    """sigmoid' where sigmoid is s."""
    return s * (1.0 - s)


def relu_slope(h: Operand) -> Operand:
    """relu' where relu is h."""
    positive: Operand = np.where(np.asarray(h) > 0, 1.0, 0.0)
    return positive


CALLS: dict[str, Callable[..., Any]] = {
    "empty": np.empty,
    "zeros": np.zeros,
    "vecdot": np.vecdot,
    "concatenate": np.concatenate,
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "negative": np.negative,
    "positive": np.positive,
    "copyto": np.copyto,
    "tanh": np.tanh,
    "sigmoid": sigmoid,
    "relu": relu,
    "tanh_slope": tanh_slope,
    "sigmoid_slope": sigmoid_slope,
    "relu_slope": relu_slope,
}

FUNCTIONS: dict[str, Function] = {each.word: each for each in (Tanh(), Sigmoid(), Relu())}


@dataclass(frozen=True, slots=True)
class Node:
    """One operation of a text, at its place.

    Attributes:
        operation: what it does.
        inputs: indices of the nodes it reads, all earlier in the graph.
        line, column: where the text says so, from 1.
        owner: the named value in whose equation it stands; "" for what belongs to none
            (x and the states).
        name: set on the one node that is the named value itself.
    """

    operation: Operation
    inputs: tuple[int, ...]
    line: int
    column: int
    owner: str = ""
    name: str | None = None
