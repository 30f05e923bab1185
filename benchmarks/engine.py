"""This project's engine, through its public function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.engine import CELLS, Answer, Sequence, bptt, parse
from benchmarks.contestant import Call, Contestant, Found
from benchmarks.names import ENGINE, WHOLE
from benchmarks.problem import Problem


def _copies(answer: Answer) -> Any:
    factors = answer.copy_factors.items()
    return answer.gradients, {name: [(f.left, f.right) for f in each] for name, each in factors}


def _tables(answer: Answer) -> Any:
    assert answer.decomposition is not None
    return answer.decomposition.log10_norms, answer.decomposition.log10_state_norms


# down to the arrays, so that one which is found when it is asked for is in the time
_FIELDS: dict[str, Callable[[Answer], Any]] = {
    "copies": _copies,
    "dense": lambda answer: answer.copies,
    "itemised": _tables,
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
    for name, ((left, right),) in factors.items():  # these cells use every parameter once
        found[f"{name} left"] = left
        if right is not None:
            found[f"{name} right"] = right
    return found


def _read_dense(problem: Problem, copies: Any) -> Found:
    return dict(copies)


def _read_itemised(problem: Problem, tables: Any) -> Found:
    parameters, states = tables
    return {**parameters, **states}


_READ = {"copies": _read_copies, "dense": _read_dense, "itemised": _read_itemised}

CONTESTANTS = tuple(
    Contestant(ENGINE, work, _fields(work), read, first=None if work == "dense" else _first(work))
    for work, read in _READ.items()
) + tuple(Contestant(WHOLE, work, _whole(work)) for work in _READ)
