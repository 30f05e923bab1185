"""Python source of the passes over time, written once for each cell.

Interpreted, a pass spends most of its time on finding out what to do next: the tables itemised
by loss take 9 to 21 times longer in the interpreted way that is left, `itemised.scaled` (see
the benchmarks). And the source reads as what the cell does. No text of a caller's gets into it
but names of values and parameters, plain identifiers all, and in comments the equations, whose
marks `scan` has let through.

How the source names things: `h_t` is the value h of a time-stamp, `h_past` the one before,
`h_all` the array of them all, one row for each, a state's with one row more for t = 0. What
has no name in the text is called `node4`, over time `nodes4`; `spare4` is a place for what is
only passed on. Parameters keep their names: they alone begin with `W_` or `b_`, see `called`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from app.engine.cell import Cell
from app.engine.graph import CALLS, Bias, Input, Number, Previous

Routine = Callable[..., Any]


class Text:
    """Lines of Python."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._indent = 0

    def line(self, text: str) -> None:
        self.lines.append("    " * self._indent + text)

    def call(self, word: str, *arguments: str) -> None:
        self.line(f"{word}({', '.join(arguments)})")

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        self.line(head)
        self._indent += 1
        yield
        self._indent -= 1

    def __str__(self) -> str:
        return "\n".join([*self.lines, ""])


def called(name: str) -> str:
    """What the names made of a value's begin with: its own, which begins with neither `W_` nor
    `b_`, and for the two that would with a suffix, one that no text can hold.
    """
    return f"{name}\u02b9" if name in ("W", "b") else name  # a prime: bʹ_t


def compiled(source: str, name: str) -> Routine:
    """The function `name` of a source."""
    names = dict(CALLS)
    exec(compile(source, f"<{name}>", "exec"), names)
    routine: Routine = names[name]
    return routine


def over_time(cell: Cell, index: int) -> str:
    """The array of a node's values over time: a name, a part of it, or a literal."""
    node = cell.nodes[index]
    match node.operation:
        case Input():
            return "x"
        case Number(number):
            return repr(number)
        case Bias(parameter):
            return parameter
        case Previous(name):
            return f"{called(name)}_all[:-1]"
    if node.name is None:
        return f"nodes{index}"
    array = f"{called(node.name)}_all"
    return f"{array}[1:]" if node.name in cell.states else array


def in_step(cell: Cell, index: int) -> str:
    """A node's value at one time-stamp: a name, or a literal."""
    node = cell.nodes[index]
    match node.operation:
        case Number(number):
            return repr(number)
        case Previous(name):
            return f"{called(name)}_past"
    return f"{called(node.name)}_t" if node.name else f"node{index}"
