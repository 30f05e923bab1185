"""Worker processes for what would keep the other requests waiting."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

from app.web.errors import UNAVAILABLE, Mistake, Problem

P = ParamSpec("P")
R = TypeVar("R")


class Workers:
    """A pool of processes that starts with the first call and mends itself."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call a function in a worker; the event loop goes on meanwhile.

        A call that is cancelled before it begins is dropped; one that has begun runs to its
        end and its result is dropped.

        Raises:
            Problem: the worker died, and so did the next one that tried.
            Exception: whatever the function raises.
        """
        for _ in range(2):
            pool = self._started()
            try:
                return await asyncio.wrap_future(pool.submit(function, *args, **kwargs))
            except BrokenProcessPool:
                self._drop(pool)
        raise Problem(
            UNAVAILABLE,
            Mistake("the process that computed the answer died"),
            headers={"Retry-After": "10"},
        )

    def close(self) -> None:
        """Let running calls end and start no others."""
        if self._pool is not None:
            # waits, or the pool's own thread may meet its closed pipes while Python exits
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.count,
                mp_context=multiprocessing.get_context("spawn"),  # threads do not survive a fork
                initializer=_follow_parent,
            )
        return self._pool

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        pool.shutdown(wait=False, cancel_futures=True)
        if self._pool is pool:
            self._pool = None


def _follow_parent() -> None:
    """In a worker: leave Ctrl-C to the server, and end when the server is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def end_with_it() -> None:
        parent.join()
        os._exit(0)

    threading.Thread(target=end_with_it, daemon=True).start()
