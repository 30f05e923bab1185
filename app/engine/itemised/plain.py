"""Tables itemised by loss, from plain blocks of rows: the fast way.

The length of a row is the root of its sum of squares, so a step costs its matrix products and
one look at each gradient. Every few steps the rows are brought back near 1 by powers of two;
where a sum of squares comes too near the ends of the number range all the same, the tables
are not given, and must be found in scaled rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.engine.backward import Back, Nodes
from app.engine.copies import copy_vectors, triangle
from app.engine.forward import Run
from app.engine.graph import Array
from app.engine.itemised.blocks import Blocks, Later
from app.engine.itemised.rows import Exponents
from app.engine.itemised.tables import Tables, entry_in, joined
from app.engine.lengths import HUGE, TINY, log10_lengths
from app.engine.parts import Part
from app.engine.problem import Entry

STEPS_BETWEEN_SCALINGS = 32
FARTHEST = 100.0  # from 1, in powers of ten, that the length of a gradient may be
_LOG10_2 = float(np.log10(2.0))


def tables_in_blocks(backs: tuple[Back, ...], entry: Entry | None) -> Tables | None:
    """All tables; None where plain numbers do not suffice."""
    last = backs[-1].run.part
    of_parts: list[Tables] = []
    handed_on: _HandedOn | None = None
    for back in reversed(backs):
        found = _tables_of(back, entry_in(back.run.part, entry), last, handed_on)
        if found is None:
            return None
        tables, handed_on = found
        of_parts.append(tables)
    return joined(of_parts[::-1])


def _tables_of(
    back: Back, entry: Entry | None, last: Part, handed_on: _HandedOn | None
) -> tuple[Tables, _HandedOn] | None:
    """The tables of one part, and what the part before hears."""
    run = back.run
    shown = _shown(run)
    own = back.own(run.cell.teachable)
    blocks = Blocks(run, own, None if handed_on is None else handed_on.later)
    squares = _Squares(blocks, shown, entry, handed_on)
    squares.collect()

    own_vectors = {
        name: vectors for name, each in shown.items() if (vectors := each.own(own)) is not None
    }
    rights = {
        name: run.over_time(each.right) for name, each in shown.items() if each.right is not None
    }
    spoken = run.spoken.values()
    distinct = {id(each): each for each in [*spoken, *own_vectors.values(), *rights.values()]}
    logs = dict(zip(distinct, log10_lengths(*distinct.values()), strict=True))
    taught = run.sequence.taught
    own_logs = np.array([logs[id(each)][taught] for each in [*spoken, *own_vectors.values()]])
    if not (squares.safe() and _near(own_logs)):
        return None

    later_logs = squares.logs(last)
    norms = {}
    for name in shown:
        right = logs[id(rights[name])] if name in rights else 0.0
        slot = squares.slots.get(name)
        norms[name] = (
            np.full((last.length, run.part.length), -np.inf)
            if slot is None
            else later_logs[slot] + right
        )
        if name in own_vectors:  # of the last part alone: its table is square
            norms[name].flat[:: last.length + 1] = logs[id(own_vectors[name])] + right
    norms = {run.part.parameters.get(name, name): table for name, table in norms.items()}
    table = None if entry is None else squares.entry_table(own, entry, last)
    return Tables(norms, table), squares.handed_on()


@dataclass(frozen=True, eq=False)
class _HandedOn:
    """What the part before hears, and by which power of two each row has been scaled."""

    later: Later
    exponents: Exponents


@dataclass(frozen=True, eq=False)
class _Shown:
    """A table: what its numbers are the lengths of.

    Attributes:
        nodes: the nodes whose gradients it is about; several for a parameter used several
            times in a step.
        right: the node of the right factor of a copy, whose length multiplies.
        triangle: of several uses, what makes one vector of their gradients instead.
    """

    nodes: tuple[int, ...]
    right: int | None = None
    triangle: Array | None = None

    def own(self, gradients: Nodes) -> Array | None:
        """What the losses of the same time-stamps show, shape (T, n); None if they do not reach."""
        if self.triangle is None:
            return gradients[self.nodes[0]]
        found = [gradients[node] for node in self.nodes]
        reached = [each for each in found if each is not None]
        if not reached:
            return None
        left = [np.zeros_like(reached[0]) if each is None else each for each in found]
        return copy_vectors(np.stack(left, axis=2), self.triangle)


def _shown(run: Run) -> dict[str, _Shown]:
    cell = run.cell
    found = {}
    for name in cell.parameters:
        uses = [use for use in cell.uses if use.parameter == name]
        nodes = tuple(use.node for use in uses)
        if len(uses) == 1:
            found[name] = _Shown(nodes, uses[0].right)
        else:
            rights = [None if use.right is None else run.over_time(use.right) for use in uses]
            found[name] = _Shown(nodes, triangle=triangle(rights))
    return found | {name: _Shown((cell.values[name],)) for name in cell.states}


class _Squares:
    """Sums of squares of what later losses teach: per slot and t, one for each row.

    Attributes:
        slots: the slot of each table that later losses reach: that of the gradient, or of its
            own where it is made of several.
    """

    def __init__(
        self,
        blocks: Blocks,
        shown: dict[str, _Shown],
        entry: Entry | None,
        handed_on: _HandedOn | None,
    ) -> None:
        self.run, self.blocks = blocks.run, blocks
        self.slots: dict[str, int] = {}
        self.several: list[tuple[int, list[int], Array]] = []
        slots = len(set(blocks.place.values()))
        for name, table in shown.items():
            places = [blocks.place.get(node) for node in table.nodes]
            reached = [place for place in places if place is not None]
            if table.triangle is not None and reached:
                columns = table.triangle[:, :, [place is not None for place in places]]
                self.slots[name] = slots
                self.several.append((slots, reached, columns))
                slots += 1
            elif reached:
                self.slots[name] = reached[0]
        T, rows = self.run.part.length, len(blocks.losses)
        self.squares = [np.zeros((T, rows)) for _ in range(slots)]
        self.zeros = [0] * slots
        self.exponents: Exponents = np.zeros((T, rows), dtype=np.int64)
        if handed_on is not None:
            self.exponents[:, : len(handed_on.exponents)] = handed_on.exponents
        nodes = () if entry is None else shown[entry.parameter].nodes
        self.entry_row = 0 if entry is None else entry.row
        self.entry_parts = {  # one number per t and row, by place
            blocks.place[node]: np.zeros((T, rows)) for node in nodes if node in blocks.place
        }

    def collect(self) -> None:
        """Walk back; a step that nothing else is wanted of costs no more than itself."""
        more = bool(self.several or self.entry_parts)
        walk = self.blocks.walk(squares=self.squares)
        for step, (t, first, last, _, told, gradients) in enumerate(walk, start=1):
            if more and first < last and t >= 0:
                self._more(t, slice(first, last), gradients)
            if step % STEPS_BETWEEN_SCALINGS == 0 and first < last and t > 0:
                self._scale(t, slice(first, last), told)
            if t == 0:
                self._count_zeros(gradients)

    def _more(self, t: int, rows: slice, gradients: tuple[Array, ...]) -> None:
        """What copies of several uses are long, and the parts of the entry."""
        for slot, places, columns in self.several:
            left = np.stack([gradients[place] for place in places], axis=2)
            vectors = copy_vectors(left, columns[0 if len(columns) == 1 else t])
            np.vecdot(vectors, vectors, self.squares[slot][t, rows])
        for place, part in self.entry_parts.items():
            part[t, rows] = gradients[place][:, self.entry_row]

    def _count_zeros(self, gradients: tuple[Array, ...]) -> None:
        """Zeros at the first time-stamp are no loss of digits where a gradient is zero: states
        that start at zero make many."""
        for place, gradient in enumerate(gradients):
            zero = self.squares[place][0, : len(gradient)] == 0.0
            if zero.any() and not gradient[zero].any():
                self.zeros[place] = int(np.count_nonzero(zero))

    def _scale(self, t: int, rows: slice, told: tuple[Array, ...]) -> None:
        """Bring the rows that go on near 1, and remember by how much."""
        states = [self.blocks.place[self.run.cell.values[name]] for name in self.run.cell.states]
        largest = np.max([self.squares[state][t, rows] for state in states], axis=0)
        exponents = np.frexp(largest)[1] // 2
        powers = np.ldexp(1.0, -exponents)[:, None]
        for each in told:
            np.multiply(each, powers, each)
        self.exponents[:t, rows] += exponents

    def safe(self) -> bool:
        """Whether no sum of squares came too near the ends of the number range."""
        pairs = self.blocks.pairs
        return all(
            _inside(squares) + self.zeros[slot] == pairs
            for slot, squares in enumerate(self.squares)
        )

    def handed_on(self) -> _HandedOn:
        """What the part before hears."""
        return _HandedOn(self.blocks.handed_on, self.exponents[0])

    def logs(self, last: Part) -> list[Array]:
        """log10 of the lengths per slot, over the losses of the last part and copy time."""
        scaled = self.exponents.any()
        tables = []
        for squares in self.squares:
            found = _log10_roots(squares)
            if scaled:
                found += self.exponents * _LOG10_2
            if len(self.blocks.losses) == last.length:  # the rows are all time-stamps in reverse
                tables.append(np.ascontiguousarray(found.T[::-1]))
            else:
                tables.append(np.full((last.length, len(squares)), -np.inf))
                tables[-1][self.blocks.losses - last.first] = found.T
        return tables

    def entry_table(self, own: Nodes, entry: Entry, last: Part) -> Array:
        """∂L_τ/∂W^(t)[row, column], over the losses of the last part and copy time."""
        run = self.run
        table = np.zeros((last.length, run.part.length))
        for use in run.cell.uses:
            if use.parameter != entry.parameter:
                continue
            right = 1.0 if use.right is None else run.over_time(use.right)[:, entry.column]
            if (place := self.blocks.place.get(use.node)) is not None:
                part = np.ldexp(self.entry_parts[place], self.exponents)
                table[self.blocks.losses - last.first] += part.T * right
            if (left := own[use.node]) is not None:  # of the last part alone
                table.flat[:: last.length + 1] += left[:, entry.row] * right
        return table


def _log10_roots(squares: Array) -> Array:
    with np.errstate(divide="ignore"):
        found: Array = np.log10(squares)
    found *= 0.5
    return found


def _near(own_logs: Array) -> bool:
    """Whether what the losses teach their own time-stamps, the errors first, is neither too
    small nor too large; or zero, which it is then exactly."""
    return bool(((np.abs(own_logs) < FARTHEST) | np.isneginf(own_logs)).all())


def _inside(squares: Array) -> int:
    """How many are well inside of the number range: neither 0 nor not a number, for one."""
    return int(np.count_nonzero((squares > TINY) & (squares < HUGE)))
