"""A contestant: somebody who does one of the works, and whose answer can be compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.cells import CELLS
from benchmarks.problem import Array, Problem

WORKS = {
    "copies": "Summed gradient with copy factors",
    "dense": "Dense copies",
    "itemised": "Itemised table with its norms",
}

Call = Callable[[], Any]
Found = Mapping[str, Array]


@dataclass(frozen=True, eq=False)
class Contestant:
    """Somebody who does a work.

    Attributes:
        name: what its column is called.
        work: one of WORKS.
        start: prepares what need not be timed and gives the call that is.
        read: what such a call returned, by parameter: the summed gradient and, as `… left` and
            `… right`, the factors; the copies; the table. None where nothing is to be compared.
        cells: those that it can do.
        first: as `start`, for a sequence length and a cell that were never met before.
    """

    name: str
    work: str
    start: Callable[[Problem], Call]
    read: Callable[[Problem, Any], Found] | None = None
    cells: tuple[str, ...] = tuple(CELLS)
    first: Callable[[Problem], Call] | None = None


def read_copies(
    gradients: Mapping[str, Array], factors: Mapping[str, tuple[Array, Array | None]]
) -> Found:
    """A summed gradient and the factors of its copies, left and right, one use of each."""
    found = dict(gradients)
    for name, (left, right) in factors.items():
        found[f"{name} left"] = left
        if right is not None:
            found[f"{name} right"] = right
    return found
