"""The tables itemised by loss, before anything is said about them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from app.engine.graph import Array
from app.engine.parts import Part
from app.engine.problem import Entry


@dataclass(frozen=True, eq=False)
class Tables:
    """Over loss time τ (rows: the time-stamps of the last part) and copy time t (columns: those
    of the part that a parameter belongs to; all of a state); t ≤ τ counts.

    Attributes:
        norms: log10 |∂L_τ/∂W^(t)| of each parameter by its full name, log10 |∂L_τ/∂s_t| of each
            state.
        entry: the signed entry asked for.
    """

    norms: dict[str, Array]
    entry: Array | None


def joined(of_parts: list[Tables]) -> Tables:
    """The tables of all parts, those of a state side by side."""
    if len(of_parts) == 1:
        return of_parts[0]
    names = dict.fromkeys(name for tables in of_parts for name in tables.norms)
    norms = {
        name: np.concatenate([each.norms[name] for each in of_parts if name in each.norms], axis=1)
        for name in names
    }
    entries = [each.entry for each in of_parts if each.entry is not None]
    return Tables(norms, entries[0] if entries else None)


def entry_in(part: Part, entry: Entry | None) -> Entry | None:
    """The entry by its name in the text, if it is one of this part's."""
    if entry is None:
        return None
    names = {full: name for name, full in part.parameters.items()}
    name = names.get(entry.parameter)
    return None if name is None else replace(entry, parameter=name)
