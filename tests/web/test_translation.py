"""The answer to a translation: what each half has, and null where it has nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.engine import CELLS
from app.web.errors import DOES_NOT_FIT
from tests.web.asking import Asking

# S = 3 and M = 2: the encoder has t = 0, 1, 2 and the decoder t = 3, 4, 5
TRANSLATION = {"kind": "translation", "source": "a b c", "target": "d e"}
S, T = 3, 6
ENCODER = ["W_xh_enc", "W_hh_enc", "b_h_enc"]
DECODER = ["W_xh_dec", "W_hh_dec", "b_h_dec", "W_hy_dec", "b_y_dec"]
READ_OUT = "h = tanh(W_xh @ x + W_hh @ h[t-1])\nq = tanh(W_hq @ h)\ny = W_qy @ q"


def translated(ask: Asking, **fields: Any) -> dict[str, Any]:
    found: dict[str, Any] = ask.answer(
        **{
            "sequence": TRANSLATION,
            "hidden_size": 2,
            "include": ["copies", "decomposition"],
            **fields,
        }
    )
    return found


@pytest.fixture(scope="module")
def answer(ask: Asking) -> dict[str, Any]:
    return translated(ask)


@pytest.fixture(scope="module")
def longer(ask: Asking) -> dict[str, Any]:
    """One with as many as 5 time-stamps of the encoder to 2 of the decoder."""
    return translated(ask, sequence={**TRANSLATION, "source": "a b c d e", "target": "f"})


def messages(answer: dict[str, Any]) -> dict[tuple[str, str, int], dict[str, Any]]:
    return {(each["from"], each["to"], each["lag"]): each for each in answer["messages"]}


def is_missing(rows: list[Any]) -> list[bool]:
    return [row is None for row in rows]


IN_THE_ENCODER = [True] * S + [False] * (T - S)


def test_parameters_have_shapes_by_their_full_names_the_encoders_first(
    answer: dict[str, Any],
) -> None:
    assert list(answer["cell"]["parameters"].items()) == [
        ("W_xh_enc", [2, 3]),
        ("W_hh_enc", [2, 2]),
        ("b_h_enc", [2]),
        ("W_xh_dec", [2, 4]),
        ("W_hh_dec", [2, 2]),
        ("b_h_dec", [2]),
        ("W_hy_dec", [4, 2]),
        ("b_y_dec", [4]),
    ]


def test_the_cell_is_as_the_text_says_with_the_sizes_of_the_decoder(
    answer: dict[str, Any],
) -> None:
    assert answer["cell"]["equations"] == CELLS["elman"].equations
    sizes = {node["name"]: node["size"] for node in answer["cell"]["nodes"]}
    assert sizes == {"x": 4, "z": 2, "h": 2, "y": 4}
    assert answer["cell"]["nodes"][1]["equation"] == "z = W_xh @ x + W_hh @ h[t-1] + b_h"


@pytest.mark.parametrize("field", ["weights", "gradients", "copy_factors", "copy_norms", "copies"])
def test_what_is_said_of_a_parameter_goes_by_its_full_name(
    answer: dict[str, Any], field: str
) -> None:
    assert list(answer[field]) == ENCODER + DECODER


@pytest.mark.parametrize("name", ENCODER + DECODER)
def test_a_copy_is_there_for_each_time_stamp_of_its_part(longer: dict[str, Any], name: str) -> None:
    length = 5 if name.endswith("_enc") else 2
    assert len(longer["copies"][name]) == length
    assert len(longer["copy_norms"][name]) == length
    for factor in longer["copy_factors"][name]:
        assert len(factor["left"]) == length
        assert factor["right"] is None or len(factor["right"]) == length


@pytest.mark.parametrize("name", ENCODER + DECODER)
def test_the_copies_of_a_half_add_up_to_the_gradient_of_its_own_weights(
    longer: dict[str, Any], name: str
) -> None:
    copies = np.array(longer["copies"][name])
    assert copies.sum(axis=0) == pytest.approx(np.array(longer["gradients"][name]), abs=1e-15)
    assert np.abs(copies).max() > 0


def test_rows_of_x_are_as_wide_as_the_vocabulary_of_their_part(answer: dict[str, Any]) -> None:
    x = answer["values"]["x"]
    assert x[:S] == np.eye(3).tolist()
    assert x[S:] == np.eye(4)[[0, 2, 3]].tolist()


def test_a_translation_has_values_where_its_half_has_them(answer: dict[str, Any]) -> None:
    for name in ("z", "h"):
        assert not any(is_missing(answer["values"][name]))
        assert not any(is_missing(answer["deltas"][name]))
    for rows in (answer["values"]["y"], answer["values"]["p"], answer["deltas"]["y"]):
        assert is_missing(rows) == IN_THE_ENCODER
    assert is_missing(answer["losses"]) == IN_THE_ENCODER


def test_what_only_the_outputs_read_is_null_in_the_encoder(ask: Asking) -> None:
    answer = translated(ask, cell={"equations": READ_OUT})
    for name in ("q", "y"):
        assert is_missing(answer["values"][name]) == IN_THE_ENCODER
        assert is_missing(answer["deltas"][name]) == IN_THE_ENCODER


def test_messages_are_null_where_there_is_no_such_arrow(answer: dict[str, Any]) -> None:
    found = messages(answer)
    assert set(found) == {("loss", "y", 0), ("y", "h", 0), ("h", "z", 0), ("z", "h", 1)}
    for arrow in (("loss", "y", 0), ("y", "h", 0)):
        assert is_missing(found[arrow]["values"]) == IN_THE_ENCODER
    for arrow in (("h", "z", 0), ("z", "h", 1)):
        assert not any(is_missing(found[arrow]["values"]))


def test_the_messages_into_a_value_add_up_to_its_delta(answer: dict[str, Any]) -> None:
    for name, deltas in answer["deltas"].items():
        for t in range(T):
            arriving = [
                each["values"][t]
                for each in answer["messages"]
                if each["to"] == name and each["values"][t] is not None
            ]
            if deltas[t] is None:
                assert not arriving
            else:
                assert np.sum(arriving, axis=0) == pytest.approx(deltas[t], abs=1e-15)


def test_the_decoder_starts_from_the_last_state_of_the_encoder(answer: dict[str, Any]) -> None:
    W, h = answer["weights"], answer["values"]["h"]
    z = (
        np.array(W["W_xh_dec"]) @ answer["values"]["x"][S]
        + np.array(W["W_hh_dec"]) @ h[S - 1]
        + W["b_h_dec"]
    )
    assert answer["values"]["z"][S] == pytest.approx(z, abs=1e-15)


def test_what_comes_back_over_the_hand_over_stands_at_the_last_t_of_the_encoder(
    answer: dict[str, Any],
) -> None:
    back = np.array(answer["weights"]["W_hh_dec"]).T @ answer["deltas"]["z"][S]
    assert messages(answer)["z", "h", 1]["values"][S - 1] == pytest.approx(back, abs=1e-15)
    assert answer["deltas"]["h"][S - 1] == pytest.approx(back, abs=1e-15)


def test_a_cut_at_the_hand_over_leaves_the_encoder_untaught(ask: Asking) -> None:
    answer = translated(ask, truncation={"kind": "segment", "steps": 3})
    arrow = messages(answer)["z", "h", 1]
    back = np.array(answer["weights"]["W_hh_dec"]).T @ answer["deltas"]["z"][S]
    assert arrow["values"][S - 1] == [0, 0]
    assert arrow["cut"][S - 1] == pytest.approx(back, abs=1e-15)
    for name in ENCODER:
        assert not np.any(answer["gradients"][name])
    assert answer["decomposition"]["kept"] == [
        [False] * S + [True],
        [False] * S + [True] * 2,
        [False] * S + [True] * 3,
    ]


def test_segments_are_counted_over_the_whole_time(ask: Asking) -> None:
    answer = translated(ask, truncation={"kind": "segment", "steps": 2})
    assert answer["decomposition"]["kept"] == [
        [False, False, True, True],
        [False, False, False, False, True],
        [False, False, False, False, True, True],
    ]
    assert list(answer["comparison"]["parameters"]) == ENCODER + DECODER


def test_a_window_may_reach_over_the_hand_over(ask: Asking) -> None:
    answer = translated(ask, truncation={"kind": "window", "steps": 3})
    assert answer["decomposition"]["kept"] == [
        [False, True, True, True],
        [False, False, True, True, True],
        [False, False, False, True, True, True],
    ]


def test_a_table_has_a_row_for_each_loss_and_a_column_for_each_copy_not_after_it(
    longer: dict[str, Any],
) -> None:
    tables = longer["decomposition"]
    for name in ENCODER:
        assert [len(row) for row in tables["log10_norms"][name]] == [5, 5]
    for name in DECODER:
        assert [len(row) for row in tables["log10_norms"][name]] == [1, 2]
    assert [len(row) for row in tables["log10_state_norms"]["h"]] == [6, 7]
    assert [len(row) for row in tables["kept"]] == [6, 7]


@pytest.mark.parametrize(
    ("parameter", "columns"), [("W_xh_enc", [3, 3, 3]), ("b_y_dec", [1, 2, 3])]
)
def test_the_entry_is_a_table_of_its_parameter_and_adds_up_to_the_gradient(
    ask: Asking, parameter: str, columns: list[int]
) -> None:
    column = {} if parameter.startswith("b") else {"column": 2}
    answer = translated(ask, entry={"parameter": parameter, "row": 1, **column})
    table = answer["decomposition"]["entry"]
    assert [len(row) for row in table] == columns
    gradient = answer["gradients"][parameter][1]
    expected = gradient[2] if column else gradient
    assert sum(map(sum, table)) == pytest.approx(expected, abs=1e-15)
    assert expected != 0


def test_states_begin_before_the_encoder(ask: Asking) -> None:
    given = translated(ask, initial_state={"h": [0.5, -0.5]})
    assert given["initial_state"] == {"h": [0.5, -0.5]}
    back = np.array(given["weights"]["W_hh_enc"]).T @ given["deltas"]["z"][0]
    assert given["initial_deltas"] == {"h": pytest.approx(back, abs=1e-15)}


def test_weights_are_given_by_their_full_names(ask: Asking) -> None:
    mine = {"W_hh_enc": [[1, 2], [3, 4]], "b_h_dec": [5, 6]}
    weights = translated(ask, weights=mine)["weights"]
    assert weights["W_hh_enc"] == mine["W_hh_enc"]
    assert weights["b_h_dec"] == mine["b_h_dec"]
    assert weights["W_hh_dec"] != weights["W_hh_enc"]


def test_initial_biases_and_sizes_serve_both_halves(ask: Asking) -> None:
    text = "e = W_xe @ x + b_e\nh = tanh(W_eh @ e + W_hh @ h[t-1])\ny = W_hy @ h"
    cell = {"equations": text, "sizes": {"e": 3}, "initial_biases": {"b_e": 0.25}}
    weights = translated(ask, cell=cell)["weights"]
    assert weights["b_e_enc"] == weights["b_e_dec"] == [0.25] * 3
    lstm = translated(ask, cell="lstm")["weights"]
    assert lstm["b_f_enc"] == lstm["b_f_dec"] == [1, 1]


def test_the_gain_is_of_both_halves(ask: Asking) -> None:
    weights = translated(ask, hidden_size=1, gain=0.7)["weights"]
    for name in ("W_hh_enc", "W_hh_dec"):
        assert abs(weights[name][0][0]) == pytest.approx(0.7)


@pytest.mark.parametrize("cell", CELLS)
def test_every_built_in_cell_translates_and_teaches_its_encoder(ask: Asking, cell: str) -> None:
    answer = translated(ask, cell=cell, hidden_size=6)
    for part in answer["sequence"]["parts"]:
        assert all(np.any(answer["gradients"][name]) for name in part["parameters"].values())


@pytest.mark.parametrize(
    ("equations", "mentioned", "line", "column"),
    [
        ("y = W_xy @ x", "a state", None, None),
        ("y = W_yy @ y[t-1] + W_xy @ x", "y[t-1]", 1, 12),
        ("h = tanh(W_xh @ x + W_yh @ y[t-1])\ny = W_hy @ h", "y[t-1]", 1, 28),
        ("y = W_xy @ x\nh = tanh(W_yh @ y + W_hh @ h[t-1])", "y", 2, 10),
    ],
)
def test_a_cell_that_cannot_be_an_encoder_is_refused(
    ask: Asking, equations: str, mentioned: str, line: int | None, column: int | None
) -> None:
    fields = {"sequence": TRANSLATION, "cell": {"equations": equations}}
    (mistake,) = ask.refusal(DOES_NOT_FIT, **fields)
    assert mistake["path"] == ("/cell" if line is None else "/cell/equations")
    assert mentioned in mistake["message"]
    assert (mistake["line"], mistake["column"]) == (line, column)
    assert ask.answer(cell=fields["cell"])


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"weights": {"W_hh": [[1]]}}, "/weights/W_hh"),
        ({"weights": {"W_hy_enc": [[1]]}}, "/weights/W_hy_enc"),
        ({"weights": {"W_xh_enc": [[1, 2, 3, 4]] * 2}}, "/weights/W_xh_enc"),
        ({"entry": {"parameter": "W_hh", "row": 0, "column": 0}}, "/entry/parameter"),
        ({"entry": {"parameter": "W_xh_enc", "row": 0, "column": 3}}, "/entry/column"),
        (
            {
                "cell": {
                    "equations": CELLS["elman"].equations,
                    "initial_biases": {"b_h_enc": 1},
                }
            },
            "/cell/initial_biases/b_h_enc",
        ),
    ],
)
def test_what_does_not_fit_a_translation(ask: Asking, fields: dict[str, Any], path: str) -> None:
    body = {"sequence": TRANSLATION, "hidden_size": 2, "include": ["decomposition"], **fields}
    (mistake,) = ask.refusal(DOES_NOT_FIT, **body)
    assert mistake["path"] == path


def test_a_state_that_is_as_wide_as_its_inputs_cannot_be_handed_over(ask: Asking) -> None:
    cell = {"equations": "h = x + h[t-1]\ny = W_hy @ h"}
    (mistake,) = ask.refusal(DOES_NOT_FIT, sequence=TRANSLATION, cell=cell)
    assert mistake["path"] == "/cell"
    alike = {**TRANSLATION, "target": "d"}  # both vocabularies have three tokens
    assert ask.answer(sequence=alike, cell=cell)
