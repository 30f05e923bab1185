"""The source of the forward pass."""

from __future__ import annotations

from functools import lru_cache

from app.engine.cell import Cell
from app.engine.graph import (
    Add,
    Bias,
    Function,
    Input,
    Linear,
    Multiply,
    Negate,
    Number,
    Product,
    Same,
    Subtract,
)
from app.engine.schedule import Term
from app.engine.source.gates import Gates, gates_of
from app.engine.source.text import Routine, Text, called, compiled, in_step, over_time

_WORDS: dict[type, str] = {
    Add: "add",
    Subtract: "subtract",
    Negate: "negative",
    Same: "positive",
    Multiply: "multiply",
}


def forward_source(cell: Cell) -> str:
    """`forward(x, start, size, parameters…)`: the values over time, by node.

    x has shape (T, D), `start` holds each state before t = 1, `size` the size of each node.
    """
    return str(_Forward(cell).write())


@lru_cache(maxsize=256)
def forward_routine(cell: Cell) -> Routine:
    """The function of that source."""
    return compiled(forward_source(cell), "forward")


class _Forward:
    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        self.plan = cell.schedule
        self.text = Text()
        self.rows: dict[str, str] = {}
        self.spares: dict[str, int] = {}
        self.written_over: set[int] = set()
        self.gates = gates_of(cell)
        self.in_stack = {node for gates in self.gates for node in gates.sums}
        self.done: set[int] = set()

    def write(self) -> Text:
        cell, text = self.cell, self.text
        loop = [index for index in self.plan.loop if index not in self.plan.passing]
        with text.block(f"def forward({', '.join(['x', 'start', 'size', *cell.parameters])}):"):
            text.line("T = len(x)")
            for name in cell.states:
                text.line(f"{called(name)}_all = empty((T + 1, size[{cell.values[name]}]))")
                text.line(f"{called(name)}_all[0] = start[{name!r}]")
            for index in self.plan.before:
                self.whole(index)
            for gates in self.gates:
                self.prepare_gates(gates)
            for index in loop:
                self.prepare(index)
            if loop:
                self.loop(loop)
            for index in self.plan.after:
                self.whole(index)
            text.line(f"return {{{', '.join(self.kept())}}}")
        return text

    def kept(self) -> list[str]:
        """The values that are left at the end, by node."""
        gone = self.plan.passing | self.written_over
        return [
            f"{index}: {over_time(self.cell, index)}"
            for index in range(len(self.cell.nodes))
            if index not in gone
        ]

    # --- all time-stamps at once ---

    def whole(self, index: int) -> None:
        node = self.cell.nodes[index]
        if isinstance(node.operation, Input | Number | Bias):
            return
        target = over_time(self.cell, index)
        inputs = [over_time(self.cell, each) for each in node.inputs]
        match node.operation:
            case Product(parameter):
                self.text.line(f"{target} = {inputs[0]}.dot({parameter}.T)")
                return
            case Function(word=word):
                pass
            case _:
                word = _WORDS[type(node.operation)]
        place = self.place_to_reuse(index)
        arguments = ", ".join(inputs if place is None else [*inputs, place])
        self.text.line(f"{target} = {word}({arguments})")

    def place_to_reuse(self, index: int) -> str | None:
        """An array that nobody needs once this sum is made."""
        node = self.cell.nodes[index]
        if isinstance(node.operation, Linear) and node.name not in self.cell.states:
            for each in filter(self.only_added, node.inputs):
                self.written_over.add(each)
                return over_time(self.cell, each)
        return None

    # --- one after the other ---

    def prepare_gates(self, gates: Gates) -> None:
        """Make the arrays that several nodes share, and one matrix of several."""
        for stack in (gates.stack, *(each.stack for each in gates.functions)):
            for line in stack.lines("T", [over_time(self.cell, node) for node in stack.nodes]):
                self.text.line(line)
            self.in_stack |= set(stack.nodes)
        matrices = ", ".join(self.cell.parameter_at(product) for product in gates.products)
        self.text.line(f"matrix_of_{gates.stack.name} = concatenate(({matrices}))")
        self.text.line(f"spare_{gates.stack.name} = empty({gates.stack.width})")

    def prepare(self, index: int) -> None:
        """Make a place for the values of a node, and begin it if it is a sum."""
        target = over_time(self.cell, index)
        terms = self.plan.sums.get(index, ())
        known = [term for term in terms if term.node in self.plan.before]
        known.sort(key=lambda term: (term.sign < 0, not self.only_added(term.node)))
        placed = self.cell.nodes[index].name in self.cell.states or index in self.in_stack
        if not placed and known and known[0].sign > 0 and self.only_added(known[0].node):
            first = known.pop(0).node
            self.written_over.add(first)
            self.text.line(f"{target} = {over_time(self.cell, first)}")
        else:
            if not placed:
                self.text.line(f"{target} = empty((T, size[{index}]))")
            if len(known) > 1 and known[1].sign > 0:
                both = [over_time(self.cell, known.pop(0).node) for _ in range(2)]
                self.text.call("add", *both, target)
            elif known:
                first_term = known.pop(0)
                word = "positive" if first_term.sign > 0 else "negative"
                self.text.call(word, over_time(self.cell, first_term.node), target)
        for term in known:
            word = "add" if term.sign > 0 else "subtract"
            self.text.call(word, target, over_time(self.cell, term.node), target)

    def only_added(self, index: int) -> bool:
        """Whether a node has an array that nobody needs once it is added to another."""
        node = self.cell.nodes[index]
        passing = node.name is None and isinstance(node.operation, Linear | Product)
        return passing and self.cell.changes[index]

    def loop(self, nodes: list[int]) -> None:
        body = Text()
        outer, self.text = self.text, body
        owner = ""
        for index in nodes:
            if self.cell.nodes[index].owner != owner:
                owner = self.cell.nodes[index].owner
                body.line(f"# {self.cell.equation_of[owner]}")
            self.step(index)
        self.text = outer
        for name, index in self.spares.items():
            outer.line(f"{name} = empty(size[{index}])")
        carried = [name for name in map(called, self.cell.states) if f"{name}_t" in self.rows]
        for name in carried:
            self.rows.pop(f"{name}_past", None)
            outer.line(f"{name}_past = {name}_all[0]")
        names = ", ".join(self.rows) + "," * (len(self.rows) == 1)
        with outer.block(f"for {names} in zip({', '.join(self.rows.values())}):"):
            for line in body.lines:
                outer.line(line)
            for name in carried:
                outer.line(f"{name}_past = {name}_t")

    def step_gates(self, gates: Gates) -> None:
        stack, spare = gates.stack, f"spare_{gates.stack.name}"
        self.rows[stack.name] = stack.array
        self.text.line(f"matrix_of_{stack.name}.dot({self.row(gates.right)}, {spare})")
        self.text.call("add", stack.name, spare, stack.name)
        self.done.update(gates.sums)
        for each in gates.functions:
            part = f"{each.word}_of_{stack.name}"
            self.rows[part] = stack.columns(each.first, each.last)
            self.rows[each.stack.name] = each.stack.array
            self.text.call(each.word, part, each.stack.name)
            self.done.update(each.nodes)

    def step(self, index: int) -> None:
        for gates in self.gates:
            if index in gates.sums and index not in self.done:
                self.step_gates(gates)
        if index in self.done:
            return
        node = self.cell.nodes[index]
        match node.operation:
            case Product():
                self.product(index, self.row(index))
            case Linear():
                self.sum(index)
            case Multiply():
                self.text.call("multiply", *map(self.row, node.inputs), self.row(index))
            case Function(word=word):
                self.text.call(word, self.row(node.inputs[0]), self.row(index))

    def row(self, index: int) -> str:
        """A node's value in the step."""
        array = over_time(self.cell, index)
        if not self.cell.changes[index]:
            return array
        name = in_step(self.cell, index)
        self.rows[name] = array
        return name

    def product(self, index: int, out: str) -> None:
        matrix = self.cell.parameter_at(index)
        self.text.line(f"{matrix}.dot({self.row(self.cell.nodes[index].inputs[0])}, {out})")

    def sum(self, index: int) -> None:
        out = self.row(index)
        terms = self.plan.sums[index]
        new = [term for term in terms if term.node not in self.plan.before]
        if len(new) < len(terms):
            so_far = out
        else:
            new.sort(key=lambda term: term.sign < 0)
            so_far = self.first(new.pop(0), out, alone=not new)
        for term in new:
            word = "add" if term.sign > 0 else "subtract"
            self.text.call(word, so_far, self.term(term), out)
            so_far = out

    def first(self, term: Term, out: str, alone: bool) -> str:
        """Where the first term of a sum stands: in `out`, or in a row of its own."""
        if term.node in self.plan.passing:
            self.product(term.node, out)
            if term.sign < 0:
                self.text.call("negative", out, out)
            return out
        row = self.row(term.node)
        if term.sign < 0 or alone:
            self.text.call("negative" if term.sign < 0 else "positive", row, out)
            return out
        return row

    def term(self, term: Term) -> str:
        if term.node not in self.plan.passing:
            return self.row(term.node)
        spare = f"spare{term.node}"
        self.spares[spare] = term.node
        self.product(term.node, spare)
        return spare
