"""The runs whose scripts PyTorch has run: which text, which sequence, what is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any, Literal

import numpy as np

from app.engine import CELLS, Answer, AnySequence, Sequence, Translation, Truncation, bptt, parse
from app.engine.export.pytorch import WORDS, pytorch
from app.engine.graph import Array
from app.engine.network import Network, network
from tests.engine.export.texts import Draws, text


@dataclass(frozen=True)
class Case:
    """One run; `asked` is what else the engine is told of it."""

    name: str
    equations: str
    sequence: AnySequence
    truncation: Truncation | None = None
    asked: dict[str, Any] = field(default_factory=dict)

    def network(self) -> Network:
        return network(parse(self.equations, self.name), self.sequence, **self.asked)

    def script(self) -> str:
        return pytorch(self.network(), self.truncation)

    def answer(self) -> Answer:
        cell = parse(self.equations, self.name)
        return bptt(cell, self.sequence, **self.asked, truncation=self.truncation)


def segment(steps: int) -> Truncation:
    return Truncation("segment", steps)


def window(steps: int) -> Truncation:
    return Truncation("window", steps)


def called(truncation: Truncation | None) -> str:
    return f", {truncation.kind} of {truncation.steps}" if truncation else ""


def numbers(name: str, *shape: int) -> Array:
    return Draws(name).uniform(1.5, *shape)


TOKENS = Sequence.of_tokens((0, 1, 2, 2, 0), (1, 2, 2, 0, 1), 3)
MASKED = Sequence(numbers("inputs", 5, 2), (None, 2, None, 0, 1), 3)
SPOKEN = Sequence.of_tokens((0, 2, 1), (2, 1, 0), 3)
TRANSLATION = Translation(np.eye(2)[[0, 1, 1]], SPOKEN)


def cases() -> Iterator[Case]:
    yield from built_in_cells()
    yield from translations()
    yield from random_texts()
    yield from corners()
    yield from names()


def built_in_cells() -> Iterator[Case]:
    sequences = cycle([TOKENS, MASKED])
    for cell in CELLS.values():
        for truncation in (None, segment(2), window(2)):
            yield Case(
                cell.name + called(truncation),
                cell.equations,
                next(sequences),
                truncation,
                {"hidden_size": 2, "initial_biases": cell.initial_biases},
            )


def translations() -> Iterator[Case]:
    """3 time-stamps of an encoder, 3 of a decoder; the hand-over is at 3."""
    steps = (1, 2, 3, 4, 9)
    for name in ("elman", "lstm"):
        for truncation in (None, *map(segment, steps), *map(window, steps)):
            asked = {"hidden_size": 2 if name == "elman" else 1}
            title = f"{name}, translation{called(truncation)}"
            yield Case(title, CELLS[name].equations, TRANSLATION, truncation, asked)
    partly = Sequence.of_tokens((0, 2, 1), (None, 1, None), 3)
    for truncation in (None, segment(2), window(3)):
        yield Case(
            f"gru, translation, masked, initial state{called(truncation)}",
            CELLS["gru"].equations,
            Translation(numbers("source", 2, 3), partly),
            truncation,
            {"hidden_size": 1, "initial_state": {"h": [0.75]}},
        )


Kind = Literal["segment", "window"] | None
KINDS: list[Kind] = [None, "segment", "window"]


def random_texts() -> Iterator[Case]:
    kinds = cycle(KINDS)
    for number in range(1, 21):
        yield random_text(f"random text {number}", next(kinds), translated=False)
    for number in range(1, 10):
        yield random_text(f"random translation {number}", next(kinds), translated=True)


def random_text(name: str, kind: Kind, translated: bool) -> Case:
    draws = Draws(name)
    equations = text(draws, y_is_read=not translated)
    T, D, V = (least + draws.below(3) for least in (3, 1, 2))
    targets = tuple(None if draws.below(4) == 0 else draws.below(V) for _ in range(T))
    spoken = Sequence(draws.uniform(1.5, T, D), targets, V)
    source = draws.uniform(1.5, 1 + draws.below(3), 1 + draws.below(3))
    sequence = Translation(source, spoken) if translated else spoken
    sizes = {value: 3 for value in parse(equations).values if value.startswith("e")}
    asked: dict[str, Any] = {"hidden_size": 2, "sizes": sizes}
    start = network(parse(equations), sequence, **asked).initial_state
    if draws.below(2):
        asked["initial_state"] = {name: draws.uniform(1, len(of)) for name, of in start.items()}
    truncation = Truncation(kind, 1 + draws.below(4)) if kind else None
    return Case(name + called(truncation), equations, sequence, truncation, asked)


JORDAN = """
h = tanh(W_xh @ x + W_yh @ y[t-1] + b_h)
y = W_hy @ h + b_y
"""
DELAYED = """
y = W_ay @ a[t-1] + W_hy @ h[t-1]  # its own loss reaches the matrices, and no bias
a = tanh(W_xa @ x + b_a)
h = tanh(b_h + W_ah @ a[t-1])
u = sigmoid(W_uu @ u[t-1] + b_u)  # nothing reads it
"""
ECHO = """
y = h[t-1]  # no parameter is in reach of the first loss
h = W_xh @ x
"""
LITERALS = """
h = sigmoid(0) * x - -relu(3) * h[t-1] * 1e-3 + 99999999999999999999 * (W_xh @ x) * 1e-20
q = -(x * b_h) - (x - (0.1 + 0.2)) * -b_h + --x + relu(-x) - -0 * x
y = W_hy @ -h + W_qy @ (q + 1e16 * (1 - 2 * q) * 1e-16)
"""


def corners() -> Iterator[Case]:
    elman = CELLS["elman"].equations
    nowhere = Sequence(numbers("nowhere", 3, 2), (None, None, None), 2)
    vectors = Sequence(numbers("vectors", 4, 2), (0, None, 1, 1), 2)
    one = Sequence(np.array([[0.5]]), (0,), 1)
    at_random = {"hidden_size": 2, "initial_state": {"h": [0.1 + 0.2, -1e-17]}}
    for truncation in (None, segment(2), window(2)):
        cutting = called(truncation)
        yield Case(f"no targets{cutting}", elman, nowhere, truncation, {"hidden_size": 1})
        yield Case(f"initial state{cutting}", elman, vectors, truncation, at_random)
        yield Case(f"one of everything{cutting}", elman, one, truncation, {"hidden_size": 1})
        yield Case(f"y is a state{cutting}", JORDAN, vectors, truncation, {"hidden_size": 2})
        yield Case(f"delayed{cutting}", DELAYED, vectors, truncation, {"hidden_size": 2})
        yield Case(f"echo{cutting}", ECHO, vectors, truncation)
        yield Case(f"echo translated{cutting}", ECHO, Translation(np.eye(2), vectors), truncation)
        yield Case(f"no state{cutting}", "y = W_xy @ x + b_y", vectors, truncation)
        yield Case(f"no parameter{cutting}", "y = tanh(y[t-1]) + 0.5", vectors, truncation)
    yield Case("literals", LITERALS, vectors)
    first = Sequence(numbers("first", 3, 2), (1, None, None), 2)
    yield Case("only the first loss, delayed", DELAYED, first, None, {"hidden_size": 2})
    yield Case("only the first loss, echo", ECHO, first)


NAMES_OF_THE_PAST = """
W = tanh(W_past @ x + b_past * W[t-1] + b_past_)
b = tanh(W_past_enc @ W + b_b * b[t-1])
h_past = tanh(b * b_h)
h = h_past * h[t-1] + h_past[t-1] * b[t-1]
h_past_ = h * 0.5
y = W_hy @ h_past_ + b_y
"""


def names() -> Iterator[Case]:
    """States that are called what the script calls its own things, and what Python does."""
    words = [*sorted(WORDS), "range", "__debug__", "__debug___", "__builtins__", "__name__", "_"]
    lines, last = [], "x"
    for number, word in enumerate(words):
        lines.append(f"{word} = b_{number} * {word}[t-1] + {last}")
        last = word
    both = Sequence(numbers("nasty", 4, 2), (0, 1, 2, None), 3)
    for truncation in (None, segment(3), window(2)):
        cutting = called(truncation)
        every = "\n".join([*lines, f"y = W_y @ {last} + b_y * y[t-1]"])
        yield Case(f"words of the script as states{cutting}", every, both, truncation)
        spoken = "\n".join([*lines, f"y = W_y @ {last}"])
        pair = Translation(numbers("pair", 2, 2), both)
        yield Case(f"words of the script handed over{cutting}", spoken, pair, truncation)
        past, asked = NAMES_OF_THE_PAST, {"hidden_size": 2}
        yield Case(f"names of the past{cutting}", past, both, truncation, asked)
        pair = Translation(numbers("pair", 2, 3), both)
        yield Case(f"names of the past handed over{cutting}", past, pair, truncation, asked)
    yield Case('a name """ of\ntwo lines \\', "y = W_xy @ x", both)
