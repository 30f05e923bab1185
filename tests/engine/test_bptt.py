"""Runs at the edges: masks, one step, one class, small and large numbers, other vocabularies."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import (
    CELLS,
    Answer,
    EngineError,
    Entry,
    NonFiniteError,
    Sequence,
    Truncation,
    bptt,
    parse,
    size_of_answer,
)

ELMAN = parse(CELLS["elman"].equations, "elman")
RELU = parse(CELLS["elman-relu"].equations, "elman-relu")
BOTH = [Truncation("segment", 2), Truncation("window", 2)]


def vectors(T: int, D: int, targets: tuple[int | None, ...], V: int) -> Sequence:
    return Sequence(np.random.default_rng(T).normal(size=(T, D)), targets, V)


def test_a_time_stamp_without_a_target_adds_nothing() -> None:
    answer = bptt(ELMAN, vectors(4, 2, (0, None, None, 1), 2), decomposition=True)
    assert [loss is None for loss in answer.losses] == [False, True, True, False]
    assert answer.loss == sum(loss for loss in answer.losses if loss is not None)
    assert not answer.deltas["y"][1:3].any()
    assert answer.deltas["h"][1:3].all()  # the later loss comes through
    tables = answer.as_json()["decomposition"]
    assert tables["log10_norms"]["W_hh"][1] == [None, None]


@pytest.mark.parametrize("truncation", [None, *BOTH], ids=str)
def test_all_masked_is_a_run_with_nothing_to_learn(truncation: Truncation | None) -> None:
    answer = bptt(
        ELMAN, vectors(3, 2, (None,) * 3, 2), truncation=truncation, copies=True, decomposition=True
    )
    assert answer.loss == 0.0
    assert answer.losses == [None, None, None]
    assert not any(gradient.any() for gradient in answer.gradients.values())
    assert answer.values["p"].sum(axis=1) == pytest.approx(np.ones(3))
    if answer.comparison:
        assert dataclasses.astuple(answer.comparison[0]) == (None, None, None)


def test_one_class_is_certain_and_teaches_nothing() -> None:
    answer = bptt(ELMAN, vectors(3, 2, (0, 0, 0), 1))
    assert answer.values["p"].tolist() == [[1.0]] * 3
    assert answer.losses == [0.0] * 3
    assert str(answer.loss) == "0.0"
    assert not any(gradient.any() for gradient in answer.gradients.values())


@pytest.mark.parametrize("truncation", [None, *BOTH], ids=str)
def test_a_single_step_has_one_copy_and_it_is_the_gradient(truncation: Truncation | None) -> None:
    answer = bptt(ELMAN, vectors(1, 2, (1,), 3), truncation=truncation, copies=True)
    assert answer.copies is not None
    for name, gradient in answer.gradients.items():
        assert np.array_equal(answer.copies[name][0], gradient)
    assert not answer.gradients["W_hh"].any()  # h_0 = 0


def test_the_initial_state_has_a_gradient_and_gives_copy_1_one() -> None:
    sequence = vectors(3, 2, (0, 1, 0), 2)
    start = np.array([0.3, -0.2, 0.9, 0.1])

    def loss(start: Any) -> float:
        return bptt(ELMAN, sequence, initial_state={"h": start}).loss

    answer = bptt(ELMAN, sequence, initial_state={"h": start}, copies=True)
    step = 1e-6
    by_differences = [
        (loss(start + nudge) - loss(start - nudge)) / (2 * step) for nudge in step * np.eye(4)
    ]
    assert answer.initial_deltas["h"] == pytest.approx(by_differences, abs=1e-9)
    assert answer.copies is not None
    assert answer.copies["W_hh"][0].any()


def test_the_initial_state_belongs_to_step_1_and_is_not_cut_from_it() -> None:
    sequence = vectors(4, 2, (0, 1, 0, 1), 2)
    for kind in ("segment", "window"):
        answer = bptt(ELMAN, sequence, truncation=Truncation(kind, 1))
        expected = answer.deltas["z"][0] @ answer.weights["W_hh"]
        assert answer.initial_deltas["h"] == pytest.approx(expected, abs=1e-15)


def test_itemised_norms_have_no_false_zero_at_256_steps_and_gain_a_fifth() -> None:
    T = 256
    targets = (*(None,) * (T - 1), 0)
    answer = bptt(
        ELMAN,
        vectors(T, 2, targets, 2),
        gain=0.2,
        initial_state={"h": [0.5] * 4},
        decomposition=True,
    )
    assert answer.decomposition is not None
    for table in (
        answer.decomposition.log10_norms["W_hh"],
        answer.decomposition.log10_state_norms["h"],
    ):
        last = table[-1]
        assert np.isfinite(last).all()
        assert last[0] < -170  # whose square is no float64


def test_itemised_norms_go_far_below_the_smallest_float() -> None:
    T = 256
    sequence = vectors(T, 2, (*(None,) * (T - 1), 0), 2)
    answer = bptt(ELMAN, sequence, gain=0.01, decomposition=True)
    assert answer.decomposition is not None
    last = answer.decomposition.log10_state_norms["h"][-1]
    assert np.isfinite(last).all()
    assert last[0] < -450
    assert np.diff(last[:-8]) == pytest.approx(np.diff(last[:-8]).mean(), abs=0.5)


def test_a_nearly_certain_prediction_keeps_its_small_loss_and_error() -> None:
    answer = bptt(
        parse("y = b_y"),
        Sequence(np.ones((1, 1)), (0,), 2),
        weights={"b_y": [50.0, 0.0]},
    )
    small = np.exp(-50.0)
    assert answer.loss == pytest.approx(small, rel=1e-14, abs=0)
    assert answer.deltas["y"][0] == pytest.approx([-small, small], rel=1e-14, abs=0)


def test_relu_has_no_slope_at_zero() -> None:
    cell = parse("h = relu(W_x @ x)\ny = W_y @ h")
    weights = {"W_x": [[0.0], [1.0]], "W_y": np.eye(2)}
    answer = bptt(cell, Sequence(np.ones((1, 1)), (0,), 2), hidden_size=2, weights=weights)
    assert answer.gradients["W_x"][0, 0] == 0.0
    assert answer.gradients["W_x"][1, 0] != 0.0


@pytest.mark.parametrize(
    ("asked", "t", "name"),
    [
        ({"weights": {"W_hh": np.full((4, 4), 1e200)}, "initial_state": {"h": [1.0] * 4}}, 2, "z"),
        ({"weights": {"W_hy": np.zeros((2, 4)), "b_y": [1.5e308, -1.5e308]}}, 1, "L"),
        ({"weights": {"W_xh": np.full((4, 2), 1e308)}}, 1, "z"),
    ],
)
def test_a_run_that_leaves_the_finite_numbers_names_time_and_value(
    asked: dict[str, Any], t: int, name: str
) -> None:
    sequence = Sequence(np.full((3, 2), 1.0), (1, 1, 1), 2)
    asked = {"weights": {"W_xh": np.full((4, 2), 1e-3)}, **asked}
    with pytest.raises(NonFiniteError) as left:
        bptt(RELU, sequence, **asked)
    assert (left.value.t, left.value.name) == (t, name)
    assert str(left.value) == f"{name} leaves the finite numbers at t = {t}"


def test_a_gradient_that_leaves_the_finite_numbers_is_named_too() -> None:
    cell = parse("h = W_h @ h[t-1] + 1e-300 * (W_x @ x)\ny = W_y @ h")
    sequence = Sequence(np.ones((4, 1)), (None, None, None, 0), 2)
    weights = {"W_h": [[1e140]], "W_x": [[1e-200]], "W_y": [[1.0], [-1.0]]}
    with pytest.raises(NonFiniteError, match=r"∂L/∂h leaves the finite numbers at t = 1"):
        bptt(cell, sequence, hidden_size=1, weights=weights)


def test_an_entry_that_leaves_the_finite_numbers_is_named_too() -> None:
    cell = parse("h = x * (h[t-1] + b_h)\ny = W_y @ h")
    T = 157
    inputs = np.full((T, 1), 100.0)
    inputs[-1] = 1.0
    targets = (*(None,) * (T - 2), 1, 0)  # whose gradients cancel, so that their sum is finite
    with pytest.raises(NonFiniteError, match="the entry of a single loss"):
        bptt(
            cell,
            Sequence(inputs, targets, 2),
            hidden_size=1,
            weights={"W_y": [[1.0], [-1.0]], "b_h": [0.0]},
            entry=Entry("b_h", 0, None),
            decomposition=True,
        )


def test_an_intermediate_that_overflows_is_named_by_its_equation() -> None:
    cell = parse("h = tanh(1e308 * (100 * (W_x @ x)))\ny = W_y @ h")
    with pytest.raises(NonFiniteError, match="h leaves the finite numbers at t = 1"):
        bptt(cell, Sequence(np.ones((1, 1)), (0,), 2), weights={"W_x": np.ones((4, 1))})


@given(st.permutations(range(4)), st.integers(0, 5))
def test_a_permuted_vocabulary_permutes_and_changes_nothing_else(
    order: list[int], seed: int
) -> None:
    labels = (0, 1, 2, 2, 3, 1)
    plain = bptt(ELMAN, Sequence.of_tokens(labels[:-1], labels[1:], 4), seed=seed)
    new = [order.index(label) for label in labels]
    weights = dict(plain.weights)
    weights["W_xh"] = weights["W_xh"][:, order]
    weights["W_hy"] = weights["W_hy"][order]
    weights["b_y"] = weights["b_y"][order]
    permuted = bptt(ELMAN, Sequence.of_tokens(tuple(new[:-1]), tuple(new[1:]), 4), weights=weights)
    assert permuted.loss == pytest.approx(plain.loss, rel=1e-14)
    for name in ("W_hh", "b_h"):
        assert permuted.gradients[name] == pytest.approx(plain.gradients[name], abs=1e-14)
    assert permuted.gradients["W_xh"] == pytest.approx(plain.gradients["W_xh"][:, order], abs=1e-14)
    assert permuted.gradients["W_hy"] == pytest.approx(plain.gradients["W_hy"][order], abs=1e-14)


@pytest.mark.parametrize(
    ("entry", "path", "says"),
    [
        (Entry("W_ab", 0, 0), ("entry", "parameter"), "not a parameter of this cell: W_xh"),
        (Entry("W_hh", 4, 0), ("entry", "row"), "rows 0 to 3, not 4"),
        (Entry("W_hh", 0, -1), ("entry", "column"), "columns 0 to 3, not -1"),
        (Entry("W_hh", 0, None), ("entry", "column"), "a matrix needs a column"),
        (Entry("b_h", 0, 0), ("entry", "column"), "a bias has no column"),
    ],
)
def test_an_entry_that_is_not_there_is_refused(
    entry: Entry, path: tuple[str, ...], says: str
) -> None:
    with pytest.raises(EngineError) as refused:
        bptt(ELMAN, vectors(2, 2, (0, 1), 2), entry=entry, decomposition=True)
    assert refused.value.path == path
    assert says in refused.value.message


def test_a_truncation_has_at_least_one_step() -> None:
    with pytest.raises(EngineError, match="at least 1 step, not 0"):
        Truncation("segment", 0)


def numbers_in(answer: Any) -> int:
    if isinstance(answer, dict):
        return sum(map(numbers_in, answer.values()))
    if isinstance(answer, (list, tuple)):
        return sum(map(numbers_in, answer))
    return int(answer.size) if isinstance(answer, np.ndarray) else 1


@pytest.mark.parametrize("everything", [False, True])
def test_the_size_of_an_answer_is_known_before_it_is_computed(everything: bool) -> None:
    for T, H in ((1, 1), (7, 3), (40, 9)):
        sequence = vectors(T, 2, (0,) * T, 3)
        answer: Answer = bptt(
            ELMAN,
            sequence,
            hidden_size=H,
            truncation=Truncation("window", 2),
            copies=everything,
            decomposition=everything,
        )
        json = answer.as_json()
        json.pop("cell")
        counted = numbers_in(json)
        told = size_of_answer(
            ELMAN, sequence, hidden_size=H, copies=everything, decomposition=everything
        )
        assert 0.5 * told <= counted <= told + 100


@pytest.mark.parametrize(
    "text",
    [
        *(CELLS[name].equations for name in ("elman", "lstm", "gru")),
        "f = tanh(W_f @ x + W_g @ h[t-1])\ng = tanh(W_x @ x + W_h @ h[t-1])\n"
        "h = W_a @ f + W_b @ g\ny = W_y @ h",
    ],
)
def test_arrays_can_be_written_as_they_lie(text: str) -> None:
    sequence = vectors(5, 2, (0,) * 5, 3)
    json = bptt(parse(text), sequence, copies=True, decomposition=True).as_json()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            for each in value:
                walk(each)
        if isinstance(value, np.ndarray):
            assert value.flags.c_contiguous
            assert value.dtype == np.float64

    walk(json)
