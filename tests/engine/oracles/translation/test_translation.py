"""The engine's encoder and decoder against PyTorch's autograd; see ../make_oracles.py."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.engine import Entry, Sequence, Translation, Truncation, bptt, parse
from tests.engine.oracles.test_oracles import (
    Case,
    both_ways,
    by_arrow,
    hold,
    hold_each,
    hold_log10_norms,
    hold_nulls,
    in_rows,
    outer,
    three_numbers,
)

FOLDER = Path(__file__).parent.parent / "answers" / "translation"
CASES: dict[str, Case] = {
    case["case"]: case
    for file in sorted(FOLDER.glob("*.json"))
    for case in json.loads(file.read_text(encoding="utf-8"))["cases"]
}

every_case = pytest.mark.parametrize("name", CASES)


@cache
def answer(name: str, itemised: bool) -> dict[str, Any]:
    case = CASES[name]
    decoder = Sequence.of_tokens(tuple(case["inputs"]), tuple(case["targets"]), case["classes"])
    run = bptt(
        parse(case["equations"]),
        Translation(np.eye(case["source_classes"])[case["source"]], decoder),
        hidden_size=case["hidden_size"],
        sizes=case["sizes"],
        weights=case["weights"],
        initial_state=case["initial_state"],
        truncation=case["truncation"] and Truncation(**case["truncation"]),
        entry=Entry(**case["entry"]) if itemised else None,
        copies=itemised,
        decomposition=itemised,
    )
    return run.as_json()


def first_of(case: Case) -> int:
    """The decoder's first time-stamp, from 0."""
    return len(case["source"])


def length_of(case: Case) -> int:
    return len(case["source"]) + len(case["inputs"])


def half_of(case: Case, parameter: str) -> int:
    """How many time-stamps the half of a parameter has."""
    return first_of(case) if parameter.endswith("_enc") else len(case["inputs"])


def hold_rows(ours: Any, expected: Any, what: str) -> None:
    """Null rows stand at the same places, and the others agree."""
    assert [row is None for row in ours] == [row is None for row in expected], f"nulls in {what}"
    there = [np.asarray(row, float) for row in ours if row is not None]
    hold(there, [row for row in expected if row is not None], f"{what}, null rows left out,")


def test_lengths_1_to_12_masks_and_cuts_on_each_side_of_the_hand_over_are_held() -> None:
    for cell in ("translation by elman", "translation by lstm"):
        cases = [case for name, case in CASES.items() if name.startswith(cell)]
        pairs = {(len(case["source"]), len(case["inputs"]) - 1) for case in cases}
        assert pairs >= {(1, 1), (1, 12), (12, 1), (12, 12)}
        taught = {len(case["targets"]) - case["targets"].count(None) for case in cases}
        assert taught >= {0, 1, 2, 3, 4}
        assert max(taught) >= 12
        assert {len(case["source"]) for case in cases} >= {*range(1, 13)}
        assert {len(case["inputs"]) - 1 for case in cases} >= {*range(1, 13)}
        assert any(case["truncation"] is None for case in cases)
        assert any(any(start) for case in cases for start in case["initial_state"].values())
        cuts = {"segment": set[int](), "window": set[int]()}
        for case in cases:
            if case["truncation"]:
                k, S = case["truncation"]["steps"], first_of(case)
                cuts[case["truncation"]["kind"]] |= {np.sign(k - S)}
        assert cuts == {"segment": {-1, 0, 1}, "window": {-1, 0, 1}}
    assert {case["hidden_size"] for case in CASES.values()} == {*range(1, 7)}


@every_case
def test_the_encoders_parameters_come_first_and_it_has_no_read_out(name: str) -> None:
    case, cell = CASES[name], answer(name, True)["cell"]
    assert sorted(cell["states"]) == sorted(case["initial_state"])
    shapes = {name: list(np.shape(weight)) for name, weight in case["weights"].items()}
    found = {name: list(shape) for name, shape in cell["parameters"].items()}
    assert list(found.items()) == list(shapes.items())


@every_case
@both_ways
def test_each_half_reads_its_own_tokens_one_hot(name: str, itemised: bool) -> None:
    case, x = CASES[name], answer(name, itemised)["values"]["x"]
    S = first_of(case)
    assert len(x) == length_of(case)
    hold(list(x[:S]), np.eye(case["source_classes"])[case["source"]], "x of the encoder")
    hold(list(x[S:]), np.eye(case["classes"])[case["inputs"]], "x of the decoder")


@every_case
@both_ways
def test_the_forward_run_agrees_and_only_the_decoder_has_what_y_reads(
    name: str, itemised: bool
) -> None:
    ours, case = answer(name, itemised), CASES[name]
    assert set(ours["values"]) == {"x", *case["expected"]["values"]}
    for value, rows in case["expected"]["values"].items():
        hold_rows(ours["values"][value], rows, f"values.{value}")
    hold_each(ours["weights"], case["weights"], "weights")
    hold_each(ours["initial_state"], case["initial_state"], "initial_state")


@every_case
@both_ways
def test_the_losses_and_their_sum_agree(name: str, itemised: bool) -> None:
    ours, expected = answer(name, itemised), CASES[name]["expected"]
    hold_nulls(ours["losses"], expected["losses"], "losses")
    hold(ours["loss"], expected["loss"], "loss")


@every_case
@both_ways
def test_the_deltas_agree(name: str, itemised: bool) -> None:
    ours, expected = answer(name, itemised), CASES[name]["expected"]
    assert set(ours["deltas"]) == set(expected["deltas"])
    for value, rows in expected["deltas"].items():
        hold_rows(ours["deltas"][value], rows, f"deltas.{value}")
    hold_each(ours["initial_deltas"], expected["initial_deltas"], "initial_deltas")


@every_case
@both_ways
def test_the_messages_agree_the_one_over_the_hand_over_in_the_encoders_last_row(
    name: str, itemised: bool
) -> None:
    case, messages = CASES[name], answer(name, itemised)["messages"]
    ours, expected = by_arrow(messages), by_arrow(case["expected"]["messages"])
    assert set(ours) == set(expected)
    assert len(ours) == len(messages)
    for arrow, message in expected.items():
        hold_rows(ours[arrow]["values"], message["values"], f"values of {arrow}")
        assert (ours[arrow]["cut"] is None) == (message["cut"] is None), f"cut of {arrow}"
        if message["cut"] is not None:
            hold_rows(ours[arrow]["cut"], message["cut"], f"cut of {arrow}")


@every_case
@both_ways
def test_the_gradients_agree(name: str, itemised: bool) -> None:
    ours, expected = answer(name, itemised), CASES[name]["expected"]
    hold_each(ours["gradients"], expected["gradients"], "gradients")


@every_case
@both_ways
def test_the_norms_of_the_copies_agree_at_the_time_stamps_of_the_half(
    name: str, itemised: bool
) -> None:
    ours, expected = answer(name, itemised), CASES[name]["expected"]
    hold_each(ours["copy_norms"], expected["copy_norms"], "copy_norms")


@every_case
def test_the_copies_agree(name: str) -> None:
    hold_copies(CASES[name], answer(name, True)["copies"], "copies")


@every_case
@both_ways
def test_the_factors_of_each_use_multiply_to_the_copies(name: str, itemised: bool) -> None:
    case, factors = CASES[name], answer(name, itemised)["copy_factors"]
    assert {n: len(uses) for n, uses in factors.items()} == case["expected"]["uses"]
    copies = {parameter: sum(map(outer, uses)) for parameter, uses in factors.items()}
    hold_copies(case, copies, "factors")


def hold_copies(case: Case, ours: Any, what: str) -> None:
    """Every copy of a short half agrees; those of a long one at some time-stamps, and in sum."""
    expected = case["expected"]
    assert set(ours) == set(expected["copies"])
    for parameter, copies in expected["copies"].items():
        assert len(ours[parameter]) == half_of(case, parameter), f"{what}.{parameter}"
        found = np.asarray(ours[parameter], float)
        hold(found[expected["stamps"][parameter]], copies, f"{what}.{parameter}")
        hold(found.sum(0), expected["gradients"][parameter], f"Σ {what}.{parameter}")


@every_case
def test_the_itemised_norms_agree_a_row_a_time_stamp_of_the_decoder(name: str) -> None:
    case, ours = CASES[name], answer(name, True)["decomposition"]
    for tables in ("log10_norms", "log10_state_norms"):
        expected = case["expected"]["decomposition"][tables]
        assert set(ours[tables]) == set(expected)
        for of, rows in expected.items():
            assert len(ours[tables][of]) == len(case["inputs"])
            hold_log10_norms(ours[tables][of], case, rows, f"{tables}.{of}")


@every_case
def test_the_kept_cells_and_the_signed_table_of_one_entry_agree(name: str) -> None:
    case, ours = CASES[name], answer(name, True)["decomposition"]
    expected = case["expected"]["decomposition"]
    assert len(ours["kept"]) == len(ours["entry"]) == len(case["inputs"])
    for row, kept in in_rows(case, expected["kept"]):
        assert [bool(each) for each in ours["kept"][row]] == kept, f"kept[{row}]"
    table = [ours["entry"][row] for row, _ in in_rows(case, expected["entry"])]
    assert [len(row) for row in table] == [len(row) for row in expected["entry"]]
    hold(np.concatenate(table), np.concatenate(expected["entry"]), "entry, row after row,")


@every_case
@both_ways
def test_the_comparison_of_truncated_and_full_agrees(name: str, itemised: bool) -> None:
    ours, expected = answer(name, itemised)["comparison"], CASES[name]["expected"]["comparison"]
    assert (ours is None) == (expected is None)
    if expected is None:
        return
    assert set(ours["parameters"]) == set(expected["parameters"])
    hold_nulls(three_numbers(ours), three_numbers(expected), "comparison")
    for parameter, numbers in expected["parameters"].items():
        found = three_numbers(ours["parameters"][parameter])
        hold_nulls(found, three_numbers(numbers), f"comparison.{parameter}")
