"""What a cell does at one time-stamp, forward: the source of the loop.

`h_t` is the value h of the step and `h_past` the one before, `node4` one that has no name of
its own, `spare4` a product on its way into a sum. The array of a sum holds, when the loop
begins, what is known of it without the states.
"""

from __future__ import annotations

from functools import lru_cache

from app.engine.cell import Cell
from app.engine.graph import Function, Linear, Multiply, Number, Previous, Product
from app.engine.schedule import Term
from app.engine.source import Routine, Writer


@lru_cache(maxsize=256)
def forward_loop(cell: Cell) -> Routine:
    """The loop over time; its rows are nodes."""
    return _Forward(cell).write()


class _Forward:
    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        self.nodes = cell.nodes
        self.writer = Writer()
        self.known = set(cell.schedule.before)

    def write(self) -> Routine:
        owner = ""
        for index in self.cell.schedule.loop:
            if index in self.cell.schedule.passing:
                continue
            if self.nodes[index].owner != owner:
                owner = self.nodes[index].owner
                self.writer.comment(self.cell.equation_of[owner])
            self.operation(index)
        return self.writer.loop()

    def operation(self, index: int) -> None:
        node = self.nodes[index]
        match node.operation:
            case Product():
                self.product(index, self.row(index))
            case Linear():
                self.sum(index)
            case Multiply():
                self.writer.call("multiply", *map(self.row, node.inputs), self.row(index))
            case Function(word=word):
                self.writer.call(word, self.row(node.inputs[0]), self.row(index))

    def row(self, index: int) -> str:
        node = self.nodes[index]
        match node.operation:
            case Number(number):
                return repr(number)
            case Previous(name):
                return self.writer.row(index, f"{name}_past")
        return self.writer.row(index, f"{node.name}_t" if node.name else f"node{index}")

    def product(self, index: int, out: str) -> None:
        matrix = self.writer.matrix(self.cell.parameter_at(index))
        self.writer.call("dot", matrix, self.row(self.nodes[index].inputs[0]), out)

    def sum(self, index: int) -> None:
        out = self.row(index)
        terms = self.cell.schedule.sums[index]
        new = [term for term in terms if term.node not in self.known]
        if len(new) < len(terms):
            so_far = out
        else:
            new.sort(key=lambda term: term.sign < 0)
            so_far = self.first(new.pop(0), out, alone=not new)
        for term in new:
            word = "add" if term.sign > 0 else "subtract"
            self.writer.call(word, so_far, self.term(term), out)
            so_far = out

    def first(self, term: Term, out: str, alone: bool) -> str:
        """Where the first term of a sum stands: in `out`, or in a row of its own."""
        if term.node in self.cell.schedule.passing:
            self.product(term.node, out)
            if term.sign < 0:
                self.writer.call("negative", out, out)
            return out
        row = self.row(term.node)
        if term.sign < 0 or alone:
            self.writer.call("negative" if term.sign < 0 else "positive", row, out)
            return out
        return row

    def term(self, term: Term) -> str:
        if term.node not in self.cell.schedule.passing:
            return self.row(term.node)
        spare = self.writer.spare(f"spare{term.node}", term.node)
        self.product(term.node, spare)
        return spare
