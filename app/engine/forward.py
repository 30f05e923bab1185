"""Forward: run the sequence, and find the negative log loss at each time-stamp."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from app.engine.cell import Cell
from app.engine.errors import NonFiniteError
from app.engine.finite import all_finite
from app.engine.graph import Array, Operand
from app.engine.network import Network
from app.engine.parts import Part
from app.engine.problem import Sequence
from app.engine.sizes import Shapes
from app.engine.source.forward import forward_routine


@dataclass(eq=False)
class Run:
    """A forward pass through one part: everything that the backward pass needs.

    Attributes:
        part, weights, initial_state: what was run; weights by their names in the text.
        nodes: each node's value over time, shape (T, n); (n,) where it is the same at every t, a
            number for a literal. What is only added up on the way is not kept.
        p: probabilities softmax(y), shape (T, V); (T, 0) where there is no read-out.
        losses: L_t = −log p_t[j_t], shape (T,), 0 where there is no target.
        loss: L, their sum.
        errors: ∂L_t/∂y_t = p_t − 1[k = j_t], shape (T, V), 0 where there is no target.
        cell, sequence, shapes: those of the part.
        spoken: what the losses say to their own time-stamps: the errors of y, if there is a
            read-out.
    """

    part: Part
    weights: dict[str, Array]
    initial_state: dict[str, Array]
    nodes: dict[int, Operand]
    p: Array
    losses: Array
    loss: float
    errors: Array
    cell: Cell = field(init=False)
    sequence: Sequence = field(init=False)
    shapes: Shapes = field(init=False)
    spoken: dict[str, Array] = field(init=False)

    def __post_init__(self) -> None:
        part = self.part
        self.cell, self.sequence, self.shapes = part.cell, part.sequence, part.shapes
        self.spoken = {"y": self.errors} if "y" in self.cell.values else {}

    @property
    def last_state(self) -> dict[str, Array]:
        """What is handed on: every state at the last time-stamp, shape (n,)."""
        return {name: self.value(name)[-1] for name in self.cell.states}

    def value(self, name: str) -> Array:
        """x or a named value over time, shape (T, n)."""
        index = 0 if name == "x" else self.cell.values[name]
        return np.ascontiguousarray(self.over_time(index))

    def over_time(self, index: int) -> Array:
        """A node's value, shape (T, n)."""
        return over_time(self.nodes[index], self.sequence.length)


def forward(network: Network) -> tuple[Run, ...]:
    """Run the parts one after the other, each from the states that the one before left.

    Raises:
        NonFiniteError: a value leaves the finite numbers; names the first t and the value.
    """
    runs: list[Run] = []
    for part, weights in zip(network.parts, network.weights, strict=True):
        start = runs[-1].last_state if runs else network.initial_state
        runs.append(_forward(part, weights, start))
    return tuple(runs)


def _forward(part: Part, weights: dict[str, Array], initial_state: dict[str, Array]) -> Run:
    cell, sequence = part.cell, part.sequence
    x = np.ascontiguousarray(sequence.inputs)
    nodes = forward_routine(cell)(x, initial_state, part.shapes.nodes, **weights)
    _refuse_non_finite(part, nodes)
    if "y" not in cell.values:
        none, zeros = np.zeros((part.length, 0)), np.zeros(part.length)
        return Run(part, weights, initial_state, nodes, none, zeros, 0.0, none)
    y = over_time(nodes[cell.values["y"]], part.length)
    p, losses, errors = softmax_loss(y, sequence)
    loss = float(np.add.reduce(losses))
    if not math.isfinite(loss):
        beyond = np.flatnonzero(~np.isfinite(losses))
        t = int(beyond[0]) + 1 if len(beyond) else part.length
        raise NonFiniteError("L", part.first + t)
    return Run(part, weights, initial_state, nodes, p, losses, loss, errors)


def over_time(value: Operand, T: int) -> Array:
    """A value as rows over time, shape (T, n)."""
    if isinstance(value, np.ndarray) and value.ndim == 2:
        return value
    return np.tile(value, (T, 1))


def softmax_loss(y: Array, sequence: Sequence) -> tuple[Array, Array, Array]:
    """Probabilities, losses and errors of raw outputs y, shapes (T, V), (T,), (T, V).

    log p is taken from the largest output, and p[j] − 1 as minus the sum of the others, so
    that a nearly certain prediction keeps its small loss and error to all digits.
    """
    every, largest = np.arange(len(y)), y.argmax(axis=1)
    shifted = y - y[every, largest][:, None]
    p = np.exp(shifted)
    p[every, largest] = 0.0
    others = np.add.reduce(p, axis=1)
    p[every, largest] = 1.0
    p /= (1.0 + others)[:, None]

    taught, correct = sequence.taught, (sequence.taught, sequence.labels)
    losses = np.zeros(len(y))
    losses[taught] = np.abs(shifted[correct] - np.log1p(others)[taught])  # −log p, and never −0
    errors = p * sequence.is_taught  # (T, V) (T, 1)
    errors[correct] = 0.0
    errors[correct] = -np.add.reduce(errors, axis=1)[taught]
    return p, losses, errors


def _refuse_non_finite(part: Part, nodes: dict[int, Operand]) -> None:
    cell = part.cell
    if all(all_finite(nodes[index]) for index in cell.unbounded if index in nodes):
        return
    found = []
    for index in cell.unbounded:
        node, value = cell.nodes[index], nodes.get(index, 0.0)
        finite = np.isfinite(np.atleast_2d(value)).all(axis=1)
        if not finite.all():
            found.append((int(np.flatnonzero(~finite)[0]), index, node.name or node.owner or "x"))
    if found:
        t, _, name = min(found)
        raise NonFiniteError(name, part.first + t + 1)
