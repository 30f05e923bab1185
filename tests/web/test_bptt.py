"""POST /api/v1/bptt answers as the contract says."""

from __future__ import annotations

from typing import Any

import pytest

from app.engine import CELLS
from tests.web.asking import GOLDEN, Asking


def near(expected: Any) -> Any:
    return pytest.approx(expected, abs=0.6e-6)


@pytest.fixture(scope="module")
def golden(ask: Asking) -> dict[str, Any]:
    """The golden example of the contract."""
    return ask.answer(**GOLDEN)


def test_the_answer_has_the_fields_of_the_contract(golden: dict[str, Any]) -> None:
    assert list(golden) == [
        "sequence",
        "cell",
        "weights",
        "initial_state",
        "values",
        "losses",
        "loss",
        "deltas",
        "messages",
        "initial_deltas",
        "gradients",
        "copy_factors",
        "copy_norms",
        "copies",
        "decomposition",
        "comparison",
    ]


def test_golden_sequence(golden: dict[str, Any]) -> None:
    assert golden["sequence"] == {
        "length": 2,
        "vocabulary": ["a", "b"],
        "inputs": [0, 1],
        "targets": [1, 0],
        "masked": [None, None],
        "parts": [
            {
                "name": "network",
                "first": 0,
                "length": 2,
                "vocabulary": ["a", "b"],
                "sizes": {"x": 2, "z": 1, "h": 1, "y": 2},
                "parameters": {name: name for name in GOLDEN["weights"]},
            }
        ],
    }


def test_golden_cell(golden: dict[str, Any]) -> None:
    cell = golden["cell"]
    assert cell["name"] == "elman"
    assert cell["states"] == ["h"]
    assert cell["parameters"] == {
        "W_xh": [1, 2],
        "W_hh": [1, 1],
        "b_h": [1],
        "W_hy": [2, 1],
        "b_y": [2],
    }
    assert [node["name"] for node in cell["nodes"]] == ["x", "z", "h", "y"]
    assert cell["nodes"][0]["equation"] is None
    assert cell["nodes"][1] == {
        "name": "z",
        "size": 1,
        "equation": "z = W_xh @ x + W_hh @ h[t-1] + b_h",
        "depth": 1,
        "inputs": [{"name": "x", "lag": 0}, {"name": "h", "lag": 1}],
        "reaches_y": True,
    }


def test_golden_weights(golden: dict[str, Any]) -> None:
    assert golden["weights"] == GOLDEN["weights"]
    assert golden["initial_state"] == {"h": [0]}


def test_golden_forward(golden: dict[str, Any]) -> None:
    values = golden["values"]
    assert values["x"] == [[1, 0], [0, 1]]
    assert values["z"] == [near([0.6]), near([0.029640])]
    assert values["h"] == [near([0.537050]), near([0.029631])]
    assert set(values) == {"x", "z", "h", "y", "p"}
    assert golden["losses"] == near([1.367966, 0.663955])
    assert golden["loss"] == near(2.031921)


def test_golden_deltas(golden: dict[str, Any]) -> None:
    assert golden["deltas"] == {
        "y": [near([0.745376, -0.745376]), near([-0.485189, 0.485189])],
        "h": [near([1.490751]), near([-0.970378])],
        "z": [near([1.060786]), near([-0.969526])],
    }
    assert golden["initial_deltas"] == {"h": near([0.848628])}


def test_golden_messages(golden: dict[str, Any]) -> None:
    messages = {(m["from"], m["to"], m["lag"]): m for m in golden["messages"]}
    assert set(messages) == {("z", "h", 1), ("h", "z", 0), ("y", "h", 0), ("loss", "y", 0)}
    future = messages["z", "h", 1]
    assert future["values"] == [[0], [0]]
    assert future["cut"] == [near([-0.775621]), [0]]
    assert messages["h", "z", 0]["cut"] is None


def test_golden_copies(golden: dict[str, Any]) -> None:
    (factor,) = golden["copy_factors"]["W_hh"]
    assert factor["left"] == golden["deltas"]["z"]
    assert factor["right"] == [[0], near([0.537050])]
    (bias,) = golden["copy_factors"]["b_h"]
    assert bias == {"left": golden["deltas"]["z"], "right": None}
    assert golden["copies"]["W_hh"] == [[[0]], [near([-0.520683])]]
    assert golden["gradients"]["W_hh"] == [near([-0.520683])]
    assert golden["copy_norms"]["W_hh"] == near([0, 0.520683])


def test_golden_decomposition(golden: dict[str, Any]) -> None:
    tables = golden["decomposition"]
    assert tables["log10_norms"]["W_xh"] == [near([0.025628]), near([-0.258128, -0.013441])]
    assert tables["log10_norms"]["W_hh"] == [[None], [None, near(-0.283426)]]
    assert tables["log10_state_norms"]["h"] == [near([0.173405]), near([-0.110351, -0.013059])]
    assert tables["kept"] == [[True], [False, True]]
    assert tables["entry"] == [[0], [0, near(-0.520683)]]


def test_golden_comparison(golden: dict[str, Any]) -> None:
    comparison = golden["comparison"]
    assert comparison["relative_error"] == pytest.approx(0.5366, abs=0.5e-4)
    assert comparison["cosine"] == pytest.approx(0.8836, abs=0.5e-4)
    assert comparison["norm_ratio"] == pytest.approx(1.1459, abs=0.5e-4)
    assert set(comparison["parameters"]) == set(golden["weights"])


def test_what_was_not_asked_for_is_null(ask: Asking) -> None:
    answer = ask.answer()
    assert answer["copies"] is None
    assert answer["decomposition"] is None
    assert answer["comparison"] is None


def test_a_field_that_is_left_out_is_as_its_default(ask: Asking) -> None:
    defaults = {
        "cell": "elman",
        "hidden_size": 4,
        "seed": 0,
        "gain": None,
        "weights": None,
        "initial_state": None,
        "truncation": None,
        "entry": None,
        "include": [],
        "fields": None,
    }
    assert ask.answer() == ask.answer(**defaults)


def test_a_text_is_read_by_character_unless_told_otherwise(ask: Asking) -> None:
    text = {"kind": "text", "text": "to be or not to be!"}
    assert ask.answer(sequence=text) == ask.answer(sequence={**text, "by": "character"})
    words = ask.answer(sequence={**text, "by": "word"})["sequence"]
    assert words["length"] == 6
    assert words["vocabulary"] == ["to", "be", "or", "not", "!"]
    assert words["inputs"] == [0, 1, 2, 3, 0, 1]
    assert words["targets"] == [1, 2, 3, 0, 1, 4]


def test_a_family_is_one_character(ask: Asking) -> None:
    family = "👩\u200d👩\u200d👧"
    sequence = ask.answer(sequence={"kind": "text", "text": f"a{family}a"})["sequence"]
    assert sequence["vocabulary"] == ["a", family]
    assert sequence["inputs"] == [0, 1]
    assert sequence["targets"] == [1, 0]


def test_tokens_may_have_steps_without_a_target(ask: Asking) -> None:
    answer = ask.answer(
        sequence={
            "kind": "tokens",
            "vocabulary": ["h", "e"],
            "steps": [{"input": 0, "target": 1}, {"input": 1, "target": None}, {"input": 0}],
        }
    )
    assert answer["sequence"]["targets"] == [1, None, None]
    assert answer["losses"][1:] == [None, None]
    assert answer["loss"] == answer["losses"][0]


def test_vectors_have_no_vocabulary(ask: Asking) -> None:
    steps = [{"input": [0.1, 0.4], "target": 2}, {"input": [1, -2]}]
    answer = ask.answer(sequence={"kind": "vectors", "classes": 3, "steps": steps})
    sequence = answer["sequence"]
    assert sequence["length"] == 2
    assert sequence["vocabulary"] is None
    assert sequence["inputs"] == [[0.1, 0.4], [1.0, -2.0]]
    assert sequence["targets"] == [2, None]
    assert answer["values"]["x"] == [[0.1, 0.4], [1, -2]]
    assert answer["cell"]["parameters"]["W_xh"] == [4, 2]
    assert answer["cell"]["parameters"]["W_hy"] == [3, 4]


def test_a_cell_may_be_equations_with_sizes(ask: Asking) -> None:
    text = "e = W_xe @ x\nh = relu(W_eh @ e + W_hh @ h[t-1])\ny = W_hy @ h"
    cell = ask.answer(cell={"equations": text, "sizes": {"e": 3}})["cell"]
    assert cell["name"] == "custom"
    assert cell["equations"] == text
    assert cell["parameters"] == {"W_xe": [3, 4], "W_eh": [4, 3], "W_hh": [4, 4], "W_hy": [4, 4]}


@pytest.mark.parametrize("name", CELLS)
def test_a_named_cell_runs_as_its_text_with_its_own_initial_biases(ask: Asking, name: str) -> None:
    known = CELLS[name]
    text = {"equations": known.equations, "initial_biases": known.initial_biases}
    named, typed = ask.answer(cell=name), ask.answer(cell=text)
    assert named["cell"].pop("name") == name
    assert typed["cell"].pop("name") == "custom"
    assert named == typed
    for bias, value in known.initial_biases.items():
        assert set(named["weights"][bias]) == {value}


def test_the_forget_gate_of_the_lstm_starts_with_a_bias_of_one(ask: Asking) -> None:
    assert ask.answer(cell="lstm")["weights"]["b_f"] == [1.0] * 4
    given = ask.answer(cell="lstm", weights={"b_f": [0, 1, 2, 3]})
    assert given["weights"]["b_f"] == [0, 1, 2, 3]


def test_an_initial_state_is_taken(ask: Asking) -> None:
    answer = ask.answer(hidden_size=2, initial_state={"h": [0.5, -0.5]})
    assert answer["initial_state"] == {"h": [0.5, -0.5]}


def test_the_gain_is_the_spectral_radius_of_the_recurrent_matrix(ask: Asking) -> None:
    assert abs(ask.answer(hidden_size=1, gain=0.7)["weights"]["W_hh"][0][0]) == near(0.7)


def test_the_largest_seed_is_taken(ask: Asking) -> None:
    assert ask.answer(seed=2**32 - 1)["weights"] != ask.answer(seed=0)["weights"]
