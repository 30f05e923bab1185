"""One run, from a request to the bytes of its answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import orjson

from app import engine
from app.web.asked import Asked, engine_errors, read
from app.web.errors import BAD_REQUEST_FIELDS, OVER_LIMIT, Mistake, Problem
from app.web.requests import BpttRequest
from app.web.settings import Settings

# In numbers written: what one operation of one time-stamp costs before it touches any number,
# and what a number of the itemised tables costs more than one of an array.
WORK_OF_AN_OPERATION = 20
WORK_OF_A_TABLE_NUMBER = 2


@dataclass(frozen=True)
class Run:
    """A request that has passed every check that costs little."""

    request: BpttRequest
    asked: Asked
    numbers: int

    @cached_property
    def work(self) -> int:
        """An estimate of the cost, where writing one number of the answer costs 1.

        The loop over time costs its operations, once, once more for the gradient to compare a
        truncated one with, and twice more for the tables itemised by loss.
        """
        cell, T = self.asked.cell, self.asked.sequence.numbers.length
        itemised = "decomposition" in self.request.include
        passes = 1 + (self.request.truncation is not None) + 2 * itemised
        tables = len(cell.parameters) * T * (T + 1) // 2 if itemised else 0
        return (
            self.numbers
            + WORK_OF_AN_OPERATION * T * len(cell.nodes) * passes
            + WORK_OF_A_TABLE_NUMBER * tables
        )

    def answer(self) -> bytes:
        """The answer as JSON.

        Raises:
            Problem: something does not fit, or the run leaves the finite numbers.
        """
        asked = self.asked
        with engine_errors():
            answer = engine.bptt(
                asked.cell,
                asked.sequence.numbers,
                **asked.arguments,
                truncation=asked.truncation,
                entry=_entry(self.request),
                copies="copies" in self.request.include,
                decomposition="decomposition" in self.request.include,
            )
            fields = self.request.fields
            document = answer.as_json(fields)
            if fields is None or "sequence" in fields:
                document = {"sequence": asked.sequence.as_json(answer.parts), **document}
        return orjson.dumps(document, option=orjson.OPT_SERIALIZE_NUMPY)


def prepare(request: BpttRequest, limits: Settings) -> Run:
    """Check everything that costs little.

    Raises:
        Problem: what is wrong.
    """
    _check_words(request)
    asked = read(request, limits)
    with engine_errors():
        numbers = engine.size_of_answer(
            asked.cell,
            asked.sequence.numbers,
            hidden_size=request.hidden_size,
            sizes=asked.arguments["sizes"],
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
    return Run(request, asked, numbers)


def _entry(request: BpttRequest) -> engine.Entry | None:
    asked = request.entry
    return None if asked is None else engine.Entry(asked.parameter, asked.row, asked.column)


def _check_words(request: BpttRequest) -> None:
    """Raise Problem if a list of words repeats itself, or `include` lacks what `entry` needs."""
    for field, words in (("include", request.include), ("fields", request.fields or [])):
        for i, word in enumerate(words):
            if word in words[:i]:
                mistake = Mistake(f"{word} stands twice", f"/{field}/{i}")
                raise Problem(BAD_REQUEST_FIELDS, mistake)
    if request.entry and "decomposition" not in request.include:
        message = 'entry needs "decomposition" in include'
        raise Problem(BAD_REQUEST_FIELDS, Mistake(message, "/include"))
