"""What there is to choose from: cells and examples."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from app.engine import CELLS, CellText
from app.web.examples import EXAMPLES
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
    assert found[0]["request"] == EXAMPLES[0].request
