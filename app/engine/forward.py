"""Forward: run the sequence, and find the negative log loss at each time-stamp."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.engine.cell import Cell
from app.engine.errors import NonFiniteError
from app.engine.finite import all_finite
from app.engine.graph import Array, Bias, Input, Number, Operand, Previous, Product
from app.engine.problem import Labels, Sequence
from app.engine.sizes import Shapes
from app.engine.source_forward import forward_routine


@dataclass(frozen=True, eq=False)
class Run:
    """A forward pass: everything that the backward pass needs.

    Attributes:
        cell, sequence, shapes, weights, initial_state: what was run.
        nodes: each node's value over time, shape (T, n); (n,) where it is the same at every t, a
            number for a literal. What is only added up on the way is not kept.
        p: probabilities softmax(y), shape (T, V).
        losses: L_t = −log p_t[j_t], shape (T,), 0 where there is no target.
        errors: ∂L_t/∂y_t = p_t − 1[k = j_t], shape (T, V), 0 where there is no target.
    """

    cell: Cell
    sequence: Sequence
    shapes: Shapes
    weights: dict[str, Array]
    initial_state: dict[str, Array]
    nodes: dict[int, Operand]
    p: Array
    losses: Array
    errors: Array

    def value(self, name: str) -> Array:
        """x or a named value over time, shape (T, n)."""
        index = 0 if name == "x" else self.cell.values[name]
        return self.over_time(index)

    def over_time(self, index: int) -> Array:
        """A node's value, shape (T, n)."""
        return np.ascontiguousarray(over_time(self.nodes[index], self.sequence.length))


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
        nodes = forward_routine(cell)(sequence.inputs, initial_state, shapes.nodes, **weights)
        _refuse_non_finite(cell, nodes)
        y = over_time(nodes[cell.values["y"]], sequence.length)
        p, losses, errors = softmax_loss(y, sequence.taught, sequence.labels)
    for t in np.flatnonzero(~np.isfinite(losses)):
        raise NonFiniteError("L", int(t) + 1)
    return Run(cell, sequence, shapes, weights, initial_state, nodes, p, losses, errors)


def over_time(self, index: int) -> Array:
        """A node's value, shape (T, n)."""
        return np.ascontiguousarray(over_time(self.nodes[index], self.sequence.length))


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
        nodes = forward_routine(cell)(sequence.inputs, initial_state, shapes.nodes, **weights)
        _refuse_non_finite(cell, nodes)
        y = over_time(nodes[cell.values["y"]], sequence.length)
        p, losses, errors = softmax_loss(y, sequence.taught, sequence.labels)
    for t in np.flatnonzero(~np.isfinite(losses)):
        raise NonFiniteError("L", int(t) + 1)
    return Run(cell, sequence, shapes, weights, initial_state, nodes, p, losses, errors)


def unroll(
    cell: Cell,
    sequence: Sequence,
    shapes: Shapes,
    weights: dict[str, Array],
    initial_state: dict[str, Array],
) -> dict[int, Operand]:
    """Each node's value over time, shape (T, n); (n,) where it is the same at every t; a number
    for a literal. What is only added up in the loop is not kept.
    """
    T, plan = sequence.length, cell.schedule
    # a state's array has one row more, for t = 0; its [t-1] is the same array, one row up
    states: dict[str | None, Array] = {}
    values: dict[int, Operand] = {}
    for name, start in initial_state.items():
        states[name] = np.empty((T + 1, len(start)))
        states[name][0] = start
        values[cell.previous[name]] = states[name][:-1]

    def at_once(index: int) -> Operand:
        node = cell.nodes[index]
        match node.operation:
            case Input():
                return sequence.inputs
            case Number(number):
                return number
            case Bias(parameter):
                return weights[parameter]
            case Product(parameter):
                return np.dot(values[node.inputs[0]], weights[parameter].T)  # (…, m) (m, n)
        return node.operation.value(*[values[each] for each in node.inputs])

    for index in plan.before:
        values[index] = at_once(index)
        if (name := cell.nodes[index].name) in states:
            states[name][1:] = values[index]
            values[index] = states[name][1:]
    for index in plan.loop:
        if index not in plan.passing:
            state = states.get(cell.nodes[index].name)
            values[index] = np.empty((T, shapes.nodes[index])) if state is None else state[1:]
    for index, terms in plan.sums.items():
        _start_sum(
            np.asarray(values[index]), [term for term in terms if term.node in plan.before], values
        )
    if plan.loop:
        routine = forward_loop(cell)
        routine.run(
            [over_time(values[index], T) for index in routine.rows],
            *[weights[name] for name in routine.matrices],
            *[np.empty(shapes.nodes[index]) for index in routine.spares],
        )
    for index in plan.after:
        values[index] = at_once(index)
    return values


def _start_sum(out: Array, terms: list[Term], values: dict[int, Operand]) -> None:
    """Write into `out` the sum of the terms that are known before the loop."""
    for place, term in enumerate(terms):
        value = values[term.node]
        if place == 0:
            out[...] = value if term.sign > 0 else np.negative(value)
        elif term.sign > 0:
            out += value
        else:
            out -= value


def over_time(value: Operand, T: int) -> Array:
    """A value as rows over time, shape (T, n)."""
    if isinstance(value, np.ndarray) and value.ndim == 2:
        return value
    return np.broadcast_to(value, (T, np.size(value)))


def softmax_loss(y: Array, taught: Labels, labels: Labels) -> tuple[Array, Array, Array]:
    """Probabilities, losses and errors of raw outputs y, shapes (T, V), (T,), (T, V).

    log p is taken from the largest output, and p[j] − 1 as minus the sum of the others, so
    that a nearly certain prediction keeps its small loss and error to all digits.

    Args:
        taught: the time-stamps that have a target, from 0.
        labels: their targets.
    """
    every = np.arange(len(y))
    largest = y.argmax(axis=1)
    log_p = y - y[every, largest][:, None]
    others = np.exp(log_p)
    others[every, largest] = 0.0
    log_p -= np.log1p(np.add.reduce(others, axis=1))[:, None]
    p = np.exp(log_p)

    losses = np.zeros(len(y))
    errors = np.zeros_like(y)
    losses[taught] = np.abs(log_p[taught, labels])  # −log p, and never −0
    wrong = p[taught]
    row = every[: len(taught)]
    wrong[row, labels] = 0.0
    wrong[row, labels] = -np.add.reduce(wrong, axis=1)
    errors[taught] = wrong
    return p, losses, errors


def _refuse_non_finite(cell: Cell, nodes: dict[int, Operand]) -> None:
    if all(all_finite(value) for value in nodes.values() if isinstance(value, np.ndarray)):
        return
    found = []
    for index, value in nodes.items():
        node = cell.nodes[index]
        if isinstance(node.operation, Previous) or np.isfinite(value).all():
            continue
        finite = np.isfinite(np.atleast_2d(value)).all(axis=1)
        found.append((int(np.flatnonzero(~finite)[0]), index, node.name or node.owner or "x"))
    if found:
        t, _, name = min(found)
        raise NonFiniteError(name, t + 1)
