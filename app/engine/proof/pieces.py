"""What truncated back-propagation is the exact gradient of.

Plain differences of L would contradict it. It is the gradient of a loss that is found in pieces of
time, each of which takes the states before it for given numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.engine.parts import Part
from app.engine.problem import Truncation


@dataclass(frozen=True)
class Piece:
    """A stretch of time that begins with the states of the true run, as constants.

    Attributes:
        first, stop: its time-stamps, from 0; `stop` is excluded.
        counted: the first of them whose loss counts.
    """

    first: int
    stop: int
    counted: int

    def within(self, part: Part) -> tuple[int, int]:
        """Its time-stamps that lie in a part: the first, and the one after the last."""
        first = max(self.first, part.first)
        return first, max(first, min(self.stop, part.first + part.length))


def pieces_of(truncation: Truncation | None, length: int) -> Iterator[Piece]:
    """The pieces, every loss counted in exactly one of them.

    All of the time without truncation; each segment; or for each loss of a window the steps that
    it reaches.
    """
    if truncation is None:
        yield Piece(0, length, 0)
    elif truncation.kind == "segment":
        for first in range(0, length, truncation.steps):
            yield Piece(first, min(length, first + truncation.steps), first)
    else:
        for t in range(length):
            yield Piece(max(0, t + 1 - truncation.steps), t + 1, t)
