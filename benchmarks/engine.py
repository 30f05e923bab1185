"""This project's engine, through its public function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.engine import CELLS, Answer, Sequence, bptt, parse
from benchmarks.contestant import Call, Contestant, Found
from benchmarks.problem import Problem

NAME = "engine"
WHOLE = "engine, whole answer"
_FIELDS: dict[str, Callable[[Answer], Any]] = {
    "copies": lambda answer: (answer.gradients, answer.copy_factors),
    "dense": lambda answer: answer.copies,
    "itemised": lambda answer: answer.decomposition,
}


def _answering(problem: Problem, work: str) -> Callable[[], Answer]:
    cell, sequence = parse(CELLS[problem.cell].equations), _sequence(problem)
    return lambda: bptt(
        cell,
        sequence,
        hidden_size=problem.shape.H,
        weights=problem.weights,
        initial_state=problem.initial_state,
        copies=work == "dense",
        decomposition=work == "itemised",
    )


def _sequence(problem: Problem) -> Sequence:
    return Sequence(problem.x, tuple(map(int, problem.targets)), problem.shape.V)


def _fields(work: str) -> Callable[[Problem], Call]:
    """The call, and the fields of the work."""

    def start(problem: Problem) -> Call:
        answer, fields = _answering(problem, work), _FIELDS[work]
        return lambda: fields(answer())

    return start


def _first(work: str) -> Callable[[Problem], Call]:
    """The same from the cell's text on, so that nothing prepared for a cell is left out."""

    def start(problem: Problem) -> Call:
        return lambda: _fields(work)(problem)()  # noqa: PLW0108 - parsing is part of the call

    return start


def _whole(work: str) -> Callable[[Problem], Call]:
    def start(problem: Problem) -> Call:
        answer = _answering(problem, work)
        return lambda: answer().as_json()

    return start


def _read_copies(problem: Problem, fields: Any) -> Found:
    gradients, factors = fields
    found = dict(gradients)
    for name, (factor,) in factors.items():  # these cells use every parameter once
        found[f"{name} left"] = factor.left
        if factor.right is not None:
            found[f"{name} right"] = factor.right
    return found


def _read_dense(problem: Problem, copies: Any) -> Found:
    return dict(copies)


def _read_itemised(problem: Problem, tables: Any) -> Found:
    return {**tables.log10_norms, **tables.log10_state_norms}


_READ = {"copies": _read_copies, "dense": _read_dense, "itemised": _read_itemised}

CONTESTANTS = tuple(
    Contestant(NAME, work, _fields(work), read, first=None if work == "dense" else _first(work))
    for work, read in _READ.items()
) + tuple(Contestant(WHOLE, work, _whole(work)) for work in _READ)
