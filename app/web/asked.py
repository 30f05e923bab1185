"""A request that has been read: its cell and its sequence, ready for the engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from app import engine
from app.web.errors import (
    BAD_EQUATIONS,
    DOES_NOT_FIT,
    NOT_FINITE,
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


@dataclass(frozen=True)
class Asked:
    """What a request asks to run."""

    cell: engine.Cell
    sequence: Resolved
    arguments: dict[str, Any]
    truncation: engine.Truncation | None

    def network(self) -> engine.Network:
        """The network in time, with its weights.

        Raises:
            Problem: something given does not fit.
        """
        with engine_errors():
            return engine.network(self.cell, self.sequence.numbers, **self.arguments)


def read(request: BpttRequest, limits: Settings) -> Asked:
    """Check the sizes, resolve the sequence and parse the cell.

    Raises:
        Problem: what is wrong.
    """
    check_sizes(request, limits)
    sequence = resolve(request.sequence, limits)
    with engine_errors(BAD_EQUATIONS):
        cell = _cell(request, limits)
    return Asked(cell, sequence, _arguments(request), _truncation(request))


def _arguments(request: BpttRequest) -> dict[str, Any]:
    """What decides the network besides the cell and the sequence, as the engine calls it."""
    if isinstance(request.cell, Equations):
        sizes, biases = request.cell.sizes, request.cell.initial_biases
    else:
        sizes, biases = None, engine.CELLS[request.cell].initial_biases
    return {
        "hidden_size": request.hidden_size,
        "sizes": sizes or {},
        "seed": request.seed,
        "gain": request.gain,
        "initial_biases": biases or {},
        "weights": request.weights or {},
        "initial_state": request.initial_state or {},
    }


def _cell(request: BpttRequest, limits: Settings) -> engine.Cell:
    if isinstance(request.cell, Equations):
        return engine.parse(request.cell.equations, max_operations=limits.max_operations)
    known = engine.CELLS.get(request.cell)
    if known is None:
        message = f"expected one of {', '.join(engine.CELLS)}, or an object with equations"
        raise Problem(UNKNOWN_CELL, Mistake(message, "/cell"))
    return engine.parse(known.equations, known.name, max_operations=limits.max_operations)


def _truncation(request: BpttRequest) -> engine.Truncation | None:
    asked = request.truncation
    return None if asked is None else engine.Truncation(asked.kind, asked.steps)


@contextmanager
def engine_errors(of_equations: Kind = DOES_NOT_FIT) -> Iterator[None]:
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
