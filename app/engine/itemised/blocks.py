"""Gradients itemised by loss: blocks with one row for each, carried back step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from app.engine.backward import Nodes
from app.engine.forward import Run
from app.engine.graph import Array
from app.engine.problem import Labels, Truncation
from app.engine.source.blocks import blocks_routine, blocks_source

# t from 0, first row, last row (excluded); what each state hears at t from later losses, what
# it tells t − 1, and ∂L_τ/∂node for the nodes that `place` knows, all of shape (rows, n)
Block = tuple[int, int, int, tuple[Array, ...], tuple[Array, ...], tuple[Array, ...]]


class Blocks:
    """Carries every loss back by itself.

    Attributes:
        losses: τ of each row, from 0, the last first: a row keeps its place on the way back.
        place: for each state's value and each use of a parameter, if later losses teach it,
            where among a block's gradients its own stands.
    """

    def __init__(self, run: Run, own: Nodes) -> None:
        self.run = run
        self.losses: Labels = run.sequence.taught[::-1]
        self.place = blocks_source(run.cell).place
        self._own = {
            name: np.zeros((run.sequence.length, 1)) if own[index] is None else own[index]
            for name, index in run.cell.previous.items()
        }

    def walk(
        self, window: Truncation | None = None, squares: Sequence[Array] | None = None
    ) -> Iterator[Block]:
        """Walk from the last time-stamp to the initial state, which has t = −1.

        What a state tells the time-stamp before may be scaled in place, row by row.

        Args:
            window: what limits how far back a loss is carried; None for nothing.
            squares: filled with the sums of squares of the gradients, in their order, at
                [t, row], shape (T, rows) each.
        """
        run = self.run
        steps = run.sequence.steps_back
        if window is not None:
            steps = [(t, self._beyond(window, t), last, speaks) for t, _, last, speaks in steps]
        found: Iterator[Block] = blocks_routine(run.cell)(
            run.nodes,
            self._own,
            steps,
            squares,
            run.shapes.nodes,
            len(self.losses),
            **run.weights,
        )
        return found

    def _beyond(self, window: Truncation, t: int) -> int:
        """How many losses are too late to teach a time-stamp."""
        T, taught = self.run.sequence.length, self.run.sequence.taught
        return len(taught) - int(np.searchsorted(taught, window.reach(t, T)))
