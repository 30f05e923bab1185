"""The source of one step back, for gradients in rows of any number.

A step takes what the states hear from later (`h_in`) to what they tell the time-stamp before
(`h_out`). The local derivatives along the way are multiplied beforehand, for all time-stamps
at once (`slope1`), so that a gradient is written down only where it meets a matrix or another
gradient.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.engine.cell import Cell
from app.engine.source.slopes import MINUS_ONE, ONE, Factor, Slopes, sum_of
from app.engine.source.stack import Stack
from app.engine.source.text import Text, called
from app.engine.walk import walk

MOST_PRODUCTS = 8  # in a factor: one that is used twice at every step of a chain would double
FARTHEST = 1e100  # from 1, that a number in a factor may be: a product of more could overflow


@dataclass(frozen=True)
class Term:
    """A gradient: a row that is written down, times a factor.

    Attributes:
        row: its name in the source.
        factor: what multiplies it.
        node: a node of its size.
        fresh: whether nothing else reads the row, so that it may be written over.
        products: rows and the matrices that they go back through, yet to be added.
    """

    row: str
    factor: Factor
    node: int
    fresh: bool = False
    products: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Products:
    """Gradients side by side, to go back through matrices one above the other.

    Attributes:
        stack: the gradients.
        parts, matrices: their rows, and what each is multiplied by.
    """

    stack: Stack
    parts: tuple[str, ...]
    matrices: tuple[str, ...]

    @property
    def matrix(self) -> str:
        return f"matrix_of_{self.stack.name}"


class Step:
    """Writes the walk back through one time-stamp.

    It is told in this order: what is `given` or `carried`, to `walk` from there, what the
    states `tell` the time-stamp before, which gradients to `keep`; then its `lines` are whole.
    A row is written while gradients arrive at its node and not again once they have gone on.

    Attributes:
        text: the lines of the step.
        rows: the name of each row that it takes, and of the array of these over time.
        arrays: the same, with rows that are carried from step to step.
        factors: those rows of them that hold no gradients but what multiplies one.
        spares: each place for what is only passed on, with a node of its size.
        products: gradients that stand side by side, and their matrices.
        kept: rows of gradients for the caller, `gradient4`, with a node of their size.
    """

    def __init__(self, cell: Cell, slopes: Slopes) -> None:
        self.cell = cell
        self.slopes = slopes
        self.text = Text()
        self.rows: dict[str, str] = {}
        self.arrays: dict[str, str] = {}
        self.spares: dict[str, int] = {}
        self.factors: set[str] = set()
        self.products: list[Products] = []
        self.kept: dict[str, int] = {}
        self.nodes: list[Term | None] = []
        self._written: dict[tuple[str, Factor], str] = {}
        self._renamed: dict[str, str] = {}
        self._factors: dict[Factor, int] = {}
        self._spares: list[str] = []
        self._results: set[str] = set()  # of products, which write into whole arrays only

    def walk(self, seeds: dict[int, Term], follow: tuple[bool, ...]) -> None:
        self.nodes = walk(self.cell, self, seeds, follow)

    def given(self, row: str, array: str, node: int, *, fresh: bool = False) -> Term:
        """A gradient that the caller has, a row of an array."""
        self._take(row, array)
        return Term(row, ONE, node, fresh)

    def carried(self, row: str, array: str, node: int) -> Term:
        """A gradient that the caller carries from step to step, and has also in an array."""
        self.arrays[row] = array
        return Term(row, ONE, node)

    # --- the arithmetic of the walk ---

    def arrived(self, gradient: Term) -> Term:
        """The gradient with its products multiplied out, as many as can be in one product."""
        if not gradient.products:
            return gradient
        sums = [replace(gradient, products=())] if gradient.row else []
        rows = [row for row, _ in gradient.products]
        together = [
            (row, matrix)
            for row, matrix in gradient.products
            if row in self.spares and row not in self._results and rows.count(row) == 1
        ]
        if len(together) > 1:
            sums.append(self._stacked(together, gradient.node))
        else:
            together = []
        for row, matrix in gradient.products:
            if (row, matrix) not in together:
                sums.append(self._multiplied(row, matrix, gradient.node))
        total = sums[0]
        for each in sums[1:]:
            total = self.plus(total, each)
        return total

    def times(self, gradient: Term, index: int, place: int) -> Term:
        number, slopes = self.slopes.derivative(index, place)
        row, factor = gradient.row, gradient.factor
        if not all(1.0 / FARTHEST < abs(number * each) < FARTHEST for each, _ in factor):
            row, factor = self.write_down(gradient), ONE
        factor = tuple((number * each, (*so_far, *slopes)) for each, so_far in factor)
        return Term(row, factor, self.cell.nodes[index].inputs[place])

    def through(self, gradient: Term, index: int) -> Term:
        node = self.cell.nodes[index].inputs[0]
        product = self.write_down(gradient), self.cell.parameter_at(index)
        return Term("", ONE, node, products=(product,))

    def plus(self, first: Term, second: Term) -> Term:
        if first.products or second.products:
            products = first.products + second.products
            first, second = replace(first, products=()), replace(second, products=())
            if first.row and second.row:
                first = self.plus(first, second)
            return replace(first if first.row else second, products=products)
        if first.row == second.row:
            both = Term(first.row, sum_of(first.factor, second.factor), first.node)
            if len(both.factor) > MOST_PRODUCTS:
                return Term(self.write_down(both), ONE, both.node)
            return both
        if first.factor == MINUS_ONE:
            first, second = second, first
        if second.factor == MINUS_ONE:
            word, other = "subtract", second.row
        else:
            word, other = "add", self.write_down(second)
        one = self.write_down(first)
        fresh = [each.row for each in (first, second) if each.fresh]
        out = fresh[0] if fresh else self._spare(first.node)
        self.text.call(word, one, other, out)
        return Term(out, ONE, first.node, fresh=True)

    # --- what is written down ---

    def _multiplied(self, row: str, matrix: str, node: int) -> Term:
        out = self._spare(node)
        self._results.add(out)
        self.text.line(f"{row}.dot({matrix}, {out})")
        return Term(out, ONE, node, fresh=True)

    def _stacked(self, products: list[tuple[str, str]], node: int) -> Term:
        """Rows side by side times matrices one above the other: one product for all."""
        stack = Stack(
            f"gates{len(self.products) + 1}", tuple(self.spares.pop(row) for row, _ in products)
        )
        parts, matrices = zip(*products, strict=True)
        self.products.append(Products(stack, parts, matrices))
        for row in parts:
            self._take(row, row.replace("spare", "spares"))
        self._take(stack.name, stack.array)
        return self._multiplied(stack.name, self.products[-1].matrix, node)

    def write_down(self, term: Term) -> str:
        """A row that holds the gradient itself."""
        if term.factor == ONE:
            return term.row
        key = term.row, term.factor
        if key not in self._written:
            self._written[key] = self._spare(term.node)
            self._scale(term, self._written[key])
        return self._written[key]

    def tell(self, state: str, array: str) -> None:
        """Write what the state tells the time-stamp before."""
        out = f"{called(state)}_out"
        self._take(out, array)
        term = self.nodes[self.cell.previous[state]]
        if term is None:
            self.text.call("copyto", out, "0.0")
        elif term.fresh and term.row in self.spares:
            self._renamed[term.row] = out
            del self.spares[term.row]
        else:
            self._scale(term, out)

    def keep(self, node: int, *, written: bool) -> tuple[str, Factor] | None:
        """A row of the caller's and what multiplies it to a node's gradient, None if it has none.

        Args:
            written: whether nothing may be left to multiply.
        """
        term = self.nodes[node]
        if term is None:
            return None
        row, factor = term.row, term.factor
        if written or (row, factor) in self._written:
            row, factor = self.write_down(term), ONE
        if row in self._spares and row not in self._renamed:
            self._rename(row, f"gradient{node}")
            self._take(f"gradient{node}", f"gradients{node}")
        return self._renamed.get(row, row), factor

    def lines(self) -> list[str]:
        """The step, when all is said that is wanted of it."""
        if not self._renamed:
            return self.text.lines
        old = re.compile(rf"\b({'|'.join(self._renamed)})\b")
        return [old.sub(lambda name: self._renamed[name[0]], line) for line in self.text.lines]

    def prepared(self, rows: str) -> list[str]:
        """Lines that make the arrays of the step, as long as `rows` says."""
        lines = []
        for each in self.products:
            lines += each.stack.lines(rows, self._arrays_of(each))
            lines.append(f"{each.matrix} = concatenate(({', '.join(each.matrices)}))")
        for row, node in self.kept.items():
            lines.append(f"{self.arrays[row]} = empty(({rows}, size[{node}]))")
        return lines

    def kept_parts(self) -> list[str]:
        """The arrays of those of the caller's rows that stand side by side with others."""
        arrays = [array for each in self.products for array in self._arrays_of(each)]
        return [array for array in arrays if array.startswith("gradients")]

    def _arrays_of(self, products: Products) -> list[str]:
        return [self.arrays[self._renamed.get(part, part)] for part in products.parts]

    def _rename(self, spare: str, row: str) -> None:
        """Let a spare place be a row of the caller's instead."""
        self._renamed[spare] = row
        if spare in self.spares:
            self.kept[row] = self.spares.pop(spare)
        else:
            del self.rows[spare]

    def _spare(self, node: int) -> str:
        name = f"spare{len(self._spares) + 1}"
        self._spares.append(name)
        self.spares[name] = node
        return name

    def _scale(self, term: Term, out: str) -> None:
        """Write a gradient into a row."""
        if term.factor == ONE:
            self.text.call("positive", term.row, out)
        elif term.factor == MINUS_ONE:
            self.text.call("negative", term.row, out)
        else:
            self.text.call("multiply", term.row, self._slope(term.factor), out)

    def array(self, factor: Factor) -> str:
        """A factor over all time-stamps."""
        if factor not in self._factors:
            self._factors[factor] = len(self._factors) + 1
            array = f"slopes{self._factors[factor]}"
            self.slopes.text.line(f"{array} = {self.slopes.factor(factor)}")
        return f"slopes{self._factors[factor]}"

    def _slope(self, factor: Factor) -> str:
        """A factor in the step: a row, or what is the same at every time-stamp."""
        array = self.array(factor)
        if not self.slopes.changes(factor):
            return array
        row = f"slope{self._factors[factor]}"
        self.factors.add(row)
        self._take(row, array)
        return row

    def _take(self, row: str, array: str) -> None:
        self.rows[row] = self.arrays[row] = array
