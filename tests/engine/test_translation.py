"""An encoder and a decoder: two parts of one network, each with weights of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.engine import (
    CELLS,
    Answer,
    Cell,
    EngineError,
    Entry,
    EquationError,
    NonFiniteError,
    Sequence,
    Translation,
    Truncation,
    bptt,
    parse,
    size_of_answer,
)
from tests.engine.strategies import sequences, texts, truncations
from tests.engine.test_bptt import numbers_in

ELMAN = parse(CELLS["elman"].equations, "elman")
LSTM = parse(CELLS["lstm"].equations, "lstm")


def translation(S: int = 3, M: int = 2) -> Translation:
    """A source of S words out of two, and M words of one kind to say of it."""
    decoder = Sequence.of_tokens((0, *(2,) * M), (*(2,) * M, 1), 3)
    return Translation(np.eye(2)[[t % 2 for t in range(S)]], decoder)


def rows(found: Any) -> list[Any]:
    """Rows as lists of numbers, or None."""
    return [None if row is None else np.asarray(row).tolist() for row in found]


def assert_rows(found: Iterable[Any], expected: Iterable[Any], zero: bool = False) -> None:
    """The same rows; a missing one (None) says nothing, or stands for zeros."""
    expected = list(expected)
    largest = max((np.abs(row).max(initial=0.0) for row in expected), default=0.0)
    for row, other in zip(found, expected, strict=True):
        if row is not None:
            assert np.abs(np.subtract(row, other)).max(initial=0.0) <= 1e-12 * largest
        elif zero:
            assert not np.any(other)


def assert_logs(found: Any, expected: Any) -> None:
    known = np.isfinite(expected)
    assert np.array_equal(np.isfinite(found), known)
    assert np.abs(found[known] - expected[known]).max(initial=0.0) < 1e-10


@given(texts(y_is_read=False), sequences(max_length=6), truncations(), st.data())
def test_two_halves_with_the_same_weights_are_one_network(
    text: str, whole: Sequence, truncation: Truncation | None, data: st.DataObject
) -> None:
    """Only that its gradient is the sum of theirs: the mathematics of copies again."""
    cell = parse(text)
    assume(cell.states and whole.length > 1)
    S = data.draw(st.integers(1, whole.length - 1))
    targets = (None,) * S + whole.targets[S:]
    whole = Sequence(whole.inputs, targets, whole.classes)
    decoder = Sequence(whole.inputs[S:], targets[S:], whole.classes)
    asked: dict[str, Any] = {
        "hidden_size": 2,
        "sizes": {name: 3 for name in cell.values if name.startswith("e")},
        "truncation": truncation,
        "copies": True,
        "decomposition": True,
    }
    try:
        one = bptt(cell, whole, **asked)
        states = {name: 0.5 * np.ones(one.run.part.sizes[name]) for name in cell.states}
        one = bptt(cell, whole, **asked, initial_state=states)
        both = {f"{name}{half}": w for name, w in one.weights.items() for half in ("_enc", "_dec")}
        parts = bptt(cell, Translation(whole.inputs[:S], decoder), seed=1, **asked)
        two = bptt(
            cell,
            Translation(whole.inputs[:S], decoder),
            **asked,
            initial_state=states,
            weights={name: both[name] for name in parts.weights},
        )
    except NonFiniteError:
        assume(False)
        raise
    assert two.loss == pytest.approx(one.loss, rel=1e-12)
    assert two.losses[:S] == [None] * S
    for name in one.values:
        assert_rows(two.values[name], one.values[name])
    for name in one.deltas:
        assert_rows(two.deltas[name], one.deltas[name], zero=True)
        assert_rows(two.initial_deltas.values(), one.initial_deltas.values())
    for message, other in zip(two.messages, one.messages, strict=True):
        assert_rows(message.values, other.values, zero=True)
        if message.cut is not None and other.cut is not None:
            assert_rows(message.cut, other.cut, zero=True)
    assert_same_parameters(one, two)
    assert one.decomposition is not None
    assert two.decomposition is not None
    assert np.array_equal(two.decomposition.kept, one.decomposition.kept[S:])
    for name, table in one.decomposition.log10_state_norms.items():
        assert_logs(two.decomposition.log10_state_norms[name], table[S:])


def assert_same_parameters(one: Answer, two: Answer) -> None:
    """What is said of a parameter is what is said of both halves."""
    assert one.copies is not None
    assert two.copies is not None
    assert one.decomposition is not None
    assert two.decomposition is not None
    S = two.parts[1].first
    for name, gradient in one.gradients.items():
        halves = [f"{name}{half}" for half in ("_enc", "_dec") if f"{name}{half}" in two.weights]
        assert_rows([sum(two.gradients[half] for half in halves)], [gradient])
        copies = np.concatenate([two.copies[half] for half in halves])
        assert_rows(copies, one.copies[name][-len(copies) :])
        norms = np.concatenate([two.copy_norms[half] for half in halves])
        assert_rows([norms], [one.copy_norms[name][-len(copies) :]])
        tables = [two.decomposition.log10_norms[half] for half in halves]
        expected = one.decomposition.log10_norms[name][S:, -len(copies) :]
        assert_logs(np.concatenate(tables, axis=1), expected)


def test_what_an_encoder_has_is_what_leads_to_its_states() -> None:
    text = "e = W_xe @ x\nh = tanh(e + W_hh @ h[t-1])\nq = tanh(W_hq @ h)\ny = W_qy @ q"
    answer = bptt(parse(text), translation())
    encoder, decoder = answer.parts
    assert (encoder.name, encoder.first, encoder.length) == ("encoder", 0, 3)
    assert (decoder.name, decoder.first, decoder.length) == ("decoder", 3, 3)
    assert list(encoder.sizes) == ["x", "e", "h"]
    assert list(decoder.sizes) == ["x", "e", "h", "q", "y"]
    assert encoder.parameters == {"W_xe": "W_xe_enc", "W_hh": "W_hh_enc"}
    assert list(answer.gradients) == [*encoder.parameters.values(), *decoder.parameters.values()]
    for name in ("q", "y", "p"):
        assert [row is None for row in answer.values[name]] == [True] * 3 + [False] * 3
    assert [len(row) for row in rows(answer.values["x"])] == [2, 2, 2, 3, 3, 3]


def test_a_state_that_only_the_read_out_reads_is_handed_over_too() -> None:
    text = "h = tanh(W_xh @ x)\ny = W_hy @ h[t-1]"
    answer = bptt(parse(text), translation(S=2, M=1))
    [last] = [m for m in answer.messages if (m.sender, m.receiver, m.lag) == ("y", "h", 1)]
    assert [row is None for row in last.values] == [True, False, False, False]
    assert np.any(last.values[1])
    assert np.any(answer.gradients["W_xh_enc"])
    assert not np.any(answer.copy_norms["W_xh_enc"][0])


def test_single_part_is_named_the_network() -> None:
    sequence = Sequence.of_tokens((0, 1), (1, 0), 2)
    [part] = bptt(ELMAN, sequence).parts
    assert (part.name, part.first, part.length) == ("network", 0, 2)
    assert part.parameters == {name: name for name in ELMAN.parameters}


@pytest.mark.parametrize("steps", range(1, 8))
def test_a_segment_may_be_cut_before_at_and_after_the_hand_over(steps: int) -> None:
    answer = bptt(ELMAN, translation(S=3, M=3), truncation=Truncation("segment", steps))
    [over] = [m for m in answer.messages if (m.sender, m.receiver, m.lag) == ("z", "h", 1)]
    assert over.cut is not None
    for t in range(6):  # from t + 1 to t
        cut = (t + 1) % steps == 0
        end = (t + 1) // steps * steps + steps  # of the segment of t + 1
        hears = any(t < tau < end for tau in range(3, 7))
        assert np.any(over.cut[t]) == (cut and hears)
        assert np.any(over.values[t]) == (not cut and hears)


@pytest.mark.parametrize(
    ("parameter", "column"), [("W_hh_enc", 1), ("b_h_enc", None), ("W_hy_dec", 0)]
)
@pytest.mark.parametrize("truncation", [None, Truncation("segment", 2), Truncation("window", 4)])
def test_the_kept_cells_of_an_entry_add_up_to_it(
    parameter: str, column: int | None, truncation: Truncation | None
) -> None:
    answer = bptt(
        ELMAN,
        translation(S=4, M=3),
        truncation=truncation,
        entry=Entry(parameter, 0, column),
        decomposition=True,
    )
    tables = answer.as_json()["decomposition"]
    part = next(p for p in answer.parts if parameter in p.parameters.values())
    kept = [row[part.first :][: part.length] for row in tables["kept"]]
    total = sum(
        number
        for row, keeps in zip(tables["entry"], kept, strict=True)
        for number, keep in zip(row, keeps, strict=True)
        if keep
    )
    place = (0,) if column is None else (0, column)
    assert total == pytest.approx(answer.gradients[parameter][place], rel=1e-12)


@pytest.mark.parametrize("cell", [ELMAN, LSTM], ids=["elman", "lstm"])
def test_tables_have_a_row_a_loss_and_the_columns_of_their_part(cell: Cell) -> None:
    tables = bptt(cell, translation(S=4, M=2), decomposition=True).as_json()["decomposition"]
    for name, table in tables["log10_norms"].items():
        expected = [4, 4, 4] if name.endswith("_enc") else [1, 2, 3]
        assert [len(row) for row in table] == expected
    for table in [*tables["log10_state_norms"].values(), tables["kept"]]:
        assert [len(row) for row in table] == [5, 6, 7]


def test_tables_of_gradients_beyond_plain_numbers_go_over_the_hand_over() -> None:
    cell = parse("h = W_hh @ h[t-1] + W_xh @ x\ny = W_hy @ h")
    weights = {f"W_hh_{half}": 1e-120 * np.eye(2) for half in ("enc", "dec")}
    answer = bptt(cell, translation(), hidden_size=2, weights=weights, decomposition=True)
    assert answer.decomposition is not None
    for row, t in ((2, 5), (1, 4), (0, 3)):
        steps = np.diff(answer.decomposition.log10_state_norms["h"][row, : t + 1])
        assert steps == pytest.approx([120.0] * t)


def test_each_half_has_weights_of_its_own() -> None:
    answer = bptt(LSTM, translation(), gain=0.8, initial_biases={"b_f": 1.0})
    assert answer.weights["b_f_enc"].tolist() == answer.weights["b_f_dec"].tolist() == [1.0] * 4
    assert not np.array_equal(answer.weights["W_hi_enc"], answer.weights["W_hi_dec"])
    for half in ("enc", "dec"):
        radius = np.abs(np.linalg.eigvals(answer.weights[f"W_hf_{half}"])).max()
        assert radius == pytest.approx(0.8)
    given_one = bptt(LSTM, translation(), weights={"b_y_dec": [1.0, 2.0, 3.0]})
    assert given_one.weights["b_y_dec"].tolist() == [1.0, 2.0, 3.0]
    longer = bptt(LSTM, translation(S=5, M=4))
    assert np.array_equal(given_one.weights["W_hi_enc"], longer.weights["W_hi_enc"])


def test_the_decoder_starts_from_the_last_states_of_the_encoder() -> None:
    answer = bptt(LSTM, translation(S=3))
    encoder, decoder = answer.runs
    for name in ("c", "h"):
        assert np.array_equal(decoder.initial_state[name], encoder.value(name)[-1])


@pytest.mark.parametrize(
    ("text", "says", "at"),
    [
        ("h = tanh(W_yh @ y[t-1])\ny = W_hy @ h", r"y\[t-1\] leads to a state", (1, 17)),
        ("y = W_hy @ h[t-1]\nh = W_yh @ y", "y leads to a state", (2, 5)),
        (
            f"d = {' + '.join(40 * ['x'])}\ny = b_y\na = W_a @ y\nh = a + W_b @ y + h[t-1]",
            "y leads to a state",
            (3, 5),
        ),
    ],
)
def test_an_encoder_has_no_y_to_read(text: str, says: str, at: tuple[int, int]) -> None:
    with pytest.raises(EquationError, match=says) as refused:
        bptt(parse(text), translation())
    assert (refused.value.line, refused.value.column) == at


def test_a_translation_needs_a_state_to_hand_over() -> None:
    with pytest.raises(EngineError, match="a translation needs a state"):
        bptt(parse("y = W_xy @ x"), translation())


def test_a_state_as_wide_as_x_is_handed_over_only_if_both_are() -> None:
    cell = parse("h = x + 0.5 * h[t-1]\ny = W_hy @ h")
    with pytest.raises(EngineError, match="2 in the encoder and 3 in the decoder"):
        bptt(cell, translation())
    decoder = Sequence.of_tokens((0, 1), (1, 0), 2)
    assert bptt(cell, Translation(np.eye(2), decoder)).loss > 0


def test_a_state_as_wide_as_y_is_so_in_the_encoder() -> None:
    cell = parse("h = tanh(W_xh @ x + W_hh @ h[t-1])\ny = h")
    answer = bptt(cell, translation(), hidden_size=7)
    assert [part.sizes["h"] for part in answer.parts] == [3, 3]


def test_what_must_be_of_one_size_in_the_decoder_is_so_in_the_encoder() -> None:
    text = "h = tanh(W_a @ (W_b @ x) + W_hh @ h[t-1])\nq = W_b @ x\ny = W_qy @ q + W_hy @ h"
    answer = bptt(parse(text), translation(), hidden_size=5, sizes={"q": 3})
    assert answer.weights["W_b_enc"].shape == (3, 2)
    assert answer.weights["W_b_dec"].shape == (3, 3)
    assert answer.weights["W_a_enc"].shape == answer.weights["W_a_dec"].shape == (5, 3)


def test_a_source_is_not_empty() -> None:
    with pytest.raises(EngineError, match="at least one time-stamp"):
        Translation(np.zeros((0, 2)), Sequence.of_tokens((0,), (1,), 2))


@pytest.mark.parametrize("name", ["W_hh", "W_hy_enc"])
def test_weights_go_by_their_full_names(name: str) -> None:
    with pytest.raises(
        EngineError, match=f"{name} is not a parameter of this cell: W_xh_enc"
    ) as no:
        bptt(ELMAN, translation(), weights={name: [[0.0]]})
    assert no.value.path == ("weights", name)


@pytest.mark.parametrize(("half", "t"), [("enc", 2), ("dec", 4)])
def test_an_overflow_names_the_time_stamp_in_the_whole_time(half: str, t: int) -> None:
    cell = parse("h = W_hh @ h[t-1] * h[t-1] + W_xh @ x\ny = W_hy @ h")
    huge = {f"W_xh_{half}": 1e300 * np.ones((4, 2 if half == "enc" else 3))}
    huge[f"W_hh_{half}"] = np.eye(4)
    calm = {f"W_hh_{other}": np.zeros((4, 4)) for other in ("enc", "dec") if other != half}
    with pytest.raises(NonFiniteError) as left:
        bptt(cell, translation(), weights={**huge, **calm, "W_hy_dec": np.zeros((3, 4))})
    assert left.value.t == (t if half == "enc" else t + 1)


def test_a_gradient_that_overflows_names_the_time_stamp_in_the_whole_time() -> None:
    cell = parse("h = W_hh @ h[t-1] + 0 * (W_xh @ x)\ny = W_hy @ h + b_y")
    weights: dict[str, Any] = {
        "W_hh_enc": 1e200 * np.eye(2),
        "W_hh_dec": 1e200 * np.eye(2),
        "W_hy_dec": [[2.0, 2.0], [1.0, 1.0], [1.0, 1.0]],
        "b_y_dec": [0.0, 0.0, 0.0],
    }
    with pytest.raises(NonFiniteError) as left:
        bptt(cell, translation(S=4, M=1), hidden_size=2, weights=weights)
    assert (left.value.name, left.value.t) == ("∂L/∂h", 4)


def test_a_sum_that_overflows_is_complete_where_its_part_begins() -> None:
    cell = parse("h = W_hh @ h[t-1]\ny = W_y @ (1e150 * (1e158 * b_q)) + W_hy @ h")
    weights = {"b_q_dec": [0.0], "W_y_dec": [[1.0], [0.0], [0.0]]}
    with pytest.raises(NonFiniteError) as left:
        bptt(cell, translation(S=2, M=30), hidden_size=1, weights=weights)
    assert (left.value.name, left.value.t) == ("∂L/∂b_q_dec", 3)


@pytest.mark.parametrize("everything", [False, True])
def test_the_size_of_an_answer_is_known_before_it_is_computed(everything: bool) -> None:
    for S, M in ((1, 1), (9, 4), (4, 30)):
        asked: dict[str, Any] = {
            "hidden_size": 5,
            "copies": everything,
            "decomposition": everything,
        }
        answer = bptt(LSTM, translation(S, M), truncation=Truncation("window", 2), **asked)
        json = answer.as_json()
        json.pop("cell")
        told = size_of_answer(LSTM, translation(S, M), **asked)
        assert 0.5 * told <= numbers_in(json) <= told + 200
