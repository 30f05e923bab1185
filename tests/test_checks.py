"""The checks of the code, each a test that prints what its tool says."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hatch_build import node_tool
from tests.command import ROOT


def check(*command: str) -> None:
    """Run the tool in the root of the project; whatever it finds is the test's failure."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        pytest.fail(f"{done.stdout}{done.stderr}", pytrace=False)


def test_ruff_finds_no_mistake() -> None:
    check(sys.executable, "-m", "ruff", "check", "--quiet")


def test_ruff_would_format_nothing_otherwise() -> None:
    check(sys.executable, "-m", "ruff", "format", "--quiet", "--diff")


def test_mypy_finds_no_mistake() -> None:
    check(sys.executable, "-m", "mypy")


def test_tsc_finds_no_mistake_in_the_types_of_the_page() -> None:
    check(*node_tool("node"), "node_modules/typescript/bin/tsc")


def test_the_unit_tests_of_the_page_pass() -> None:
    pattern = "tests/static/**/*.test.js"
    assert list(ROOT.glob(pattern))
    check(*node_tool("node"), "--test", "--test-reporter=dot", pattern)
