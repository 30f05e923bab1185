"""The tables itemised by loss, before anything is said about them."""

from __future__ import annotations

from dataclasses import dataclass

from app.engine.graph import Array


@dataclass(frozen=True, eq=False)
class Tables:
    """Over loss time τ (rows) and copy time t (columns), shape (T, T); t ≤ τ counts.

    Attributes:
        norms: log10 |∂L_τ/∂W^(t)| of each parameter, log10 |∂L_τ/∂s_t| of each state.
        entry: the signed entry asked for.
    """

    norms: dict[str, Array]
    entry: Array | None
