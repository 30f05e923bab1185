"""What a case must answer, in the names of the HTTP contract."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tests.engine.oracles.autograd import (
    Array,
    Problem,
    Truncation,
    itemised,
    own_copies,
    summed,
    unroll,
)

LONGEST_WITH_COPIES = 12  # beyond it copies are held by their norms
LONGEST_WITH_ALL_ROWS = 30  # beyond it some rows of the tables stand for all
EXPONENT_OF_LONG = 990  # what losses are scaled by, so that norms down to 1e-580 do not underflow


def expected(
    problem: Problem, truncation: Truncation | None, entry: dict[str, Any]
) -> dict[str, Any]:
    T = problem.length
    run = unroll(problem, own_copies(problem), problem.initial_state, 1, T)
    total = summed(problem, truncation)
    losses = {t: loss.item() for t, loss in run.losses.items()}
    gradients = {name: copies.sum(0) for name, copies in total.copies.items()}
    full = {name: copies.sum(0) for name, copies in summed(problem, None).copies.items()}
    values = {
        name: np.stack([run.values[t][name].detach().numpy() for t in range(1, T + 1)])
        for name in run.values[1]
    }
    values["x"] = problem.inputs
    values["p"] = np.stack([run.probabilities[t].detach().numpy() for t in range(1, T + 1)])
    return {
        "values": values,
        "losses": [losses.get(t) for t in range(1, T + 1)],
        "loss": sum(losses.values()),
        "deltas": total.deltas,
        "messages": [
            {
                "from": arrow[0],
                "to": arrow[1],
                "lag": arrow[2],
                "values": total.messages[arrow],
                "cut": total.cut[arrow] if truncation and arrow[2] == 1 else None,
            }
            for arrow in sorted(total.messages)
        ],
        "initial_deltas": total.initial_deltas,
        "gradients": gradients,
        "uses": run.reads_of_parameters,
        "copy_norms": {
            name: [float(np.linalg.norm(copy)) for copy in copies]
            for name, copies in total.copies.items()
        },
        "copies": total.copies if T <= LONGEST_WITH_COPIES else None,
        "decomposition": decomposition(problem, truncation, entry),
        "comparison": comparison(gradients, full) if truncation else None,
    }


def decomposition(
    problem: Problem, truncation: Truncation | None, entry: dict[str, Any]
) -> dict[str, Any]:
    """Tables of the full gradient: row tau, column t <= tau, only the rows listed in "rows"."""
    T, exponent = problem.length, 0
    rows = list(range(T))
    if T > LONGEST_WITH_ALL_ROWS:
        exponent = EXPONENT_OF_LONG
        rows = sorted({*range(0, T, 24), 1, T - 2, T - 1})
    place = (entry["row"],) if entry["column"] is None else (entry["row"], entry["column"])
    nothing: list[Any] = [[None] * (row + 1) for row in rows]
    norms = {name: [*nothing] for name in problem.weights}
    state_norms = {name: [*nothing] for name in problem.initial_state}
    signed = [[0.0] * (row + 1) for row in rows]
    for tau, one in itemised(problem, None, exponent):
        if tau - 1 not in rows:
            continue
        row = rows.index(tau - 1)
        for name, table in norms.items():
            table[row] = [log10_norm(copy, exponent) for copy in one.copies[name][:tau]]
        for name, table in state_norms.items():
            table[row] = [log10_norm(delta, exponent) for delta in one.deltas[name][:tau]]
        copies = one.copies[entry["parameter"]]
        signed[row] = [math.ldexp(copy[place], -exponent) for copy in copies[:tau]]
    return {
        "rows": rows,
        "log10_norms": norms,
        "log10_state_norms": state_norms,
        "kept": [
            [truncation is None or truncation.keeps(row + 1, t + 1) for t in range(row + 1)]
            for row in rows
        ],
        "entry": signed,
    }


def log10_norm(array: Array, exponent: int) -> float | None:
    """log10 |array / 2**exponent|, by way of the largest entry so that no square underflows."""
    largest = float(np.max(np.abs(array)))
    if largest == 0:
        return None
    assert 1e-290 < largest < 1e305, "too near the ends of float64 for autograd to be right"
    mantissa, power = math.frexp(largest)
    length = mantissa * float(np.linalg.norm(array / largest))
    return math.log10(length) + (power - exponent) * math.log10(2)


def comparison(truncated: dict[str, Array], full: dict[str, Array]) -> dict[str, Any]:
    pooled = [np.concatenate([g.ravel() for g in gs.values()]) for gs in (truncated, full)]
    each = {name: three_numbers(truncated[name].ravel(), full[name].ravel()) for name in full}
    return {**three_numbers(*pooled), "parameters": each}


def three_numbers(truncated: Array, full: Array) -> dict[str, float | None]:
    """Null where they would divide by zero."""
    a, b = float(np.linalg.norm(truncated)), float(np.linalg.norm(full))
    return {
        "relative_error": float(np.linalg.norm(truncated - full)) / b if b else None,
        "cosine": float(truncated @ full) / (a * b) if a and b else None,
        "norm_ratio": a / b if b else None,
    }
