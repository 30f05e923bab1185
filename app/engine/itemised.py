"""Tables itemised by loss, from plain blocks of rows: the fast way.

The length of a row is the root of its sum of squares, so a step costs its matrix products and
one look at each gradient. Every few steps the rows are brought back near 1 by powers of two;
where a sum of squares comes too near the ends of the number range all the same, the tables
are not given, and must be found in scaled rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.backward import Back, Nodes
from app.engine.blocks import Block, Blocks
from app.engine.copies import copy_vectors, triangle
from app.engine.forward import Run
from app.engine.graph import Array
from app.engine.lengths import HUGE, TINY, log10_lengths
from app.engine.problem import Entry
from app.engine.tables import Tables

STEPS_BETWEEN_SCALINGS = 16
_LOG10_2 = float(np.log10(2.0))


def tables_in_blocks(back: Back, entry: Entry | None) -> Tables | None:
    """All tables; None where plain numbers do not suffice."""
    run = back.run
    wanted = _wanted(run)
    own = back.walk({"y": run.errors}, run.cell.teachable)
    blocks = Blocks(run, own)
    sums = _Sums(blocks, wanted, entry)
    for block in blocks.walk():
        sums.add(block)
    own_squares = {name: _own_squares(each, own) for name, each in wanted.items()}
    taught = [each[run.sequence.taught] for each in own_squares.values() if each is not None]
    if not all(map(_safe, [sums.squares, *taught])):
        return None

    later = sums.log10_norms()
    rights: dict[int, Array] = {}
    norms = {}
    for name, each in wanted.items():
        slot, own_of_name = sums.slots.get(name), own_squares[name]
        table = np.full(later.shape[1:], -np.inf) if slot is None else later[slot].copy()
        if own_of_name is not None:
            np.fill_diagonal(table, _log10_roots(own_of_name))
        if each.right is not None:
            if each.right not in rights:
                rights[each.right] = log10_lengths(run.over_time(each.right))
            table += rights[each.right]
        norms[name] = table
    return Tables(norms, None if entry is None else sums.entry_table(own, entry))


@dataclass(frozen=True, eq=False)
class _Wanted:
    """A table: what its numbers are the lengths of.

    Attributes:
        nodes: the nodes whose gradients it is about; several for a parameter used several
            times in a step.
        right: the node of the right factor of a copy; its length multiplies.
        triangle: of several uses, what makes one vector of their gradients instead.
    """

    nodes: tuple[int, ...]
    right: int | None = None
    triangle: Array | None = None


def _wanted(run: Run) -> dict[str, _Wanted]:
    cell = run.cell
    found = {}
    for name in cell.parameters:
        uses = [use for use in cell.uses if use.parameter == name]
        nodes = tuple(use.node for use in uses)
        if len(uses) == 1:
            found[name] = _Wanted(nodes, uses[0].right)
        else:
            rights = [None if use.right is None else run.over_time(use.right) for use in uses]
            found[name] = _Wanted(nodes, triangle=triangle(rights))
    return found | {name: _Wanted((cell.values[name],)) for name in cell.states}


def _own_squares(wanted: _Wanted, own: Nodes) -> Array | None:
    """|∂L_t/∂…|² of the loss of the same time-stamp, shape (T,); None where it cannot reach."""
    found = [own[node] for node in wanted.nodes]
    reached = [each for each in found if each is not None]
    if not reached:
        return None
    vectors = reached[0]
    if wanted.triangle is not None:
        left = [np.zeros_like(reached[0]) if each is None else each for each in found]
        vectors = copy_vectors(np.stack(left, axis=2), wanted.triangle)
    return np.vecdot(vectors, vectors)


class _Sums:
    """Sums of squares of what later losses teach: per slot and t, one for each row.

    Attributes:
        slots: the slot of each table that later losses reach: that of the gradient, or of its
            own where it is made of several.
        squares: shape (slots, T, rows); 1 where nothing is.
    """

    def __init__(self, blocks: Blocks, wanted: dict[str, _Wanted], entry: Entry | None) -> None:
        self.blocks = blocks
        self.run = blocks.run
        self.slots: dict[str, int] = {}
        self.several: list[tuple[int, list[int], Array]] = []
        slots = len(set(blocks.place.values()))
        for name, each in wanted.items():
            places = [blocks.place.get(node) for node in each.nodes]
            reached = [place for place in places if place is not None]
            if each.triangle is not None and reached:
                columns = each.triangle[:, :, [place is not None for place in places]]
                self.slots[name] = slots
                self.several.append((slots, reached, columns))
                slots += 1
            elif reached:
                self.slots[name] = reached[0]
        T, rows = self.run.sequence.length, len(blocks.losses)
        self.squares = np.ones((slots, T, rows))
        self.exponents: NDArray[np.int64] = np.zeros((T, rows), dtype=np.int64)
        self.steps = 0
        nodes = () if entry is None else wanted[entry.parameter].nodes
        self.entry_row = 0 if entry is None else entry.row
        self.entry_parts = {  # one number per t and row, by place
            blocks.place[node]: np.zeros((T, rows)) for node in nodes if node in blocks.place
        }

    def add(self, block: Block) -> None:
        t, first, last, _, told, gradients = block
        if first == last or t < 0:
            return
        for squares, gradient in zip(self.squares, gradients, strict=False):
            np.vecdot(gradient, gradient, squares[t, first:last])
        for slot, places, columns in self.several:
            left = np.stack([gradients[place] for place in places], axis=2)
            vectors = copy_vectors(left, columns[0 if len(columns) == 1 else t])
            np.vecdot(vectors, vectors, self.squares[slot, t, first:last])
        for place, part in self.entry_parts.items():
            part[t, first:last] = gradients[place][:, self.entry_row]
        self.steps += 1
        if self.steps % STEPS_BETWEEN_SCALINGS == 0:
            self._scale(t, slice(first, last), told)

    def _scale(self, t: int, rows: slice, told: tuple[Array, ...]) -> None:
        """Bring the rows that go on near 1, and remember by how much."""
        states = [self.blocks.place[self.run.cell.values[name]] for name in self.run.cell.states]
        largest = self.squares[states, t, rows].max(axis=0)
        exponents = np.frexp(largest)[1] // 2
        powers = np.ldexp(1.0, -exponents)[:, None]
        for each in told:
            np.multiply(each, powers, each)
        self.exponents[:t, rows] += exponents

    def log10_norms(self) -> Array:
        """Per slot a table over loss and copy time, shape (slots, T, T), −inf from t = τ on."""
        T = self.run.sequence.length
        found = _log10_roots(self.squares)
        if self.steps >= STEPS_BETWEEN_SCALINGS:
            found += self.exponents * _LOG10_2
        tables = np.full((len(found), T, T), -np.inf)
        tables[:, self.blocks.losses] = found.transpose(0, 2, 1)
        return np.where(np.tri(T, k=-1, dtype=bool), tables, -np.inf)

    def entry_table(self, own: Nodes, entry: Entry) -> Array:
        """∂L_τ/∂W^(t)[row, column], shape (T, T)."""
        T, run = self.run.sequence.length, self.run
        table = np.zeros((T, T))
        for use in run.cell.uses:
            if use.parameter != entry.parameter:
                continue
            right = 1.0 if use.right is None else run.over_time(use.right)[:, entry.column]
            if (place := self.blocks.place.get(use.node)) is not None:
                part = np.ldexp(self.entry_parts[place], self.exponents)
                table[self.blocks.losses] += part.T * right
            if (left := own[use.node]) is not None:
                table[np.diag_indices(T)] += left[:, entry.row] * right
        return table


def _log10_roots(squares: Array) -> Array:
    with np.errstate(divide="ignore"):
        found: Array = np.log10(squares)
    found *= 0.5
    return found


def _safe(squares: Array) -> bool:
    """Whether all are well inside of the number range; not so where one is not a number."""
    return bool(squares.min(initial=1.0) > TINY and squares.max(initial=1.0) < HUGE)
