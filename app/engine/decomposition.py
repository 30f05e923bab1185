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
from app.engine.problem import Entry, Truncation


@dataclass(frozen=True, eq=False)
class Decomposition:
    """Tables over loss time τ (rows) and copy time t (columns), shape (T, T); t ≤ τ counts.

    Attributes:
        log10_norms: of ∂L_τ/∂W^(t), per parameter; −inf where exactly zero.
        log10_state_norms: of ∂L_τ/∂s_t, per state; −inf where exactly zero.
        entry: ∂L_τ/∂W^(t)[row, column], signed, of the one entry asked for.
        length: T.
        truncation: what leaves only a part of the pairs.
    """

    log10_norms: dict[str, Array]
    log10_state_norms: dict[str, Array]
    entry: Array | None
    length: int
    truncation: Truncation | None

    @cached_property
    def kept(self) -> NDArray[np.bool_]:
        """Which pairs the truncation leaves, shape (T, T)."""
        T = self.length
        reach = [T if self.truncation is None else self.truncation.reach(t, T) for t in range(T)]
        return np.arange(T)[:, None] < np.array(reach)


def decompose(back: Back, truncation: Truncation | None, entry: Entry | None) -> Decomposition:
    """Carry every loss back by itself and keep what it leaves at each copy.

    Raises:
        NonFiniteError: a gradient leaves the finite numbers.
    """
    cell, T = back.run.cell, back.run.sequence.length
    tables = tables_in_blocks(back, entry)
    if tables is None:  # numbers too small or too large for plain blocks
        tables = tables_in_scaled_rows(back, entry)
    if tables.entry is not None:
        for _, t in np.argwhere(~np.isfinite(tables.entry)):
            raise NonFiniteError("the entry of a single loss", int(t) + 1)
    norms = {name: tables.norms[name] for name in cell.parameters}
    state_norms = {name: tables.norms[name] for name in cell.states}
    return Decomposition(norms, state_norms, tables.entry, T, truncation)
