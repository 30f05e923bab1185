"""Rows side by side: what one call can do at once, of gates above all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Stack:
    """Rows side by side in one array.

    Attributes:
        name: of the row that they make, `gates1`; its array over time is `all_gates1`.
        nodes: a node of the size of each part.
    """

    name: str
    nodes: tuple[int, ...]

    @property
    def array(self) -> str:
        return f"all_{self.name}"

    @property
    def width(self) -> str:
        """How many numbers the row has."""
        return " + ".join(f"size[{node}]" for node in self.nodes)

    def columns(self, first: int, last: int) -> str:
        """The array of the parts from `first` to before `last`."""
        begin, end = (
            " + ".join(f"size[{node}]" for node in self.nodes[:place]) for place in (first, last)
        )
        return f"{self.array}[:, {begin}:{end}]"

    def lines(self, rows: str, parts: Sequence[str]) -> list[str]:
        """Make the array, as long as `rows` says, and name its parts."""
        return [
            f"{self.array} = empty(({rows}, {self.width}))",
            *(f"{part} = {self.columns(place, place + 1)}" for place, part in enumerate(parts)),
        ]
