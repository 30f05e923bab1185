"""Texts become tokens by character and by word."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from app.web.text import tokens, vocabulary

WHITE_SPACE = regex.compile(r"\s")
FAMILY = "👩\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hello", ["h", "e", "l", "l", "o"]),
        (f"a{FAMILY}b", ["a", FAMILY, "b"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("🇩🇪🇫", ["🇩🇪", "🇫"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("\u00e9", ["\u00e9"]),
        ("नमस्ते", ["न", "म", "स्ते"]),
        ("각각", ["각", "각"]),
        ("a b\r\n", ["a", " ", "b", "\r\n"]),
        ("", []),
    ],
)
def test_a_character_is_a_grapheme_cluster(text: str, expected: list[str]) -> None:
    assert tokens(text, "character") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cat sat.", ["The", "cat", "sat", "."]),
        ("wait... what?!", ["wait", ".", ".", ".", "what", "?", "!"]),
        ("don't, it’s l’eau", ["don't", ",", "it’s", "l’eau"]),
        ("rock'n'roll 'quoted'", ["rock'n'roll", "'", "quoted", "'"]),
        ("well-known 3.14 a_b", ["well", "-", "known", "3", ".", "14", "a", "_", "b"]),
        ("Über e\u0301te\u0301", ["Über", "e\u0301te\u0301"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        (f"hi {FAMILY}!", ["hi", FAMILY, "!"]),
        ("🇩🇪🇫🇷 a", ["🇩🇪", "🇫🇷", "a"]),
        (" \t\r\n\u00a0\u3000", []),
        ("", []),
    ],
)
def test_a_word_is_a_run_of_letters_and_punctuation_stands_alone(
    text: str, expected: list[str]
) -> None:
    assert tokens(text, "word") == expected


@given(st.text())
def test_characters_joined_give_the_text_back(text: str) -> None:
    assert "".join(tokens(text, "character")) == text


@given(st.text())
def test_words_joined_give_the_text_back_but_for_white_space(text: str) -> None:
    found = tokens(text, "word")
    assert WHITE_SPACE.sub("", "".join(found)) == WHITE_SPACE.sub("", text)
    assert not any(WHITE_SPACE.match(token) for token in found)


def test_a_vocabulary_is_in_order_of_first_appearance() -> None:
    assert vocabulary(["b", "a", "b", "c", "a"]) == ["b", "a", "c"]


@pytest.mark.parametrize("unit", ["🇩", "e\u0301", "👩\u200d", "'", "a'", "क\u094d"])
def test_no_text_takes_more_than_linear_time(unit: str) -> None:
    start = time.perf_counter()
    tokens(unit * 20_000, "character")
    tokens(unit * 20_000, "word")
    assert time.perf_counter() - start < 1.0
