"""The engine against the answers of PyTorch's autograd, kept in answers/ by make_oracles.py."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.engine import CELLS, Entry, Sequence, Truncation, bptt, parse

TOLERANCE = 1e-12  # of the largest entry of an array
TOLERANCE_OF_SMALL_NORMS = 1e-10  # of the norm itself, so that small norms are held too

Case = dict[str, Any]
FILES = sorted((Path(__file__).parent / "answers").glob("*.json"))
CASES: dict[str, Case] = {
    case["case"]: case
    for file in FILES
    for case in json.loads(file.read_text(encoding="utf-8"))["cases"]
}

every_case = pytest.mark.parametrize("name", CASES)
# one row for the sum of the losses, or one for each of them: two ways to the same numbers
both_ways = pytest.mark.parametrize("itemised", [False, True], ids=["summed", "itemised"])


@cache
def answer(name: str, itemised: bool) -> dict[str, Any]:
    case = CASES[name]
    truncation = case["truncation"] and Truncation(**case["truncation"])
    run = bptt(
        parse(case["equations"]),
        Sequence(np.array(case["inputs"], float), tuple(case["targets"]), case["classes"]),
        hidden_size=case["hidden_size"],
        sizes=case["sizes"],
        weights=case["weights"],
        initial_state=case["initial_state"],
        truncation=truncation,
        entry=Entry(**case["entry"]) if itemised else None,
        copies=itemised,
        decomposition=itemised,
    )
    return run.as_json()


def hold(ours: Any, expected: Any, what: str) -> None:
    """Ours equals expected to 1e-12 of the largest entry of expected."""
    a, b = np.asarray(ours, float), np.asarray(expected, float)
    assert a.shape == b.shape, f"{what} has shape {a.shape}, expected {b.shape}"
    if b.size == 0:
        return
    off = np.nan_to_num(np.abs(a - b), nan=np.inf)
    at = tuple(int(i) for i in np.unravel_index(np.argmax(off), off.shape))
    largest = float(np.max(np.abs(b)))
    assert off[at] <= TOLERANCE * largest, (
        f"{what}{list(at)} is {a[at]!r}, expected {b[at]!r}: "
        f"off by {off[at]:.3g}, allowed {TOLERANCE * largest:.3g}"
    )


def hold_each(ours: Mapping[str, Any], expected: Mapping[str, Any], what: str) -> None:
    assert set(ours) == set(expected), f"names in {what}"
    for name, array in expected.items():
        hold(ours[name], array, f"{what}.{name}")


def hold_nulls(ours: Any, expected: list[float | None], what: str) -> None:
    """Nulls stand at the same places, and the numbers agree."""
    assert [v is None for v in ours] == [v is None for v in expected], f"nulls in {what}"
    hold(
        [v for v in ours if v is not None],
        [v for v in expected if v is not None],
        f"{what}, nulls left out,",
    )


def hold_log10_norms(ours: Any, case: Case, rows: list[list[float | None]], what: str) -> None:
    """Norms agree to 1e-12 of the largest, and each to a looser share of itself."""
    largest = max((v for row in rows for v in row if v is not None), default=0.0)
    for tau, row in in_rows(case, rows):
        assert len(ours[tau]) == len(row), f"{what}[{tau}] has {len(ours[tau])} numbers"
        for t, b in enumerate(row):
            a = ours[tau][t]
            assert (a is None) == (b is None), f"{what}[{tau}][{t}] is {a!r}, expected {b!r}"
            if a is None or b is None:
                continue
            share = abs(np.expm1((a - b) * np.log(10)))  # |10^a − 10^b| / 10^b
            below = min(largest - b, 100.0)  # digits; more would overflow a float
            allowed = min(TOLERANCE * 10**below, TOLERANCE_OF_SMALL_NORMS)
            assert share <= allowed, (
                f"{what}[{tau}][{t}] is {a!r}, expected {b!r}: "
                f"the norm is off by {share:.3g} of itself, allowed {allowed:.3g}"
            )


def in_rows(case: Case, rows: list[Any]) -> list[tuple[int, Any]]:
    """(row of the whole table, that row as expected): long tables are kept by a few rows."""
    return list(zip(case["expected"]["decomposition"]["rows"], rows, strict=True))


def at_stamps(case: Case, over_time: Mapping[str, Any]) -> dict[str, Any]:
    """Arrays at the time-stamps that are expected: long sequences are kept at a few."""
    stamps = case["expected"]["stamps"]
    return {name: np.asarray(array, float)[stamps] for name, array in over_time.items()}


def by_arrow(messages: list[dict[str, Any]]) -> dict[tuple[str, str, int], dict[str, Any]]:
    return {(m["from"], m["to"], m["lag"]): m for m in messages}


def test_the_answers_say_which_pytorch_gave_them() -> None:
    assert len(CASES) > 100
    for file in FILES:
        assert json.loads(file.read_text(encoding="utf-8"))["torch"]


def test_every_built_in_cell_is_held_under_its_own_text() -> None:
    held = {case["equations"] for case in CASES.values()}
    assert {cell.equations.strip() for cell in CELLS.values()} <= held


def test_lengths_1_to_30_and_200_and_both_truncations_are_held_with_gates_and_layers() -> None:
    lengths = set()
    for cell in CELLS.values():
        if cell.name.startswith("elman"):
            continue
        cases = [case for case in CASES.values() if case["equations"] == cell.equations.strip()]
        lengths |= {len(case["targets"]) for case in cases}
        kinds = {case["truncation"] and case["truncation"]["kind"] for case in cases}
        assert kinds == {None, "segment", "window"}, cell.name
        assert any(None in case["targets"] for case in cases), cell.name
        starts = [start for case in cases for start in case["initial_state"].values()]
        assert any(map(any, starts)), cell.name
    assert lengths >= {*range(1, 31), 200}


@every_case
def test_the_cell_has_the_states_and_shapes_of_its_text(name: str) -> None:
    case, cell = CASES[name], answer(name, True)["cell"]
    assert sorted(cell["states"]) == sorted(case["initial_state"])
    shapes = {name: list(np.shape(weight)) for name, weight in case["weights"].items()}
    assert {name: list(shape) for name, shape in cell["parameters"].items()} == shapes


@every_case
@both_ways
def test_the_forward_run_agrees(name: str, itemised: bool) -> None:
    ours, case = answer(name, itemised), CASES[name]
    hold_each(at_stamps(case, ours["values"]), case["expected"]["values"], "values")
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
def test_the_deltas_of_every_named_value_agree(name: str, itemised: bool) -> None:
    ours, case = answer(name, itemised), CASES[name]
    hold_each(at_stamps(case, ours["deltas"]), case["expected"]["deltas"], "deltas")


@every_case
@both_ways
def test_the_deltas_of_the_initial_state_agree(name: str, itemised: bool) -> None:
    ours, expected = answer(name, itemised), CASES[name]["expected"]
    hold_each(ours["initial_deltas"], expected["initial_deltas"], "initial_deltas")


@every_case
@both_ways
def test_the_messages_and_what_is_cut_from_them_agree(name: str, itemised: bool) -> None:
    case, ours = CASES[name], by_arrow(answer(name, itemised)["messages"])
    expected = by_arrow(case["expected"]["messages"])
    assert set(ours) == set(expected)
    assert len(ours) == len(answer(name, itemised)["messages"])
    for arrow, message in expected.items():
        assert (ours[arrow]["cut"] is None) == (message["cut"] is None), f"cut of {arrow}"
        parts = [part for part in ("values", "cut") if message[part] is not None]
        found = at_stamps(case, {part: ours[arrow][part] for part in parts})
        for part in parts:
            hold(found[part], message[part], f"{part} of {arrow}")


@every_case
@both_ways
def test_the_gradients_agree(name: str, itemised: bool) -> None:
    ours, expected = answer(name, itemised), CASES[name]["expected"]
    hold_each(ours["gradients"], expected["gradients"], "gradients")


@every_case
@both_ways
def test_the_norms_of_the_temporal_copies_agree(name: str, itemised: bool) -> None:
    ours, case = answer(name, itemised), CASES[name]
    hold_each(at_stamps(case, ours["copy_norms"]), case["expected"]["copy_norms"], "copy_norms")


@every_case
def test_the_temporal_copies_agree(name: str) -> None:
    ours, expected = answer(name, True), CASES[name]["expected"]
    if expected["copies"] is None:  # a long sequence: its copies are held by norms and sum
        hold_each({n: np.sum(c, 0) for n, c in ours["copies"].items()}, expected["gradients"], "Σ")
    else:
        hold_each(ours["copies"], expected["copies"], "copies")


@every_case
@both_ways
def test_the_factors_of_each_use_multiply_to_the_temporal_copies(name: str, itemised: bool) -> None:
    ours, expected = answer(name, itemised), CASES[name]["expected"]
    factors = ours["copy_factors"]
    assert {n: len(uses) for n, uses in factors.items()} == expected["uses"]
    copies = {parameter: sum(map(outer, uses)) for parameter, uses in factors.items()}
    if expected["copies"] is None:
        hold_each({n: np.sum(c, 0) for n, c in copies.items()}, expected["gradients"], "Σ factors")
    else:
        hold_each(copies, expected["copies"], "factors")


def outer(use: Mapping[str, Any]) -> Any:
    """(T, rows, columns), or (T, rows) for a bias."""
    left = np.asarray(use["left"])
    return left if use["right"] is None else np.einsum("ti,tj->tij", left, use["right"])


@every_case
def test_the_itemised_norms_of_every_parameter_agree(name: str) -> None:
    case, ours = CASES[name], answer(name, True)["decomposition"]["log10_norms"]
    expected = case["expected"]["decomposition"]["log10_norms"]
    assert set(ours) == set(expected)
    for parameter, rows in expected.items():
        assert len(ours[parameter]) == len(case["targets"])
        hold_log10_norms(ours[parameter], case, rows, f"log10_norms.{parameter}")


@every_case
def test_the_itemised_norms_of_every_state_agree(name: str) -> None:
    case, ours = CASES[name], answer(name, True)["decomposition"]["log10_state_norms"]
    expected = case["expected"]["decomposition"]["log10_state_norms"]
    assert set(ours) == set(expected)
    for state, rows in expected.items():
        assert len(ours[state]) == len(case["targets"])
        hold_log10_norms(ours[state], case, rows, f"log10_state_norms.{state}")


@every_case
def test_the_kept_cells_and_the_signed_table_of_one_entry_agree(name: str) -> None:
    case, ours = CASES[name], answer(name, True)["decomposition"]
    expected = case["expected"]["decomposition"]
    for tau, row in in_rows(case, expected["kept"]):
        assert [bool(kept) for kept in ours["kept"][tau]] == row, f"kept[{tau}]"
    table = [ours["entry"][tau] for tau, _ in in_rows(case, expected["entry"])]
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


def three_numbers(comparison: Mapping[str, Any]) -> list[float | None]:
    return [comparison[name] for name in ("relative_error", "cosine", "norm_ratio")]
