"""The translations that the oracles answer: how long each half is, what is masked and cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy as np

from tests.engine.oracles.autograd import Truncation
from tests.engine.oracles.cases import Random, segment, window
from tests.engine.oracles.translation.cells import TRANSLATORS
from tests.engine.oracles.translation.problem import Translation

START, END, FIRST_TOKEN = 0, 1, 2  # classes of the decoder


@dataclass(frozen=True)
class Tokens:
    """What is translated: indices into a vocabulary a half."""

    source: list[int]  # S
    source_classes: int
    inputs: list[int]  # M + 1: the start token and the target
    targets: list[int | None]  # M + 1: the target and the end token, None where masked
    classes: int


@dataclass(frozen=True)
class Case:
    """One translation; everything random in it follows from its name."""

    cell: str
    source: int  # S
    target: int  # M
    hidden: int = 2
    masked: str = "none"  # "some", "all", "all but the first", "all but the last"
    initial: bool = False
    truncation: Truncation | None = None
    sizes: dict[str, int] = field(default_factory=dict)
    scale: float = 1.5

    @property
    def name(self) -> str:
        parts = [f"{self.source} to {self.target} tokens", f"{self.hidden} hidden"]
        parts += [f"{self.masked} masked"] if self.masked != "none" else []
        parts += ["initial state"] if self.initial else []
        parts += [f"{self.truncation.kind} of {self.truncation.steps}"] if self.truncation else []
        return f"translation by {self.cell}, {', '.join(parts)}"

    @cached_property
    def tokens(self) -> Tokens:
        random = Random(f"{self.name}, tokens")
        source_classes, words = min(self.source, 4), min(self.target, 3)
        target = [FIRST_TOKEN + word for word in random.below(words, self.target)]
        labels = zip([*target, END], self._masks(random), strict=True)
        return Tokens(
            source=random.below(source_classes, self.source),
            source_classes=source_classes,
            inputs=[START, *target],
            targets=[None if out else label for label, out in labels],
            classes=FIRST_TOKEN + words,
        )

    def problem(self) -> Translation:
        halves, tokens, random = TRANSLATORS[self.cell], self.tokens, Random(self.name)
        letters = {"H": self.hidden, "V": tokens.classes, "A": self.hidden, "Q": self.hidden}
        letters |= {name.upper(): size for name, size in self.sizes.items()}
        weights = {}
        for half, cell, width in (
            ("enc", halves.encoder, tokens.source_classes),
            ("dec", halves.decoder, tokens.classes),
        ):
            for name, shape in cell.shapes.items():
                rows_and_columns = [(letters | {"D": width})[letter] for letter in shape]
                bound = self.scale / np.sqrt(self.hidden)
                weights[f"{name}_{half}"] = random.uniform(bound, *rows_and_columns)
        start = {
            name: random.uniform(0.9, letters[size]) if self.initial else np.zeros(letters[size])
            for name, size in halves.decoder.states.items()
        }
        return Translation(
            cell=halves.decoder,
            inputs=np.eye(tokens.classes)[tokens.inputs],
            targets=[*[None] * self.source, *tokens.targets],
            weights=weights,
            initial_state=start,
            encoder=halves.encoder,
            source=np.eye(tokens.source_classes)[tokens.source],
        )

    def _masks(self, random: Random) -> list[bool]:
        M = self.target
        if self.masked == "some":
            masks = [draw < 1 for draw in random.below(3, M + 1)]
            masks[M // 2 : M // 2 + 2] = [True, False]  # one of each
            return masks
        return {
            "none": [False] * (M + 1),
            "all": [True] * (M + 1),
            "all but the first": [False] + [True] * M,
            "all but the last": [True] * M + [False],
        }[self.masked]


# each number from 1 to 12 once on both sides, and the corners
LENGTHS = [(S, 5 * S % 13) for S in range(1, 13)] + [*product((1, 12), (1, 12))]
MASKS = ("none", "some", "all but the first", "all but the last")


def cases() -> Iterator[Case]:
    for number, cell in enumerate(("elman", "lstm")):
        yield from every_length(cell, number)
        yield from every_cut(cell)
        yield Case(cell, 2, 3, masked="all", initial=True, truncation=segment(2))
    yield from other_cells()
    # norms below the smallest float64
    yield Case("elman", 100, 1, hidden=1, scale=0.01, truncation=window(99))


def every_length(cell: str, number: int) -> Iterator[Case]:
    for i, (S, M) in enumerate(LENGTHS):
        T = S + M + 1
        truncations = (
            None,
            segment(max(1, S // 2)),  # the first cut before the hand-over
            window(2 + T // 3),
            segment(S),  # at the hand-over
            None,
            window(M + 1),  # as far as the decoder's first step, for the last loss
            segment(S + 1 + M // 3),  # after the hand-over
        )
        yield Case(
            cell,
            S,
            M,
            hidden=1 + (i + 2 * number) % 6 if T < 8 else 2,
            masked=MASKS[(i // 2 + number) % 4],
            initial=i % 3 > 0,
            truncation=truncations[(i + number) % len(truncations)],
        )


def every_cut(cell: str) -> Iterator[Case]:
    """5 time-stamps, 2 of them the encoder's: k from 1 to more than there are."""
    for kind in (segment, window):
        for steps in (1, 2, 3, 4, 7) if cell == "elman" else (1, 2, 4):
            hidden = 2 if cell == "elman" else 1
            yield Case(cell, 2, 2, hidden=hidden, initial=True, truncation=kind(steps))


def other_cells() -> Iterator[Case]:
    yield Case("elman", 3, 1, hidden=6, masked="some", initial=True, truncation=window(3))
    hidden_sizes = {
        "gru": 2,
        "stacked": 2,
        "read-out-layer": 5,
        "looking-back": 4,
        "said-states": 2,
    }
    for cell, hidden in hidden_sizes.items():
        sizes = {"stacked": {"a": 3}, "read-out-layer": {"q": 3}}.get(cell, {})
        yield Case(cell, 3, 2, hidden, masked="some", sizes=sizes)
        yield Case(cell, 2, 3, hidden, initial=True, truncation=segment(2), sizes=sizes)
        yield Case(cell, 2, 2, hidden, initial=True, truncation=window(2), sizes=sizes)
        yield Case(cell, 1, 2, hidden, initial=True, truncation=segment(3), sizes=sizes)
