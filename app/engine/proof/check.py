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
from app.engine.proof.pieces import pieces_of
from app.engine.proof.quotients import MULTIPLES, Quotients, quotients
from app.engine.proof.rounding import rounding_of
from app.engine.proof.work import work_of

TOLERANCE = 1e-6
"""The largest error, in units of the largest entry, that counts as agreement."""

STEP = 1e-4
"""How much is added to an entry whose gradient and inputs are about 1."""

# A disagreement stands if a step so many times smaller confirms it; one after the other is tried.
_FINER, _MOST_FINER = 8, 3


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
        agrees: None where differences cannot tell; False only if a smaller step says so too.
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
        verdicts = [one.agrees for one in each.values()] or [None]
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
        found = _Differences(network, runs, truncation)
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
        work_of(network, name, pieces, len(MULTIPLES) * math.prod(network.shapes[name]))
        for name in _names(network, parameters)
    )


class _Differences:
    """Difference quotients beside the gradients of one run."""

    def __init__(
        self, network: Network, runs: tuple[Run, ...], truncation: Truncation | None
    ) -> None:
        self._network, self._runs = network, runs
        self._pieces = list(pieces_of(truncation, network.length))
        backs = tuple(map(Back, runs))
        self._gradients = Gradients(backs, truncation)
        self._rounding = rounding_of(backs, truncation)

    def compared(self, full: str) -> Compared:
        """One parameter."""
        part, name = self._network.part_of(full)
        factors = self._gradients.factors[full]
        copies = sum_up([factor.dense() for factor in factors])
        exact = np.concatenate([self._gradients.summed[full][None], copies])
        largest = float(np.abs(exact).max())
        step = STEP / max(1.0, largest, *map(_largest_right, factors))
        found = quotients(self._runs, self._pieces, part, name, step)
        agrees = self._verdict(found, exact)
        for _ in range(_MOST_FINER):
            if agrees is not False:
                break
            # where L is very curved it may be the differences that are wrong
            finer = quotients(self._runs, self._pieces, part, name, found.step / _FINER)
            if found.confirmed_by(finer, exact):
                break
            found, agrees = finer, self._verdict(finer, exact)
        else:
            agrees = agrees or None
        return self._reported(part, found, exact, agrees)

    def _noise(self, found: Quotients) -> float:
        """What rounding alone can make of a quotient."""
        return 4 * self._rounding / found.step

    def _verdict(self, found: Quotients, exact: Array) -> bool | None:
        far, _ = found.worst(exact)
        if far < 0:
            return None
        if far <= TOLERANCE * float(np.abs(exact).max()):
            return True
        return None if far <= self._noise(found) else False

    def _reported(
        self, part: Part, found: Quotients, exact: Array, agrees: bool | None
    ) -> Compared:
        largest = float(np.abs(exact).max())
        resolution = _share(self._noise(found), largest)
        far, place = found.worst(exact)
        if far < 0:
            return Compared(exact.size, exact.size, None, None, resolution, None)
        return Compared(
            entries=exact.size,
            skipped=int(found.skipped.sum()),
            worst_error=far / largest if largest > 0 else float(far > 0),
            worst=Place(
                row=place[1],
                column=place[2] if len(place) == 3 else None,
                copy=None if place[0] == 0 else part.first + place[0] - 1,
            ),
            resolution=resolution,
            agrees=agrees,
        )


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
