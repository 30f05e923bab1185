"""The work behind the addresses that prove a run."""

from __future__ import annotations

import math
from dataclasses import dataclass

import orjson

from app import engine
from app.web.asked import engine_errors, read
from app.web.errors import OVER_LIMIT, Mistake, Problem
from app.web.proof.requests import CheckRequest, NudgeRequest
from app.web.requests import BpttRequest
from app.web.settings import Settings

# Many multiplications are done while one number of an answer is written.
MULTIPLICATIONS_OF_A_NUMBER = 50


@dataclass(frozen=True)
class CheckJob:
    """A check that is within its limit."""

    network: engine.Network
    truncation: engine.Truncation | None
    parameters: list[str] | None
    work: int

    def answer(self) -> bytes:
        """The answer as JSON.

        Raises:
            Problem: the run leaves the finite numbers.
        """
        with engine_errors():
            found = engine.check(self.network, self.truncation, self.parameters)
        return orjson.dumps(found.as_json())


def prepare_check(request: CheckRequest, limits: Settings) -> CheckJob:
    """Check everything that costs little.

    Raises:
        Problem: what is wrong, or it would be too much work.
    """
    asked = read(request, limits)
    network, truncation = asked.network(), asked.truncation
    with engine_errors():
        work = engine.work_of_check(network, truncation, request.parameters)
    if work > limits.max_check_work:
        several = len(network.shapes if request.parameters is None else request.parameters) > 1
        message = (
            f"to check this would take about {work} multiplications, over the limit of "
            f"{limits.max_check_work}: {'check one parameter at a time, or ' if several else ''}"
            "take a shorter sequence or smaller sizes"
        )
        raise Problem(OVER_LIMIT, Mistake(message))
    return CheckJob(network, truncation, request.parameters, work // MULTIPLICATIONS_OF_A_NUMBER)


@dataclass(frozen=True)
class NudgeJob:
    """An entry that there is, to be changed."""

    network: engine.Network
    entry: engine.Entry
    copy: int | None
    epsilon: float
    work: int

    def answer(self) -> bytes:
        """The answer as JSON.

        Raises:
            Problem: there is no such copy, or a run leaves the finite numbers.
        """
        with engine_errors():
            found = engine.nudge(self.network, self.entry, self.copy, self.epsilon)
        return orjson.dumps(found.as_json(), option=orjson.OPT_SERIALIZE_NUMPY)


def prepare_nudge(request: NudgeRequest, limits: Settings) -> NudgeJob:
    """Check everything that costs little.

    Raises:
        Problem: what is wrong.
    """
    network = read(request, limits).network()
    entry = engine.Entry(request.parameter, request.row, request.column)
    with engine_errors():
        work = engine.work_of_nudge(network, entry)
    return NudgeJob(
        network, entry, request.copy_, request.epsilon, work // MULTIPLICATIONS_OF_A_NUMBER
    )


@dataclass(frozen=True)
class ScriptJob:
    """A run to be written as a script."""

    network: engine.Network
    truncation: engine.Truncation | None

    @property
    def work(self) -> int:
        """The numbers that it writes out: every weight and every input."""
        return sum(math.prod(shape) for shape in self.network.shapes.values()) + sum(
            part.sequence.inputs.size for part in self.network.parts
        )

    def answer(self) -> bytes:
        """The script in UTF-8."""
        return engine.pytorch(self.network, self.truncation).encode()


def prepare_script(request: BpttRequest, limits: Settings) -> ScriptJob:
    """Check everything that costs little.

    Raises:
        Problem: what is wrong.
    """
    asked = read(request, limits)
    return ScriptJob(asked.network(), asked.truncation)
