"""The source of the backward pass of the sum of the losses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from app.engine.cell import Cell
from app.engine.source.slopes import ONE, Slopes
from app.engine.source.step import Step
from app.engine.source.text import Routine, Text, called, compiled
from app.engine.walk import walk


def backward_source(cell: Cell) -> str:
    """`backward(errors, node, later, pieces, size, parameters…)`: what the sum of the losses
    teaches.

    It takes ∂L/∂y, shape (T, V), the values over time by node, what each state hears after the
    last time-stamp, and the ranges of time-stamps over whose ends nothing is passed on, the
    last first. It returns, by node, the gradients that the copies are made of, shape (T, n), and
    what each state hears from later, shape (T + 1, n), row k for k = 0..T.
    """
    text = Text()
    arguments = ["errors", "node", "later", "pieces", "size", *cell.parameters]
    with text.block(f"def backward({', '.join(arguments)}):"):
        _Backward(cell, text).write()
    return str(text)


@lru_cache(maxsize=256)
def backward_routine(cell: Cell) -> Routine:
    """The function of that source."""
    return compiled(backward_source(cell), "backward")


class _Backward:
    def __init__(self, cell: Cell, text: Text) -> None:
        self.cell, self.text = cell, text
        self.slopes = Slopes(cell)
        self.step = Step(cell, self.slopes)

    def write(self) -> None:
        cell, text, follow = self.cell, self.text, self.cell.leading_to_past_or_factors
        start = _AtOnce(cell, self.slopes)
        errors = {cell.values["y"]: "errors"} if "y" in cell.values else {}
        heard = walk(cell, start, errors, follow, end=cell.taught_later)
        lefts = {use.node: left for use in cell.uses if (left := heard[use.node]) is not None}
        if cell.states:
            self.compose(heard)
            lefts |= self.lefts()
        text.line("T = len(errors)")
        for line in self.slopes.text.lines:
            text.line(line)
        if cell.states:
            self.loop()
        by_node = ", ".join(f"{node}: {left}" for node, left in lefts.items())
        future = ", ".join(f"{name!r}: {called(name)}_future" for name in cell.states)
        text.line(f"return {{{by_node}}}, {{{future}}}")

    def compose(self, heard: Sequence[str | None]) -> None:
        """The step, which also hears the loss of its own time-stamp where that has arrived."""
        cell, step = self.cell, self.step
        seeds = {}
        for name in cell.states:
            node = cell.values[name]
            seeds[node] = step.carried(f"{called(name)}_in", f"{called(name)}_future[1:]", node)
        for node in sorted({*cell.taught_later, *cell.previous.values()}):
            array = heard[node]
            if array is not None:
                alone = array != "errors" and heard.count(array) == 1
                own = step.given(f"own{node}", array, node, fresh=alone)
                seeds[node] = step.plus(seeds[node], own) if node in seeds else own
        step.walk(seeds, cell.leading_to_past_or_factors)
        for name in cell.states:
            step.tell(name, f"{called(name)}_future[:-1]")

    def lefts(self) -> dict[int, str]:
        found = {}
        for use in self.cell.uses:
            kept = self.step.keep(use.node, written=False)
            if kept is not None:
                array = self.step.arrays[kept[0]]
                found[use.node] = (
                    array if kept[1] == ONE else f"{array} * {self.step.array(kept[1])}"
                )
        return found

    def loop(self) -> None:
        text, step = self.text, self.step
        for name in self.cell.states:
            text.line(f"{called(name)}_future = empty((T + 1, size[{self.cell.values[name]}]))")
            text.line(f"{called(name)}_future[T] = later[{name!r}]")
        for line in step.prepared("T"):
            text.line(line)
        for spare, node in step.spares.items():
            text.line(f"{spare} = empty(size[{node}])")
        arrays = ", ".join(f"{array}[start:end][::-1]" for array in step.rows.values())
        names = ", ".join(step.rows) + "," * (len(step.rows) == 1)
        with text.block("for start, end in pieces:"):
            with text.block("if end < T:"):
                for name in map(called, self.cell.states):
                    text.line(f"{name}_future[end] = 0.0")
            for name in map(called, self.cell.states):
                text.line(f"{name}_in = {name}_future[end]")
            with text.block(f"for {names} in zip({arrays}):"):
                for line in step.lines():
                    text.line(line)
                for name in map(called, self.cell.states):
                    text.line(f"{name}_in = {name}_out")
        for array in step.kept_parts():
            text.line(f"{array} = {array}.copy()")


class _AtOnce:
    """Gradients as names of arrays over all time-stamps."""

    def __init__(self, cell: Cell, slopes: Slopes) -> None:
        self.cell, self.slopes = cell, slopes
        self._count = 0

    def arrived(self, gradient: str) -> str:
        return gradient

    def times(self, gradient: str, index: int, place: int) -> str:
        number, slopes = self.slopes.derivative(index, place)
        if not slopes and number == 1.0:
            return gradient
        return self._new(f"{gradient} * {self.slopes.factor(((number, slopes),))}")

    def through(self, gradient: str, index: int) -> str:
        return self._new(f"{gradient}.dot({self.cell.parameter_at(index)})")

    def plus(self, first: str, second: str) -> str:
        return self._new(f"{first} + {second}")

    def _new(self, text: str) -> str:
        self._count += 1
        name = f"heard{self._count}"
        self.slopes.text.line(f"{name} = {text}")
        return name
