"""Forward: run the sequence, and find the negative log loss at each time-stamp.

What depends on no state is computed for all t at once; the rest is a loop over t that
writes into arrays made beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.engine.cell import Cell
from app.engine.errors import NonFiniteError
from app.engine.graph import (
    Array,
    Bias,
    Input,
    Node,
    Number,
    Operand,
    Operation,
    Previous,
    Product,
)
from app.engine.problem import Sequence
from app.engine.sizes import Shapes


@dataclass(frozen=True, eq=False)
class Run:
    """A forward pass: everything that the backward pass needs.

    Attributes:
        cell, sequence, shapes, weights, initial_state: what was run.
        nodes: each node's value over time, shape (T, n); a number for a literal.
        p: probabilities softmax(y), shape (T, V).
        losses: L_t = −log p_t[j_t], shape (T,), 0 where there is no target.
        errors: ∂L_t/∂y_t = p_t − 1[k = j_t], shape (T, V), 0 where there is no target.
    """

    cell: Cell
    sequence: Sequence
    shapes: Shapes
    weights: dict[str, Array]
    initial_state: dict[str, Array]
    nodes: tuple[Operand, ...]
    p: Array
    losses: Array
    errors: Array

    def value(self, name: str) -> Array:
        """x or a named value over time, shape (T, n)."""
        return np.asarray(self.nodes[0 if name == "x" else self.cell.values[name]])


def forward(
    cell: Cell,
    sequence: Sequence,
    shapes: Shapes,
    weights: dict[str, Array],
    initial_state: dict[str, Array],
) -> Run:
    """Run the cell over the sequence.

    Raises:
        NonFiniteError: a value leaves the finite numbers; names the first t and the value.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        nodes = unroll(cell, sequence, shapes, weights, initial_state)
        _refuse_non_finite(cell, nodes)
        y = np.asarray(nodes[cell.values["y"]])
        p, losses, errors = softmax_loss(y, sequence.targets)
    for t in np.flatnonzero(~np.isfinite(losses)):
        raise NonFiniteError("L", int(t) + 1)
    return Run(cell, sequence, shapes, weights, initial_state, nodes, p, losses, errors)


def unroll(
    cell: Cell,
    sequence: Sequence,
    shapes: Shapes,
    weights: dict[str, Array],
    initial_state: dict[str, Array],
) -> tuple[Operand, ...]:
    """Each node's value over time, shape (T, n); a number for a literal."""
    T = sequence.length
    # a state's array has one row more, for t = 0; its [t-1] is the same array, one row up
    states = {name: np.empty((T + 1, len(start))) for name, start in initial_state.items()}
    for name, start in initial_state.items():
        states[name][0] = start

    values: list[Operand] = []
    steps = []  # (index, node) of what the loop over t must compute
    recurrent: set[int] = set()
    for index, node in enumerate(cell.nodes):
        value: Operand
        if isinstance(node.operation, Previous):
            value = states[node.operation.name][:-1]
            recurrent.add(index)
        elif recurrent.isdisjoint(node.inputs):
            value = _at_once(node, values, sequence, weights)
            if node.name in states:
                states[node.name][1:] = value
                value = states[node.name][1:]
        else:
            state = states.get(node.name or "")
            value = np.empty((T, shapes.nodes[index])) if state is None else state[1:]
            recurrent.add(index)
            steps.append((index, node))
        values.append(value)

    for t in range(T):
        for index, node in steps:
            inputs = [at(values[each], t) for each in node.inputs]
            np.asarray(values[index])[t] = compute(node.operation, weights, inputs)
    return tuple(values)


def _at_once(
    node: Node, values: list[Operand], sequence: Sequence, weights: dict[str, Array]
) -> Operand:
    """A node that no state enters, for all t: shape (T, n), or a number."""
    match node.operation:
        case Input():
            return sequence.inputs
        case Number(number):
            return number
        case Bias(parameter):
            return np.tile(weights[parameter], (sequence.length, 1))
    return compute(node.operation, weights, [values[each] for each in node.inputs])


def compute(operation: Operation, weights: dict[str, Array], inputs: list[Operand]) -> Operand:
    """One operation on inputs of shape (..., n)."""
    if isinstance(operation, Product):
        return np.asarray(inputs[0]) @ weights[operation.parameter].T  # (..., m) @ (m, n)
    return operation.value(*inputs)


def at(value: Operand, t: int) -> Operand:
    """A node's value at one time-stamp, shape (n,), or the number that it is."""
    return value[t] if isinstance(value, np.ndarray) else value


def softmax_loss(y: Array, targets: tuple[int | None, ...]) -> tuple[Array, Array, Array]:
    """Probabilities, losses and errors of raw outputs y, shapes (T, V), (T,), (T, V).

    log p is taken from the largest output, and p[j] − 1 as minus the sum of the others, so
    that a nearly certain prediction keeps its small loss and error to all digits.
    """
    T = len(y)
    every = np.arange(T)
    largest = y.argmax(axis=1)
    shifted = y - y[every, largest][:, None]
    others = np.exp(shifted)
    others[every, largest] = 0.0
    log_p = shifted - np.log1p(others.sum(axis=1))[:, None]
    p = np.exp(log_p)

    losses = np.zeros(T)
    errors = np.zeros_like(y)
    taught = np.array([t for t, j in enumerate(targets) if j is not None], dtype=np.intp)
    labels = np.array([j for j in targets if j is not None], dtype=np.intp)
    losses[taught] = np.abs(log_p[taught, labels])  # −log p, and never −0
    errors[taught] = p[taught]
    errors[taught, labels] = 0.0
    errors[taught, labels] = -errors[taught].sum(axis=1)
    return p, losses, errors


def _refuse_non_finite(cell: Cell, nodes: tuple[Operand, ...]) -> None:
    found = []
    for index, (node, value) in enumerate(zip(cell.nodes, nodes, strict=True)):
        if isinstance(node.operation, Previous) or np.isfinite(value).all():
            continue
        t = int(np.flatnonzero(~np.isfinite(value).all(axis=1))[0])
        found.append((t, index, node.name or node.owner or "x"))
    if found:
        t, _, name = min(found)
        raise NonFiniteError(name, t + 1)
