"""What the backward pass meets on its way through one part."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from app.engine.backward import Back
from app.engine.copies import Factor
from app.engine.future import Future
from app.engine.graph import Array
from app.engine.problem import Truncation
from app.engine.walk import Arrow


class Taught:
    """A backward pass through one part, whose states have been told what they hear from later.

    Attributes:
        run: the forward pass.
        part: what was run.
        initial: what arrives at the states before the first time-stamp, shape (n,).
        factors: temporal copies of each parameter, one factor per use in a step.
    """

    def __init__(self, back: Back, future: Future, truncation: Truncation | None) -> None:
        self._back, self._future, self._truncation = back, future, truncation
        self.run, self.part = back.run, back.run.part
        self.initial = future.initial
        self.factors = self._find_factors()

    @property
    def deltas(self) -> dict[str, Array]:
        """∂L/∂v of each named value of the part, shape (T, n)."""
        found, _ = self._walked
        names = self.run.cell.values
        return {name: found[name] if name in found else self.zeros(name) for name in names}

    def sent(self, arrow: Arrow) -> Array | None:
        """What an arrow sends back, by the sender's time-stamp, shape (T, n); None if the part
        has no such arrow."""
        return self._of(arrow, self._kept_and_cut[0] if arrow[2] else self._walked[1])

    def cut(self, arrow: Arrow) -> Array | None:
        """What truncation removes from what an arrow would send; None as above."""
        return self._of(arrow, self._kept_and_cut[1])

    def zeros(self, name: str) -> Array:
        """As many zeros as a value has numbers, shape (T, n)."""
        return np.zeros((self.part.length, self.part.sizes[name]))

    @cached_property
    def _arrows(self) -> set[Arrow]:
        cell = self.run.cell
        loss: set[Arrow] = {("loss", name, 0) for name in self.run.spoken}
        return loss | {
            (name, source.name, source.lag)
            for name, sources in cell.sources.items()
            for source in sources
        }

    def _of(self, arrow: Arrow, among: dict[Arrow, Array]) -> Array | None:
        if arrow not in self._arrows:
            return None
        found = among.get(arrow)
        return self.zeros(arrow[1]) if found is None else found

    def _find_factors(self) -> dict[str, list[Factor]]:
        run, lefts = self.run, self._future.lefts
        found: dict[str, list[Factor]] = {name: [] for name in run.cell.parameters}
        for use in run.cell.uses:
            left = lefts.get(use.node)
            if left is None:
                left = np.zeros((self.part.length, run.shapes.nodes[use.node]))
            right = None if use.right is None else run.over_time(use.right)
            found[use.parameter].append(Factor(left, right))
        return found

    @cached_property
    def _walked(self) -> tuple[dict[str, Array], dict[Arrow, Array]]:
        """The deltas that are not zero, and what each arrow would send if nothing were cut."""
        run = self.run
        arrows: dict[Arrow, Array] = {("loss", y, 0): errors for y, errors in run.spoken.items()}
        with np.errstate(over="ignore", invalid="ignore"):
            nodes = self._back.walk(self._future.heard, run.cell.teachable, arrows)
        deltas = {name: nodes[index] for name, index in run.cell.values.items()}
        return {name: each for name, each in deltas.items() if each is not None}, arrows

    @cached_property
    def _kept_and_cut(self) -> tuple[dict[Arrow, Array], dict[Arrow, Array]]:
        """What arrows send to the time-stamp before, and what is cut from it."""
        _, arrows = self._walked
        if self._truncation is None:
            return arrows, {}
        if self._truncation.kind == "segment":
            first = self.part.first
            cuts = [self._truncation.cuts_before(first + t) for t in range(self.part.length)]
            cut_here = np.array(cuts)[:, None]
            back = {arrow: each for arrow, each in arrows.items() if arrow[2] > 0}
            return (
                {arrow: np.where(cut_here, 0.0, each) for arrow, each in back.items()},
                {arrow: np.where(cut_here, each, 0.0) for arrow, each in back.items()},
            )
        kept: dict[Arrow, Array] = {}
        cut: dict[Arrow, Array] = {}
        window = self._future.window
        assert window is not None
        with np.errstate(over="ignore", invalid="ignore"):
            self._back.walk(window.passed_on, self.run.cell.teachable, kept)
            self._back.walk(window.dropped, self.run.cell.teachable, cut)
        return kept, cut
