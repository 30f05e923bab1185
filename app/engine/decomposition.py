"""Whose loss taught which copy: ∂L_τ/∂W^(t) for every pair τ ≥ t, of the full gradient."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.backward import Back
from app.engine.errors import NonFiniteError
from app.engine.graph import Array
from app.engine.itemised import tables_in_blocks
from app.engine.problem import Entry, Truncation
from app.engine.scaled import tables_in_scaled_rows


@dataclass(frozen=True, eq=False)
class Decomposition:
    """Tables over loss time τ (rows) and copy time t (columns), shape (T, T); t ≤ τ counts.

    Attributes:
        log10_norms: of ∂L_τ/∂W^(t), per parameter; −inf where exactly zero.
        log10_state_norms: of ∂L_τ/∂s_t, per state; −inf where exactly zero.
        kept: which pairs the truncation leaves.
        entry: ∂L_τ/∂W^(t)[row, column], signed, of the one entry asked for.
    """

    log10_norms: dict[str, Array]
    log10_state_norms: dict[str, Array]
    kept: NDArray[np.bool_]
    entry: Array | None


def decompose(back: Back, truncation: Truncation | None, entry: Entry | None) -> Decomposition:
    """Carry every loss back by itself and keep what it leaves at each copy.

    Raises:
        NonFiniteError: a gradient leaves the finite numbers.
    """
    cell, T = back.run.cell, back.run.sequence.length
    tables = tables_in_blocks(back, entry)
    if tables is None:  # numbers too small or too large for plain blocks
        tables = tables_in_scaled_rows(back, entry)
    norms = {name: tables.norms[name] for name in cell.parameters}
    state_norms = {name: tables.norms[name] for name in cell.states}
    _refuse_non_finite(tables.norms, tables.entry)
    reach = [truncation.reach(t, T) if truncation else T for t in range(T)]
    kept = np.arange(T)[:, None] < np.array(reach)
    return Decomposition(norms, state_norms, kept, tables.entry)


def _refuse_non_finite(norms: dict[str, Array], signed: Array | None) -> None:
    for name, table in norms.items():
        if (table < np.inf).all():  # false for what is not a number, too
            continue
        for _, t in np.argwhere(~(table < np.inf)):
            raise NonFiniteError(f"∂L/∂{name} of a single loss", int(t) + 1)
    if signed is not None:
        for _, t in np.argwhere(~np.isfinite(signed)):
            raise NonFiniteError("the entry of a single loss", int(t) + 1)
