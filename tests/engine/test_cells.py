"""The built-in cells: known texts, and nothing in the engine that knows them by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.engine import CELLS, cells, parse

ENGINE = Path(cells.__file__).parent


def test_the_built_in_cells_have_the_states_of_their_publications() -> None:
    assert {name: parse(cell.equations).states for name, cell in CELLS.items()} == {
        "elman": ("h",),
        "elman-relu": ("h",),
        "lstm": ("c", "h"),
        "gru": ("h",),
        "gru-reset-before": ("h",),
        "stacked": ("a", "h"),
    }


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_a_built_in_cell_is_described_in_a_sentence_and_says_who_published_it_when(
    cell: cells.CellText,
) -> None:
    assert cell.title
    assert cell.description.endswith(".")
    assert cell.description.count(".") == 1
    assert re.search(r"\b(19|20)\d\d\b", cell.reference)


@pytest.mark.parametrize("name", CELLS)
def test_the_initial_biases_of_a_built_in_cell_are_biases_of_its_text(name: str) -> None:
    biases = {each for each in parse(CELLS[name].equations).parameters if each.startswith("b_")}
    assert set(CELLS[name].initial_biases) <= biases


def test_only_the_lstm_starts_with_a_bias_that_is_not_drawn() -> None:
    filled = {name: cell.initial_biases for name, cell in CELLS.items() if cell.initial_biases}
    assert filled == {"lstm": {"b_f": 1.0}}


def test_no_other_file_of_the_engine_names_a_built_in_cell() -> None:
    named = re.compile("|".join(rf"[\"']{name}[\"']" for name in CELLS))
    for file in ENGINE.rglob("*.py"):
        if file.name != "cells.py":
            assert not named.search(file.read_text("utf-8")), file.name
