"""Each limit refuses one more than it allows, and names the number and the limit."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.web.errors import BAD_EQUATIONS, BAD_REQUEST_FIELDS, OVER_LIMIT
from app.web.main import create_app
from app.web.settings import Settings
from tests.web.asking import HELLO, Asking, at

LINEAR = "y = W_xy @ x"


def tokens(steps: int, vocabulary: int) -> dict[str, Any]:
    return {
        "kind": "tokens",
        "vocabulary": [str(i) for i in range(vocabulary)],
        "steps": [{"input": 0}] * steps,
    }


def vectors(width: int, classes: int) -> dict[str, Any]:
    return {"kind": "vectors", "classes": classes, "steps": [{"input": [0] * width}]}


def translation(source: str, target: str, by: str = "word") -> dict[str, Any]:
    return {"kind": "translation", "source": source, "target": target, "by": by}


def equations(text: str, **sizes: int) -> dict[str, Any]:
    return {"equations": text, "sizes": sizes}


@pytest.mark.parametrize(
    ("allowed", "refused", "path", "message"),
    [
        (
            {"sequence": {"kind": "text", "text": "ab" * 128 + "a"}},
            {"sequence": {"kind": "text", "text": "ab" * 129}},
            "/sequence/text",
            "257 time-stamps are over the limit of 256",
        ),
        (
            {"sequence": {"kind": "text", "text": "a " * 257, "by": "word"}},
            {"sequence": {"kind": "text", "text": "a " * 258, "by": "word"}},
            "/sequence/text",
            "257 time-stamps are over the limit of 256",
        ),
        (
            {"sequence": {"kind": "text", "text": "".join(map(chr, range(0x4E00, 0x4F00)))}},
            {"sequence": {"kind": "text", "text": "".join(map(chr, range(0x4E00, 0x4F01)))}},
            "/sequence/text",
            "257 different characters are over the limit of 256",
        ),
        (
            {"sequence": {"kind": "text", "text": "a" + "e" + "\u0301" * (64 * 257 - 2)}},
            {"sequence": {"kind": "text", "text": "a" + "e" + "\u0301" * (64 * 257 - 1)}},
            "/sequence/text",
            "16449 code points are over the limit of 16448",
        ),
        (
            {"sequence": translation("a " * 200, "b " * 55)},
            {"sequence": translation("a " * 200, "b " * 56)},
            "/sequence",
            "257 time-stamps (source + target + 1 = 200 + 56 + 1) are over the limit of 256",
        ),
        (
            {"sequence": translation("e" + "\u0301" * (64 * 257 - 1), "b", "character")},
            {"sequence": translation("e" + "\u0301" * (64 * 257), "b", "character")},
            "/sequence/source",
            "16449 code points are over the limit of 16448",
        ),
        (
            {"sequence": translation("a", "e" + "\u0301" * (64 * 257 - 1), "word")},
            {"sequence": translation("a", "e" + "\u0301" * (64 * 257), "word")},
            "/sequence/target",
            "16449 code points are over the limit of 16448",
        ),
        (
            {"sequence": tokens(256, 1)},
            {"sequence": tokens(257, 1)},
            "/sequence/steps",
            "257 time-stamps are over the limit of 256",
        ),
        (
            {"sequence": tokens(1, 256)},
            {"sequence": tokens(1, 257)},
            "/sequence/vocabulary",
            "257 tokens are over the limit of 256",
        ),
        (
            {"sequence": vectors(256, 1)},
            {"sequence": vectors(257, 1)},
            "/sequence/steps/0/input",
            "257 numbers in a vector are over the limit of 256",
        ),
        (
            {"sequence": vectors(1, 256)},
            {"sequence": vectors(1, 257)},
            "/sequence/classes",
            "257 classes are over the limit of 256",
        ),
        (
            {"hidden_size": 128},
            {"hidden_size": 129},
            "/hidden_size",
            "129 hidden units are over the limit of 128",
        ),
        (
            {"cell": equations("e = W_xe @ x\ny = W_ey @ e", e=128)},
            {"cell": equations("e = W_xe @ x\ny = W_ey @ e", e=129)},
            "/cell/sizes/e",
            "129 units are over the limit of 128",
        ),
        (
            {"cell": equations(LINEAR + " " * (4096 - len(LINEAR)))},
            {"cell": equations(LINEAR + " " * (4097 - len(LINEAR)))},
            "/cell/equations",
            "4097 bytes are over the limit of 4096",
        ),
        (
            {"cell": equations(LINEAR + "#" + "ä" * ((4095 - len(LINEAR)) // 2))},
            {"cell": equations(LINEAR + "#" + "ä" * ((4097 - len(LINEAR)) // 2))},
            "/cell/equations",
            "4097 bytes are over the limit of 4096",
        ),
    ],
)
def test_a_limit_allows_its_number_and_not_one_more(
    ask: Asking, allowed: dict[str, Any], refused: dict[str, Any], path: str, message: str
) -> None:
    ask.answer(**allowed)
    assert at(ask.refusal(OVER_LIMIT, **refused)) == [(path, message)]


@pytest.mark.parametrize(
    ("allowed", "refused", "path", "message"),
    [
        (
            translation("a b c a", "d"),
            translation("a b c d", "d"),
            "/sequence/source",
            "4 different words are over the limit of 3",
        ),
        (
            translation("a", "b b"),
            translation("a", "b c"),
            "/sequence/target",
            "4 different words, <start> and <end> among them, are over the limit of 3",
        ),
    ],
)
def test_a_translation_has_two_vocabularies_within_the_limit(
    allowed: dict[str, Any], refused: dict[str, Any], path: str, message: str
) -> None:
    ask = Asking(TestClient(create_app(Settings(max_inputs=3, max_classes=3))))
    ask.answer(sequence=allowed)
    assert at(ask.refusal(OVER_LIMIT, sequence=refused)) == [(path, message)]


def test_a_text_of_64_operations_is_read_and_one_of_65_is_not(ask: Asking) -> None:
    def sum_of(terms: int) -> dict[str, Any]:
        return equations("h = W_xh @ x\ny = W_hy @ (h" + " + h" * (terms - 1) + ")")

    ask.answer(cell=sum_of(63))
    (mistake,) = ask.refusal(BAD_EQUATIONS, cell=sum_of(64))
    assert mistake["path"] == "/cell/equations"
    assert mistake["line"] == 2


def test_an_answer_over_its_limit_is_refused_before_it_is_computed() -> None:
    ask = Asking(TestClient(create_app(Settings(max_answer_numbers=500))))
    ask.answer(hidden_size=4)
    (mistake,) = ask.refusal(OVER_LIMIT, hidden_size=4, include=["copies"])
    assert mistake["path"] == ""
    assert mistake["message"].startswith("the answer would hold 712 numbers, over the limit of 500")


@pytest.mark.parametrize("sequence", [HELLO, translation("a b c d e", "f g h")])
def test_an_answer_never_holds_more_numbers_than_its_limit(
    ask: Asking, sequence: dict[str, Any]
) -> None:
    def numbers(value: Any) -> int:
        if isinstance(value, dict):
            return sum(map(numbers, value.values()))
        if isinstance(value, list):
            return sum(map(numbers, value))
        return isinstance(value, float)

    fields = {"sequence": sequence, "hidden_size": 8, "include": ["copies", "decomposition"]}
    limit = numbers(ask.answer(**fields)) - 1
    Asking(TestClient(create_app(Settings(max_answer_numbers=limit)))).refusal(OVER_LIMIT, **fields)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"weights": {str(i): [] for i in range(10_001)}}, "/weights"),
        ({"initial_state": {str(i): [] for i in range(10_001)}}, "/initial_state"),
        ({"cell": equations(LINEAR, **{str(i): 1 for i in range(10_001)})}, "/cell/sizes"),
        ({"weights": {"W_xh": [[]] * 10_001}}, "/weights/W_xh"),
        ({"sequence": tokens(10_001, 1)}, "/sequence/steps"),
        ({"sequence": {**HELLO, "masked": [0] * 10_001}}, "/sequence/masked"),
    ],
)
def test_a_container_far_over_any_limit_is_refused_without_a_look_inside(
    ask: Asking, fields: dict[str, Any], path: str
) -> None:
    expected = [(path, "expected at most 10000 entries, not 10001")]
    assert at(ask.refusal(BAD_REQUEST_FIELDS, **fields)) == expected
