"""Every sequence says which parts its time has, and which weights and tokens each has."""

from __future__ import annotations

from typing import Any

import pytest

from app.engine import CELLS
from tests.web.asking import HELLO, Asking

VECTORS = {
    "kind": "vectors",
    "classes": 3,
    "steps": [{"input": [0.5, 1], "target": 2}, {"input": [1, 0]}],
}
TOKENS = {"kind": "tokens", "vocabulary": ["b", "a"], "steps": [{"input": 1, "target": 0}]}
TRANSLATION = {"kind": "translation", "source": "no no!", "target": "No , nein"}
READ_OUT = "h = tanh(W_xh @ x + W_hh @ h[t-1])\nq = tanh(W_hq @ h)\ny = W_qy @ q + b_y"


@pytest.mark.parametrize("sequence", [HELLO, TOKENS, VECTORS])
@pytest.mark.parametrize("cell", CELLS)
def test_all_but_a_translation_is_one_network_over_the_whole_time(
    ask: Asking, sequence: dict[str, Any], cell: str
) -> None:
    answer = ask.answer(sequence=sequence, cell=cell)
    found = answer["sequence"]
    assert found["parts"] == [
        {
            "name": "network",
            "first": 0,
            "length": found["length"],
            "vocabulary": found["vocabulary"],
            "sizes": {node["name"]: node["size"] for node in answer["cell"]["nodes"]},
            "parameters": {name: name for name in answer["weights"]},
        }
    ]


def test_a_translation_is_an_encoder_and_a_decoder(ask: Asking) -> None:
    assert ask.answer(sequence=TRANSLATION, hidden_size=5)["sequence"] == {
        "length": 7,
        "vocabulary": ["<start>", "<end>", "No", ",", "nein"],
        "inputs": [0, 0, 1, 0, 2, 3, 4],
        "targets": [None, None, None, 2, 3, 4, 1],
        "masked": [None] * 7,
        "parts": [
            {
                "name": "encoder",
                "first": 0,
                "length": 3,
                "vocabulary": ["no", "!"],
                "sizes": {"x": 2, "z": 5, "h": 5},
                "parameters": {"W_xh": "W_xh_enc", "W_hh": "W_hh_enc", "b_h": "b_h_enc"},
            },
            {
                "name": "decoder",
                "first": 3,
                "length": 4,
                "vocabulary": ["<start>", "<end>", "No", ",", "nein"],
                "sizes": {"x": 5, "z": 5, "h": 5, "y": 5},
                "parameters": {
                    "W_xh": "W_xh_dec",
                    "W_hh": "W_hh_dec",
                    "b_h": "b_h_dec",
                    "W_hy": "W_hy_dec",
                    "b_y": "b_y_dec",
                },
            },
        ],
    }


def test_an_encoder_has_only_what_leads_to_a_state(ask: Asking) -> None:
    answer = ask.answer(sequence=TRANSLATION, cell={"equations": READ_OUT, "sizes": {"q": 3}})
    encoder, decoder = answer["sequence"]["parts"]
    assert encoder["sizes"] == {"x": 2, "h": 4}
    assert decoder["sizes"] == {"x": 5, "h": 4, "q": 3, "y": 5}
    assert set(encoder["parameters"]) == {"W_xh", "W_hh"}
    assert set(decoder["parameters"]) == {"W_xh", "W_hh", "W_hq", "W_qy", "b_y"}


def test_a_translation_is_read_by_word_unless_told_otherwise(ask: Asking) -> None:
    assert ask.answer(sequence=TRANSLATION) == ask.answer(sequence={**TRANSLATION, "by": "word"})
    found = ask.answer(sequence={**TRANSLATION, "by": "character"})["sequence"]
    assert [part["length"] for part in found["parts"]] == [6, 10]
    assert found["parts"][0]["vocabulary"] == ["n", "o", " ", "!"]
    assert found["vocabulary"] == ["<start>", "<end>", "N", "o", " ", ",", "n", "e", "i"]


@pytest.mark.parametrize(
    ("by", "tokens"),
    [("word", ["<", "start", ">"]), ("character", ["<", "s", "t", "a", "r", ">"])],
)
def test_a_typed_start_is_neither_the_start_nor_one_token(
    ask: Asking, by: str, tokens: list[str]
) -> None:
    sequence = {"kind": "translation", "source": "<start>", "target": "<start>", "by": by}
    found = ask.answer(sequence=sequence)["sequence"]
    assert found["parts"][0]["vocabulary"] == tokens
    assert found["vocabulary"] == ["<start>", "<end>", *tokens]


@pytest.mark.parametrize("by", ["word", "character"])
def test_the_start_is_only_an_input_and_the_end_only_a_target(ask: Asking, by: str) -> None:
    sequence = {**TRANSLATION, "target": "<start> <end>", "by": by}
    found = ask.answer(sequence=sequence)["sequence"]
    first = found["parts"][1]["first"]
    inputs, targets = found["inputs"][first:], found["targets"][first:]
    assert [t for t, token in enumerate(inputs) if token == 0] == [0]
    assert [t for t, token in enumerate(targets) if token == 1] == [len(targets) - 1]
    assert 1 not in inputs
    assert 0 not in targets
    assert inputs[1:] == targets[:-1]
