"""Backward: conventional back-propagation through the unrolled network, copies kept apart.

Only what goes from one time-stamp to the one before has to be found step by step. Once it is
known what each state hears from later, one walk through the operations gives every gradient
of every time-stamp at once. Truncation is nothing but what is not passed on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.engine.forward import Run, over_time
from app.engine.graph import Array, Operand
from app.engine.slopes import AtOnce, Slopes
from app.engine.source import Routine
from app.engine.steps_back import (
    Factor,
    Incoming,
    Outgoing,
    Own,
    Slope,
    back_loop,
)
from app.engine.walk import Arrow, walk

Nodes = Sequence[Array | None]


class Back:
    """A run, ready to be walked back through.

    Attributes:
        run: the forward pass.
        slopes: its local derivatives.
        own: ∂L_t/∂state[t-1] of each state that the loss of a time-stamp reaches through that
            time-stamp alone, shape (T, n).
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.slopes = Slopes(run)
        self._at_once = AtOnce(run, self.slopes)
        nodes = self.walk({"y": run.errors}, run.cell.leading_to_past)
        self.own = {
            name: gradient
            for name, index in run.cell.previous.items()
            if (gradient := nodes[index]) is not None
        }

    def walk(
        self,
        seeds: dict[str, Array],
        follow: Sequence[bool],
        arrows: dict[Arrow, Array] | None = None,
    ) -> Nodes:
        """All time-stamps at once, from what arrives at named values, shape (T, n)."""
        values = self.run.cell.values
        by_node = {values[name]: seed for name, seed in seeds.items()}
        return walk(self.run.cell, self._at_once, by_node, follow, arrows)

    def factor(self, factor: Factor) -> Array:
        """A sum of products of local derivatives, shape (T, n)."""
        total: Operand = 0.0
        for place, (number, slopes) in enumerate(factor):
            product: Operand = number
            for index, at in slopes:
                slope = self.slopes.at(index, at)
                product = (
                    slope if isinstance(product, float) and product == 1.0 else product * slope
                )
            total = product if place == 0 else total + product
        return over_time(total, self.run.sequence.length)

    def no_future(self) -> dict[str, Array]:
        """Zeros for what each state hears from later: row k is for k = 0..T, shape (T + 1, n)."""
        T, size = self.run.sequence.length, self.run.shapes.values
        return {name: np.zeros((T + 1, size[name])) for name in self.run.cell.states}


def summed_future(back: Back, pieces: Sequence[tuple[int, int]]) -> dict[str, Array]:
    """What each state hears from all later losses together, row k for k = 0..T.

    Args:
        pieces: ranges of time-stamps, from 0, over whose ends nothing is passed on, first to
            last.
    """
    run = back.run
    found = back.no_future()
    if not found:
        return found
    routine = back_loop(run.cell)
    T, size = run.sequence.length, run.shapes.values
    rows = []
    for key in routine.rows:
        match key:
            case Incoming(name):
                rows.append(found[name][1:])
            case Outgoing(name):
                rows.append(found[name][:-1])
            case Own(name):
                own = back.own.get(name)
                rows.append(np.zeros((T, size[name])) if own is None else own)
            case Slope(factor):
                rows.append(back.factor(factor))
    fixed = [
        *(np.asfortranarray(run.weights[name]) for name in routine.matrices),
        *(np.empty(run.shapes.nodes[index]) for index in routine.spares),
    ]
    for start, end in reversed(pieces):
        for future in found.values():
            future[end] = 0.0
        routine.run([row[start:end][::-1] for row in rows], *fixed)
    return found
