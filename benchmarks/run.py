"""A run: all contests of a plan, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from benchmarks import contest, growth, yardsticks
from benchmarks.cells import CELLS
from benchmarks.contestant import WORKS
from benchmarks.lineup import Lineup, lineup
from benchmarks.machine import machine
from benchmarks.problem import Shape, draw
from benchmarks.results import Growth, Measurement, Results


@dataclass(frozen=True)
class Plan:
    """What is measured, and for how long.

    Attributes:
        shapes: of the works.
        budget: seconds that a contestant may be timed for at one place.
        fewest: rounds that it runs in any case.
        lengths: new sequence lengths for the first answer.
        along_T, along_H: shapes for the growth.
        copied: numbers in the big copy, more than a cache holds.
    """

    shapes: tuple[Shape, ...]
    budget: float
    fewest: int
    lengths: int
    along_T: tuple[Shape, ...]
    along_H: tuple[Shape, ...]
    copied: int = 1 << 25


FULL = Plan(
    shapes=(Shape(10, 8, 10), Shape(50, 32, 30), Shape(200, 64, 50), Shape(200, 128, 50)),
    budget=0.4,
    fewest=3,
    lengths=3,
    along_T=tuple(Shape(T, 64, 50) for T in (50, 100, 200, 400)),
    along_H=tuple(Shape(100, H, 50) for H in (32, 64, 128, 256)),
)
QUICK = replace(
    FULL,
    shapes=FULL.shapes[:2],
    budget=0.05,
    fewest=2,
    lengths=1,
    along_T=FULL.along_T[:3],
    along_H=FULL.along_H[:3],
)

Say = Callable[[str], None]


def say(line: str) -> None:
    """To whom waits in front of a terminal."""
    print(line, file=sys.stderr, flush=True)


def run(plan: Plan, withdrawn: list[str], tell: Say = say) -> Results:
    """Measure everything that the plan asks for.

    Raises:
        DisagreementError: two contestants found different numbers; nothing of theirs was timed.
    """
    everyone = lineup()
    for library in everyone.left_out:
        tell(f"{library} is not installed: its contestants are left out")
    steady = _steady(plan, everyone, tell)
    first = _first(plan, everyone, tell)
    return Results(
        date=date.today().isoformat(),
        machine=machine(withdrawn),
        left_out=everyone.left_out,
        steady=tuple(steady),
        first=tuple(first),
        growth=tuple(_growth(plan, everyone, tell)),
        copying_rate=yardsticks.copying_rate(plan.copied),
    )


def _steady(plan: Plan, everyone: Lineup, tell: Say) -> list[Measurement]:
    found = []
    for work in WORKS:
        for cell in CELLS:
            for shape in plan.shapes:
                tell(f"{work}: {cell}, {shape}")
                found += contest.steady(
                    everyone.of(work, cell),
                    draw(cell, shape),
                    budget=plan.budget,
                    fewest=plan.fewest,
                )
    return found


def _first(plan: Plan, everyone: Lineup, tell: Say) -> list[Measurement]:
    found = []
    for cell in CELLS:
        for shape in plan.shapes:
            for work in WORKS:
                able = [each for each in everyone.of(work, cell) if each.first]
                if not able:
                    continue
                tell(f"first answer, {work}: {cell}, {shape}")
                found += contest.first(able, draw(cell, shape), lengths=plan.lengths)
    return found


def _growth(plan: Plan, everyone: Lineup, tell: Say) -> list[Growth]:
    found = []
    for along, shapes in (("T", plan.along_T), ("H", plan.along_H)):
        tell(f"growth with {along}")
        found += growth.grown(
            everyone.of("copies", "elman") + everyone.of("itemised", "elman"),
            along,
            shapes,
            budget=plan.budget,
            fewest=plan.fewest,
        )
    return found
