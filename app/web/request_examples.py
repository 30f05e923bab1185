"""Requests that the documentation shows."""

from __future__ import annotations

from fastapi.openapi.models import Example

REQUEST_EXAMPLES: dict[str, Example] = {
    "hello": {
        "summary": "The shortest request",
        "value": {"sequence": {"kind": "text", "text": "hello"}},
    },
    "golden": {
        "summary": "Two time-stamps and one hidden unit, to follow by hand",
        "value": {
            "sequence": {"kind": "text", "text": "aba", "by": "character"},
            "cell": "elman",
            "hidden_size": 1,
            "seed": 0,
            "gain": None,
            "weights": {
                "W_xh": [[0.5, -0.5]],
                "W_hh": [[0.8]],
                "b_h": [0.1],
                "W_hy": [[1], [-1]],
                "b_y": [0, 0],
            },
            "initial_state": None,
            "truncation": {"kind": "segment", "steps": 1},
            "entry": {"parameter": "W_hh", "row": 0, "column": 0},
            "include": ["copies", "decomposition"],
        },
    },
    "lstm": {
        "summary": "An LSTM, with the start of its cell state given",
        "value": {
            "sequence": {"kind": "text", "text": "hello"},
            "cell": "lstm",
            "hidden_size": 2,
            "initial_state": {"c": [0.5, -0.5]},
        },
    },
    "translation": {
        "summary": "A translation, with one of its gradient tables",
        "value": {
            "sequence": {
                "kind": "translation",
                "source": "the cat sleeps",
                "target": "die Katze schläft",
            },
            "cell": "elman",
            "entry": {"parameter": "W_hh_enc", "row": 0, "column": 0},
            "include": ["decomposition"],
        },
    },
    "masked": {
        "summary": "Words, of which only the last has to be predicted",
        "value": {
            "sequence": {
                "kind": "text",
                "text": "this film is not bad",
                "by": "word",
                "masked": [0, 1, 2],
            }
        },
    },
    "tokens": {
        "summary": "Tokens by index; the second time-stamp has no target",
        "value": {
            "sequence": {
                "kind": "tokens",
                "vocabulary": ["h", "e"],
                "steps": [{"input": 0, "target": 1}, {"input": 1, "target": None}],
            }
        },
    },
    "vectors": {
        "summary": "Vectors through equations of one's own",
        "value": {
            "sequence": {
                "kind": "vectors",
                "classes": 3,
                "steps": [
                    {"input": [0.1, 0.4], "target": 2},
                    {"input": [0.3, -0.2], "target": 0},
                ],
            },
            "cell": {
                "equations": (
                    "e = W_xe @ x\nh = relu(W_eh @ e + W_hh @ h[t-1] + b_h)\ny = W_hy @ h"
                ),
                "sizes": {"e": 3},
                "initial_biases": {"b_h": 0.1},
            },
        },
    },
}

_TRUNCATED = {
    "sequence": {"kind": "text", "text": "hello"},
    "truncation": {"kind": "segment", "steps": 2},
}

CHECK_EXAMPLES: dict[str, Example] = {
    "all": {
        "summary": "Every number of a run",
        "value": {"sequence": {"kind": "text", "text": "hello"}, "cell": "lstm"},
    },
    "truncated": {
        "summary": "One parameter of a truncated run",
        "value": {**_TRUNCATED, "parameters": ["W_hh"]},
    },
}

NUDGE_EXAMPLES: dict[str, Example] = {
    "copy": {
        "summary": "One temporal copy alone, that of the third time-stamp",
        "value": {
            "sequence": {"kind": "text", "text": "hello"},
            "parameter": "W_hh",
            "row": 0,
            "column": 1,
            "copy": 2,
            "epsilon": 0.1,
        },
    },
    "shared": {
        "summary": "The shared bias, at every time-stamp",
        "value": {
            "sequence": {"kind": "text", "text": "hello"},
            "parameter": "b_h",
            "row": 0,
            "epsilon": -0.05,
        },
    },
}
