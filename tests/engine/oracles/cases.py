"""The runs that the oracles answer: which cell, how long, what is masked, what is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from tests.engine.oracles.autograd import Array, Problem, Truncation
from tests.engine.oracles.cells import CELLS


@dataclass(frozen=True)
class Case:
    """One run; everything random in it follows from its name."""

    cell: str
    length: int
    hidden: int = 3
    width: int = 2  # of the input
    classes: int = 3
    tokens: bool = False
    masked: str = "none"  # "some", "most", "all", "all but the last"
    initial: bool = False
    truncation: Truncation | None = None
    sizes: dict[str, int] = field(default_factory=dict)
    scale: float = 1.0
    recurrent: float | None = None  # W_hh as this times the identity, plus noise

    @property
    def name(self) -> str:
        parts = [f"{self.length} step" + "s" * (self.length > 1)]
        parts += ["tokens" if self.tokens else "vectors"]
        parts += ["one class"] if self.classes == 1 else []
        parts += [f"{self.masked} masked"] if self.masked != "none" else []
        parts += ["initial state"] if self.initial else []
        parts += [f"{self.truncation.kind} of {self.truncation.steps}"] if self.truncation else []
        return f"{self.cell}, {', '.join(parts)}"

    def problem(self) -> Problem:
        cell, random = CELLS[self.cell], Random(self.name)
        letters = {"D": self.width, "H": self.hidden, "V": self.classes, "A": self.hidden}
        letters |= {name.upper(): size for name, size in self.sizes.items()}
        weights = {}
        for name, shape in cell.shapes.items():
            bound = self.scale / np.sqrt(self.hidden)
            weights[name] = random.uniform(bound, *(letters[letter] for letter in shape))
        if self.recurrent is not None:
            noise = 0.1 * weights["W_hh"]
            weights["W_hh"] = np.round(self.recurrent * np.eye(self.hidden) + noise, 4)
        inputs = random.uniform(1.5, self.length, self.width)
        if self.tokens:
            inputs = np.eye(self.width)[random.below(self.width, self.length)]
        labels = random.below(self.classes, self.length)
        masked = self._masks(random)
        targets = [None if out else j for j, out in zip(labels, masked, strict=True)]
        start = {
            name: random.uniform(0.9, letters[size]) if self.initial else np.zeros(letters[size])
            for name, size in cell.states.items()
        }
        return Problem(cell, inputs, targets, weights, start)

    def _masks(self, random: Random) -> list[bool]:
        T = self.length
        if self.masked == "some":
            masks = [draw < 2 for draw in random.below(5, T)]
            masks[T // 2 - 1 : T // 2 + 1] = [True, False][-T:]  # one of each, where there is room
            return masks
        if self.masked == "most":
            return [draw > 0 for draw in random.below(8, T - 1)] + [False]
        return {
            "none": [False] * T,
            "all": [True] * T,
            "all but the last": [True] * (T - 1) + [False],
        }[self.masked]


class Random:
    """Numbers from the raw stream of PCG64, which no release of numpy may change."""

    def __init__(self, name: str):
        self._bits = np.random.PCG64(list(name.encode()))

    def uniform(self, bound: float, *shape: int) -> Array:
        """Uniform in ±bound, rounded to four decimals so that the oracles read well."""
        raw = self._bits.random_raw(int(np.prod(shape))) / 2.0**64
        return np.round((2 * raw - 1) * bound, 4).reshape(shape)

    def below(self, limit: int, count: int) -> list[int]:
        return [int(raw % limit) for raw in self._bits.random_raw(count)]


def segment(steps: int) -> Truncation:
    return Truncation("segment", steps)


def window(steps: int) -> Truncation:
    return Truncation("window", steps)


def cases() -> Iterator[Case]:
    yield from elman_family()
    yield from other_texts()
    yield from gated_and_stacked()
    yield from long_sequences()


def elman_family() -> Iterator[Case]:
    # 6 steps: k is 1, divides T, does not, equals T, exceeds T
    for kind in (segment, window):
        for steps in (1, 3, 4, 6, 9):
            yield Case("elman", 6, truncation=kind(steps), tokens=steps % 2 == 0, width=3)
            yield Case("elman-relu", 6, truncation=kind(steps), initial=True, masked="some")
    for length in range(1, 7):
        tokens = length % 2 == 0
        yield Case("elman", length, tokens=tokens, width=4, classes=4 if tokens else 2)
        yield Case("elman", length, initial=True, masked="some", truncation=window(2))
        yield Case("elman-relu", length, hidden=4, initial=not tokens, truncation=segment(2))
    for length in (1, 5):
        yield Case("elman", length, masked="all", initial=True)
        yield Case("elman", length, masked="all", truncation=segment(2))
        yield Case("elman", length, classes=1, initial=True, truncation=window(3))
    yield Case("elman", 9, masked="all but the last", initial=True, hidden=5)
    yield Case("elman", 9, masked="all but the last", truncation=segment(4))
    yield Case("elman-relu", 8, masked="all but the last", truncation=window(3), scale=1.5)
    yield Case("elman", 5, hidden=1, width=1, classes=2, truncation=segment(2))
    for text in ("elman-without-biases", "elman-relu-without-biases"):
        yield Case(text, 5, tokens=True, width=3)
        yield Case(text, 7, initial=True, truncation=segment(3), width=5)
        yield Case(text, 6, masked="some", truncation=window(4))


def other_texts() -> Iterator[Case]:
    for text in CELLS:
        if text.startswith("elman"):
            continue
        sizes = {"bottleneck": {"e": 2}, "stacked": {"a": 4}}.get(text, {})
        yield Case(text, 4, tokens=True, width=3, masked="some", sizes=sizes)
        yield Case(text, 7, hidden=4, initial=True, truncation=segment(3), sizes=sizes)
        yield Case(text, 6, initial=True, masked="some", truncation=window(2), sizes=sizes)
    yield Case("stacked", 5, initial=True)
    yield Case("delayed", 5, truncation=segment(1))
    yield Case("delayed", 5, truncation=window(1))


def gated_and_stacked() -> Iterator[Case]:
    """Every length from 1 to 30; each built-in with each truncation, and without."""
    texts = ("lstm", "gru", "gru-reset-before", "stacked")
    for length in range(1, 31):
        k = 1 + length // 3  # from a single step to a third of the sequence
        yield Case(
            texts[length % 4],
            length,
            hidden=3 if length < 10 else 2,
            tokens=length % 5 == 0,
            masked=("some", "none", "all but the last")[length // 4 % 3],
            initial=length % 7 > 0,
            truncation=(None, segment(k), window(k))[length % 3],
            scale=1.0 + length % 2,
        )
    for text in texts:
        for truncation in (segment(64), window(20)):
            yield Case(
                text, 200, hidden=2, masked="most", initial=True, truncation=truncation, scale=1.5
            )


def long_sequences() -> Iterator[Case]:
    yield Case("elman", 12, hidden=5, width=3, initial=True, masked="some", truncation=segment(5))
    yield Case("elman", 19, hidden=3, tokens=True, width=3, truncation=window(7))
    yield Case("elman-relu", 24, hidden=4, initial=True, truncation=segment(8))
    yield Case("elman", 30, hidden=4, tokens=True, width=3)
    # what such a window cuts is tiny beside what it keeps
    yield Case("elman", 16, initial=True, scale=0.6, truncation=window(10))
    yield Case("stacked", 14, scale=0.4, truncation=window(9))
    near_1 = Case("elman", 200, hidden=4, recurrent=1.05, scale=0.4)
    yield replace(near_1, masked="some", truncation=segment(64))
    yield replace(near_1, initial=True, truncation=window(20))
    yield replace(near_1, cell="elman-relu", initial=True, recurrent=0.9)
    # norms below the smallest float64, or whose squares are
    yield Case("elman", 256, initial=True, recurrent=0.2, scale=0.3, masked="all but the last")
    yield Case("fast-and-slow", 140, masked="all but the last")
