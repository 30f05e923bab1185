"""Growth: how the time goes up with the number of time-stamps alone, with the hidden size alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks import contest
from benchmarks.contestant import Contestant
from benchmarks.names import BY_HAND, ENGINE
from benchmarks.problem import Shape, elman_problem
from benchmarks.results import Growth

WORKS = ("copies", "itemised")
NAMES = (ENGINE, BY_HAND)


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """k of the power law c · size^k that fits best, by least squares of the logarithms."""
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def grown(
    contestants: Sequence[Contestant],
    along: str,
    shapes: Sequence[Shape],
    *,
    budget: float,
    fewest: int,
) -> list[Growth]:
    """Elman, by the engine and by hand, over shapes that differ in `along`, T or H, alone."""
    found = []
    for work in WORKS:
        able = [each for each in contestants if each.work == work and each.name in NAMES]
        points = [
            contest.steady(able, elman_problem(shape), budget=budget, fewest=fewest)
            for shape in shapes
        ]
        sizes = [getattr(shape, along) for shape in shapes]
        for of_one in zip(*points, strict=True):
            k = exponent(sizes, [point.seconds.median for point in of_one])
            found.append(Growth(work, along, of_one[0].contestant, k, tuple(of_one)))
    return found
