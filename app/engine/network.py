"""A network in time with everything decided: its parts, their weights, its states before t = 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.engine.cell import Cell
from app.engine.graph import Array
from app.engine.parts import Part, parts_of, shapes_in
from app.engine.problem import AnySequence
from app.engine.weights import make_initial_state, make_weights

_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, eq=False)
class Network:
    """What can be run.

    Attributes:
        parts: its parts in time.
        weights: of each part, every parameter by its name in the text.
        initial_state: every state before t = 1, shape (n,).
    """

    parts: tuple[Part, ...]
    weights: tuple[dict[str, Array], ...]
    initial_state: dict[str, Array]

    @property
    def length(self) -> int:
        """T."""
        return self.parts[-1].first + self.parts[-1].length

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of every parameter, by its full name."""
        return shapes_in(self.parts)

    def part_of(self, parameter: str) -> tuple[Part, str]:
        """The part that a parameter belongs to, and its name in the text."""
        for part in self.parts:
            for name, full in part.parameters.items():
                if full == parameter:
                    return part, name
        raise KeyError(parameter)


def network(
    cell: Cell,
    sequence: AnySequence,
    *,
    hidden_size: int = 4,
    sizes: Mapping[str, int] = _NOTHING,
    seed: int = 0,
    gain: float | None = None,
    initial_biases: Mapping[str, float] = _NOTHING,
    weights: Mapping[str, Any] = _NOTHING,
    initial_state: Mapping[str, Any] = _NOTHING,
) -> Network:
    """A cell on a sequence, with weights drawn, filled or given.

    Args:
        cell: what `parse` made of a text.
        sequence: inputs (T, D) and targets; or a translation, of which the encoder's parameters
            have the cell's names with `_enc` and the decoder's with `_dec`.
        hidden_size: H, the size of every value that nothing else decides.
        sizes: own sizes of named values.
        seed: of the weights that are drawn; each parameter has a stream of its own.
        gain: the spectral radius to which drawn square recurrent matrices are rescaled.
        initial_biases: constants that fill biases, any subset, instead of drawn numbers.
        weights: explicit parameters by their full names, any subset, never rescaled.
        initial_state: explicit states before t = 1, any subset; zeros otherwise.

    Raises:
        EngineError: something given does not fit.
    """
    parts = parts_of(cell, sequence, hidden_size=hidden_size, sizes=sizes)
    made = make_weights(
        parts,
        hidden=hidden_size,
        seed=seed,
        gain=gain,
        initial_biases=initial_biases,
        given=weights,
    )
    return Network(parts, tuple(made), make_initial_state(parts[0], initial_state))
