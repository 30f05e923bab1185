"""What all examples have in common; what each claims is tested in the folder beside."""

from __future__ import annotations

import pytest

from app.engine import CELLS
from app.web.examples import EXAMPLES, Example
from tests.web.asking import Asking

OLD = {"hello", "vanishing", "vanishing-lstm", "exploding", "many-to-one", "mgu", "jordan"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_is_answered_and_says_in_two_sentences_what_to_look_at(
    example: Example, ask: Asking
) -> None:
    assert ask.answer(**example.request)
    _, look = example.description.split(". ")
    assert look.startswith("Look at ")
    assert look.endswith(".")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_has_few_words(example: Example) -> None:
    assert len(example.title) <= 30
    assert len(example.description) <= 320


def test_the_examples_are_of_every_kind_and_of_the_cells() -> None:
    assert len({each.name for each in EXAMPLES}) == len(EXAMPLES) >= 10
    kinds = {example.request["sequence"]["kind"] for example in EXAMPLES}
    assert kinds == {"text", "tokens", "vectors", "translation"}
    cells = {str(example.request["cell"]) for example in EXAMPLES}
    assert cells >= set(CELLS) - {"gru-reset-before"}
    assert any("masked" in example.request["sequence"] for example in EXAMPLES)
    truncations = [example.request.get("truncation") or {} for example in EXAMPLES]
    assert {each.get("kind") for each in truncations} == {None, "segment", "window"}


def test_a_link_to_an_example_goes_on_to_lead_there() -> None:
    assert set({each.name for each in EXAMPLES}) >= OLD


def test_an_example_stands_beside_the_one_that_stands_beside_it() -> None:
    beside = {each.name: each.beside for each in EXAMPLES if each.beside is not None}
    assert beside == {"vanishing": "vanishing-lstm", "vanishing-lstm": "vanishing"}
