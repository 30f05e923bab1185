"""An encoder that hands its last states to a decoder, each with parameters of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.engine.oracles.autograd import Array, Problem
from tests.engine.oracles.cells import Cell


@dataclass(frozen=True)
class Translation(Problem):
    """`cell` and `inputs` (M + 1, V) are the decoder's; `weights` have their full names.

    `targets` are those of all S + M + 1 time-stamps, of which the encoder has none.
    """

    encoder: Cell
    source: Array  # (S, D)

    @property
    def first(self) -> int:
        """The decoder's first time-stamp, from 0."""
        return len(self.source)

    def cell_at(self, t: int) -> Cell:
        return self.encoder if t <= self.first else self.cell

    def input_at(self, t: int) -> Array:
        row: Array = self.source[t - 1] if t <= self.first else self.inputs[t - 1 - self.first]
        return row

    def parameters_at(self, t: int) -> Mapping[str, str]:
        half = "enc" if t <= self.first else "dec"
        return {name: f"{name}_{half}" for name in self.cell_at(t).shapes}

    def time_of(self, parameter: str) -> slice:
        """The time-stamps that a parameter has copies in, from 0."""
        return slice(0, self.first) if parameter.endswith("_enc") else slice(self.first, None)
