"""The engine against PyTorch's own cells: `torch.nn.RNN`, `LSTM` and `GRU` with mapped weights."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.engine import CELLS, Sequence, Truncation, bptt, parse
from tests.engine.oracles.modules import MODULES
from tests.engine.oracles.test_oracles import Case, hold, hold_each

FOLDER = Path(__file__).parent / "answers" / "modules"
KEPT: dict[tuple[str, str], Case] = {
    (file.stem, case["case"]): case
    for file in sorted(FOLDER.glob("*.json"))
    for case in json.loads(file.read_text(encoding="utf-8"))["cases"]
}

every_case = pytest.mark.parametrize(("cell", "name"), KEPT, ids=lambda each: each)


@cache
def answer(cell: str, name: str) -> dict[str, Any]:
    case = KEPT[cell, name]
    run = bptt(
        parse(CELLS[cell].equations),
        Sequence(np.array(case["inputs"], float), tuple(case["targets"]), case["classes"]),
        hidden_size=case["hidden_size"],
        weights=case["weights"],
        initial_state=case["initial_state"],
        truncation=case["truncation"] and Truncation(**case["truncation"]),
    )
    return run.as_json()


def test_every_cell_that_pytorch_has_is_held_on_a_step_on_200_and_in_segments() -> None:
    assert set(MODULES) == set(CELLS) - {"gru-reset-before"}  # which is in no module of PyTorch
    for cell in MODULES:
        cases = [case for (of, _), case in KEPT.items() if of == cell]
        assert {len(case["targets"]) for case in cases} >= {1, 200}
        assert any(case["truncation"] for case in cases)


@every_case
def test_the_states_over_time_agree_with_the_module(cell: str, name: str) -> None:
    ours, expected = answer(cell, name), KEPT[cell, name]["expected"]
    states = {state: ours["values"][state] for state in ours["cell"]["states"]}
    hold_each(states, expected["states"], "states")
    hold(ours["loss"], expected["loss"], "loss")


@every_case
def test_the_gradients_agree_with_the_blocks_of_the_module(cell: str, name: str) -> None:
    ours, expected = answer(cell, name)["gradients"], KEPT[cell, name]["expected"]["gradients"]
    read_out = {parameter: ours[parameter] for parameter in ("W_hy", "b_y")}
    hold_each(MODULES[cell].stacked(ours) | read_out, expected, "gradients")


@every_case
def test_the_deltas_of_the_initial_states_agree_with_the_module(cell: str, name: str) -> None:
    expected = KEPT[cell, name]["expected"]["initial_deltas"]
    hold_each(answer(cell, name)["initial_deltas"], expected, "initial_deltas")
