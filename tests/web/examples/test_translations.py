"""What the examples of translation claim."""

from __future__ import annotations

import numpy as np
import pytest

from tests.web.examples.answers import Answers, says


def test_the_encoder_of_the_translation_learns_over_one_arrow(answers: Answers) -> None:
    found = answers.of("translation")
    encoder, decoder = found["sequence"]["parts"]
    assert (encoder["length"], decoder["first"]) == (3, 3)
    assert found["losses"][:3] == [None] * 3
    (arrow,) = (each for each in found["messages"] if each["lag"] == 1)
    assert arrow["values"][2] == pytest.approx(found["deltas"]["h"][2], rel=1e-12)
    (error,) = (each for each in found["messages"] if each["from"] == "y")
    assert error["values"][:3] == [None] * 3
    cut = answers.but("translation", truncation={"kind": "segment", "steps": 3})
    for name in encoder["parameters"].values():
        assert np.any(found["gradients"][name])
        assert not np.any(cut["gradients"][name])


def test_a_cut_at_the_hand_over_leaves_the_decoder_whole_and_the_encoder_nothing(
    answers: Answers,
) -> None:
    found, full = answers.of("hand-over-cut"), answers.but("hand-over-cut", truncation=None)
    encoder, decoder = found["sequence"]["parts"]
    assert encoder["length"] == found["sequence"]["length"] - encoder["length"] == 3
    assert decoder["vocabulary"][2:] == ["J’ai", "faim"]
    for name in encoder["parameters"].values():
        assert not np.any(found["copies"][name])
        assert np.any(full["copies"][name])
    for name in decoder["parameters"].values():
        assert found["copies"][name] == full["copies"][name]


def test_the_encoder_copies_grow_towards_the_letter_that_is_said_first(answers: Answers) -> None:
    found = answers.of("backwards")
    encoder, decoder = found["sequence"]["parts"]
    read = [encoder["vocabulary"][i] for i in found["sequence"]["inputs"][:3]]
    said = [decoder["vocabulary"][k] for k in found["sequence"]["targets"][3:-1]]
    assert said == read[::-1] == ["w", "o", "n"]
    # a letter is read at time-stamp i and said at one of those from 3 on
    assert [3 + said.index(letter) - i for i, letter in enumerate(read)] == [5, 3, 1]
    assert says("backwards", "one step later", "for five")
    for seed in range(5):
        norms = answers.but("backwards", seed=seed)["copy_norms"]["W_xh_enc"]
        assert norms == sorted(norms)
