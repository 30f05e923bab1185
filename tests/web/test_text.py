"""Texts become tokens by character and by word."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.web.sequences.of_translation import END, START
from app.web.text import By, tokens, vocabulary

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
        ("<start>", ["<", "s", "t", "a", "r", "t", ">"]),
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
        ("\u06001 \u0600 a", ["\u06001", "\u0600", "a"]),
        ("<start>the end<end>", ["<", "start", ">", "the", "end", "<", "end", ">"]),
        (" \t\r\n\u00a0\u3000", []),
        ("", []),
    ],
)
def test_a_word_is_a_run_of_letters_and_punctuation_stands_alone(
    text: str, expected: list[str]
) -> None:
    assert tokens(text, "word") == expected


# All of Unicode, and beside it what makes clusters with its neighbours, white space, and pieces
# of words. Lone surrogates are left out: a body that has one is no JSON, and refused.
ODD = [
    *"aZ9'’<>.\u0301\u200d\ufe0f\u0600\u0d4e\u0915\u094d\u1100\u1161\u11a8",
    *"\U0001f1e9\U0001f469\U0001f3fd\U000e0020\U0010ffff\u200b\0",
    *("<start>", "<end>"),
]
WHITE = [" ", "\t", "\r", "\n", "\r\n", "\x1f", "\x85", "\xa0", "\u2028", "\u3000"]
any_text = st.text() | st.lists(st.sampled_from([*ODD, *WHITE])).map("".join)


@given(any_text)
def test_characters_joined_give_the_text_back(text: str) -> None:
    found = tokens(text, "character")
    assert "".join(found) == text
    assert all(found)


@given(any_text)
def test_words_joined_give_the_text_back_but_for_white_space(text: str) -> None:
    assert "".join(tokens(text, "word")) == "".join(text.split())


@given(any_text)
def test_words_stand_in_the_text_in_their_order_with_white_space_between(text: str) -> None:
    rest = text
    for token in tokens(text, "word"):
        assert token
        rest = rest.lstrip()
        assert rest.startswith(token)
        rest = rest.removeprefix(token)
    assert not rest.strip()


def test_no_code_point_is_lost_beside_a_letter_or_white_space() -> None:
    text = "".join(f"a{chr(code)} {chr(code)}b" for code in range(sys.maxunicode + 1))
    assert "".join(tokens(text, "character")) == text
    assert "".join(tokens(text, "word")) == "".join(text.split())


@given(any_text, st.sampled_from(["character", "word"]))
@example("<start> <end>", "word")
@example("<start><end>", "character")
def test_no_token_is_the_start_or_the_end_of_a_translation(text: str, by: By) -> None:
    assert not {START, END} & set(tokens(text, by))


def test_a_vocabulary_is_in_order_of_first_appearance() -> None:
    assert vocabulary(["b", "a", "b", "c", "a"]) == ["b", "a", "c"]


@pytest.mark.parametrize("unit", ["🇩", "e\u0301", "👩\u200d", "'", "a'", "क\u094d"])
def test_no_text_takes_more_than_linear_time(unit: str) -> None:
    start = time.perf_counter()
    tokens(unit * 20_000, "character")
    tokens(unit * 20_000, "word")
    assert time.perf_counter() - start < 1.0
