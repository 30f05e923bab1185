"""The gradient of the loss, with everything that the backward pass met on its way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.engine.backward import sweep
from app.engine.copies import Factor, copy_vectors, right_factors
from app.engine.errors import NonFiniteError
from app.engine.forward import Run
from app.engine.graph import Array
from app.engine.lengths import lengths
from app.engine.problem import Truncation


@dataclass(frozen=True, eq=False)
class Message:
    """What an arrow between named values sends back, by the receiver's time-stamp.

    Attributes:
        sender, receiver: the value whose equation reads, and the value that it reads; the
            loss sends to y.
        lag: 1 where it reads receiver[t-1].
        values: ∂L/∂receiver along this arrow, shape (T, n).
        cut: what truncation removed from it, shape (T, n); None where nothing can be cut.
    """

    sender: str
    receiver: str
    lag: int
    values: Array
    cut: Array | None


@dataclass(frozen=True, eq=False)
class Gradients:
    """A backward pass.

    Attributes:
        deltas: ∂L/∂v of each named value v, shape (T, n).
        messages: what they are sums of.
        initial_deltas: ∂L/∂(state before t = 1), shape (n,).
        factors: temporal copies of each parameter, one factor per use in a step.
        norms: |∂L/∂W^(t)| of each parameter's copies, shape (T,).
        summed: the gradient of each shared parameter, the sum of its copies.
    """

    deltas: dict[str, Array]
    messages: list[Message]
    initial_deltas: dict[str, Array]
    factors: dict[str, list[Factor]]
    norms: dict[str, Array]
    summed: dict[str, Array]

    def copies(self) -> dict[str, Array]:
        """The dense copies, shape (T, rows, columns), or (T, rows) of a bias."""
        return {
            name: np.asarray(sum(factor.dense() for factor in factors))
            for name, factors in self.factors.items()
        }


def backward(run: Run, truncation: Truncation | None = None) -> Gradients:
    """Back-propagate the sum of the losses.

    Raises:
        NonFiniteError: a gradient leaves the finite numbers; names the last t at which it did.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        gradients = _collect(run, truncation)
    _refuse_non_finite(gradients)
    return gradients


def _collect(run: Run, truncation: Truncation | None) -> Gradients:
    cell, T = run.cell, run.sequence.length
    size = run.shapes.values
    deltas = {name: np.zeros((T, size[name])) for name in cell.values}
    messages = _messages(run, truncation)
    initial_deltas = {name: np.zeros(size[name]) for name in cell.states}
    left = [np.zeros((T, run.shapes.nodes[use.node])) for use in cell.uses]

    by_loss = truncation is not None and truncation.kind == "window"
    for step in sweep(run, itemised=by_loss, within=truncation):
        t = step.t
        for name, index in cell.values.items():
            if (gradient := step.nodes[index]) is not None:
                deltas[name][t] = gradient.total()
        for use, each in zip(cell.uses, left, strict=True):
            if (gradient := step.nodes[use.node]) is not None:
                each[t] = gradient.total()
        for (sender, receiver, lag), rows in step.arrows.items():
            message = messages[sender, receiver, lag]
            kept = rows[: step.kept] if lag else rows
            if t >= lag:
                message.values[t - lag] = kept.total()
            else:
                initial_deltas[receiver] += kept.total()
            if message.cut is not None and t > 0:
                message.cut[t - 1] = rows[step.kept :].total()
    factors = _factors(run, left)
    return Gradients(
        deltas=deltas,
        messages=list(messages.values()),
        initial_deltas=initial_deltas,
        factors=factors,
        norms=_norms(run, factors),
        summed={
            name: np.asarray(sum(factor.summed() for factor in of_name))
            for name, of_name in factors.items()
        },
    )


def _messages(run: Run, truncation: Truncation | None) -> dict[tuple[str, str, int], Message]:
    """An empty message for each arrow, in the order of the text, the loss last."""
    arrows = [
        (name, source.name, source.lag)
        for name, sources in run.cell.sources.items()
        for source in sources
        if source.name != "x"
    ]
    found = {}
    for sender, receiver, lag in [*arrows, ("loss", "y", 0)]:
        shape = run.sequence.length, run.shapes.values[receiver]
        cut = np.zeros(shape) if lag and truncation else None
        found[sender, receiver, lag] = Message(sender, receiver, lag, np.zeros(shape), cut)
    return found


def _factors(run: Run, left: list[Array]) -> dict[str, list[Factor]]:
    factors: dict[str, list[Factor]] = {name: [] for name in run.cell.parameters}
    for use, each in zip(run.cell.uses, left, strict=True):
        right = None if use.right is None else np.asarray(run.nodes[use.right])
        factors[use.parameter].append(Factor(each, right))
    return factors


def _norms(run: Run, factors: dict[str, list[Factor]]) -> dict[str, Array]:
    triangles = right_factors(run)
    return {
        name: lengths(
            copy_vectors(np.stack([factor.left for factor in of_name], axis=2), triangles[name])
        )
        for name, of_name in factors.items()
    }


def _refuse_non_finite(gradients: Gradients) -> None:
    # in the order in which the backward pass meets them at one time-stamp
    over_time = [(f"∂L/∂{name}", delta) for name, delta in reversed(gradients.deltas.items())]
    over_time += [
        (f"the cut part of ∂L/∂{message.receiver}", message.cut)
        for message in gradients.messages
        if message.cut is not None
    ]
    over_time += [(f"the copy ∂L/∂{name}", norms) for name, norms in gradients.norms.items()]
    found = [
        (int(np.flatnonzero(~finite)[-1]) + 1, -order, name)
        for order, (name, array) in enumerate(over_time)
        if not (finite := np.isfinite(array.reshape(len(array), -1)).all(axis=1)).all()
    ]
    if found:
        t, _, name = max(found)
        raise NonFiniteError(name, t)
    for name, array in {**gradients.initial_deltas, **gradients.summed}.items():
        if not np.isfinite(array).all():
            raise NonFiniteError(f"∂L/∂{name}", 1)
