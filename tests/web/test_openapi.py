"""The OpenAPI document says what the API takes and gives, field by field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from app.engine import CELLS
from app.web.errors import KINDS, MEDIA_TYPE
from app.web.settings import Settings
from tests.web.asking import GOLDEN, HELLO, Asking, validator

TOKENS = {
    "kind": "tokens",
    "vocabulary": ["a", "b"],
    "steps": [{"input": 0, "target": None}, {"input": 1, "target": 0}, {"input": 0}],
}
VECTORS = {
    "kind": "vectors",
    "classes": 3,
    "steps": [
        {"input": [0.5, 1.5], "target": 2},
        {"input": [1, 0]},
        {"input": [0, 1], "target": 0},
    ],
}
TRANSLATION = {"kind": "translation", "source": "a b c", "target": "d e", "masked": [0, 4]}
ALL = {"include": ["copies", "decomposition"], "entry": {"parameter": "b_h", "row": 1}}


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def properties(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{name}.{field}", schema)
        for name, model in document["components"]["schemas"].items()
        for field, schema in model["properties"].items()
    ]


def is_a_container(schema: dict[str, Any]) -> bool:
    """Whether it only wraps another model, which has examples of its own."""
    return "$ref" in schema


def test_every_field_has_a_description_and_an_example(document: dict[str, Any]) -> None:
    assert len(properties(document)) > 80
    for name, schema in properties(document):
        assert schema.get("description"), name
        assert schema.get("examples") or is_a_container(schema), name


def test_every_example_of_a_field_is_valid(document: dict[str, Any]) -> None:
    for name, schema in properties(document):
        for example in schema.get("examples", []):
            whole = {**schema, "components": document["components"]}
            partial = [
                error
                for error in Draft202012Validator(whole).iter_errors(example)
                if error.validator != "required"
            ]
            assert not partial, (name, partial)


def test_every_model_is_described_and_closed_but_errors(document: dict[str, Any]) -> None:
    for name, model in document["components"]["schemas"].items():
        assert model["description"], name
        is_open = name in ("ProblemAnswer", "MistakeAnswer")
        assert model.get("additionalProperties", True) is is_open, name


def test_every_example_is_what_its_field_may_be(document: dict[str, Any]) -> None:
    for name, schema in properties(document):
        if name == "ProblemAnswer.errors":  # FastAPI leaves out what is null in its example
            continue
        for example in schema.get("examples", []):
            Draft202012Validator({**schema, "components": document["components"]}).validate(example)


@pytest.mark.parametrize(
    ("model", "field", "limits"),
    [
        ("BpttRequest", "hidden_size", {"minimum": 1, "maximum": "max_hidden_size"}),
        ("BpttRequest", "seed", {"minimum": 0, "maximum": 2**32 - 1}),
        ("Truncation", "steps", {"minimum": 1}),
        ("VectorSequence", "classes", {"minimum": 1, "maximum": "max_classes"}),
        ("VectorSequence", "steps", {"minItems": 1, "maxItems": "max_steps"}),
        ("VectorStep", "input", {"minItems": 1, "maxItems": "max_inputs"}),
        ("TokenSequence", "vocabulary", {"minItems": 1, "maxItems": "max_classes"}),
        ("TokenSequence", "steps", {"minItems": 1, "maxItems": "max_steps"}),
        ("TokenStep", "input", {"minimum": 0}),
        *(
            (f"{kind}Sequence", "masked", {"maxItems": "max_steps"})
            for kind in ("Text", "Token", "Vector", "Translation")
        ),
        ("Equations", "equations", {"maxLength": "max_equation_bytes"}),
    ],
)
def test_limits_are_shown(
    document: dict[str, Any], model: str, field: str, limits: dict[str, Any]
) -> None:
    schema = document["components"]["schemas"][model]["properties"][field]
    for name, limit in limits.items():
        number = Settings.model_fields[limit].default if isinstance(limit, str) else limit
        assert schema[name] == number


def test_the_gain_is_above_zero(document: dict[str, Any]) -> None:
    gain = document["components"]["schemas"]["BpttRequest"]["properties"]["gain"]
    assert {"type": "number", "exclusiveMinimum": 0} in gain["anyOf"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"hidden_size": 1, "sequence": {"kind": "text", "text": "ab"}},
        GOLDEN,
        {**ALL, "truncation": {"kind": "window", "steps": 2}},
        {**ALL, "sequence": TOKENS, "truncation": {"kind": "segment", "steps": 2}},
        {**ALL, "sequence": VECTORS},
        {"sequence": {**TOKENS, "steps": [{"input": 0}]}, "truncation": GOLDEN["truncation"]},
        *({**ALL, "cell": name, "entry": {"parameter": "b_y", "row": 1}} for name in CELLS),
        {**ALL, "sequence": {**HELLO, "masked": [1, 3]}},
        *(
            {
                "sequence": TRANSLATION,
                "cell": name,
                "truncation": {"kind": kind, "steps": 2},
                "entry": {"parameter": "b_y_dec", "row": 1},
                "include": ["copies", "decomposition"],
            }
            for name in CELLS
            for kind in ("segment", "window")
        ),
        {"cell": {"equations": "y = W_xy @ x"}, "include": ["copies", "decomposition"]},
        {"cell": {"equations": "q = W_xq @ x\ny = tanh(W_yy @ y[t-1] + W_xy @ x)"}},
    ],
)
def test_real_answers_are_as_documented(
    document: dict[str, Any], ask: Asking, fields: dict[str, Any]
) -> None:
    validator(document, "Answer").validate(ask.answer(**fields))


def test_an_answer_with_a_field_too_many_or_a_null_too_many_is_not_as_documented(
    document: dict[str, Any], ask: Asking
) -> None:
    check = validator(document, "Answer")
    answer = ask.answer()
    assert not check.is_valid({**answer, "more": 1})
    assert not check.is_valid({**answer, "loss": None})
    answer["values"]["h"][0][0] = None
    assert not check.is_valid(answer)


def test_only_rows_of_a_translation_are_null(ask: Asking) -> None:
    def has_null_rows(answer: dict[str, Any]) -> bool:
        arrays = [*answer["values"].values(), *answer["deltas"].values()]
        for message in answer["messages"]:
            arrays += [message["values"], message["cut"] or []]
        return any(None in array for array in arrays)

    truncation = {"kind": "segment", "steps": 1}
    for sequence in (HELLO, TOKENS, VECTORS):
        assert not has_null_rows(ask.answer(sequence=sequence, truncation=truncation))
    assert has_null_rows(ask.answer(sequence=TRANSLATION))


@pytest.mark.parametrize(
    ("path", "model"),
    [("cells", "CellSummary"), ("examples", "ExampleSummary"), ("../../healthz", "Health")],
)
def test_the_other_answers_are_as_documented(
    document: dict[str, Any], client: TestClient, path: str, model: str
) -> None:
    found = client.get(f"/api/v1/{path}").json()
    for each in found if isinstance(found, list) else [found]:
        validator(document, model).validate(each)


@pytest.mark.parametrize(
    "fields", [{"seed": -1}, {"cell": {"equations": "y"}}, {"cell": "none"}, {"gain": 1e308}]
)
def test_real_errors_are_as_documented(
    document: dict[str, Any], client: TestClient, fields: dict[str, Any]
) -> None:
    found = client.post("/api/v1/bptt", json={"sequence": HELLO, **fields})
    assert found.status_code == 422
    validator(document, "ProblemAnswer").validate(found.json())


def test_the_examples_of_the_answer_are_the_golden_run(
    document: dict[str, Any], ask: Asking
) -> None:
    answer = ask.answer(**GOLDEN)
    places = {
        "Answer": answer,
        "SequenceAnswer": answer["sequence"],
        "PartAnswer": answer["sequence"]["parts"][0],
        "CellAnswer": answer["cell"],
        "DecompositionAnswer": answer["decomposition"],
        "MessageAnswer": next(each for each in answer["messages"] if each["lag"] == 1),
        "FactorAnswer": answer["copy_factors"]["W_hh"][0],
    }
    for model, real in places.items():
        for field, schema in document["components"]["schemas"][model]["properties"].items():
            for example in schema.get("examples", []):
                assert is_part_of(example, real[field]), (model, field, real[field])


def is_part_of(example: Any, real: Any) -> bool:
    """Whether an example is what really comes, rounded, with parts left out."""
    if isinstance(example, dict):
        return all(key in real and is_part_of(each, real[key]) for key, each in example.items())
    if isinstance(example, list) and any(isinstance(each, dict) for each in example):
        return all(any(is_part_of(each, one) for one in real) for each in example)
    if isinstance(example, list):
        return len(example) == len(real) and all(map(is_part_of, example, real))
    if isinstance(example, float):
        return bool(abs(example - real) < 0.6e-6)
    return bool(example == real or example is None)


def test_the_golden_request_is_among_the_examples(document: dict[str, Any]) -> None:
    content = document["paths"]["/api/v1/bptt"]["post"]["requestBody"]["content"]
    examples = content["application/json"]["examples"]
    # FastAPI leaves out what is null, which is the default
    given = {name: each for name, each in GOLDEN.items() if each is not None}
    assert examples["golden"]["value"] == given


def test_every_example_request_is_answered(document: dict[str, Any], ask: Asking) -> None:
    content = document["paths"]["/api/v1/bptt"]["post"]["requestBody"]["content"]
    for example in content["application/json"]["examples"].values():
        ask.answer(**example["value"])


def test_every_kind_of_sequence_is_shown_with_a_request(document: dict[str, Any]) -> None:
    content = document["paths"]["/api/v1/bptt"]["post"]["requestBody"]["content"]
    shown = [each["value"]["sequence"] for each in content["application/json"]["examples"].values()]
    sequence = document["components"]["schemas"]["BpttRequest"]["properties"]["sequence"]
    kinds = set(sequence["discriminator"]["mapping"])
    assert kinds == {"text", "tokens", "vectors", "translation"}
    assert {each["kind"] for each in shown} == kinds
    assert any(each.get("masked") for each in shown)


def test_every_code_is_documented(document: dict[str, Any]) -> None:
    for kind in KINDS:
        row = f"| `{kind.type}` | {kind.status} | {kind.meaning} |"
        assert row in document["info"]["description"].splitlines()
    responses = document["paths"]["/api/v1/bptt"]["post"]["responses"]
    for kind in KINDS:
        if kind.status not in (404, 405):
            content = responses[str(kind.status)]["content"]
            assert set(content) == {MEDIA_TYPE}
            assert content[MEDIA_TYPE]["examples"][kind.type]["value"]["type"] == kind.type


def test_nothing_is_left_of_the_errors_of_the_framework(document: dict[str, Any]) -> None:
    assert "HTTPValidationError" not in json.dumps(document)


def test_addresses_are_relative_to_the_document(document: dict[str, Any]) -> None:
    assert document["servers"] == [{"url": "."}]
