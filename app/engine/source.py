"""Loops over time as Python source, written once for each cell.

Interpreted, a loop spends most of its time on finding out what to do next; the source says
it in plain calls, and reads as what the cell does in a step. Nothing of a caller's text gets
into it but names, and those are plain identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.engine.graph import CALLS


@dataclass(frozen=True)
class Routine:
    """A generated function.

    Attributes:
        source: its text.
        rows: what each of its rows is, in the order in which it takes them.
        matrices: the parameters that it takes after them.
        spares: then its places for what is only passed on, each of the size of this node.
    """

    source: str
    rows: tuple[Any, ...]
    matrices: tuple[str, ...]
    spares: tuple[int, ...]

    @cached_property
    def run(self) -> Callable[..., None]:
        """The function itself."""
        names = dict(CALLS)
        exec(compile(self.source, "<generated>", "exec"), names)
        run: Callable[..., None] = names["run"]
        return run


class Writer:
    """Collects the calls of one time-stamp, and the arguments that they need."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._rows: dict[Hashable, str] = {}
        self._matrices: dict[str, None] = {}
        self._spares: dict[str, int] = {}

    def call(self, word: str, *arguments: str) -> None:
        self.lines.append(f"{word}({', '.join(arguments)})")

    def comment(self, text: str) -> None:
        self.lines.append(f"# {text}")

    def row(self, key: Hashable, name: str) -> str:
        """A vector of this time-stamp, known to the caller by its key."""
        return self._rows.setdefault(key, name)

    def count(self, kind: type) -> int:
        """How many rows there are of one kind."""
        return sum(isinstance(key, kind) for key in self._rows)

    def matrix(self, parameter: str) -> str:
        self._matrices[parameter] = None
        return parameter

    def spare(self, name: str, node: int) -> str:
        """A place of a node's size."""
        self._spares[name] = node
        return name

    def rename(self, name: str, new: str) -> None:
        """Let a spare place be something of the caller's instead."""
        del self._spares[name]
        self.lines = [re.sub(rf"\b{name}\b", new, line) for line in self.lines]

    def loop(self) -> Routine:
        """A function of arrays over time, whose body runs for row after row of them."""
        names = ", ".join(self._rows.values())
        comma = "," if len(self._rows) == 1 else ""
        head = [
            f"def run({', '.join(['rows', *self._matrices, *self._spares])}):",
            f"    for {names}{comma} in zip(*rows):",
        ]
        return self._routine(head, indent=8)

    def step(self, order: tuple[type, ...]) -> Routine:
        """A function of one time-stamp, whose rows come kind by kind."""
        self._rows = dict(sorted(self._rows.items(), key=lambda row: order.index(type(row[0]))))
        names = ", ".join([*self._rows.values(), *self._matrices, *self._spares])
        return self._routine([f"def run({names}):"], indent=4)

    def _routine(self, head: list[str], indent: int) -> Routine:
        body = [" " * indent + line for line in self.lines or ["pass"]]
        source = "\n".join([*head, *body, ""])
        return Routine(
            source, tuple(self._rows), tuple(self._matrices), tuple(self._spares.values())
        )
