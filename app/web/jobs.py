"""What answers a request: here and now if it is little work, else in a worker process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from fastapi import FastAPI

from app.web.requests import BpttRequest
from app.web.settings import Settings

R = TypeVar("R", bound=BpttRequest)


class Job(Protocol):
    """A request that has passed every check that costs little."""

    @property
    def work(self) -> int:
        """An estimate of the cost, where writing one number of an answer costs 1."""

    def answer(self) -> bytes:
        """The body of the answer."""


Prepare = Callable[[R, Settings], Job]


async def run(app: FastAPI, prepare: Prepare[R], request: R) -> bytes:
    """The body of the answer.

    Args:
        prepare: makes the job; a function of a module, since a worker must find it.

    Raises:
        Problem: what is wrong.
    """
    settings: Settings = app.state.settings
    job = prepare(request, settings)
    if job.work <= settings.max_inline_work:
        return job.answer()
    body: bytes = await app.state.workers.run(answer, prepare, request, settings)
    return body


def answer(prepare: Prepare[R], request: R, settings: Settings) -> bytes:
    """The same from the beginning; what a worker process is told to do.

    Raises:
        Problem: what is wrong.
    """
    return prepare(request, settings).answer()
