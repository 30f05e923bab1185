"""What there is to choose from: cells and examples."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from app.engine import CELLS, CellText
from app.web.examples import EXAMPLES, Example
from tests.web.asking import Asking


def test_the_cells_are_those_of_the_engine(client: TestClient) -> None:
    found = client.get("/api/v1/cells").json()
    assert [cell["name"] for cell in found] == list(CELLS)
    assert found[0] == {
        "name": "elman",
        "title": CELLS["elman"].title,
        "description": CELLS["elman"].description,
        "equations": CELLS["elman"].equations,
        "reference": "Elman 1990",
        "initial_biases": {},
    }
    assert all(cell["reference"] for cell in found)


def test_a_new_cell_is_one_entry_of_the_registry(
    client: TestClient, ask: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "s = s[t-1] + x\ny = W_sy @ s + b_y\n"
    toy = CellText("toy", "A toy", "It only adds up.", text, "Nobody 1900", {"b_y": -2.5})
    monkeypatch.setitem(CELLS, "toy", toy)
    assert client.get("/api/v1/cells").json()[-1]["name"] == "toy"
    found = ask.answer(sequence={"kind": "text", "text": "hello"}, cell="toy")
    assert found["cell"]["name"] == "toy"
    assert found["cell"]["states"] == ["s"]
    assert found["values"]["s"][-1] == [1.0, 1.0, 2.0, 0.0]
    assert found["weights"]["b_y"] == [-2.5] * 4
    assert set(found["gradients"]) == {"W_sy", "b_y"}


def test_the_examples_are_those_of_the_registry(client: TestClient) -> None:
    found = client.get("/api/v1/examples").json()
    assert [each["name"] for each in found] == [each.name for each in EXAMPLES]
    assert set(found[0]) == {"name", "title", "description", "request", "beside"}
    names = {each["name"] for each in found}
    assert len(names) == len(found)
    assert names >= {"hello", "vanishing", "exploding", "many-to-one", "mgu", "jordan"}


def test_an_example_stands_beside_the_one_that_stands_beside_it() -> None:
    beside = {each.name: each.beside for each in EXAMPLES if each.beside is not None}
    assert beside == {"vanishing": "vanishing-lstm", "vanishing-lstm": "vanishing"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_is_answered_and_says_in_two_sentences_what_to_look_at(
    example: Example, ask: Asking
) -> None:
    assert ask.answer(**example.request)
    assert example.description.count(". ") == 1
    assert example.description.endswith(".")


def answer(ask: Asking, name: str) -> dict[str, Any]:
    (example,) = (each for each in EXAMPLES if each.name == name)
    return ask.answer(**{**example.request, "include": ["copies", "decomposition"]})


def last_row(found: dict[str, Any]) -> Any:
    """log10 |∂L_T/∂h_t| over t."""
    return np.array(found["decomposition"]["log10_state_norms"]["h"][-1])


def test_in_hello_the_first_copy_is_zero(ask: Asking) -> None:
    norms = answer(ask, "hello")["copy_norms"]["W_hh"]
    assert norms[0] == 0
    assert min(norms[1:]) > 0


def test_vanishing_vanishes_at_about_the_same_rate(ask: Asking) -> None:
    found = answer(ask, "vanishing")
    steps = np.diff(last_row(found))
    assert steps.min() > 0.1
    assert steps.max() < 0.5
    assert [loss is None for loss in found["losses"]] == [True] * 45 + [False]


def by_lag(found: dict[str, Any]) -> list[float]:
    """|∂L_T/∂h_t| by T − t."""
    return [float(10.0**log10) for log10 in last_row(found)[::-1]]


def test_the_lstm_beside_vanishing_carries_the_gradient_forty_steps_back(ask: Asking) -> None:
    elman, lstm = answer(ask, "vanishing"), answer(ask, "vanishing-lstm")
    for field in ("inputs", "targets"):
        assert elman["sequence"][field] == lstm["sequence"][field]
    assert len(elman["values"]["h"][0]) == len(lstm["values"]["h"][0])
    assert by_lag(lstm)[40] >= 100 * by_lag(elman)[40]


def test_both_vanishing_examples_say_what_is_left_after_forty_steps(ask: Asking) -> None:
    # "a hundredth", "a millionth of a millionth": right to the nearest power of ten
    assert round(np.log10(by_lag(answer(ask, "vanishing-lstm"))[40])) == -2
    assert round(np.log10(by_lag(answer(ask, "vanishing"))[40])) == -12
    for each in EXAMPLES:
        if each.beside is not None:
            assert "40 letters back" in each.description
            assert "a hundredth (10⁻²)" in each.description
            assert "a millionth of a millionth (10⁻¹²)" in each.description


def test_the_forget_gate_of_the_vanishing_lstm_stays_nearly_open(ask: Asking) -> None:
    assert np.min(answer(ask, "vanishing-lstm")["values"]["f"]) > 0.9


def test_exploding_explodes_and_its_early_copies_make_up_the_sum(ask: Asking) -> None:
    found = answer(ask, "exploding")
    assert np.diff(last_row(found)).max() < 0
    copies = np.array(found["copies"]["W_hh"])
    total = copies.sum(axis=0)
    early = copies[1:4].sum(axis=0)
    assert np.linalg.norm(early - total) < 0.5 * np.linalg.norm(total)


def test_many_to_one_has_one_loss(ask: Asking) -> None:
    losses = answer(ask, "many-to-one")["losses"]
    assert losses[:-1] == [None] * (len(losses) - 1)
    assert losses[-1] > 0


def arriving(found: dict[str, Any], receiver: str) -> dict[str, Any]:
    """Norms over time of what each arrow brings to a value, by its sender."""
    return {
        message["from"]: np.linalg.norm(message["values"], axis=1)
        for message in found["messages"]
        if message["to"] == receiver and message["lag"] == 1
    }


def test_in_the_minimal_gated_unit_most_of_what_comes_back_comes_straight(ask: Asking) -> None:
    senders = arriving(answer(ask, "mgu"), "h")
    assert set(senders) == {"h", "n", "f"}
    assert (senders["h"][:-1] >= 5 * np.maximum(senders["n"], senders["f"])[:-1]).all()


def test_in_the_jordan_network_only_the_last_delta_of_y_is_the_error_alone(ask: Asking) -> None:
    found = answer(ask, "jordan")
    assert found["cell"]["states"] == ["y"]
    (from_next,) = arriving(found, "y").values()
    assert from_next[-1] == 0
    assert from_next[:-1].min() > 0.1
