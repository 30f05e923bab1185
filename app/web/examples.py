"""Runs worth looking at. A new one is a new entry here, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """A run worth looking at.

    Attributes:
        name: stable, for addresses.
        title: what a menu calls it.
        description: two sentences on what to look at.
        request: the body of `POST /api/v1/bptt`.
    """

    name: str
    title: str
    description: str
    request: dict[str, Any]


def _last_letter_of(text: str) -> dict[str, Any]:
    """A sequence in which only the last letter is to be predicted."""
    letters = list(dict.fromkeys(text))
    inputs = [letters.index(letter) for letter in text[:-1]]
    targets = [None] * (len(inputs) - 1) + [letters.index(text[-1])]
    steps = [{"input": i, "target": j} for i, j in zip(inputs, targets, strict=True)]
    return {"kind": "tokens", "vocabulary": letters, "steps": steps}


EXAMPLES: tuple[Example, ...] = (
    Example(
        name="hello",
        title="hello",
        description="After the first l comes an l and after the second an o, so only the state "
        "can tell them apart. Look at the four copies of W_hh: the first is zero, because the "
        "state before the first letter is.",
        request={
            "sequence": {"kind": "text", "text": "hello", "by": "character"},
            "cell": "elman",
            "hidden_size": 4,
        },
    ),
    Example(
        name="vanishing",
        title="Vanishing gradient",
        description="The only loss is at the last letter, and the recurrent matrix shrinks what "
        "passes through it on the way back. Look at the copies of W_xh: each time-stamp further "
        "back learns several times less.",
        request={
            "sequence": _last_letter_of("the cat sat on"),
            "cell": "elman",
            "hidden_size": 8,
            "gain": 0.3,
            "include": ["decomposition"],
        },
    ),
    Example(
        name="exploding",
        title="Exploding gradient",
        description="relu does not saturate and the recurrent matrix stretches what passes "
        "through it, so the gradient of the last loss grows with every step back. Look at the "
        "copies of W_hh: the second to fourth make up most of the sum.",
        request={
            "sequence": {"kind": "text", "text": "abracadabra", "by": "character"},
            "cell": "elman-relu",
            "hidden_size": 6,
            "seed": 13,
            "gain": 1.8,
            "include": ["decomposition"],
        },
    ),
    Example(
        name="many-to-one",
        title="Many to one",
        description="Only the last word has a target, the verdict on the film, so there is one "
        "loss, and it alone teaches every copy. Look at the backward pass: the error enters at "
        "the end, and the early words learn only through the arrows between the states.",
        request={
            "sequence": {
                "kind": "tokens",
                "vocabulary": ["this", "film", "is", "not", "bad", "good"],
                "steps": [
                    {"input": 0, "target": None},
                    {"input": 1, "target": None},
                    {"input": 2, "target": None},
                    {"input": 3, "target": None},
                    {"input": 4, "target": 5},
                ],
            },
            "cell": "elman",
            "hidden_size": 4,
        },
    ),
)
