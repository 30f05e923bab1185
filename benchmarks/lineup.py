"""Who takes part: what is installed here, and the names of what is not."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from benchmarks import by_hand, engine, yardsticks
from benchmarks.contestant import Contestant

OPTIONAL = {"torch": "benchmarks.pytorch", "jax": "benchmarks.jaxed"}


@dataclass(frozen=True, eq=False)
class Lineup:
    """Contestants, and the libraries whose contestants are left out."""

    contestants: tuple[Contestant, ...]
    left_out: tuple[str, ...]

    def of(self, work: str, cell: str) -> list[Contestant]:
        """Those who can do it; the first one's answer is what the others must agree with."""
        return [each for each in self.contestants if each.work == work and cell in each.cells]


def lineup() -> Lineup:
    """The floor, the engine, the yardsticks, and each library that can be imported."""
    found = [*by_hand.CONTESTANTS, *engine.CONTESTANTS, *yardsticks.CONTESTANTS]
    left_out = []
    for library, module in OPTIONAL.items():
        try:
            found += import_module(module).CONTESTANTS
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] != library:
                raise
            left_out.append(library)
    return Lineup(tuple(found), tuple(left_out))
