"""Backward: conventional back-propagation through the unrolled network, copies kept apart.

Only what goes from one time-stamp to the one before has to be found step by step. Once it is
known what each state hears from later, one walk through the operations gives every gradient
of every time-stamp at once. Truncation is nothing but what is not passed on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.engine.forward import Run
from app.engine.graph import Array
from app.engine.slopes import AtOnce, Slopes
from app.engine.source.backward import backward_routine
from app.engine.walk import Arrow, walk

Nodes = Sequence[Array | None]


class Back:
    """A run of one part, ready to be walked back through.

    Attributes:
        run: the forward pass.
        slopes: its local derivatives.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.slopes = Slopes(run)
        self._at_once = AtOnce(run, self.slopes)

    def walk(
        self,
        seeds: Mapping[str, Array],
        follow: Sequence[bool],
        arrows: dict[Arrow, Array] | None = None,
        end: frozenset[int] = frozenset(),
    ) -> Nodes:
        """All time-stamps at once, from what arrives at named values, shape (T, n)."""
        values = self.run.cell.values
        by_node = {values[name]: seed for name, seed in seeds.items()}
        return walk(self.run.cell, self._at_once, by_node, follow, arrows, end)

    def own(self, follow: Sequence[bool]) -> Nodes:
        """All time-stamps at once, each from its own loss."""
        return self.walk(self.run.spoken, follow)


def summed(
    run: Run, pieces: Sequence[tuple[int, int]], later: Mapping[str, Array | float]
) -> tuple[dict[int, Array], dict[str, Array]]:
    """Go back through the time-stamps with all losses together.

    Args:
        pieces: ranges of time-stamps, from 0, over whose ends nothing is passed on, first to
            last.
        later: what each state hears after the last time-stamp, shape (n,).

    Returns:
        ∂L/∂node for each use of a parameter that a loss reaches, shape (T, n), and what each
        state hears from later losses, row k for k = 0..T, shape (T + 1, n).
    """
    routine = backward_routine(run.cell)
    lefts, future = routine(
        run.errors, run.nodes, later, pieces[::-1], run.shapes.nodes, **run.weights
    )
    return lefts, future


def sum_up(parts: Sequence[Array]) -> Array:
    """The sum of arrays of one shape; of a single one itself."""
    total = parts[0]
    for each in parts[1:]:
        total = total + each
    return total
