"""This project's engine, through its public function."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from app.engine import CELLS, Answer, Cell, Sequence, bptt, parse
from app.engine.backward import Back
from app.engine.itemised.scaled import tables_in_scaled_rows
from benchmarks.contestant import Call, Contestant, Found, read_copies
from benchmarks.names import ENGINE, SCALED, WHOLE
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


def _answering(problem: Problem, work: str, cell: Cell | None = None) -> Callable[[], Answer]:
    cell, sequence = cell or parse(CELLS[problem.cell].equations), _sequence(problem)
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


_texts = count()


def _first(work: str) -> Callable[[Problem], Call]:
    """The same from a text on that was never read, so that reading the cell and writing its
    program are in the time."""

    def start(problem: Problem) -> Call:
        text = f"{CELLS[problem.cell].equations}# {next(_texts)}\n"
        return lambda: _FIELDS[work](_answering(problem, work, parse(text))())

    return start


def _scaled(problem: Problem) -> Call:
    """The tables by the way that takes over where plain blocks do not suffice."""
    answer, cell = _answering(problem, "copies"), CELLS[problem.cell]
    states = parse(cell.equations).states

    def call() -> Any:
        norms = tables_in_scaled_rows((Back(answer().run),), None).norms
        return norms, {name: norms.pop(name) for name in states}

    return call


def _whole(work: str) -> Callable[[Problem], Call]:
    def start(problem: Problem) -> Call:
        answer = _answering(problem, work)
        return lambda: answer().as_json()

    return start


def _read_copies(problem: Problem, fields: Any) -> Found:
    gradients, factors = fields
    return read_copies(gradients, {name: each for name, (each,) in factors.items()})


def _read_dense(problem: Problem, copies: Any) -> Found:
    return dict(copies)


def _read_itemised(problem: Problem, tables: Any) -> Found:
    parameters, states = tables
    return {**parameters, **states}


_READ = {"copies": _read_copies, "dense": _read_dense, "itemised": _read_itemised}

CONTESTANTS = (
    *(
        Contestant(
            ENGINE, work, _fields(work), read, first=None if work == "dense" else _first(work)
        )
        for work, read in _READ.items()
    ),
    *(Contestant(WHOLE, work, _whole(work)) for work in _READ),
    Contestant(SCALED, "itemised", _scaled, _read_itemised),
)
