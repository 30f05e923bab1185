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
    }


def test_a_new_cell_is_one_entry_of_the_registry(
    client: TestClient, ask: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy = CellText("toy", "A toy", "It only adds up.", "s = s[t-1] + x\ny = W_sy @ s\n")
    monkeypatch.setitem(CELLS, "toy", toy)
    assert client.get("/api/v1/cells").json()[-1]["name"] == "toy"
    found = ask.answer(sequence={"kind": "text", "text": "hello"}, cell="toy")
    assert found["cell"]["name"] == "toy"
    assert found["cell"]["states"] == ["s"]
    assert found["values"]["s"][-1] == [1.0, 1.0, 2.0, 0.0]
    assert set(found["gradients"]) == {"W_sy"}


def test_the_examples_are_those_of_the_registry(client: TestClient) -> None:
    found = client.get("/api/v1/examples").json()
    assert [each["name"] for each in found] == [each.name for each in EXAMPLES]
    assert set(found[0]) == {"name", "title", "description", "request"}
    names = {each["name"] for each in found}
    assert len(names) == len(found)
    assert names >= {"hello", "vanishing", "exploding", "many-to-one"}


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
    assert steps.min() > 0.3
    assert steps.max() < 1.0
    assert [loss is None for loss in found["losses"]] == [True] * 12 + [False]
    assert (np.diff(np.log10(found["copy_norms"]["W_xh"])) > 0.3).all()


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
