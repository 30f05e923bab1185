"""One entry changed, in the shared parameter or in one temporal copy alone, and L again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from app.engine.backward import Back
from app.engine.errors import EngineError, NonFiniteError
from app.engine.forward import forward
from app.engine.gradients import Gradients
from app.engine.graph import Array
from app.engine.network import Network
from app.engine.parts import Part
from app.engine.problem import Entry
from app.engine.proof.changed import Changes, losses_of
from app.engine.proof.pieces import Piece
from app.engine.proof.work import work_of


@dataclass(frozen=True)
class Change:
    """What a small change of a number does to L.

    Attributes:
        predicted: the change times the gradient.
        actual: the difference between two forward runs.
    """

    predicted: float
    actual: float


@dataclass(frozen=True, eq=False)
class Nudge:
    """What became of L.

    Attributes:
        asked: of the copy that was asked for, or of the shared parameter.
        loss_before: L of the true run.
        losses: what it does to each L_t, shape (T,); None where there is no target.
        shared: of the shared parameter, all copies together.
        first: the time-stamp, from 0, of the first copy.
        predicted, actual: of each copy alone, shape (length of the part,).
    """

    asked: Change
    loss_before: float
    losses: list[float | None]
    shared: Change
    first: int
    predicted: Array
    actual: Array

    def as_json(self) -> dict[str, Any]:
        """Its form in the HTTP contract."""
        return {
            **asdict(self.asked),
            "loss_before": self.loss_before,
            "loss_after": self.loss_before + self.asked.actual,
            "losses": self.losses,
            "shared": asdict(self.shared),
            "copies": {"first": self.first, "predicted": self.predicted, "actual": self.actual},
        }


def nudge(network: Network, entry: Entry, copy: int | None, epsilon: float) -> Nudge:
    """Add `epsilon` to an entry and run forward again; predict it by the full gradient.

    Args:
        copy: the time-stamp, from 0 in the whole time, at which alone; None for all of them.

    Raises:
        EngineError: there is no such entry, or its parameter is not used at that time-stamp.
        NonFiniteError: a run leaves the finite numbers.
    """
    entry.check(network.shapes, ())
    part, _ = network.part_of(entry.parameter)
    times = range(part.first, part.first + part.length)
    if copy is not None and copy not in times:
        raise EngineError(
            f"{entry.parameter} is used at time-stamps {times[0]} to {times[-1]}, not {copy}",
            ("copy",),
        )
    with np.errstate(over="ignore", invalid="ignore"):
        runs = forward(network)
        gradients = Gradients(tuple(map(Back, runs)))
        predicted = epsilon * _gradients_at(gradients, entry)
        whole = Piece(0, network.length, 0)
        losses, _ = losses_of(runs, whole, _changes(network, entry, epsilon))
        changes = losses[:, 1:] - losses[:, :1]  # of each loss, by each network
    taught = [t for t, j in enumerate(_targets(network.parts)) if j is not None]
    _refuse_non_finite("L", zip(taught, changes, strict=True))
    with np.errstate(over="ignore"):
        actual = changes.sum(axis=0)
    _refuse_non_finite("L", [(network.length - 1, actual)])
    _refuse_non_finite(f"ε ∂L/∂{entry.parameter}", [(part.first, predicted)])
    asked = 0 if copy is None else 1 + copy - part.first
    of_losses = dict(zip(taught, changes[:, asked].tolist(), strict=True))
    return Nudge(
        asked=Change(float(predicted[asked]), float(actual[asked])),
        loss_before=runs[-1].loss,
        losses=[of_losses.get(t) for t in range(network.length)],
        shared=Change(float(predicted[0]), float(actual[0])),
        first=part.first,
        predicted=predicted[1:],
        actual=actual[1:],
    )


def work_of_nudge(network: Network, entry: Entry) -> int:
    """An estimate of what a nudge costs, in multiplications.

    Raises:
        EngineError: there is no such entry.
    """
    entry.check(network.shapes, ())
    return work_of(network, entry.parameter, [Piece(0, network.length, 0)], 1)


def _changes(network: Network, entry: Entry, epsilon: float) -> Changes:
    """The entry of the shared parameter, then of each copy."""
    part, name = network.part_of(entry.parameter)
    copies = part.length
    return Changes(
        part=part,
        parameter=name,
        rows=np.full(1 + copies, entry.row),
        columns=None if entry.column is None else np.full(1 + copies, entry.column),
        by=np.full(1 + copies, epsilon),
        begin=part.first + np.array([0, *range(copies)]),
        lasts=np.arange(1 + copies) == 0,
    )


def _gradients_at(gradients: Gradients, entry: Entry) -> Array:
    """∂L/∂W of the entry, then ∂L/∂W^(t) of it, shape (1 + length,)."""
    copies = np.zeros(1)
    for left, right in gradients.factors[entry.parameter]:
        copies = copies + left[:, entry.row] * (1.0 if right is None else right[:, entry.column])
    summed = gradients.summed[entry.parameter]
    shared = summed[entry.row] if entry.column is None else summed[entry.row, entry.column]
    return np.array([shared, *copies])


def _refuse_non_finite(name: str, arrays: Iterable[tuple[int, Array]]) -> None:
    for t, array in arrays:
        if not np.isfinite(array).all():
            raise NonFiniteError(name, t + 1)


def _targets(parts: tuple[Part, ...]) -> list[int | None]:
    return [target for part in parts for target in part.sequence.targets]
