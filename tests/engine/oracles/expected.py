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
LONGEST_WITH_ALL_ROWS = 16  # beyond it some rows of the tables stand for all
LONGEST_WITH_ALL_STAMPS = 30  # beyond it some time-stamps stand for all
EXPONENT_OF_LONG = 990  # what losses are scaled by, so that norms down to 1e-580 do not underflow


def expected(
    problem: Problem, truncation: Truncation | None, entry: dict[str, Any]
) -> dict[str, Any]:
    T, stamps = problem.length, kept_stamps(problem.length, truncation)
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
        "stamps": stamps,
        "values": {name: value[stamps] for name, value in values.items()},
        "losses": [losses.get(t) for t in range(1, T + 1)],
        "loss": sum(losses.values()),
        "deltas": {name: delta[stamps] for name, delta in total.deltas.items()},
        "messages": [
            {
                "from": arrow[0],
                "to": arrow[1],
                "lag": arrow[2],
                "values": total.messages[arrow][stamps],
                "cut": total.cut[arrow][stamps] if truncation and arrow[2] == 1 else None,
            }
            for arrow in sorted(total.messages)
        ],
        "initial_deltas": total.initial_deltas,
        "gradients": gradients,
        "uses": run.reads_of_parameters,
        "copy_norms": {
            name: [float(np.linalg.norm(copy)) for copy in copies[stamps]]
            for name, copies in total.copies.items()
        },
        "copies": total.copies if T <= LONGEST_WITH_COPIES else None,
        "decomposition": decomposition(problem, truncation, entry),
        "comparison": comparison(gradients, full) if truncation else None,
    }


def kept_stamps(T: int, truncation: Truncation | None) -> list[int]:
    """The time-stamps, from 0, that the arrays over time are kept at."""
    if T <= LONGEST_WITH_ALL_STAMPS:
        return list(range(T))
    cuts = range(truncation.steps, T, truncation.steps) if truncation else ()
    beside_cuts = {cut + beside for cut in cuts for beside in (-2, -1, 0)}
    return sorted({*range(0, T, 10), 1, T - 2, T - 1, *beside_cuts} & set(range(T)))


def kept_rows(problem: Problem) -> list[int]:
    """The rows, from 0, that the tables are kept by."""
    T, losses = problem.length, problem.losses
    if T <= LONGEST_WITH_ALL_ROWS:
        return list(range(T))
    return sorted({0, T - 1, *(losses[i] - 1 for i in (0, len(losses) // 2, -1))})


def decomposition(
    problem: Problem, truncation: Truncation | None, entry: dict[str, Any]
) -> dict[str, Any]:
    """Tables of the full gradient: row tau, column t <= tau, only the rows listed in "rows"."""
    rows = kept_rows(problem)
    exponent = EXPONENT_OF_LONG if problem.length > LONGEST_WITH_ALL_STAMPS else 0
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
