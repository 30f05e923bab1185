"""Every number of the gradient against a difference quotient, shared and copy by copy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from app.engine.backward import Back, sum_up
from app.engine.copies import Factor
from app.engine.errors import EngineError
from app.engine.forward import Run, forward
from app.engine.gradients import Gradients
from app.engine.graph import Array
from app.engine.network import Network
from app.engine.parts import Part
from app.engine.problem import Truncation
from app.engine.proof.changed import Changes, Flags, Indices, losses_of
from app.engine.proof.pieces import pieces_of
from app.engine.proof.work import MOST_ROWS, work_of

TOLERANCE = 1e-6
"""The largest error, in units of the largest entry, that counts as agreement."""

STEP = 1e-4
"""How much is added to an entry whose gradient and inputs are about 1."""

# Each entry at these multiples of its step: two central differences, the second over half the
# interval, whose errors of second order cancel (Richardson 1911).
_MULTIPLES = (1.0, -1.0, 0.5, -0.5)
_QUOTIENT = (-1 / 6, 1 / 6, 4 / 3, -4 / 3)

_ROUNDING = 2.0**-52


@dataclass(frozen=True)
class Place:
    """An entry of the shared parameter, or of one temporal copy of it.

    Attributes:
        row, column: from 0; the column is None of a bias.
        copy: the time-stamp, from 0 in the whole time; None is the shared one.
    """

    row: int
    column: int | None
    copy: int | None


@dataclass(frozen=True)
class Compared:
    """The gradient of one parameter against differences.

    Attributes:
        entries: how many differences were taken.
        skipped: of how many the interval crosses a kink of relu.
        worst_error: the largest distance, over the largest entry; None where all are skipped.
        worst: where that is.
        resolution: what rounding alone can make of that error; None where all entries are zero, or
            where it is beyond all numbers.
        agrees: None where differences cannot tell.
    """

    entries: int
    skipped: int
    worst_error: float | None
    worst: Place | None
    resolution: float | None
    agrees: bool | None


@dataclass(frozen=True)
class Check:
    """What came out, by the full names of the parameters."""

    parameters: dict[str, Compared]

    def as_json(self) -> dict[str, Any]:
        """Its form in the HTTP contract: the worst of all, then each parameter."""
        each = self.parameters
        compared = [name for name in each if each[name].worst_error is not None]
        worst = max(compared, key=lambda name: each[name].worst_error or 0.0, default=None)
        place = each[worst].worst if worst is not None else None
        verdicts = [one.agrees for one in each.values()]
        return {
            "entries": sum(one.entries for one in each.values()),
            "skipped": sum(one.skipped for one in each.values()),
            "worst_error": None if worst is None else each[worst].worst_error,
            "worst": place and {"parameter": worst, **asdict(place)},
            "agrees": False if False in verdicts else None if None in verdicts else True,
            "parameters": {name: asdict(one) for name, one in each.items()},
        }


def check(
    network: Network,
    truncation: Truncation | None = None,
    parameters: Sequence[str] | None = None,
) -> Check:
    """Hold the gradient of every entry, and of every entry of every copy, against differences.

    Under truncation the differences are those of the loss in pieces that it is the gradient of.

    Args:
        parameters: the full names of those to look at; None for all.

    Raises:
        EngineError: there is no such parameter.
        NonFiniteError: the run leaves the finite numbers.
    """
    names = _names(network, parameters)
    with np.errstate(over="ignore", invalid="ignore"):
        runs = forward(network)
        gradients = Gradients(tuple(map(Back, runs)), truncation)
        found = _Differences(network, runs, gradients, truncation)
        return Check({name: found.compared(name) for name in names})


def work_of_check(
    network: Network,
    truncation: Truncation | None = None,
    parameters: Sequence[str] | None = None,
) -> int:
    """An estimate of what a check costs, in multiplications; takes no time to find out.

    Raises:
        EngineError: there is no such parameter.
    """
    pieces = list(pieces_of(truncation, network.length))
    return sum(
        work_of(network, name, pieces, len(_MULTIPLES) * math.prod(network.shapes[name]))
        for name in _names(network, parameters)
    )


class _Differences:
    """Difference quotients beside the gradients of one run."""

    def __init__(
        self,
        network: Network,
        runs: tuple[Run, ...],
        gradients: Gradients,
        truncation: Truncation | None,
    ) -> None:
        self._network, self._runs, self._gradients = network, runs, gradients
        self._pieces = list(pieces_of(truncation, network.length))
        self._noise = _ROUNDING * self._rounded()

    def compared(self, full: str) -> Compared:
        """One parameter."""
        part, name = self._network.part_of(full)
        factors = self._gradients.factors[full]
        copies = sum_up([factor.dense() for factor in factors])
        exact = np.concatenate([self._gradients.summed[full][None], copies])
        largest = float(np.abs(exact).max())
        step = STEP / max(1.0, largest, *map(_largest_right, factors))
        numeric, skipped = self._quotients(part, name, exact.shape, step)
        distance = np.where(skipped, -1.0, np.abs(numeric - exact))
        noise = 4 * self._noise / step
        if skipped.all():
            return Compared(exact.size, exact.size, None, None, _share(noise, largest), None)
        place = tuple(map(int, np.unravel_index(distance.argmax(), exact.shape)))
        far = float(distance[place])
        agrees = True if far <= TOLERANCE * largest else None if far <= noise else False
        return Compared(
            entries=exact.size,
            skipped=int(skipped.sum()),
            worst_error=far / largest if largest > 0 else float(far > 0),
            worst=Place(
                row=place[1],
                column=place[2] if len(place) == 3 else None,
                copy=None if place[0] == 0 else part.first + place[0] - 1,
            ),
            resolution=_share(noise, largest),
            agrees=agrees,
        )

    def _quotients(
        self, part: Part, name: str, shape: tuple[int, ...], step: float
    ) -> tuple[Array, Flags]:
        """The difference quotients of the shared parameter and of its copies, shape (1 + length,
        …), and which of them are worth nothing."""
        entries = math.prod(shape[1:])
        numeric = np.zeros((shape[0], entries))
        skipped = np.zeros((shape[0], entries), dtype=np.bool_)
        for piece in self._pieces:
            first, stop = piece.within(part)
            if first == stop:
                continue
            # the shared parameter, and the copies of the piece
            rows = np.array([0, *range(first - part.first + 1, stop - part.first + 1)])
            many = max(1, MOST_ROWS // (len(_MULTIPLES) * len(rows)))
            for start in range(0, entries, many):
                chosen: Indices = np.arange(start, min(entries, start + many))
                changes = _changes(part, name, shape[1:], chosen, step, first, stop)
                losses, bent = losses_of(self._runs, piece, changes)
                by_multiple = (len(rows), len(_MULTIPLES), len(chosen))
                # from small differences to their sum: the losses themselves may be much larger
                differences = (losses[:, 1:] - losses[:, :1]).reshape(-1, *by_multiple)
                quotient = np.tensordot(differences.sum(axis=0), _QUOTIENT, (1, 0)) / step
                where = np.ix_(rows, chosen)
                numeric[where] += quotient
                skipped[where] |= bent[1:].reshape(by_multiple).any(axis=1)
        skipped |= ~np.isfinite(numeric)
        return numeric.reshape(shape), skipped.reshape(shape)

    def _rounded(self) -> float:
        """How large the numbers are whose last digits make L uncertain: the losses, and each
        product by what its own change does to L."""
        losses = sum(
            float(np.abs(run.losses).sum()) + len(run.sequence.taught) for run in self._runs
        )
        for run in self._runs:
            for name, weight in run.weights.items():
                for factor in self._gradients.factors[run.part.parameters[name]]:
                    losses += _moved(factor, weight)
        return losses


def _changes(
    part: Part,
    name: str,
    shape: tuple[int, ...],
    chosen: Indices,
    step: float,
    first: int,
    stop: int,
) -> Changes:
    """Each chosen entry (flat) at each multiple of the step: in the shared parameter from `first`
    on, then in each copy by itself."""
    begin = np.array([first, *range(first, stop)])
    rows, *columns = np.unravel_index(chosen, shape)
    times, multiples, many = len(begin), len(_MULTIPLES), len(chosen)
    return Changes(
        part=part,
        parameter=name,
        rows=np.tile(rows, times * multiples),
        columns=np.tile(columns[0], times * multiples) if columns else None,
        by=np.tile(np.repeat(step * np.array(_MULTIPLES), many), times),
        begin=np.repeat(begin, multiples * many),
        lasts=np.repeat(np.arange(times) == 0, multiples * many),
    )


def _moved(factor: Factor, weight: Array) -> float:
    """Σ over time of |copy| ⊙ |W|, entry by entry."""
    left = np.abs(factor.left)
    if factor.right is None:
        return float((left * np.abs(weight)).sum())
    return float((left * (np.abs(factor.right) @ np.abs(weight).T)).sum())


def _largest_right(factor: Factor) -> float:
    return 1.0 if factor.right is None else float(np.abs(factor.right).max())


def _share(noise: float, largest: float) -> float | None:
    return noise / largest if largest > 0 and math.isfinite(noise / largest) else None


def _names(network: Network, parameters: Sequence[str] | None) -> list[str]:
    known = network.shapes
    for i, name in enumerate(parameters or ()):
        if name not in known:
            raise EngineError(
                f"{name} is not a parameter of this cell: {', '.join(known) or 'it has none'}",
                ("parameters", i),
            )
    return list(known if parameters is None else dict.fromkeys(parameters))
