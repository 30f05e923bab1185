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
        beside: the name of the example to compare it with.
    """

    name: str
    title: str
    description: str
    request: dict[str, Any]
    beside: str | None = None


def _last_letter_of(text: str) -> dict[str, Any]:
    """A sequence in which only the last letter is to be predicted."""
    letters = list(dict.fromkeys(text))
    inputs = [letters.index(letter) for letter in text[:-1]]
    targets = [None] * (len(inputs) - 1) + [letters.index(text[-1])]
    steps = [{"input": i, "target": j} for i, j in zip(inputs, targets, strict=True)]
    return {"kind": "tokens", "vocabulary": letters, "steps": steps}


# forty letters back from its last, there is still a letter
_LONG = _last_letter_of("the cat sat on the mat and saw the moon come up")

_MINIMAL_GATED_UNIT = """\
f = sigmoid(W_xf @ x + W_hf @ h[t-1] + b_f)
n = tanh(W_xn @ x + W_hn @ (f * h[t-1]) + b_n)
h = (1 - f) * h[t-1] + f * n
y = W_hy @ h + b_y
"""

_JORDAN = """\
h = tanh(W_xh @ x + W_yh @ y[t-1] + b_h)
y = W_hy @ h + b_y
"""

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
        description="The only loss is at the last letter, and every step back through the "
        "recurrent matrix and tanh shrinks what it teaches. Look at the gradient by lag: 40 "
        "letters back |∂L/∂h| is a millionth of a millionth (10⁻¹²), where an LSTM still has a "
        "hundredth (10⁻²).",
        request={
            "sequence": _LONG,
            "cell": "elman",
            "hidden_size": 8,
            "gain": 0.7,
            "include": ["decomposition"],
        },
        beside="vanishing-lstm",
    ),
    Example(
        name="vanishing-lstm",
        title="The LSTM carries the gradient",
        description="The same letters and the same size, with an LSTM whose forget gate f starts "
        "nearly open (b_f = 3), so c passes from step to step almost unchanged. Look at the "
        "gradient by lag: 40 letters back |∂L/∂h| is still a hundredth (10⁻²), where the Elman "
        "network has a millionth of a millionth (10⁻¹²).",
        request={
            "sequence": _LONG,
            "cell": "lstm",
            "hidden_size": 8,
            "weights": {"b_f": [3.0] * 8},
            "include": ["decomposition"],
        },
        beside="vanishing",
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
    Example(
        name="mgu",
        title="A minimal gated unit",
        description="One gate does two jobs in these equations (Zhou and others 2016): 1 − f keeps "
        "the old state, and f lets the candidate n in. Look at what reaches h from the next "
        "time-stamp on the way back: straight from the next h comes at least five times what "
        "comes through n or through f.",
        request={
            "sequence": {"kind": "text", "text": "hello", "by": "character"},
            "cell": {"equations": _MINIMAL_GATED_UNIT},
            "hidden_size": 4,
        },
    ),
    Example(
        name="jordan",
        title="A Jordan network",
        description="In these equations (Jordan 1986) h reads the last outputs y[t-1] instead of "
        "its own past, so y is the state. Look at ∂L/∂y: only at the last letter is it the error "
        "alone, and before that the next time-stamp adds to it.",
        request={
            "sequence": {"kind": "text", "text": "hello", "by": "character"},
            "cell": {"equations": _JORDAN},
            "hidden_size": 4,
        },
    ),
)
