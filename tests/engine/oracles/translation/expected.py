"""What a translation must answer, in the names of the HTTP contract."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from torch import Tensor

from tests.engine.oracles.autograd import (
    Array,
    Arrow,
    Backward,
    Truncation,
    itemised,
    own_copies,
    summed,
    unroll,
)
from tests.engine.oracles.expected import (
    EXPONENT_OF_LONG,
    LONGEST_WITH_ALL_STAMPS,
    comparison,
    log10_norm,
)
from tests.engine.oracles.translation.problem import Translation

LONGEST_WITH_ALL_COPIES = 7  # beyond it some copies stand for all, beside the norms of all
LONGEST_WITH_ALL_ROWS = 9  # beyond it some rows of the tables stand for all

Rows = list[Array | None]


def expected(
    problem: Translation, truncation: Truncation | None, entry: dict[str, Any]
) -> dict[str, Any]:
    T = problem.length
    run = unroll(problem, own_copies(problem), problem.initial_state, 1, T)
    total = summed(problem, truncation)
    losses = {t: loss.item() for t, loss in run.losses.items()}
    own = {name: total.copies[name][problem.time_of(name)] for name in total.copies}
    gradients = {name: copies.sum(0) for name, copies in own.items()}
    full = {name: copies.sum(0) for name, copies in summed(problem, None).copies.items()}
    values = {
        name: over_time(problem, {t: run.values[t].get(name) for t in run.values})
        for name in run.values[T]
    }
    return {
        "values": values | {"p": over_time(problem, run.probabilities)},
        "losses": [losses.get(t) for t in range(1, T + 1)],
        "loss": sum(losses.values()),
        "deltas": {
            name: where(total.deltas[name], [row is not None for row in each])
            for name, each in values.items()
        },
        "messages": messages(problem, total, truncation, values),
        "initial_deltas": total.initial_deltas,
        "gradients": gradients,
        "uses": run.reads_of_parameters,
        "copy_norms": {
            name: [float(np.linalg.norm(copy)) for copy in copies] for name, copies in own.items()
        },
        "stamps": (stamps := {name: kept_stamps(problem, name) for name in own}),
        "copies": {name: copies[stamps[name]] for name, copies in own.items()},
        "decomposition": decomposition(problem, truncation, entry),
        "comparison": comparison(gradients, full) if truncation else None,
    }


def over_time(problem: Translation, found: Mapping[int, Tensor | None]) -> Rows:
    """A row a time-stamp, None where there is no such value."""
    each = [found.get(t) for t in range(1, problem.length + 1)]
    return [None if row is None else row.detach().numpy() for row in each]


def where(array: Array, there: list[bool]) -> Rows:
    """The rows of an array over time; the others hold nothing, and are None."""
    assert not array[~np.array(there)].any()
    return [row if is_there else None for row, is_there in zip(array, there, strict=True)]


def messages(
    problem: Translation, total: Backward, truncation: Truncation | None, values: dict[str, Rows]
) -> list[dict[str, Any]]:
    found = []
    for arrow in sorted(total.messages):
        there = [has_arrow(problem, arrow, t, values) for t in range(problem.length)]
        cut = where(total.cut[arrow], there) if truncation and arrow[2] == 1 else None
        found.append(
            dict(zip(("from", "to", "lag"), arrow, strict=True))
            | {"values": where(total.messages[arrow], there), "cut": cut}
        )
    return found


def has_arrow(problem: Translation, arrow: Arrow, t: int, values: dict[str, Rows]) -> bool:
    """Whether both its ends are there; behind the last time-stamp there is one for what is."""
    sender, receiver, lag = arrow
    reader = "y" if sender == "loss" else sender
    read_at = min(t + lag, problem.length - 1)
    return values[receiver][t] is not None and values[reader][read_at] is not None


def kept_stamps(problem: Translation, parameter: str) -> list[int]:
    """The time-stamps of the parameter's half, from 0, that its copies are kept at."""
    length = len(range(problem.length)[problem.time_of(parameter)])
    if problem.length <= LONGEST_WITH_ALL_COPIES:
        return list(range(length))
    return sorted({0, length // 2, length - 1})


def kept_rows(problem: Translation) -> list[int]:
    """The rows, from 0, that the tables are kept by."""
    M = problem.length - problem.first - 1
    if problem.length <= LONGEST_WITH_ALL_ROWS:
        return list(range(M + 1))
    losses = [tau - problem.first - 1 for tau in problem.losses]
    return sorted({0, M, *(losses[i] for i in (0, len(losses) // 2, -1))})


def decomposition(
    problem: Translation, truncation: Truncation | None, entry: dict[str, Any]
) -> dict[str, Any]:
    """Tables of the full gradient: a row a time-stamp tau of the decoder, a column t <= tau."""
    place = (entry["row"],) if entry["column"] is None else (entry["row"], entry["column"])
    rows = kept_rows(problem)
    exponent = EXPONENT_OF_LONG if problem.length > LONGEST_WITH_ALL_STAMPS else 0
    taus = [problem.first + 1 + row for row in rows]

    def own(parameter: str, tau: int) -> range:
        return range(tau)[problem.time_of(parameter)]

    norms: dict[str, list[Any]] = {
        name: [[None] * len(own(name, tau)) for tau in taus] for name in problem.weights
    }
    state_norms: dict[str, list[Any]] = {
        name: [[None] * tau for tau in taus] for name in problem.initial_state
    }
    signed = [[0.0] * len(own(entry["parameter"], tau)) for tau in taus]
    for tau, one in itemised(problem, None, exponent):
        if tau not in taus:
            continue
        row = taus.index(tau)
        for name, table in norms.items():
            table[row] = [log10_norm(one.copies[name][t], exponent) for t in own(name, tau)]
        for name, table in state_norms.items():
            table[row] = [log10_norm(delta, exponent) for delta in one.deltas[name][:tau]]
        copies = one.copies[entry["parameter"]]
        signed[row] = [
            math.ldexp(copies[t][place], -exponent) for t in own(entry["parameter"], tau)
        ]
    return {
        "rows": rows,
        "log10_norms": norms,
        "log10_state_norms": state_norms,
        "kept": [
            [truncation is None or truncation.keeps(tau, t) for t in range(1, tau + 1)]
            for tau in taus
        ],
        "entry": signed,
    }
