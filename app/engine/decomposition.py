"""Whose loss taught which copy: ∂L_τ/∂W^(t) for every pair τ ≥ t, of the full gradient."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.engine.backward import Back
from app.engine.errors import NonFiniteError
from app.engine.graph import Array
from app.engine.itemised.plain import tables_in_blocks
from app.engine.itemised.scaled import tables_in_scaled_rows
from app.engine.itemised.tables import entry_in
from app.engine.parts import Part, reached
from app.engine.problem import Entry, Truncation


@dataclass(frozen=True, eq=False)
class Decomposition:
    """Tables over loss time τ (rows) and copy time t (columns); t ≤ τ counts.

    The rows are the time-stamps of the last part, the one that has losses: L of them. The
    columns of a parameter's table are the time-stamps of its own part, those of a state's and
    of `kept` all T.

    Attributes:
        log10_norms: of ∂L_τ/∂W^(t), per parameter by its full name; −inf where exactly zero.
        log10_state_norms: of ∂L_τ/∂s_t, per state; −inf where exactly zero.
        entry: ∂L_τ/∂W^(t)[row, column], signed, of the one entry asked for.
        parts: what was run.
        truncation: what leaves only a part of the pairs.
        entry_of: the parameter of the entry.
    """

    log10_norms: dict[str, Array]
    log10_state_norms: dict[str, Array]
    entry: Array | None
    parts: tuple[Part, ...]
    truncation: Truncation | None
    entry_of: str | None

    @cached_property
    def kept(self) -> NDArray[np.bool_]:
        """Which pairs the truncation leaves, shape (L, T)."""
        last = self.parts[-1]
        T = last.first + last.length
        reach = [T if self.truncation is None else self.truncation.reach(t, T) for t in range(T)]
        return np.arange(last.first, T)[:, None] < np.array(reach)

    @cached_property
    def columns(self) -> dict[str, list[int]]:
        """How many columns of each row of a parameter's table are not later than its loss."""
        return {
            name: columns
            for part in self.parts
            for columns in [reached(self.parts, part)]
            for name in part.parameters.values()
        }


def decompose(
    backs: tuple[Back, ...], truncation: Truncation | None, entry: Entry | None
) -> Decomposition:
    """Carry every loss back by itself and keep what it leaves at each copy.

    Raises:
        NonFiniteError: a gradient leaves the finite numbers.
    """
    parts = tuple(back.run.part for back in backs)
    tables = tables_in_blocks(backs, entry)
    if tables is None:  # numbers too small or too large for plain blocks
        tables = tables_in_scaled_rows(backs, entry)
    if tables.entry is not None:
        [first] = [part.first for part in parts if entry_in(part, entry)]
        for _, t in np.argwhere(~np.isfinite(tables.entry)):
            raise NonFiniteError("the entry of a single loss", first + int(t) + 1)
    return Decomposition(
        {name: tables.norms[name] for part in parts for name in part.parameters.values()},
        {name: tables.norms[name] for name in parts[-1].cell.states},
        tables.entry,
        parts,
        truncation,
        None if entry is None else entry.parameter,
    )
