"""Answers of the real API for the unit tests of the page.

`python -m tests.static.make_answers` writes them anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from app.web.main import create_app

FOLDER = Path(__file__).parent / "answers"

HELLO = {"kind": "text", "text": "hello", "by": "character"}
CAT = {"kind": "translation", "source": "the cat sleeps", "target": "le chat dort"}

BRANCHED = """q = x * tanh(x)
a = tanh(W_qa @ q + b_a)
h = tanh(W_xh @ x + W_hh @ h[t-1] + W_hh @ (a * h[t-1]))
d = sigmoid(W_hd @ h)
y = W_hy @ h + W_ay @ a[t-1] + b_y
"""
"""A value with another size in either half, a state that only the outputs read, a dead end."""

REQUESTS: dict[str, dict[str, Any]] = {
    "hello": {"sequence": HELLO},
    "segment": {"sequence": HELLO, "truncation": {"kind": "segment", "steps": 2}},
    "window": {"sequence": HELLO, "truncation": {"kind": "window", "steps": 2}},
    "masked": {
        "sequence": {
            "kind": "tokens",
            "vocabulary": ["good", "bad", "not"],
            "steps": [{"input": 2, "target": None}, {"input": 1, "target": 0}],
        },
        "hidden_size": 3,
    },
    "single": {"sequence": {"kind": "text", "text": "ab", "by": "character"}, "hidden_size": 1},
    **{
        cell: {
            "sequence": {"kind": "text", "text": "abc", "by": "character"},
            "cell": cell,
            "hidden_size": 2,
        }
        for cell in ("lstm", "gru", "stacked")
    },
    "shut": {
        "sequence": {"kind": "text", "text": "aba"},
        "cell": "elman-relu",
        "hidden_size": 1,
        "weights": {"W_xh": [[0.5, -5.0]], "W_hh": [[0.8]], "b_h": [0.1], "W_hy": [[1], [-1]]},
    },
    "translation": {"sequence": CAT, "hidden_size": 3},
    "translation-segment": {
        "sequence": CAT,
        "hidden_size": 3,
        "truncation": {"kind": "segment", "steps": 3},
    },
    "translation-window": {
        "sequence": CAT,
        "hidden_size": 3,
        "truncation": {"kind": "window", "steps": 3},
    },
    "itemised": {
        "sequence": HELLO,
        "truncation": {"kind": "segment", "steps": 2},
        "include": ["decomposition"],
        "entry": {"parameter": "W_hh", "row": 0, "column": 1},
    },
    "itemised-shut": {
        "sequence": {"kind": "text", "text": "abab"},
        "cell": "elman-relu",
        "hidden_size": 1,
        "weights": {"W_xh": [[0.5, -5.0]], "W_hh": [[0.8]], "b_h": [0.1], "W_hy": [[1], [-1]]},
        "include": ["decomposition"],
        "entry": {"parameter": "b_h", "row": 0},
    },
    "itemised-translation": {
        "sequence": {**CAT, "masked": [5]},
        "cell": "lstm",
        "hidden_size": 2,
        "truncation": {"kind": "window", "steps": 3},
        "include": ["decomposition"],
        "entry": {"parameter": "W_hi_enc", "row": 1, "column": 0},
    },
    "translation-lstm": {
        "sequence": {"kind": "translation", "source": "I see", "target": "je vois"},
        "cell": "lstm",
        "hidden_size": 2,
    },
    "translation-masked": {
        "sequence": {**CAT, "masked": [4, 5]},
        "cell": "gru",
        "hidden_size": 2,
    },
    "translation-branched": {
        "sequence": CAT,
        "cell": {"equations": BRANCHED},
        "hidden_size": 2,
    },
}


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What `POST /api/v1/bptt` answers."""
    with TestClient(create_app()) as client:
        response = client.post("/api/v1/bptt", json=request)
    response.raise_for_status()
    body: dict[str, Any] = response.json()
    return body


def path_of(name: str) -> Path:
    """The file that holds a request and its answer."""
    return FOLDER / f"{name}.json"


def write() -> None:
    """Write all answers."""
    FOLDER.mkdir(exist_ok=True)
    for name, request in REQUESTS.items():
        made = {"request": request, "answer": answer(request)}
        path_of(name).write_text(json.dumps(made, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    write()
