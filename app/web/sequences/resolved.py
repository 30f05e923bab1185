"""A sequence with everything decided, and its form in the HTTP contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app import engine


@dataclass(frozen=True)
class Resolved:
    """A sequence with everything decided.

    Attributes:
        numbers: what the engine takes.
        inputs: index of each input in the vocabulary of its part, or the vectors.
        vocabularies: of each part the tokens; None for vectors.
        masked: the targets that were left out, by time-stamp from 0.
    """

    numbers: engine.AnySequence
    inputs: list[int] | list[list[float]]
    vocabularies: tuple[list[str] | None, ...]
    masked: Mapping[int, int] = field(default_factory=dict)

    def as_json(self, parts: tuple[engine.Part, ...]) -> dict[str, Any]:
        """The field `sequence` of the answer, with what the engine says of the parts."""
        T = self.numbers.length
        return {
            "length": T,
            "vocabulary": self.vocabularies[-1],
            "inputs": self.inputs,
            "targets": self.numbers.targets,
            "masked": [self.masked.get(t) for t in range(T)],
            "parts": [
                {
                    "name": part.name,
                    "first": part.first,
                    "length": part.length,
                    "vocabulary": vocabulary,
                    "sizes": part.sizes,
                    "parameters": part.parameters,
                }
                for part, vocabulary in zip(parts, self.vocabularies, strict=True)
            ],
        }
