"""How far back a loss teaches: gradients over long lags that vanish, last, or explode."""

from __future__ import annotations

from typing import Any

from app.web.examples.example import Example


def _last_letter_of(text: str) -> dict[str, Any]:
    """A sequence in which only the last letter is to be predicted."""
    letters = list(dict.fromkeys(text))
    inputs = [letters.index(letter) for letter in text[:-1]]
    targets = [None] * (len(inputs) - 1) + [letters.index(text[-1])]
    steps = [{"input": i, "target": j} for i, j in zip(inputs, targets, strict=True)]
    return {"kind": "tokens", "vocabulary": letters, "steps": steps}


# forty letters back from its last, there is still a letter
_LONG = _last_letter_of("the cat sat on the mat and saw the moon come up")

_RECALL = {
    "kind": "text",
    "text": "Ammmmm?A",
    "by": "character",
    "masked": [0, 1, 2, 3, 4, 5],
}

LAGS: tuple[Example, ...] = (
    Example(
        name="recall",
        title="Recall over a gap",
        description="The A at the start is to be said again after the question mark, six "
        "time-stamps later, and nothing else has a target. Look at the copies of W_xh: the first, "
        "the only one that has read the A, is less than a twentieth of the last.",
        request={"sequence": _RECALL, "cell": "elman", "hidden_size": 4},
    ),
    Example(
        name="recall-lstm",
        title="Recall with an LSTM",
        description="The same task for an LSTM: the candidate g takes the A into c, and the "
        "forget gate f, which starts with b_f = 1, keeps more than half of c at every step. Look "
        "at the copies of W_xg: the first, which has read the A, is a fifth of the last, where "
        "that of W_xh in the Elman network was less than a twentieth.",
        request={"sequence": _RECALL, "cell": "lstm", "hidden_size": 4},
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
)
