"""PyTorch runs every script anew: `pytest -m torch`, in an environment that has it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.export.run import run
from tests.engine.export.test_answers import ANSWERS, CASES, answer, every_case, hold, hold_loss

pytestmark = pytest.mark.torch


@every_case
def test_a_script_prints_the_engines_loss_and_leaves_its_gradients(name: str) -> None:
    printed, gradients = run(CASES[name].script())
    hold_loss(printed, answer(name).loss)
    hold(gradients, answer(name).gradients)


@every_case
def test_a_script_still_answers_what_it_did(name: str) -> None:
    printed, gradients = run(CASES[name].script())
    assert abs(float(printed.split()[1]) - float(ANSWERS[name]["printed"].split()[1])) < 2e-12
    hold(gradients, ANSWERS[name]["gradients"])


def test_a_script_runs_as_a_file_by_itself(tmp_path: Path) -> None:
    name = "words of the script handed over, window of 2"
    script = tmp_path / "run.py"
    script.write_text(CASES[name].script(), "utf-8")
    command = [sys.executable, "-W", "error", str(script)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    hold_loss(done.stdout, answer(name).loss)
