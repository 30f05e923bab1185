"""Gradients itemised by loss: blocks with one row for each, carried back step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.engine.backward import Nodes
from app.engine.forward import Run
from app.engine.graph import Array
from app.engine.problem import Labels, Truncation
from app.engine.source.blocks import blocks_routine, blocks_source

# t from 0, first row, last row (excluded); what each state hears at t from later losses, what
# it tells t − 1, and ∂L_τ/∂node for the nodes that `place` knows, all of shape (rows, n)
Block = tuple[int, int, int, tuple[Array, ...], tuple[Array, ...], tuple[Array, ...]]


@dataclass(frozen=True, eq=False)
class Later:
    """What a part hears from the losses of the parts after it.

    Attributes:
        losses: τ of each row, from 0 in the whole time, the last first.
        rows: the rows that are still carried.
        heard: what each state hears in them, shape (rows, n).
    """

    losses: Labels
    rows: slice
    heard: Mapping[str, Array | float]


class Blocks:
    """Carries every loss back by itself through one part.

    Attributes:
        losses: τ of each row, from 0 in the whole time, the last first: a row keeps its place
            on the way back.
        place: for each state's value and each use of a parameter, if later losses teach it,
            where among a block's gradients its own stands.
        handed_on: what the part before hears, once the walk has ended, if there is one.
    """

    def __init__(self, run: Run, own: Nodes, later: Later | None = None) -> None:
        self.run = run
        self.place = blocks_source(run.cell).place
        taught: Labels = run.part.first + run.sequence.taught[::-1]
        if later is None:
            later = Later(taught[:0], slice(0), dict.fromkeys(run.cell.states, 0.0))
        self._later = later
        self.losses: Labels = np.concatenate([later.losses, taught])
        self.handed_on = later
        self._own = {
            name: np.zeros((run.part.length, 1)) if own[index] is None else own[index]
            for name, index in run.cell.previous.items()
        }

    def walk(
        self, window: Truncation | None = None, squares: Sequence[Array] | None = None
    ) -> Iterator[Block]:
        """Walk from the last time-stamp to the state before the first one, which has t = −1.

        What a state tells the time-stamp before may be scaled in place, row by row.

        Args:
            window: what limits how far back a loss is carried; None for nothing.
            squares: filled with the sums of squares of the gradients, in their order, at
                [t, row], shape (T, rows) each.
        """
        run = self.run
        found: Iterator[Block] = blocks_routine(run.cell)(
            run.nodes,
            self._own,
            self._later.rows,
            self._later.heard,
            self._steps(window),
            squares,
            run.shapes.nodes,
            len(self.losses),
            **run.weights,
        )
        return found if run.part.first == 0 else self._handing_on(found)

    def _handing_on(self, walk: Iterator[Block]) -> Iterator[Block]:
        """The same walk, whose end is kept for the part before."""
        for block in walk:
            yield block
        _, first, last, heard, _, _ = block
        by_state = dict(zip(self.run.cell.states, heard, strict=True))
        self.handed_on = Later(self.losses, slice(first, last), by_state)

    @property
    def pairs(self) -> int:
        """How many rows the steps of a whole walk have together."""
        return sum(last - first for _, first, last, _ in self._steps(None))

    def _steps(self, window: Truncation | None) -> list[tuple[int, int, int, bool]]:
        """From the last time-stamp to the first: t, its first and last row (that one excluded),
        whether it has a loss itself."""
        steps, more = self.run.sequence.steps_back, len(self._later.losses)
        if more == 0 and window is None:
            return steps
        return [
            (t, 0 if window is None else self._beyond(window, t), more + last, speaks)
            for t, _, last, speaks in steps
        ]

    def _beyond(self, window: Truncation, t: int) -> int:
        """How many losses are too late to teach a time-stamp of the part."""
        end = self.run.part.first + t + window.steps
        return len(self.losses) - int(np.searchsorted(self.losses[::-1], end))
