"""The parts of a network in time: each with weights of its own, the states handed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.engine.cell import Cell
from app.engine.encoder import encoder_of, shapes_of_encoder
from app.engine.errors import EngineError
from app.engine.problem import AnySequence, Sequence, Translation
from app.engine.sizes import Shapes


@dataclass(eq=False)
class Part:
    """Time-stamps that share their weights.

    Attributes:
        name: "network" where there is only one, else "encoder" or "decoder".
        suffix: what its parameters have behind their names in the text.
        first: its first time-stamp, from 0, in the whole time.
        cell: what runs in it; an encoder has no read-out.
        sequence: its inputs and targets.
        shapes: the sizes of its values and parameters.
        length: how many time-stamps it has.
        sizes: size of x and of each named value that it has.
        parameters: from the names in the text to those that tell the parts apart.
    """

    name: str
    suffix: str
    first: int
    cell: Cell
    sequence: Sequence
    shapes: Shapes

    def __post_init__(self) -> None:
        # plain attributes: the locks of cached properties are felt in short runs
        self.length = self.sequence.length
        self.sizes = self.shapes.values
        self.parameters = {name: name + self.suffix for name in self.shapes.parameters}


def parts_of(
    cell: Cell, sequence: AnySequence, *, hidden_size: int, sizes: Mapping[str, int]
) -> tuple[Part, ...]:
    """The parts of a network on this sequence, in the order of time.

    Raises:
        EngineError: `sizes` does not fit the text, or the cell cannot be an encoder.
    """
    if isinstance(sequence, Sequence):
        shapes = _shapes(cell, sequence, hidden_size, sizes)
        return (Part("network", "", 0, cell, sequence, shapes),)
    return _encoder_and_decoder(cell, sequence, hidden_size, sizes)


def shapes_in(parts: tuple[Part, ...]) -> dict[str, tuple[int, ...]]:
    """The shape of every parameter, by its full name."""
    found: dict[str, tuple[int, ...]] = {}
    for part in parts:
        found |= zip(part.parameters.values(), part.shapes.parameters.values(), strict=True)
    return found


def reached(parts: tuple[Part, ...], part: Part | None = None) -> list[int]:
    """How many time-stamps of a part, or of all, are not later than each time-stamp of the last
    part: the one that has losses."""
    last = parts[-1]
    taus = range(last.first, last.first + last.length)
    if part is None:
        return [tau + 1 for tau in taus]
    first, length = part.first, part.length
    return [min(length, tau + 1 - first) for tau in taus]


def _encoder_and_decoder(
    cell: Cell, sequence: Translation, hidden_size: int, sizes: Mapping[str, int]
) -> tuple[Part, ...]:
    reader, speaker = sequence.encoder, sequence.decoder
    encoder = encoder_of(cell)
    spoken = _shapes(cell, speaker, hidden_size, sizes)
    width = reader.inputs.shape[1]
    whole = cell.sizes.resolve(
        inputs=width, outputs=speaker.classes, hidden=hidden_size, sizes=sizes
    )
    read = shapes_of_encoder(cell, whole)
    for name in cell.states:
        if read.values[name] != spoken.values[name]:
            raise EngineError(
                f"{name} has the size of x, {read.values[name]} in the encoder and "
                f"{spoken.values[name]} in the decoder, so it cannot be handed over: put a "
                "matrix between x and it",
                ("cell",),
            )
    return (
        Part("encoder", "_enc", 0, encoder, reader, read),
        Part("decoder", "_dec", reader.length, cell, speaker, spoken),
    )


def _shapes(cell: Cell, sequence: Sequence, hidden_size: int, sizes: Mapping[str, int]) -> Shapes:
    return cell.sizes.resolve(
        inputs=sequence.inputs.shape[1],
        outputs=sequence.classes,
        hidden=hidden_size,
        sizes=sizes,
    )
