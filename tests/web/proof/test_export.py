"""POST /api/v1/export/pytorch: the script itself is tested beside the engine."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app import engine
from app.engine import CELLS
from app.web.errors import BAD_EQUATIONS, BAD_REQUEST_FIELDS, DOES_NOT_FIT
from app.web.main import create_app
from app.web.settings import Settings
from tests.web.asking import GOLDEN, HELLO, Asking, at

TRANSLATION = {"kind": "translation", "source": "a b c", "target": "d e"}


@pytest.fixture(scope="module")
def export(client: TestClient) -> Asking:
    return Asking(client, "/api/v1/export/pytorch")


def script(export: Asking, **fields: Any) -> str:
    response = export.post({"sequence": HELLO, **fields})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/x-python; charset=utf-8"
    return response.text


def leaves(text: str) -> list[str]:
    """The parameters that a script makes at top level."""
    return [
        name.id
        for statement in ast.parse(text).body
        if isinstance(statement, ast.Assign)
        for name in statement.targets
        if isinstance(name, ast.Name) and name.id.startswith(("W_", "b_"))
    ]


def test_it_is_the_script_of_the_run(export: Asking) -> None:
    cell = engine.parse(CELLS["elman"].equations, "elman")
    sequence = engine.Sequence.of_tokens((0, 1), (1, 0), 2)
    net = engine.network(cell, sequence, hidden_size=1, weights=GOLDEN["weights"])
    expected = engine.pytorch(net, engine.Truncation("segment", 1))
    assert script(export, **GOLDEN) == expected


@pytest.mark.parametrize("sequence", [HELLO, TRANSLATION], ids=["text", "translation"])
@pytest.mark.parametrize("cell", CELLS)
def test_every_cell_has_one_with_its_parameters_at_top_level(
    export: Asking, ask: Asking, cell: str, sequence: dict[str, Any]
) -> None:
    asked = {"cell": cell, "sequence": sequence}
    assert leaves(script(export, **asked)) == list(ask.answer(**asked)["weights"])


def test_mistakes_are_named_where_they_stand(export: Asking) -> None:
    assert export.refusal(BAD_EQUATIONS, cell={"equations": "y ="})[0]["line"] == 1
    assert at(export.refusal(DOES_NOT_FIT, weights={"W_hi": [[1]]}))[0][0] == "/weights/W_hi"
    assert at(export.refusal(BAD_REQUEST_FIELDS, epsilon=1))[0][0] == "/epsilon"


def test_a_long_script_is_written_by_a_worker(export: Asking) -> None:
    with TestClient(create_app(Settings(max_inline_work=0, workers=1))) as client:
        elsewhere = Asking(client, "/api/v1/export/pytorch")
        assert script(elsewhere, **GOLDEN) == script(export, **GOLDEN)


def test_the_document_says_that_it_is_python(client: TestClient) -> None:
    operation = client.get("/openapi.json").json()["paths"]["/api/v1/export/pytorch"]["post"]
    assert list(operation["responses"]["200"]["content"]) == ["text/x-python"]
