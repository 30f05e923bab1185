"""What a run is asked to do: the sequence, the truncation, the entry to look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.engine.errors import EngineError, Path
from app.engine.graph import Array

Labels = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Sequence:
    """T time-stamps of input, with the label that each should predict.

    Attributes:
        inputs: x, shape (T, D), T ≥ 1 and D ≥ 1, finite.
        targets: j_t, the index of the correct label at each t; None adds nothing to L.
        classes: V, how many labels there are; 0 where nothing is read out.
    """

    inputs: Array
    targets: tuple[int | None, ...]
    classes: int

    @property
    def length(self) -> int:
        """T."""
        return len(self.targets)

    @cached_property
    def taught(self) -> Labels:
        """The time-stamps that have a target, from 0."""
        return np.array([t for t, j in enumerate(self.targets) if j is not None], dtype=np.intp)

    @cached_property
    def labels(self) -> Labels:
        """The targets of those."""
        return np.array([j for j in self.targets if j is not None], dtype=np.intp)

    @cached_property
    def steps_back(self) -> list[tuple[int, int, int, bool]]:
        """From the last time-stamp to the first: t, the first and the last row (that one
        excluded) of the losses later than t, whether t has a loss itself. Rows begin at the
        last loss."""
        found, rows = [], 0
        for t in range(self.length - 1, -1, -1):
            speaks = self.targets[t] is not None
            found.append((t, 0, rows, speaks))
            rows += speaks
        return found

    @cached_property
    def is_taught(self) -> Array:
        """1 at a time-stamp that has a target, 0 at others, shape (T, 1)."""
        return np.array([[float(j is not None)] for j in self.targets])

    @classmethod
    def of_tokens(
        cls, inputs: tuple[int, ...], targets: tuple[int | None, ...], classes: int
    ) -> Sequence:
        """One-hot inputs, x_t[k] = 1[k = inputs[t]], over the same labels as the targets."""
        return cls(np.eye(classes)[list(inputs)], targets, classes)


@dataclass(frozen=True, eq=False)
class Translation:
    """A source that an encoder reads, and what a decoder with weights of its own is to say.

    Attributes:
        source: x of the encoder, shape (S, D_enc), S ≥ 1, finite.
        decoder: the time-stamps after it, which begin with the encoder's last states.
    """

    source: Array
    decoder: Sequence

    def __post_init__(self) -> None:
        if len(self.source) == 0:
            raise EngineError("an encoder reads at least one time-stamp", ("sequence",))

    @property
    def length(self) -> int:
        """T, of both together."""
        return len(self.source) + self.decoder.length

    @property
    def targets(self) -> tuple[int | None, ...]:
        """j_t of all T time-stamps; the encoder's are None."""
        return self.encoder.targets + self.decoder.targets

    @cached_property
    def encoder(self) -> Sequence:
        """The time-stamps of the source: nothing is to be predicted."""
        return Sequence(self.source, (None,) * len(self.source), 0)


AnySequence = Sequence | Translation


@dataclass(frozen=True)
class Truncation:
    """How far back a loss is allowed to teach.

    `segment` of k: the sequence is cut into pieces of k steps, counted from t = 1, and no
    gradient crosses from one piece into the one before. `window` of k: every loss reaches
    exactly its own step and the k − 1 before it. Forward values are exact in both.

    Attributes:
        kind: which of the two.
        steps: k ≥ 1.
    """

    kind: Literal["segment", "window"]
    steps: int

    def __post_init__(self) -> None:
        if self.steps < 1:
            raise EngineError(f"at least 1 step, not {self.steps}", ("truncation", "steps"))

    def reach(self, t: int, length: int) -> int:
        """How far the losses that teach step `t` go: those of t ≤ τ < reach (all from 0)."""
        end = t + self.steps if self.kind == "window" else (t // self.steps + 1) * self.steps
        return min(length, end)

    def cuts_before(self, t: int) -> bool:
        """Whether nothing at all goes back from step t to the one before it (t from 0)."""
        return self.kind == "segment" and t > 0 and t % self.steps == 0


@dataclass(frozen=True)
class Entry:
    """One number of one parameter: W[row, column], or b[row] with column None."""

    parameter: str
    row: int
    column: int | None

    def check(self, shapes: dict[str, tuple[int, ...]], path: Path = ("entry",)) -> None:
        """Raise EngineError unless there is such an entry; `path` is where it was asked for."""
        if self.parameter not in shapes:
            known = ", ".join(shapes) or "none"
            raise EngineError(
                f"{self.parameter} is not a parameter of this cell: {known}",
                (*path, "parameter"),
            )
        shape = shapes[self.parameter]
        if (self.column is None) != (len(shape) == 1):
            wanted = "a bias has no column" if len(shape) == 1 else "a matrix needs a column"
            raise EngineError(f"{wanted}: {self.parameter}", (*path, "column"))
        for word, index, size in zip(
            ("row", "column"), (self.row, self.column), shape, strict=False
        ):
            if index is not None and not 0 <= index < size:
                raise EngineError(
                    f"{self.parameter} has {word}s 0 to {size - 1}, not {index}", (*path, word)
                )
