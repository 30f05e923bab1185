"""The numbers of a sequence that is given step by step: of tokens, and of vectors."""

from __future__ import annotations

import numpy as np

from app import engine
from app.web.limits import check_limit
from app.web.sequences.kinds import TokenSequence, VectorSequence
from app.web.sequences.refusal import refusal
from app.web.sequences.resolved import Resolved
from app.web.settings import Settings


def of_tokens(sequence: TokenSequence, limits: Settings) -> Resolved:
    """Inputs and targets are indices into the vocabulary that came along.

    Raises:
        Problem: over a limit, an index outside the vocabulary, a token twice in it.
    """
    known = sequence.vocabulary
    check_limit(len(sequence.steps), limits.max_steps, "time-stamps", "sequence", "steps")
    check_limit(len(known), limits.max_classes, "tokens", "sequence", "vocabulary")
    first: dict[str, int] = {}
    for i, token in enumerate(known):
        if first.setdefault(token, i) != i:
            raise refusal(
                f"a token stands once in the vocabulary; this is token {first[token]} again",
                *("vocabulary", i),
            )
    for t, step in enumerate(sequence.steps):
        for word, index in (("input", step.input), ("target", step.target)):
            _check_index(index, len(known), "vocabulary", t, word)
    inputs = [step.input for step in sequence.steps]
    targets = tuple(step.target for step in sequence.steps)
    return Resolved(engine.Sequence.of_tokens(tuple(inputs), targets, len(known)), inputs, (known,))


def of_vectors(sequence: VectorSequence, limits: Settings) -> Resolved:
    """Inputs are the vectors, targets the classes that came along.

    Raises:
        Problem: over a limit, a class that there is not, vectors of different widths.
    """
    vectors = [step.input for step in sequence.steps]
    width = len(vectors[0])
    check_limit(len(vectors), limits.max_steps, "time-stamps", "sequence", "steps")
    check_limit(width, limits.max_inputs, "numbers in a vector", "sequence", "steps", 0, "input")
    check_limit(sequence.classes, limits.max_classes, "classes", "sequence", "classes")
    for t, step in enumerate(sequence.steps):
        if len(step.input) != width:
            raise refusal(
                f"every input is as wide as the first: {width}, not {len(step.input)}",
                *("steps", t, "input"),
            )
        _check_index(step.target, sequence.classes, "classes", t, "target")
    inputs = np.array(vectors, dtype=np.float64)  # (T, D)
    targets = tuple(step.target for step in sequence.steps)
    return Resolved(engine.Sequence(inputs, targets, sequence.classes), vectors, (None,))


def _check_index(index: int | None, size: int, what: str, t: int, word: str) -> None:
    if index is not None and index >= size:
        message = f"{index} is outside the {what}: expected 0 to {size - 1}"
        raise refusal(message, "steps", t, word)
