"""A contest: all who can do a work of a cell at a shape, checked against each other, then timed."""

from __future__ import annotations

from benchmarks.agreement import compare
from benchmarks.contestant import Call, Contestant, Found
from benchmarks.problem import Problem, Shape, draw
from benchmarks.results import Measurement
from benchmarks.timing import Quartiles, interleaved, no_collection, sample


def steady(
    contestants: list[Contestant], problem: Problem, *, budget: float, fewest: int
) -> list[Measurement]:
    """Warm times.

    Raises:
        DisagreementError: two contestants found different numbers.
    """
    calls = {each.name: each.start(problem) for each in contestants}
    _check(contestants, problem, {name: call() for name, call in calls.items()})
    times = interleaved(calls, budget=budget, fewest=fewest)
    return _measurements(contestants, problem, times)


def first(contestants: list[Contestant], problem: Problem, *, lengths: int) -> list[Measurement]:
    """Times of the first answer at T + 1, T + 2, … up to `lengths` more time-stamps.

    Raises:
        DisagreementError: two contestants found different numbers.
    """
    samples: dict[str, list[float]] = {each.name: [] for each in contestants}
    order = list(contestants)
    for more in range(1, lengths + 1):
        T, H, V = problem.shape.T + more, problem.shape.H, problem.shape.V
        longer = draw(problem.cell, Shape(T, H, V))
        answers: dict[str, object] = {}
        order.append(order.pop(0))
        for each in order:
            assert each.first is not None
            call = _keeping(each.first(longer), each.name, answers)
            with no_collection():
                samples[each.name].append(sample(call))
        _check(contestants, longer, answers)
    times = {name: Quartiles.of(each) for name, each in samples.items()}
    return _measurements(contestants, problem, times)


def _keeping(call: Call, name: str, answers: dict[str, object]) -> Call:
    """The call, with its answer kept."""

    def kept() -> None:
        answers[name] = call()

    return kept


def _check(contestants: list[Contestant], problem: Problem, answers: dict[str, object]) -> None:
    """Everything that can be read against the first that can be."""
    reference: tuple[str, Found] | None = None
    for each in contestants:
        if each.read is None:
            continue
        found = each.read(problem, answers[each.name])
        if reference is None:
            reference = each.name, found
            continue
        place = f"{each.work} of {problem.cell} at {problem.shape}"
        logarithms = each.work == "itemised"
        compare(*reference, each.name, found, place=place, logarithms=logarithms)


def _measurements(
    contestants: list[Contestant], problem: Problem, times: dict[str, Quartiles]
) -> list[Measurement]:
    return [
        Measurement(each.work, problem.cell, problem.shape, each.name, times[each.name])
        for each in contestants
    ]
