"""The source of the way back with a row for each loss."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from app.engine.cell import Cell
from app.engine.source.slopes import Slopes
from app.engine.source.step import Step
from app.engine.source.text import Routine, Text, called, compiled


@dataclass(frozen=True)
class BlocksRoutine:
    """The generator `blocks(node, own, given, later, steps, squares, size, rows, parameters…)`.

    It takes, in this order: the values over time by node; what the loss of each time-stamp
    says to each state before it, shape (T, n); a range of rows, and what each state hears in
    them after the last time-stamp; for each step its t, its first and its last row (that one
    excluded) and whether the loss of t adds a row; None, or an array for the sums of squares of
    each gradient, shape (T, rows); the size of each node; how many rows there are.

    It yields t, first and last row, and three tuples of arrays of shape (rows, n): what each
    state hears at t, what it tells t − 1, and the gradients of nodes. At the end it yields −1
    and what the states before t = 1 hear.

    Attributes:
        source: its text.
        place: where among the gradients those of each state's value and of each use of a
            parameter stand, if later losses teach it.
    """

    source: str
    place: dict[int, int]


@lru_cache(maxsize=256)
def blocks_source(cell: Cell) -> BlocksRoutine:
    """The generator of a cell."""
    slopes = Slopes(cell)
    step = Step(cell, slopes)
    seeds = {
        node: step.given(f"{called(name)}_in", f"{called(name)}_heard", node)
        for name, node in ((name, cell.values[name]) for name in cell.states)
    }
    step.walk(seeds, cell.teachable)
    for name in cell.states:
        step.tell(name, f"{called(name)}_told")
    wanted = [*(cell.values[name] for name in cell.states), *(use.node for use in cell.uses)]
    kept = {node: key for node in wanted if (key := step.keep(node, written=True)) is not None}
    rows = list(dict.fromkeys(row for row, _ in kept.values()))
    place = {node: rows.index(row) for node, (row, _) in kept.items()}

    text = Text()
    arguments = ["node", "own", "given", "later", "steps", "squares", "size", "rows"]
    with text.block(f"def blocks({', '.join([*arguments, *cell.parameters])}):"):
        for line in slopes.text.lines:
            text.line(line)
        _places(cell, step, text)
        text.line("first = last = speaks = 0")
        if cell.states:
            with text.block("for t, first, last, speaks in steps:"):
                _step(cell, step, text, rows)
        heard = [f"{name}_heard[first : last + speaks]" for name in map(called, cell.states)]
        text.line(f"yield -1, first, last + speaks, {_tuple(heard)}, (), ()")
    return BlocksRoutine(str(text), place)


@lru_cache(maxsize=256)
def blocks_routine(cell: Cell) -> Routine:
    """The function of that source."""
    return compiled(blocks_source(cell).source, "blocks")


def _places(cell: Cell, step: Step, text: Text) -> None:
    for name in cell.states:
        size = f"size[{cell.values[name]}]"
        text.line(f"{called(name)}_own = own[{name!r}]")
        text.line(f"{called(name)}_heard, {called(name)}_told = empty((2, rows, {size}))")
        text.line(f"{called(name)}_heard[given] = later[{name!r}]")
    for line in step.prepared("rows"):
        text.line(line)
    for spare, node in step.spares.items():
        text.line(f"all_of_{spare} = empty((rows, size[{node}]))")


def _step(cell: Cell, step: Step, text: Text, gradients: list[str]) -> None:
    for row, array in step.rows.items():
        part = "t" if row in step.factors else "first:last"
        text.line(f"{row} = {array}[{part}]")
    for spare in step.spares:
        text.line(f"{spare} = all_of_{spare}[first:last]")
    for line in step.lines():
        text.line(line)
    with text.block("if squares is not None:"):
        for place, row in enumerate(gradients):
            text.line(f"vecdot({row}, {row}, squares[{place}][t, first:last])")
    states = list(map(called, cell.states))
    heard, told = [f"{name}_in" for name in states], [f"{name}_out" for name in states]
    text.line(f"yield t, first, last, {_tuple(heard)}, {_tuple(told)}, {_tuple(gradients)}")
    with text.block("if speaks:"):
        for name in states:
            text.line(f"{name}_told[last] = {name}_own[t]")
    for name in states:
        text.line(f"{name}_heard, {name}_told = {name}_told, {name}_heard")


def _tuple(names: list[str]) -> str:
    return f"({', '.join(names)}{',' * (len(names) == 1)})"
