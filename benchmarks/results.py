"""What was measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from benchmarks.problem import Shape
from benchmarks.timing import Quartiles


@dataclass(frozen=True)
class Measurement:
    """How long a contestant took for a work of a cell at a shape."""

    work: str
    cell: str
    shape: Shape
    contestant: str
    seconds: Quartiles

    def as_json(self) -> dict[str, Any]:
        """Flat, in seconds."""
        shape, seconds = self.shape, self.seconds
        return {
            "work": self.work,
            "cell": self.cell,
            "T": shape.T,
            "H": shape.H,
            "V": shape.V,
            "contestant": self.contestant,
            "lower_quartile": seconds.lower,
            "median": seconds.median,
            "upper_quartile": seconds.upper,
            "rounds": seconds.rounds,
        }


@dataclass(frozen=True)
class Growth:
    """How the time of a work grows with T alone or H alone: as its power `exponent`."""

    work: str
    along: str
    contestant: str
    exponent: float
    points: tuple[Measurement, ...]


@dataclass(frozen=True)
class Results:
    """Everything that a run measured.

    Attributes:
        date: ISO.
        machine: what it ran on, by what is said of it.
        left_out: libraries that are not installed here.
        steady: the works, warm.
        first: the same works at a sequence length that was never met.
        growth: fitted exponents.
        copying_rate: bytes a second that a big copy reads and writes.
    """

    date: str
    machine: dict[str, str]
    left_out: tuple[str, ...]
    steady: tuple[Measurement, ...]
    first: tuple[Measurement, ...] = ()
    growth: tuple[Growth, ...] = ()
    copying_rate: float = field(default=float("nan"))

    def places(self, work: str) -> list[tuple[str, Shape]]:
        """Every cell and shape that the work was measured at, in order."""
        return list(dict.fromkeys((m.cell, m.shape) for m in self.steady if m.work == work))

    def contestants(self, work: str) -> list[str]:
        """All who did the work, in order."""
        return list(dict.fromkeys(m.contestant for m in self.steady if m.work == work))

    def median(
        self, work: str, cell: str, shape: Shape, contestant: str, *, first: bool = False
    ) -> float | None:
        """Seconds; None where it was not measured."""
        for m in self.first if first else self.steady:
            if (m.work, m.cell, m.shape, m.contestant) == (work, cell, shape, contestant):
                return m.seconds.median
        return None
