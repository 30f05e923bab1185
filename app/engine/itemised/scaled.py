"""Tables itemised by loss where numbers grow or shrink beyond measure: scaled rows.

Slow, since every step looks at every row, and right for any finite run: the reference for
the tables found in plain blocks, and what takes over where those do not suffice.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from app.engine.backward import Back
from app.engine.cell import Cell
from app.engine.copies import copy_vectors, right_triangles
from app.engine.errors import NonFiniteError
from app.engine.graph import Array
from app.engine.itemised.rows import Exponents, Rows, aligned, plus
from app.engine.itemised.tables import Tables, entry_in, joined
from app.engine.lengths import log10_lengths
from app.engine.parts import Part
from app.engine.problem import Entry
from app.engine.walk import walk

_LOG10_2 = float(np.log10(2.0))
Nodes = list[Rows | None]


def tables_in_scaled_rows(backs: tuple[Back, ...], entry: Entry | None) -> Tables:
    """All tables, each row with scales of its own.

    Raises:
        NonFiniteError: a gradient leaves the finite numbers.
    """
    of_parts: list[Tables] = []
    later: dict[str, Rows] = {}
    for back in reversed(backs):
        steps = _Steps(back, later)
        of_parts.append(_tables_of(steps, entry_in(back.run.part, entry), backs[-1].run.part))
        later = steps.arriving
    return joined(of_parts[::-1])


def _tables_of(steps: _Steps, entry: Entry | None, last: Part) -> Tables:
    back, run = steps.back, steps.back.run
    cell, part = run.cell, run.part
    size = last.length, part.length
    norms = {name: np.full(size, -np.inf) for name in (*cell.parameters, *cell.states)}
    signed = np.zeros(size) if entry else None
    triangles = right_triangles(run)
    for t, nodes in steps.walk():
        losses = slice(max(0, part.first + t - last.first), None)
        for name in cell.parameters:
            if (left := _left(cell, nodes, name)) is not None:
                at = 0 if len(triangles[name]) == 1 else t
                copies = Rows(copy_vectors(left[0], triangles[name][at]), left[1])
                norms[name][losses, t] = _log10_norms(copies)
        for name in cell.states:
            if (delta := nodes[cell.values[name]]) is not None:
                norms[name][losses, t] = _log10_norms(delta)
        if signed is not None and entry is not None:
            signed[losses, t] = _entry(back, nodes, entry, t)
    norms = {part.parameters.get(name, name): table for name, table in norms.items()}
    _refuse_non_finite(norms, part)
    return Tables(norms, signed)


def _refuse_non_finite(norms: dict[str, Array], part: Part) -> None:
    for name, table in norms.items():
        for _, t in np.argwhere(np.isnan(table) | (table == np.inf)):
            raise NonFiniteError(f"∂L/∂{name} of a single loss", part.first + int(t) + 1)


class _Steps:
    """The way back through one part, time-stamp by time-stamp.

    Attributes:
        arriving: what each state hears, one row for each loss met so far, the first ones first.
    """

    def __init__(self, back: Back, later: dict[str, Rows]) -> None:
        self.back = back
        cell, sizes = back.run.cell, back.run.part.sizes
        nothing = {name: Rows.zeros(0, sizes[name]) for name in cell.states}
        self.arriving = nothing | later

    def walk(self) -> Iterator[tuple[int, Nodes]]:
        """∂L_τ/∂node at t = T − 1 … 0."""
        run = self.back.run
        cell = run.cell
        rows = max((len(each) for each in self.arriving.values()), default=0)
        for t in range(run.part.length - 1, -1, -1):
            seeds = {cell.values[name]: past for name, past in self.arriving.items()}
            for name, errors in run.spoken.items():
                error = Rows(errors[t : t + 1], np.zeros(1, dtype=np.int64)).scaled()
                spoken = error.before(Rows.zeros(rows, errors.shape[1]))
                seeds = {node: past.after_zeros(1) for node, past in seeds.items()}
                y = cell.values[name]
                seeds[y] = plus(seeds[y], spoken) if y in seeds else spoken
            rows += len(run.spoken)
            nodes = walk(cell, _Scaled(self.back, t), seeds, cell.teachable)
            yield t, nodes
            for name, index in cell.previous.items():
                told = nodes[index]
                size = run.part.sizes[name]
                self.arriving[name] = Rows.zeros(rows, size) if told is None else told.scaled()


class _Scaled:
    """Gradients of one time-stamp in scaled rows."""

    def __init__(self, back: Back, t: int) -> None:
        self.back, self.t = back, t

    def arrived(self, gradient: Rows) -> Rows:
        return gradient

    def times(self, gradient: Rows, index: int, place: int) -> Rows:
        slope = self.back.slopes.at(index, place)
        if isinstance(slope, np.ndarray) and slope.ndim == 2:
            slope = slope[self.t]
        return gradient.times(slope)

    def through(self, gradient: Rows, index: int) -> Rows:
        run = self.back.run
        return gradient.through(run.weights[run.cell.parameter_at(index)])

    def plus(self, first: Rows, second: Rows) -> Rows:
        return plus(first, second)


def _log10_norms(rows: Rows) -> Array:
    """log10 |row|, shape (rows,); −inf where exactly zero."""
    found: Array = log10_lengths(rows.values)[0] + rows.exponents * _LOG10_2
    return found


def _left(cell: Cell, nodes: Nodes, parameter: str) -> tuple[Array, Exponents] | None:
    """Left factors of a parameter's copy at this step, shape (rows, n, uses), and their scale."""
    found = [nodes[use.node] for use in cell.uses if use.parameter == parameter]
    rows = [each for each in found if each is not None]
    if not rows:
        return None
    zeros = Rows.zeros(*rows[0].values.shape)
    values, exponents = aligned([zeros if each is None else each for each in found])
    return np.stack(values, axis=2), exponents


def _entry(back: Back, nodes: Nodes, entry: Entry, t: int) -> Array | float:
    """The entry of the copy at this step, one number per loss, shape (rows,), or 0."""
    run = back.run
    found: Array | float = 0.0
    for use in run.cell.uses:
        gradient = nodes[use.node]
        if use.parameter == entry.parameter and gradient is not None:
            right = 1.0 if use.right is None else run.over_time(use.right)[t, entry.column]
            found = found + gradient.plain()[:, entry.row] * right
    return found
