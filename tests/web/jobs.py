"""What the tests tell worker processes to do."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path
from typing import NoReturn

from app.web.errors import BAD_SEQUENCE, Mistake, Problem
from app.web.workers import Workers


def pid() -> int:
    return os.getpid()


def wait_for(path: Path) -> int:
    """Return once there is such a file, and fail after ten seconds."""
    end = time.monotonic() + 10
    while not path.exists():
        assert time.monotonic() < end
        time.sleep(0.01)
    return os.getpid()


def refuse() -> NoReturn:
    raise Problem(BAD_SEQUENCE, Mistake("no", "/sequence"))


def die() -> NoReturn:
    os._exit(1)


def die_once(path: Path) -> str:
    """Die unless there is such a file, and leave one."""
    if not path.exists():
        path.touch()
        os._exit(1)
    return "alive"


def use_a_worker_and_be_killed() -> None:
    """What a server does that is killed after a request with much work."""
    workers = Workers(1)
    print(asyncio.run(_pid_of(workers)), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


async def _pid_of(workers: Workers) -> int:
    return await workers.run(pid)


if __name__ == "__main__":
    use_a_worker_and_be_killed()
