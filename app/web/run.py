"""One run, from a request to the bytes of its answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from app import engine
from app.web.errors import (
    BAD_EQUATIONS,
    BAD_REQUEST_FIELDS,
    DOES_NOT_FIT,
    NOT_FINITE,
    OVER_LIMIT,
    UNKNOWN_CELL,
    Kind,
    Mistake,
    Problem,
    pointer,
)
from app.web.limits import check_sizes
from app.web.requests import BpttRequest, Equations
from app.web.sequences.resolve import resolve
from app.web.sequences.resolved import Resolved
from app.web.settings import Settings

# In numbers written: what one operation of one time-stamp costs before it touches any number,
# and what a number of the itemised tables costs more than one of an array.
WORK_OF_AN_OPERATION = 20
WORK_OF_A_TABLE_NUMBER = 2


@dataclass(frozen=True)
class Run:
    """A request that has passed every check that costs little."""

    request: BpttRequest
    cell: engine.Cell
    sequence: Resolved
    numbers: int

    @cached_property
    def work(self) -> int:
        """An estimate of the cost, where writing one number of the answer costs 1.

        The loop over time costs its operations, once, once more for the gradient to compare a
        truncated one with, and twice more for the tables itemised by loss.
        """
        request, T = self.request, self.sequence.numbers.length
        itemised = "decomposition" in request.include
        passes = 1 + (request.truncation is not None) + 2 * itemised
        tables = len(self.cell.parameters) * T * (T + 1) // 2 if itemised else 0
        return (
            self.numbers
            + WORK_OF_AN_OPERATION * T * len(self.cell.nodes) * passes
            + WORK_OF_A_TABLE_NUMBER * tables
        )

    def answer(self) -> bytes:
        """The answer as JSON.

        Raises:
            Problem: something does not fit, or the run leaves the finite numbers.
        """
        request = self.request
        with _engine_errors():
            answer = engine.bptt(
                self.cell,
                self.sequence.numbers,
                hidden_size=request.hidden_size,
                sizes=_sizes(request),
                seed=request.seed,
                gain=request.gain,
                initial_biases=_initial_biases(request),
                weights=request.weights or {},
                initial_state=request.initial_state or {},
                truncation=_truncation(request),
                entry=_entry(request),
                copies="copies" in request.include,
                decomposition="decomposition" in request.include,
            )
            document = {"sequence": self.sequence.as_json(answer.parts), **answer.as_json()}
        return orjson.dumps(document, option=orjson.OPT_SERIALIZE_NUMPY)


def prepare(request: BpttRequest, limits: Settings) -> Run:
    """Check everything that costs little.

    Raises:
        Problem: what is wrong.
    """
    check_sizes(request, limits)
    _check_include(request)
    sequence = resolve(request.sequence, limits)
    with _engine_errors(BAD_EQUATIONS):
        cell = _cell(request, limits)
    with _engine_errors():
        numbers = engine.size_of_answer(
            cell,
            sequence.numbers,
            hidden_size=request.hidden_size,
            sizes=_sizes(request),
            copies="copies" in request.include,
            decomposition="decomposition" in request.include,
        )
    if numbers > limits.max_answer_numbers:
        message = (
            f"the answer would hold {numbers} numbers, over the limit of "
            f"{limits.max_answer_numbers}: take a shorter sequence, smaller sizes, "
            "or include less"
        )
        raise Problem(OVER_LIMIT, Mistake(message))
    return Run(request, cell, sequence, numbers)


def answer(request: BpttRequest, limits: Settings) -> bytes:
    """The answer as JSON; what a worker process is told to do.

    Raises:
        Problem: what is wrong.
    """
    return prepare(request, limits).answer()


def _cell(request: BpttRequest, limits: Settings) -> engine.Cell:
    if isinstance(request.cell, Equations):
        return engine.parse(request.cell.equations, max_operations=limits.max_operations)
    known = engine.CELLS.get(request.cell)
    if known is None:
        message = f"expected one of {', '.join(engine.CELLS)}, or an object with equations"
        raise Problem(UNKNOWN_CELL, Mistake(message, "/cell"))
    return engine.parse(known.equations, known.name, max_operations=limits.max_operations)


def _sizes(request: BpttRequest) -> dict[str, int]:
    return (request.cell.sizes or {}) if isinstance(request.cell, Equations) else {}


def _initial_biases(request: BpttRequest) -> dict[str, float]:
    if isinstance(request.cell, Equations):
        return request.cell.initial_biases or {}
    return engine.CELLS[request.cell].initial_biases


def _truncation(request: BpttRequest) -> engine.Truncation | None:
    asked = request.truncation
    return None if asked is None else engine.Truncation(asked.kind, asked.steps)


def _entry(request: BpttRequest) -> engine.Entry | None:
    asked = request.entry
    return None if asked is None else engine.Entry(asked.parameter, asked.row, asked.column)


def _check_include(request: BpttRequest) -> None:
    """Raise Problem if `include` repeats itself or lacks what `entry` needs."""
    for i, word in enumerate(request.include):
        if word in request.include[:i]:
            raise Problem(BAD_REQUEST_FIELDS, Mistake(f"{word} stands twice", f"/include/{i}"))
    if request.entry and "decomposition" not in request.include:
        message = 'entry needs "decomposition" in include'
        raise Problem(BAD_REQUEST_FIELDS, Mistake(message, "/include"))


@contextmanager
def _engine_errors(of_equations: Kind = DOES_NOT_FIT) -> Iterator[None]:
    """Translate the engine's errors; its paths lead into arguments named like the fields.

    Args:
        of_equations: what an error at a place in the text of the cell is. Once it has been read,
            it can only be in the way of what is asked for.
    """
    try:
        yield
    except engine.EquationError as error:
        mistake = Mistake(error.message, pointer(*error.path), error.line, error.column)
        raise Problem(of_equations, mistake) from error
    except engine.NonFiniteError as error:
        more: dict[str, Any] = {"t": error.t, "name": error.name}
        raise Problem(NOT_FINITE, Mistake(error.message, more=more)) from error
    except engine.EngineError as error:
        raise Problem(DOES_NOT_FIT, Mistake(error.message, pointer(*error.path))) from error
