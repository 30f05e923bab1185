"""The targets of the project: ratios of medians of one run, the worst of all places named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from benchmarks import names
from benchmarks.names import BY_HAND, ENGINE
from benchmarks.problem import Shape
from benchmarks.results import Results

TITLES = {"copies": "Copy factors", "itemised": "Itemised"}
SMALL = 50  # time-stamps; the two smaller shapes have no more
LINEAR, QUADRATIC = 1.1, 2.1  # exponents that still count as 1 and 2

Place = tuple[str, Shape]


@dataclass(frozen=True)
class Target:
    """A bound and what was measured against it.

    Attributes:
        name: what is bounded.
        bound: the number that is wanted.
        most: whether it is the most that is allowed, rather than the least.
        unit: written behind a number.
        measured: the worst; None where somebody who is needed did not take part.
        place: where that was.
    """

    name: str
    bound: float
    most: bool
    unit: str
    measured: float | None
    place: str

    @property
    def met(self) -> bool | None:
        """None where nothing was measured."""
        if self.measured is None:
            return None
        return self.measured <= self.bound if self.most else self.measured >= self.bound


def targets(results: Results) -> list[Target]:
    """All of them, in the order of the issue that set them."""
    return [
        *(_behind_floor(results, work) for work in TITLES),
        _ahead(results, "copies", names.TORCH_SUMMED, 1.0),
        _ahead(results, "copies", names.TORCH_CLONES, 5.0),
        _ahead(results, "itemised", names.TORCH_BATCHED, 10.0),
        *_ahead_of_jax(results),
        *(_first(results, work) for work in TITLES),
        _share_of_gemm(results),
        _growth(results, "copies", LINEAR),
        _growth(results, "itemised", QUADRATIC),
    ]


def _behind_floor(results: Results, work: str) -> Target:
    found = _ratios(results, work, ENGINE, BY_HAND)
    return _worst(f"{TITLES[work]}, Elman: engine ÷ {BY_HAND}", 1.25, found, most=True)


def _ahead(results: Results, work: str, other: str, least: float) -> Target:
    return _worst(f"{TITLES[work]}: {other} ÷ engine", least, _ratios(results, work, other, ENGINE))


def _ahead_of_jax(results: Results) -> Iterator[Target]:
    """A target for each way of writing it in JAX."""
    for way in names.JAX_ITEMISED:
        found = _ratios(
            results,
            "itemised",
            way,
            ENGINE,
            lambda place: place[0] == "elman" and place[1].T >= SMALL,
        )
        yield _worst(f"Itemised, Elman, T ≥ {SMALL}: {way} ÷ engine", 1.0, found)


def _first(results: Results, work: str) -> Target:
    """The quickest to compile among the ways of JAX counts."""
    quickest: dict[Place, float] = {}
    for way in (names.JAX_SUMMED, *names.JAX_ITEMISED):
        for ratio, place in _ratios(
            results, work, way, ENGINE, lambda place: place[1].T <= SMALL, first=True
        ):
            quickest[place] = min(ratio, quickest.get(place, ratio))
    found = [(ratio, place) for place, ratio in quickest.items()]
    name = f"{TITLES[work]}, first answer, T ≤ {SMALL}: JAX with compiling ÷ engine"
    return _worst(name, 100.0, found)


def _share_of_gemm(results: Results) -> Target:
    found = [
        (100 * ratio, place)
        for ratio, place in _ratios(
            results, "itemised", names.GEMM, ENGINE, lambda place: place[1].H == 128
        )
    ]
    return _worst("Itemised, Elman, H = 128: share of the GEMM rate", 65.0, found, unit=" %")


def _growth(results: Results, work: str, most: float) -> Target:
    name = f"{TITLES[work]}, Elman: exponent of T"
    for each in results.growth:
        if (each.work, each.along, each.contestant) == (work, "T", ENGINE):
            return Target(name, most, True, "", each.exponent, f"H={each.points[0].shape.H}")
    return Target(name, most, True, "", None, "")


def _ratios(
    results: Results,
    work: str,
    above: str,
    below: str,
    where: Callable[[Place], bool] = lambda place: True,
    *,
    first: bool = False,
) -> list[tuple[float, Place]]:
    """One contestant's median over another's, wherever both were measured."""
    found = []
    for place in results.places(work):
        over = results.median(work, *place, above, first=first)
        under = results.median(work, *place, below, first=first)
        if over is not None and under is not None and where(place):
            found.append((over / under, place))
    return found


def _worst(
    name: str,
    bound: float,
    found: Iterable[tuple[float, Place]],
    *,
    most: bool = False,
    unit: str = "×",
) -> Target:
    ratios = list(found)
    if not ratios:
        return Target(name, bound, most, unit, None, "")
    ratio, (cell, shape) = (max if most else min)(ratios, key=lambda each: each[0])
    return Target(name, bound, most, unit, ratio, f"{cell}, {shape}")
