"""Gradients itemised by loss: blocks with one row for each, carried back step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from app.engine.backward import Nodes
from app.engine.forward import Run
from app.engine.graph import Array
from app.engine.problem import Labels
from app.engine.source_blocks import blocks_routine, blocks_source

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

    def walk(self, reach: Callable[[int], int] | None = None) -> Iterator[Block]:
        """Walk from the last time-stamp to the initial state, which has t = −1.

        What a state tells the time-stamp before may be scaled in place, row by row.

        Args:
            reach: up to which loss, that one excluded, a time-stamp (from 0) is taught; None
                for all.
        """
        run, taught = self.run, self.run.sequence.taught
        T, rows = run.sequence.length, len(taught)
        # rows begin at the last loss: how many losses are later than t, or out of its reach
        times = np.arange(T)
        later = rows - np.searchsorted(taught, times, side="right")
        speaks = np.diff(later, prepend=rows) != 0
        beyond = np.zeros(T, dtype=np.intp)
        if reach is not None:
            beyond = rows - np.searchsorted(taught, [reach(t) for t in range(T)])
        steps = zip(*(each[::-1].tolist() for each in (times, beyond, later, speaks)), strict=True)
        found: Iterator[Block] = blocks_routine(run.cell)(
            run.nodes, self._own, steps, run.shapes.nodes, rows, **run.weights
        )
        return found
