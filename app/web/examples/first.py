"""Where to begin: a target at every time-stamp, and a single one."""

from __future__ import annotations

from app.web.examples.example import Example

FIRST: tuple[Example, ...] = (
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
        name="many-to-one",
        title="Sentiment: one target",
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
