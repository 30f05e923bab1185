"""The scripts of today are those that PyTorch ran, and the engine finds what they printed.

The answers are kept in answers.json by make.py.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.engine import CELLS, Answer
from tests.engine.export.cases import Case, cases

TOLERANCE = 1e-12  # of the largest entry of an array
FILE = Path(__file__).parent / "answers.json"

KEPT: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
ANSWERS: dict[str, dict[str, Any]] = {each["case"]: each for each in KEPT["cases"]}
CASES: dict[str, Case] = {case.name: case for case in cases()}

every_case = pytest.mark.parametrize("name", CASES, ids=ascii)


@cache
def answer(name: str) -> Answer:
    return CASES[name].answer()


def hold(found: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    """The same arrays, to 1e-12 of the largest entry of each."""
    assert set(found) == set(expected)
    for name, array in expected.items():
        a, b = np.asarray(found[name]), np.asarray(array)
        assert a.shape == b.shape, name
        off, allowed = np.abs(a - b).max(), TOLERANCE * np.abs(b).max()
        assert off <= allowed, f"{name} is off by {off:.3g}, allowed {allowed:.3g}"


def hold_loss(printed: str, loss: float) -> None:
    """It was printed as `loss …` with twelve decimals."""
    word, number = printed.split()
    assert word == "loss"
    assert len(number.partition(".")[2]) == 12
    assert abs(float(number) - loss) <= 0.5e-12 + TOLERANCE * loss


def test_the_answers_are_those_of_the_cases_and_say_which_pytorch_gave_them() -> None:
    assert KEPT["torch"]
    assert list(ANSWERS) == list(CASES)
    assert len(KEPT["cases"]) == len(CASES)


def test_built_in_cells_translations_and_twenty_random_texts_are_held_with_every_truncation() -> (
    None
):
    def kinds(which: list[Case]) -> set[str | None]:
        return {case.truncation.kind if case.truncation else None for case in which}

    def named(begin: str) -> list[Case]:
        return [case for case in CASES.values() if case.name.startswith(begin)]

    for cell in CELLS.values():
        ours = [case for case in CASES.values() if case.equations == cell.equations]
        assert kinds(ours) == {None, "segment", "window"}, cell.name
    for begin in ("elman, translation", "lstm, translation", "random text", "random translation"):
        assert kinds(named(begin)) == {None, "segment", "window"}, begin
    assert len({case.equations for case in named("random text")}) == 20


@every_case
def test_the_script_is_the_one_that_pytorch_ran(name: str) -> None:
    assert CASES[name].script().splitlines() == ANSWERS[name]["script"]


@every_case
def test_the_loss_that_was_printed_is_the_engines(name: str) -> None:
    hold_loss(ANSWERS[name]["printed"], answer(name).loss)


@every_case
def test_the_leaves_are_the_parameters_and_their_gradients_the_engines(name: str) -> None:
    hold(answer(name).gradients, ANSWERS[name]["gradients"])
