"""Whose loss taught which copy: ∂L_τ/∂W^(t) for every pair τ ≥ t, of the full gradient."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.backward import Step, sweep
from app.engine.copies import copy_vectors, right_factors
from app.engine.errors import NonFiniteError
from app.engine.forward import Run
from app.engine.graph import Array
from app.engine.lengths import log10_lengths
from app.engine.problem import Entry, Truncation
from app.engine.rows import Exponents, Rows, aligned

_LOG10_2 = float(np.log10(2.0))


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


def decompose(run: Run, truncation: Truncation | None, entry: Entry | None) -> Decomposition:
    """Sweep back with one row per loss and keep what each row leaves at each copy.

    Raises:
        NonFiniteError: a gradient leaves the finite numbers.
    """
    cell, T = run.cell, run.sequence.length
    norms = {name: np.full((T, T), -np.inf) for name in cell.parameters}
    state_norms = {name: np.full((T, T), -np.inf) for name in cell.states}
    signed = np.zeros((T, T)) if entry else None
    triangles = right_factors(run)
    with np.errstate(over="ignore", invalid="ignore"):
        for step in sweep(run, itemised=True):
            t, losses = step.t, slice(step.t, step.t + len(step.arrows["loss", "y", 0]))
            for name, table in norms.items():
                if (left := _left(run, step, name)) is not None:
                    copies = Rows(copy_vectors(left[0], triangles[name][t]), left[1])
                    table[losses, t] = _log10_norms(copies)
            for name, table in state_norms.items():
                if (delta := step.nodes[cell.values[name]]) is not None:
                    table[losses, t] = _log10_norms(delta)
            if signed is not None and entry is not None:
                signed[losses, t] = _entry(run, step, entry)
    _refuse_non_finite({**norms, **state_norms}, signed)
    reach = [truncation.reach(t, T) if truncation else T for t in range(T)]
    kept = np.arange(T)[:, None] < np.array(reach)
    return Decomposition(norms, state_norms, kept, signed)


def _log10_norms(rows: Rows) -> Array:
    """log10 |row|, shape (rows,); −inf where exactly zero."""
    return log10_lengths(rows.values) + rows.exponents * _LOG10_2


def _left(run: Run, step: Step, parameter: str) -> tuple[Array, Exponents] | None:
    """Left factors of a parameter's copy at this step, shape (rows, n, uses), and their scale."""
    uses = [use for use in run.cell.uses if use.parameter == parameter]
    found = [step.nodes[use.node] for use in uses]
    rows = [each for each in found if each is not None]
    if not rows:
        return None
    zeros = Rows.zeros(*rows[0].values.shape)
    values, exponents = aligned([zeros if each is None else each for each in found])
    return np.stack(values, axis=2), exponents


def _entry(run: Run, step: Step, entry: Entry) -> Array:
    """The entry of the copy at this step, one number per loss, shape (rows,)."""
    found = np.zeros(len(step.arrows["loss", "y", 0]))
    for use in run.cell.uses:
        gradient = step.nodes[use.node]
        if use.parameter == entry.parameter and gradient is not None:
            right = 1.0 if use.right is None else _right(run, use.right)[step.t, entry.column]
            found += gradient.plain()[:, entry.row] * right
    return found


def _right(run: Run, node: int) -> Array:
    return np.asarray(run.nodes[node])


def _refuse_non_finite(norms: dict[str, Array], signed: Array | None) -> None:
    for name, table in norms.items():
        for _, t in np.argwhere(np.isnan(table) | (table == np.inf)):
            raise NonFiniteError(f"∂L/∂{name} of a single loss", int(t) + 1)
    if signed is not None:
        for _, t in np.argwhere(~np.isfinite(signed)):
            raise NonFiniteError("the entry of a single loss", int(t) + 1)
