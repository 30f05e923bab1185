"""Gradients itemised by loss: blocks with one row for each, carried back step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from app.engine.backward import Back
from app.engine.graph import Array
from app.engine.problem import Labels
from app.engine.steps_back import Gradient, Incoming, Outgoing, Slope, block_step


@dataclass(frozen=True, eq=False, slots=True)
class Block:
    """A step back.

    Attributes:
        t: the time-stamp, from 0; −1 is the initial state, from which no step is made.
        alive: the rows of the losses that are still heard, a part of `losses`.
        incoming: what each state hears at t from later losses, shape (rows, n).
        outgoing: what each state tells t − 1; may be scaled in place, row by row.
        gradients: ∂L_τ/∂node, each once, shape (rows, n); `place` says whose they are.
    """

    t: int
    alive: slice
    incoming: list[Array]
    outgoing: list[Array]
    gradients: list[Array]


class Blocks:
    """Carries every loss back by itself.

    Attributes:
        losses: τ of each row, from 0, the last first: a row keeps its place on the way back.
        place: for each state's value and each use of a parameter, if later losses teach it,
            where among a block's gradients its own stands.
    """

    def __init__(self, back: Back) -> None:
        self.back = back
        self.losses: Labels = back.run.sequence.taught[::-1]
        self._step = block_step(back.run.cell)
        self._keys = list(dict.fromkeys(self._step.gradients.values()))
        self.place = {node: self._keys.index(key) for node, key in self._step.gradients.items()}

    def walk(self, reach: Callable[[int], int] | None = None) -> Iterator[Block]:
        """Walk from the last time-stamp to the initial state.

        Args:
            reach: up to which loss, that one excluded, a time-stamp (from 0) is taught; None
                for all.
        """
        run, routine = self.back.run, self._step.routine
        T, states, node_size = run.sequence.length, run.cell.states, run.shapes.nodes
        taught = run.sequence.taught
        rows = len(taught)
        # row numbers begin at the last loss: how many losses are later than t, or out of reach
        later = rows - np.searchsorted(taught, np.arange(T), side="right")
        beyond = np.zeros(T, dtype=np.intp)
        if reach is not None:
            beyond = rows - np.searchsorted(taught, [reach(t) for t in range(T)])

        def places(nodes: list[int]) -> list[Array]:
            return [np.empty((rows, node_size[index])) for index in nodes]

        values = [run.cell.values[name] for name in states]
        incoming, outgoing = places(values), places(values)
        left = places([key.node for key in routine.rows if isinstance(key, Gradient)])
        spares = places(list(routine.spares))
        slopes = [self.back.factor(key.factor) for key in routine.rows if isinstance(key, Slope)]
        matrices = [run.weights[name] for name in routine.matrices]
        own = [self.back.own.get(name, np.zeros((T, 1))) for name in states]
        arrays = [key for key in routine.rows if isinstance(key, Incoming | Gradient)]
        found = [arrays.index(key) for key in self._keys]

        for t, first, last in zip(
            range(T - 1, -1, -1), beyond.tolist()[::-1], later.tolist()[::-1], strict=True
        ):
            heard = [each[first:last] for each in incoming]
            told = [each[first:last] for each in outgoing]
            gradients = [each[first:last] for each in left]
            if first < last:
                passing = [each[first:last] for each in spares]
                now = [each[t] for each in slopes]
                routine.run(*heard, *told, *now, *gradients, *matrices, *passing)
            both = heard + gradients
            yield Block(t, slice(first, last), heard, told, [both[place] for place in found])
            if last < rows and self.losses[last] == t:
                for each, spoken in zip(outgoing, own, strict=True):
                    each[last] = spoken[t]
            incoming, outgoing = outgoing, incoming
        start = slice(int(beyond[0]), int(later[0]) + (0 in taught[:1]))
        yield Block(-1, start, [each[start] for each in incoming], [], [])
