"""What is wrong with a sequence is said where it is, in plain words."""

from __future__ import annotations

from typing import Any

import pytest

from app.web.errors import BAD_REQUEST_FIELDS, BAD_SEQUENCE
from tests.web.asking import Asking, at

TEXT = {"kind": "text", "text": "hello"}
TOKENS = {"kind": "tokens", "vocabulary": ["a", "b"], "steps": [{"input": 0, "target": 1}]}
VECTORS = {"kind": "vectors", "classes": 2, "steps": [{"input": [1, 2], "target": 1}]}
TRANSLATION = {"kind": "translation", "source": "a b", "target": "c"}


@pytest.mark.parametrize(
    ("fields", "path", "message"),
    [
        ({"sequence": "hello"}, "/sequence", "expected an object"),
        ({"sequence": {}}, "/sequence/kind", "this field is required"),
        (
            {"sequence": {"kind": "song"}},
            "/sequence/kind",
            "expected one of 'text', 'tokens', 'vectors', 'translation'",
        ),
        ({"sequence": {"kind": "text"}}, "/sequence/text", "this field is required"),
        ({"sequence": {"kind": "text", "text": 5}}, "/sequence/text", "expected a string"),
        (
            {"sequence": {**TEXT, "by": "line"}},
            "/sequence/by",
            "expected 'character' or 'word'",
        ),
        (
            {"sequence": {**TEXT, "tokens": 1}},
            "/sequence/tokens",
            "unknown field; the fields are kind, masked, text, by",
        ),
        ({"sequence": {**TEXT, "masked": 1}}, "/sequence/masked", "expected a list"),
        ({"sequence": {**TEXT, "masked": None}}, "/sequence/masked", "expected a list"),
        ({"sequence": {**TEXT, "masked": [0, -1]}}, "/sequence/masked/1", "expected at least 0"),
        (
            {"sequence": {**TEXT, "masked": [1.0]}},
            "/sequence/masked/0",
            "expected a whole number",
        ),
        (
            {"sequence": {"kind": "translation", "source": "a"}},
            "/sequence/target",
            "this field is required",
        ),
        ({"sequence": {**TRANSLATION, "source": 5}}, "/sequence/source", "expected a string"),
        (
            {"sequence": {**TRANSLATION, "by": "line"}},
            "/sequence/by",
            "expected 'character' or 'word'",
        ),
        (
            {"sequence": {**TRANSLATION, "text": "a"}},
            "/sequence/text",
            "unknown field; the fields are kind, masked, source, target, by",
        ),
        (
            {"sequence": {**TOKENS, "steps": []}},
            "/sequence/steps",
            "expected at least 1 in the list, not 0",
        ),
        (
            {"sequence": {**TOKENS, "vocabulary": []}},
            "/sequence/vocabulary",
            "expected at least 1 in the list, not 0",
        ),
        (
            {"sequence": {**TOKENS, "steps": [{"input": 0}, {"input": 0, "target": 0.0}]}},
            "/sequence/steps/1/target",
            "expected a whole number",
        ),
        (
            {"sequence": {**TOKENS, "steps": [{"input": -1}]}},
            "/sequence/steps/0/input",
            "expected at least 0",
        ),
        (
            {"sequence": {**TOKENS, "steps": [{"in": 0}]}},
            "/sequence/steps/0/in",
            "unknown field; the fields are input, target",
        ),
        ({"sequence": {**VECTORS, "classes": 0}}, "/sequence/classes", "expected at least 1"),
        (
            {"sequence": {**VECTORS, "steps": []}},
            "/sequence/steps",
            "expected at least 1 in the list, not 0",
        ),
        (
            {"sequence": {**VECTORS, "steps": [{"input": []}]}},
            "/sequence/steps/0/input",
            "expected at least 1 in the list, not 0",
        ),
        (
            {"sequence": {**VECTORS, "steps": [{"input": [1, "2"]}]}},
            "/sequence/steps/0/input/1",
            "expected a number",
        ),
    ],
)
def test_a_wrong_field_of_a_sequence(
    ask: Asking, fields: dict[str, Any], path: str, message: str
) -> None:
    assert at(ask.refusal(BAD_REQUEST_FIELDS, **fields)) == [(path, message)]


@pytest.mark.parametrize(
    ("sequence", "path", "message"),
    [
        (
            {"kind": "text", "text": "a"},
            "/sequence/text",
            "a character should predict the next one, so the text needs at least 2 characters; "
            "it has 1",
        ),
        (
            {"kind": "text", "text": "hello ", "by": "word"},
            "/sequence/text",
            "a word should predict the next one, so the text needs at least 2 words; it has 1",
        ),
        (
            {"kind": "text", "text": " \n", "by": "word"},
            "/sequence/text",
            "a word should predict the next one, so the text needs at least 2 words; it has 0",
        ),
        (
            {**TOKENS, "vocabulary": ["a", "b", "a"]},
            "/sequence/vocabulary/2",
            "a token stands once in the vocabulary; this is token 0 again",
        ),
        (
            {**TOKENS, "steps": [{"input": 0}, {"input": 2}]},
            "/sequence/steps/1/input",
            "2 is outside the vocabulary: expected 0 to 1",
        ),
        (
            {**TOKENS, "steps": [{"input": 0}] * 3 + [{"input": 0, "target": 2}]},
            "/sequence/steps/3/target",
            "2 is outside the vocabulary: expected 0 to 1",
        ),
        (
            {**VECTORS, "steps": [{"input": [1], "target": 2}]},
            "/sequence/steps/0/target",
            "2 is outside the classes: expected 0 to 1",
        ),
        (
            {**VECTORS, "steps": [{"input": [1, 2]}, {"input": [1, 2, 3]}]},
            "/sequence/steps/1/input",
            "every input is as wide as the first: 2, not 3",
        ),
        (
            {**TRANSLATION, "source": " \n"},
            "/sequence/source",
            "a translation needs at least 1 word to read; the source has none",
        ),
        (
            {**TRANSLATION, "target": ""},
            "/sequence/target",
            "a translation needs at least 1 word to say; the target has none",
        ),
        (
            {**TRANSLATION, "source": "", "by": "character"},
            "/sequence/source",
            "a translation needs at least 1 character to read; the source has none",
        ),
        *(
            (
                {**sequence, "masked": [0, length]},
                "/sequence/masked/1",
                f"{length} is outside the time-stamps: expected 0 to {length - 1}",
            )
            for sequence, length in ((TEXT, 4), (TOKENS, 1), (VECTORS, 1), (TRANSLATION, 4))
        ),
        (
            {**TEXT, "masked": [2, 0, 2]},
            "/sequence/masked/2",
            "a time-stamp is masked once; this is 2 again",
        ),
        (
            {**TRANSLATION, "masked": [0, 0]},
            "/sequence/masked/1",
            "a time-stamp is masked once; this is 0 again",
        ),
    ],
)
def test_a_sequence_that_does_not_fit_together(
    ask: Asking, sequence: dict[str, Any], path: str, message: str
) -> None:
    assert at(ask.refusal(BAD_SEQUENCE, sequence=sequence)) == [(path, message)]
