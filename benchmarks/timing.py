"""Times: samples long enough to measure, interleaved, as medians with their quartiles."""

from __future__ import annotations

import gc
import math
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

SHORTEST = 2e-3  # seconds of a sample
MOST = 60  # rounds; more add nothing to a median


@dataclass(frozen=True)
class Quartiles:
    """Of the samples of a measurement, in seconds a call."""

    lower: float
    median: float
    upper: float
    rounds: int

    @classmethod
    def of(cls, samples: list[float]) -> Quartiles:
        """Interpolated between the samples beside them."""
        lower, median, upper = np.quantile(samples, [0.25, 0.5, 0.75])
        return cls(float(lower), float(median), float(upper), len(samples))


@dataclass(frozen=True)
class Pace:
    """How often one contestant is timed, and for how long.

    Attributes:
        loops: calls in a sample.
        rounds: samples.
    """

    loops: int
    rounds: int

    @classmethod
    def of(cls, seconds: float, *, budget: float, fewest: int) -> Pace:
        """As many rounds as `budget` seconds hold of a call that takes `seconds`."""
        loops = max(1, math.ceil(SHORTEST / seconds))
        rounds = int(budget / (loops * seconds))
        return cls(loops, max(fewest, min(MOST, rounds)))


def sample(call: Callable[[], Any], loops: int = 1) -> float:
    """Seconds a call, of `loops` calls one after the other."""
    every = range(loops)
    start = perf_counter()
    for _ in every:
        call()
    return (perf_counter() - start) / loops


def interleaved(
    calls: Mapping[str, Callable[[], Any]], *, budget: float, fewest: int, seed: int = 0
) -> dict[str, Quartiles]:
    """Rounds in which each call runs once, in an order drawn anew for every round.

    A slow call takes part in fewer rounds, spread evenly over all of them.

    Args:
        calls: by name; warm.
        budget: seconds that each call may use.
        fewest: rounds that it runs in any case.
        seed: of the orders.
    """
    order = random.Random(seed)
    with no_collection():
        paces = {
            name: Pace.of(_estimate(call), budget=budget, fewest=fewest)
            for name, call in calls.items()
        }
        samples: dict[str, list[float]] = {name: [] for name in calls}
        rounds = max(pace.rounds for pace in paces.values())
        for i in range(rounds):
            present = [name for name in calls if takes_part(i, rounds, paces[name].rounds)]
            order.shuffle(present)
            for name in present:
                samples[name].append(sample(calls[name], paces[name].loops))
    return {name: Quartiles.of(each) for name, each in samples.items()}


def _estimate(call: Callable[[], Any]) -> float:
    """Seconds a call; of a short one from several, since a first is slower."""
    seconds = sample(call)
    return seconds if seconds > SHORTEST else sample(call, math.ceil(SHORTEST / seconds))


def takes_part(i: int, rounds: int, of_own: int) -> bool:
    """Whether round `i` of all `rounds` is one of the `of_own` spread evenly over them."""
    return (i + 1) * of_own // rounds > i * of_own // rounds


@contextmanager
def no_collection() -> Iterator[None]:
    """The garbage collector stays away meanwhile."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
