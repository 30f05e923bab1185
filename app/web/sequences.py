"""From the sequence of a request to the numbers that the engine takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.engine import Sequence
from app.web.errors import BAD_SEQUENCE, Mistake, Problem, pointer
from app.web.limits import check_limit
from app.web.requests import AnySequence, TextSequence, TokenSequence, VectorSequence
from app.web.settings import Settings
from app.web.text import tokens, vocabulary

CODE_POINTS_OF_A_TOKEN = 64


@dataclass(frozen=True)
class Resolved:
    """A sequence with everything decided.

    Attributes:
        numbers: what the engine takes.
        inputs: index of each input in the vocabulary, or the vectors.
        vocabulary: the tokens; None for vectors.
    """

    numbers: Sequence
    inputs: list[int] | list[list[float]]
    vocabulary: list[str] | None

    def as_json(self) -> dict[str, Any]:
        """The field `sequence` of the answer."""
        return {
            "length": self.numbers.length,
            "vocabulary": self.vocabulary,
            "inputs": self.inputs,
            "targets": self.numbers.targets,
        }


def resolve(sequence: AnySequence, limits: Settings) -> Resolved:
    """Tokenise, check against the limits, and make the numbers.

    Raises:
        Problem: over a limit, or something in it does not fit together.
    """
    match sequence:
        case TextSequence():
            return _of_text(sequence, limits)
        case TokenSequence():
            return _of_tokens(sequence, limits)
        case VectorSequence():
            return _of_vectors(sequence, limits)


def _of_text(sequence: TextSequence, limits: Settings) -> Resolved:
    path = ("sequence", "text")
    # splitting takes time, and a token of more than this on the average is none
    most = CODE_POINTS_OF_A_TOKEN * (limits.max_steps + 1)
    check_limit(len(sequence.text), most, "code points", *path)
    found = tokens(sequence.text, sequence.by)
    if len(found) < 2:
        raise _refusal(
            f"a {sequence.by} should predict the next one, so the text needs at least "
            f"2 {sequence.by}s; it has {len(found)}",
            *path,
        )
    check_limit(len(found) - 1, limits.max_steps, "time-stamps", *path)
    known = vocabulary(found)
    check_limit(len(known), limits.max_classes, f"different {sequence.by}s", *path)
    index = {token: i for i, token in enumerate(known)}
    indices = [index[token] for token in found]
    return _of_indices(indices[:-1], indices[1:], known)


def _of_tokens(sequence: TokenSequence, limits: Settings) -> Resolved:
    known = sequence.vocabulary
    check_limit(len(sequence.steps), limits.max_steps, "time-stamps", "sequence", "steps")
    check_limit(len(known), limits.max_classes, "tokens", "sequence", "vocabulary")
    first: dict[str, int] = {}
    for i, token in enumerate(known):
        if first.setdefault(token, i) != i:
            raise _refusal(
                f"a token stands once in the vocabulary; this is token {first[token]} again",
                *("sequence", "vocabulary", i),
            )
    for t, step in enumerate(sequence.steps):
        for word, index in (("input", step.input), ("target", step.target)):
            _check_index(index, len(known), "vocabulary", t, word)
    inputs = [step.input for step in sequence.steps]
    return _of_indices(inputs, [step.target for step in sequence.steps], known)


def _of_vectors(sequence: VectorSequence, limits: Settings) -> Resolved:
    vectors = [step.input for step in sequence.steps]
    width = len(vectors[0])
    check_limit(len(vectors), limits.max_steps, "time-stamps", "sequence", "steps")
    check_limit(width, limits.max_inputs, "numbers in a vector", "sequence", "steps", 0, "input")
    check_limit(sequence.classes, limits.max_classes, "classes", "sequence", "classes")
    for t, step in enumerate(sequence.steps):
        if len(step.input) != width:
            raise _refusal(
                f"every input is as wide as the first: {width}, not {len(step.input)}",
                *("sequence", "steps", t, "input"),
            )
        _check_index(step.target, sequence.classes, "classes", t, "target")
    inputs = np.array(vectors, dtype=np.float64)  # (T, D)
    targets = tuple(step.target for step in sequence.steps)
    return Resolved(Sequence(inputs, targets, sequence.classes), vectors, None)


def _of_indices(inputs: list[int], targets: Iterable[int | None], known: list[str]) -> Resolved:
    numbers = Sequence.of_tokens(tuple(inputs), tuple(targets), len(known))
    return Resolved(numbers, inputs, known)


def _check_index(index: int | None, size: int, what: str, t: int, word: str) -> None:
    if index is not None and index >= size:
        message = f"{index} is outside the {what}: expected 0 to {size - 1}"
        raise _refusal(message, "sequence", "steps", t, word)


def _refusal(message: str, *path: str | int) -> Problem:
    return Problem(BAD_SEQUENCE, Mistake(message, pointer(*path)))
