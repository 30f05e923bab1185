"""What the server answers to an example, and how the tests read it."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.web.examples import EXAMPLES
from tests.web.asking import Asking

BY_NAME = {example.name: example for example in EXAMPLES}

Array = NDArray[np.float64]


class Answers:
    """The answers to the examples, with copies and tables."""

    def __init__(self, ask: Asking) -> None:
        self.ask = ask
        self.of = cache(self._of)

    def _of(self, name: str) -> dict[str, Any]:
        return self.but(name)

    def but(self, name: str, **changed: Any) -> dict[str, Any]:
        """The answer to the same with some fields changed."""
        include = ["copies", "decomposition"]
        return self.ask.answer(**{**BY_NAME[name].request, "include": include, **changed})


def says(name: str, *claims: str) -> bool:
    """Whether its description has these words, so that a claim and its test stay together."""
    return all(claim in BY_NAME[name].description for claim in claims)


def norms(rows: list[list[float]]) -> Array:
    """The lengths of vectors over time."""
    found: Array = np.linalg.norm(np.array(rows, dtype=float), axis=1)
    return found


def arriving(found: dict[str, Any], receiver: str, lag: int) -> dict[str, Array]:
    """The lengths of what each arrow brings to a value on the way back, by its sender."""
    return {
        message["from"]: norms(message["values"])
        for message in found["messages"]
        if message["to"] == receiver and message["lag"] == lag
    }


def last_row(found: dict[str, Any]) -> Array:
    """log10 |∂L_T/∂h_t| over t."""
    return np.array(found["decomposition"]["log10_state_norms"]["h"][-1])
