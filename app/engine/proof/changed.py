"""Forward again, with one number of one parameter changed: many such networks as one batch.

The graph is read operation by operation, as it stands. This is the independent witness: of the
engine it takes the values of the operations and the states of the true run, and no derivative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.forward import Run
from app.engine.graph import Array, Bias, Input, Number, Operand, Previous, Product, Relu
from app.engine.parts import Part
from app.engine.proof.pieces import Piece

Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]
States = dict[str, Array]


@dataclass(frozen=True, eq=False)
class Changes:
    """Changed networks, in the order in which they begin to differ from the true one.

    Attributes:
        part: the part whose parameter is changed.
        parameter: its name in the text.
        rows, columns: the entry, shape (k,); the columns are None of a bias.
        by: what is added to it, shape (k,).
        begin: the time-stamp, from 0, at which it is first added, shape (k,), ascending.
        lasts: whether it is added from there on, or there alone, shape (k,).
    """

    part: Part
    parameter: str
    rows: Indices
    columns: Indices | None
    by: Array
    begin: Indices
    lasts: Flags

    def begun(self, t: int) -> int:
        """How many there are at a time-stamp."""
        return int(np.searchsorted(self.begin, t, side="right"))

    def add(self, value: Array, of: Array | None, t: int) -> Array:
        """What they make of a bias, or of a product with `of`; the true network is row 0.

        Args:
            value: without the changes, shape (1 + begun, n) or (n,).
            of: what the matrix multiplies, alike; None of a bias.
        """
        count = self.begun(t)
        now = np.flatnonzero((self.begin[:count] == t) | self.lasts[:count])
        changed = np.array(np.broadcast_to(value, (1 + count, value.shape[-1])))
        by = self.by[now]
        if of is not None and self.columns is not None:
            columns = self.columns[now]
            by = by * (of[columns] if of.ndim == 1 else of[1 + now, columns])
        changed[1 + now, self.rows[now]] += by
        return changed


def losses_of(runs: Sequence[Run], piece: Piece, changes: Changes) -> tuple[Array, Flags]:
    """The losses of a piece in the true network and in the changed ones.

    Args:
        runs: the true run of each part.

    Returns:
        L_τ of each time-stamp that counts and has a target, shape (losses, 1 + k), the true network
        first; one that has not yet begun to differ has the very same. And whether a network has a
        relu on the other side of its kink than the true one has it, shape (1 + k,).
    """
    states = _states_before(runs, piece.first)
    bent = np.zeros(1 + len(changes.begin), dtype=np.bool_)
    losses = []
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(piece.first, piece.stop):
            run = _run_at(runs, t)
            states = {name: _joined(value, 1 + changes.begun(t)) for name, value in states.items()}
            step = _Step(run, changes, t, states)
            bent[: 1 + changes.begun(t)] |= step.bent
            target = run.sequence.targets[t - run.part.first]
            if target is not None and t >= piece.counted:
                loss = _loss(np.atleast_2d(step.value("y")), target)
                losses.append(_joined(loss[:, None], len(bent))[:, 0])
            states = {name: np.atleast_2d(step.value(name)) for name in run.cell.states}
    return np.array(losses).reshape(-1, len(bent)), bent


class _Step:
    """One time-stamp of all networks that have begun: the value of every operation."""

    def __init__(self, run: Run, changes: Changes, t: int, states: States) -> None:
        self._run, self._changes, self._t, self._states = run, changes, t, states
        self._values: list[Operand] = []
        self.bent = np.zeros(1 + changes.begun(t), dtype=np.bool_)
        for index in range(len(run.cell.nodes)):
            self._values.append(self._compute(index))

    def value(self, name: str) -> Array:
        return np.asarray(self._values[self._run.cell.values[name]])

    def _compute(self, index: int) -> Operand:
        run, node = self._run, self._run.cell.nodes[index]
        inputs = [self._values[each] for each in node.inputs]
        match node.operation:
            case Input():
                x: Array = run.sequence.inputs[self._t - run.part.first]
                return x
            case Number(number):
                return number
            case Previous(name):
                return self._states[name]
            case Bias(parameter):
                return self._changed(parameter, run.weights[parameter], None)
            case Product(parameter):
                of = np.asarray(inputs[0])
                return self._changed(parameter, of @ run.weights[parameter].T, of)
            case Relu():
                self._look_at_kink(np.atleast_2d(inputs[0]))
        return node.operation.value(*inputs)

    def _changed(self, parameter: str, value: Array, of: Array | None) -> Array:
        changes = self._changes
        if parameter != changes.parameter or self._run.part is not changes.part:
            return value
        return changes.add(value, of, self._t)

    def _look_at_kink(self, before: Array) -> None:
        right = before > 0
        self.bent |= (right != right[0]).any(axis=1)


def _run_at(runs: Sequence[Run], t: int) -> Run:
    """The run of the part that a time-stamp lies in."""
    return next(run for run in reversed(runs) if run.part.first <= t)


def _states_before(runs: Sequence[Run], t: int) -> States:
    """The states with which a time-stamp begins in the true run, shape (1, n)."""
    if t == 0:
        states = runs[0].initial_state
    else:
        run = _run_at(runs, t - 1)
        states = {name: run.value(name)[t - 1 - run.part.first] for name in run.cell.states}
    return {name: value[None, :] for name, value in states.items()}


def _joined(rows: Array, count: int) -> Array:
    """As many rows; those that join are as the first."""
    missing = count - len(rows)
    return np.concatenate([rows, np.repeat(rows[:1], missing, axis=0)]) if missing else rows


def _loss(y: Array, target: int) -> Array:
    """−log softmax(y)[target] of each row, small ones to all digits."""
    every, largest = np.arange(len(y)), y.argmax(axis=1)
    shifted = y - y[every, largest][:, None]
    others = np.exp(shifted)
    others[every, largest] = 0.0
    loss: Array = np.log1p(others.sum(axis=1)) - shifted[:, target]
    return loss
