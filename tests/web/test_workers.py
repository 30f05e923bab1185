"""Much work is done in other processes, and the server goes on meanwhile."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from httpx2 import ASGITransport, AsyncClient

from app.web.errors import BAD_SEQUENCE, DOES_NOT_FIT, UNAVAILABLE, Problem
from app.web.main import create_app
from app.web.settings import Settings
from app.web.workers import Workers
from tests.command import ROOT
from tests.web import jobs
from tests.web.asking import GOLDEN, mistakes

T = TypeVar("T")


def with_workers(use: Callable[[Workers], Awaitable[T]]) -> T:
    """What a coroutine makes of one worker."""

    async def main() -> T:
        workers = Workers(1)
        try:
            return await use(workers)
        finally:
            workers.close()

    return asyncio.run(main())


def have_started(workers: Workers) -> bool:
    return workers._pool is not None


def test_nothing_starts_before_the_first_call() -> None:
    workers = Workers(1)
    assert not have_started(workers)


def test_a_call_runs_in_another_process() -> None:
    assert with_workers(lambda workers: workers.run(jobs.pid)) != os.getpid()


def test_a_refusal_comes_back_as_it_was() -> None:
    async def use(workers: Workers) -> Problem:
        with pytest.raises(Problem) as caught:
            await workers.run(jobs.refuse)
        return caught.value

    problem = with_workers(use)
    assert problem.kind == BAD_SEQUENCE
    assert problem.mistakes[0].path == "/sequence"


def test_a_call_whose_worker_dies_is_tried_again(tmp_path: Path) -> None:
    assert with_workers(lambda w: w.run(jobs.die_once, tmp_path / "died")) == "alive"


def test_a_call_that_kills_every_worker_is_given_up_and_the_next_one_runs() -> None:
    async def use(workers: Workers) -> int:
        with pytest.raises(Problem) as caught:
            await workers.run(jobs.die)
        assert caught.value.kind == UNAVAILABLE
        assert caught.value.response().headers["retry-after"] == "10"
        return await workers.run(jobs.pid)

    assert with_workers(use)


def test_a_client_that_goes_away_leaves_the_workers_free(tmp_path: Path) -> None:
    async def use(workers: Workers) -> int:
        begun = asyncio.create_task(workers.run(jobs.wait_for, tmp_path / "go"))
        queued = asyncio.create_task(workers.run(jobs.die))
        await asyncio.sleep(0)
        for task in (begun, queued):
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        (tmp_path / "go").touch()
        return await workers.run(jobs.pid)

    assert with_workers(use)


def test_no_worker_outlives_a_server_that_is_killed() -> None:
    # a worker has the same output: this returns only when the last one has closed it
    command = [sys.executable, "-m", "tests.web.jobs"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=10, check=False)
    assert int(done.stdout)
    assert done.returncode == -signal.SIGKILL


def test_the_server_answers_while_a_worker_works(tmp_path: Path) -> None:
    async def main() -> None:
        app = create_app(Settings(workers=1))
        async with (
            app.router.lifespan_context(app),
            AsyncClient(transport=ASGITransport(app), base_url="http://test") as client,
        ):
            working = asyncio.create_task(app.state.workers.run(jobs.wait_for, tmp_path / "go"))
            response = await client.get("/healthz")
            assert response.json()["status"] == "ok"
            assert not working.done()
            (tmp_path / "go").touch()
            assert await working != os.getpid()

    asyncio.run(main())


def test_a_request_with_much_work_is_answered_by_a_worker_as_it_would_be_without() -> None:
    async def main() -> None:
        app = create_app(Settings(workers=1, max_inline_work=500))
        body = {**GOLDEN, "sequence": {"kind": "text", "text": "ab"}}
        async with (
            app.router.lifespan_context(app),
            AsyncClient(transport=ASGITransport(app), base_url="http://test") as client,
        ):
            small = {"sequence": {"kind": "text", "text": "ab"}, "hidden_size": 1}
            assert (await client.post("/api/v1/bptt", json=small)).status_code == 200
            assert not have_started(app.state.workers)

            answer = await client.post("/api/v1/bptt", json=body)
            assert have_started(app.state.workers)
            assert answer.status_code == 200
            assert answer.json()["losses"][0] == pytest.approx(1.367966, abs=1e-6)

            wrong = await client.post("/api/v1/bptt", json={**body, "weights": {"W": [1]}})
            (mistake,) = mistakes(DOES_NOT_FIT, wrong)
            assert mistake["path"] == "/weights/W"

    asyncio.run(main())
