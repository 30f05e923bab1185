"""What a cell does at one time-stamp, backward: the source of a step, and of the loop.

A step takes what the states hear from later (`h_in`) to what they tell the time-stamp before
(`h_out`). The local derivatives along the way are multiplied for all time-stamps beforehand
(`slope1`), so that a gradient is written down only where it meets a matrix or another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from app.engine.cell import Cell
from app.engine.graph import Linear, Multiply, Number
from app.engine.source import Routine, Writer
from app.engine.walk import walk

# A sum of products: of a number and of local derivatives, each that of a node by an input.
Factor = tuple[tuple[float, tuple[tuple[int, int], ...]], ...]

ONE: Factor = ((1.0, ()),)
MINUS_ONE: Factor = ((-1.0, ()),)


@dataclass(frozen=True)
class Incoming:
    """The row of what a state hears from later time-stamps."""

    state: str


@dataclass(frozen=True)
class Outgoing:
    """The row of what a state tells the time-stamp before."""

    state: str


@dataclass(frozen=True)
class Own:
    """The row of what the loss of this very time-stamp tells the one before."""

    state: str


@dataclass(frozen=True)
class Slope:
    """The row of a factor."""

    factor: Factor


@dataclass(frozen=True)
class Gradient:
    """The row of a node's gradient."""

    node: int


@lru_cache(maxsize=256)
def back_loop(cell: Cell) -> Routine:
    """The loop for the sum of the losses, each of which speaks at its own time-stamp."""
    step = _Step(cell)
    step.walk(cell.leading_to_past)
    for name in cell.states:
        out = step.writer.row(Outgoing(name), f"{name}_out")
        own = step.writer.row(Own(name), f"{name}_own")
        if step.goes_on(name, out):
            step.writer.call("add", out, own, out)
        else:
            step.writer.call("positive", own, out)
    return step.writer.loop()


@dataclass(frozen=True)
class BlockStep:
    """A step for blocks of one row for each loss, shape (rows, n).

    Attributes:
        routine: the step; its rows are `Incoming`, `Outgoing`, `Slope` and `Gradient`, in this
            order.
        gradients: for each state's value and each use of a parameter that later losses teach,
            the row with its gradient.
    """

    routine: Routine
    gradients: dict[int, Incoming | Gradient]


@lru_cache(maxsize=256)
def block_step(cell: Cell) -> BlockStep:
    """The step that also leaves the gradients that the tables are made of."""
    step = _Step(cell)
    step.walk(cell.teachable)
    for name in cell.states:
        out = step.writer.row(Outgoing(name), f"{name}_out")
        if not step.goes_on(name, out):
            step.writer.call("copyto", out, "0.0")
    wanted = [*(cell.values[name] for name in cell.states), *(use.node for use in cell.uses)]
    gradients = {node: key for node in wanted if (key := step.leave(node)) is not None}
    return BlockStep(step.writer.step((Incoming, Outgoing, Slope, Gradient)), gradients)


@dataclass(frozen=True)
class _Term:
    """A gradient: a row that is written down, times a factor.

    Attributes:
        row: its name in the source.
        factor: what multiplies it.
        node: a node of its size.
        fresh: whether nothing else reads the row, so that it may be written over.
    """

    row: str
    factor: Factor
    node: int
    fresh: bool = False


class _Step:
    """Writes the walk back through one time-stamp."""

    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        self.writer = Writer()
        self.spares = 0
        self.written: dict[tuple[str, Factor], str] = {}
        self.left: dict[str, Incoming | Gradient] = {}
        self.nodes: list[_Term | None] = []

    def walk(self, follow: tuple[bool, ...]) -> None:
        seeds = {}
        for name in self.cell.states:
            row = self.writer.row(Incoming(name), f"{name}_in")
            self.left[row] = Incoming(name)
            seeds[self.cell.values[name]] = _Term(row, ONE, self.cell.values[name])
        self.nodes = walk(self.cell, self, seeds, follow)

    # --- the arithmetic of the walk ---

    def times(self, gradient: _Term, index: int, place: int) -> _Term:
        number, slopes = _derivative(self.cell, index, place)
        factor = tuple((number * each, (*so_far, *slopes)) for each, so_far in gradient.factor)
        return _Term(gradient.row, factor, self.cell.nodes[index].inputs[place])

    def through(self, gradient: _Term, index: int) -> _Term:
        node = self.cell.nodes[index]
        out = self.spare(node.inputs[0])
        matrix = self.writer.matrix(self.cell.parameter_at(index))
        self.writer.call("dot", self.write_down(gradient), matrix, out)
        return _Term(out, ONE, node.inputs[0], fresh=True)

    def plus(self, first: _Term, second: _Term) -> _Term:
        if first.row == second.row:
            return _Term(first.row, first.factor + second.factor, first.node)
        if first.factor == MINUS_ONE:
            first, second = second, first
        if second.factor == MINUS_ONE:
            word, other = "subtract", second.row
        else:
            word, other = "add", self.write_down(second)
        one = self.write_down(first)
        fresh = [each.row for each in (first, second) if each.fresh]
        out = fresh[0] if fresh else self.spare(first.node)
        self.writer.call(word, one, other, out)
        return _Term(out, ONE, first.node, fresh=True)

    # --- what is written down ---

    def spare(self, node: int) -> str:
        self.spares += 1
        return self.writer.spare(f"spare{self.spares}", node)

    def write_down(self, term: _Term) -> str:
        """A row that holds the gradient itself."""
        if term.factor == ONE:
            return term.row
        key = term.row, term.factor
        if key not in self.written:
            self.written[key] = self.spare(term.node)
            self.scale(term, self.written[key])
        return self.written[key]

    def scale(self, term: _Term, out: str) -> None:
        """Write a gradient into a row."""
        if term.factor == ONE:
            self.writer.call("positive", term.row, out)
        elif term.factor == MINUS_ONE:
            self.writer.call("negative", term.row, out)
        else:
            slope = self.writer.row(Slope(term.factor), f"slope{self.writer.count(Slope) + 1}")
            self.writer.call("multiply", term.row, slope, out)

    def goes_on(self, state: str, out: str) -> bool:
        """Write what the state tells the time-stamp before; False where it is silent."""
        term = self.nodes[self.cell.previous[state]]
        if term is None:
            return False
        if term.fresh:
            self.writer.rename(term.row, out)
        else:
            self.scale(term, out)
        return True

    def leave(self, node: int) -> Incoming | Gradient | None:
        """The row in which the caller finds a node's gradient; None where nothing arrives."""
        term = self.nodes[node]
        if term is None:
            return None
        row = self.write_down(term)
        if row not in self.left:
            self.left[row] = Gradient(node)
            self.writer.rename(row, self.writer.row(Gradient(node), f"gradient{node}"))
        return self.left[row]


def _derivative(cell: Cell, index: int, place: int) -> tuple[float, tuple[tuple[int, int], ...]]:
    """A local derivative as a number and, where it changes over time, what to look up."""
    node = cell.nodes[index]
    match node.operation:
        case Linear(signs=signs):
            return signs[place], ()
        case Multiply():
            other = cell.nodes[node.inputs[1 - place]].operation
            if isinstance(other, Number):
                return other.number, ()
    return 1.0, ((index, place),)
