"""The command `bptt-visualizer`, really run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def start(*options: str, **settings: str) -> subprocess.Popen[str]:
    """The command with these options and settings, as a process whose output can be read."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BPTT_")}
    return subprocess.Popen(
        [sys.executable, "-m", "app", *options],
        cwd=ROOT,
        env=environment | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def interrupt(process: subprocess.Popen[str]) -> None:
    """What Ctrl-C in a terminal does: a signal to the process and to all that it started."""
    os.killpg(process.pid, signal.SIGINT)


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """A server on a free port, up to the end of the block; gives the address that it printed."""
    with start("--port", "0", *options) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            assert line.startswith("Open http://"), process.communicate()
            yield line.removeprefix("Open ").strip()
        finally:
            interrupt(process)
            try:
                rest = process.communicate(timeout=20)
            finally:
                if process.poll() is None:
                    process.kill()
    assert rest == ("", ""), rest
    assert process.returncode == 0
