"""Difference quotients of one parameter, shared and copy by copy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.engine.forward import Run
from app.engine.graph import Array
from app.engine.parts import Part
from app.engine.proof.changed import Changes, Flags, Indices, losses_of
from app.engine.proof.pieces import Piece
from app.engine.proof.work import MOST_ROWS

# Each entry at these multiples of its step: two central differences, the second over half the
# interval, whose errors of second order cancel (Richardson 1911).
MULTIPLES = (1.0, -1.0, 0.5, -0.5)
_QUOTIENT = (-1 / 6, 1 / 6, 4 / 3, -4 / 3)


@dataclass(frozen=True, eq=False)
class Quotients:
    """Difference quotients of the shared parameter and of its copies, shape (1 + length, …).

    Attributes:
        step: how much was added.
        numeric: the quotients.
        skipped: which of them are worth nothing.
    """

    step: float
    numeric: Array
    skipped: Flags

    def worst(self, exact: Array) -> tuple[float, tuple[int, ...]]:
        """The largest distance to the gradient, and where that is; −1 where all are skipped."""
        distance = np.where(self.skipped, -1.0, np.abs(self.numeric - exact))
        place = tuple(map(int, np.unravel_index(distance.argmax(), exact.shape)))
        return float(distance[place]), place

    def confirmed_by(self, finer: Quotients, exact: Array) -> bool:
        """Whether a smaller step says the same where these are worst."""
        far, place = self.worst(exact)
        apart = abs(self.numeric[place] - finer.numeric[place])
        return not finer.skipped[place] and bool(apart <= far / 10)


def quotients(
    runs: Sequence[Run],
    pieces: Sequence[Piece],
    part: Part,
    name: str,
    step: float,
) -> Quotients:
    """Every entry of a parameter, and of each of its copies, changed by a step.

    Args:
        runs: the true run of each part.
        pieces: the loss, in pieces of time.
        part, name: the parameter, by its name in the text.
    """
    shape = (1 + part.length, *part.shapes.parameters[name])
    entries = math.prod(shape[1:])
    numeric = np.zeros((shape[0], entries))
    skipped = np.zeros((shape[0], entries), dtype=np.bool_)
    for piece in pieces:
        first, stop = piece.within(part)
        if first == stop:
            continue
        # the shared parameter, and the copies of the piece
        rows = np.array([0, *range(first - part.first + 1, stop - part.first + 1)])
        many = max(1, MOST_ROWS // (len(MULTIPLES) * len(rows)))
        for start in range(0, entries, many):
            chosen: Indices = np.arange(start, min(entries, start + many))
            changes = _changes(part, name, shape[1:], chosen, step, first, stop)
            losses, bent = losses_of(runs, piece, changes)
            by_multiple = (len(rows), len(MULTIPLES), len(chosen))
            # from small differences to their sum: the losses themselves may be much larger
            differences = (losses[:, 1:] - losses[:, :1]).reshape(-1, *by_multiple)
            quotient = np.tensordot(differences.sum(axis=0), _QUOTIENT, (1, 0)) / step
            where = np.ix_(rows, chosen)
            numeric[where] += quotient
            skipped[where] |= bent[1:].reshape(by_multiple).any(axis=1)
    skipped |= ~np.isfinite(numeric)
    return Quotients(step, numeric.reshape(shape), skipped.reshape(shape))


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
    times, multiples, many = len(begin), len(MULTIPLES), len(chosen)
    return Changes(
        part=part,
        parameter=name,
        rows=np.tile(rows, times * multiples),
        columns=np.tile(columns[0], times * multiples) if columns else None,
        by=np.tile(np.repeat(step * np.array(MULTIPLES), many), times),
        begin=np.repeat(begin, multiples * many),
        lasts=np.repeat(np.arange(times) == 0, multiples * many),
    )
