"""Back-propagation through time, from a cell and a sequence to its answer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from app.engine.answer import Answer
from app.engine.backward import Back
from app.engine.cell import Cell
from app.engine.comparison import compare_all
from app.engine.decomposition import decompose
from app.engine.forward import forward
from app.engine.gradients import Gradients
from app.engine.network import network
from app.engine.parts import Part, parts_of, reached
from app.engine.problem import AnySequence, Entry, Truncation

_NOTHING: Mapping[str, Any] = {}


def bptt(
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
    truncation: Truncation | None = None,
    entry: Entry | None = None,
    copies: bool = False,
    decomposition: bool = False,
) -> Answer:
    """Run a sequence forward, back-propagate with the temporal copies kept apart, and sum them.

    What decides the network, down to `initial_state`, is as `network` takes it.

    Args:
        truncation: how far back a loss may teach; None for the full gradient.
        entry: the entry whose signed table is wanted; needs `decomposition`.
        copies: whether to form the dense copies.
        decomposition: whether to itemise the gradient by loss.

    Raises:
        EngineError: something given does not fit.
        NonFiniteError: the run leaves the finite numbers.
    """
    net = network(
        cell,
        sequence,
        hidden_size=hidden_size,
        sizes=sizes,
        seed=seed,
        gain=gain,
        initial_biases=initial_biases,
        weights=weights,
        initial_state=initial_state,
    )
    if entry is not None:
        entry.check(net.shapes)
    with np.errstate(over="ignore", invalid="ignore"):  # found by looking at the results
        runs = forward(net)
        backs = tuple(map(Back, runs))
        gradients = Gradients(backs, truncation)
        compared = None
        if truncation is not None:
            compared = compare_all(gradients.summed, Gradients(backs).summed)
        itemised = decompose(backs, truncation, entry) if decomposition else None
    return Answer(
        runs=runs,
        back=gradients,
        copies=gradients.copies() if copies else None,
        decomposition=itemised,
        comparison=compared,
    )


def size_of_answer(
    cell: Cell,
    sequence: AnySequence,
    *,
    hidden_size: int,
    sizes: Mapping[str, int] = _NOTHING,
    copies: bool = False,
    decomposition: bool = False,
) -> int:
    """How many numbers the answer of such a run will hold; takes no time to find out.

    Raises:
        EngineError: `sizes` does not fit the text.
    """
    parts = parts_of(cell, sequence, hidden_size=hidden_size, sizes=sizes)
    numbers = sum(_numbers_of(part, parts[-1], copies) for part in parts)
    if not decomposition:
        return numbers
    tables = [sum(reached(parts, part)) for part in parts]
    of_parameters = sum(
        len(part.parameters) * pairs for part, pairs in zip(parts, tables, strict=True)
    )
    over_all = (len(cell.states) + 1) * sum(reached(parts))
    return numbers + over_all + of_parameters + max(tables)


def _numbers_of(part: Part, last: Part, copies: bool) -> int:
    """How many numbers the answer holds of one part besides tables; a missing row is one."""
    shapes, T, size = part.shapes, part.length, part.sizes
    arrows = _arrows(part)
    along = sum((1 + lag) * size[name] for name, lag in arrows)  # what is cut counts too
    factors = sum(
        shapes.nodes[use.node] + (0 if use.right is None else shapes.nodes[use.right])
        for use in part.cell.uses
    )
    dense = sum(math.prod(shape) for shape in shapes.parameters.values())
    missing = 2 * (len(last.sizes) - len(size) + len(_arrows(last)) - len(arrows))
    values = 2 * sum(size.values()) + 2 * size.get("y", 0)
    a_step = values + along + factors + len(part.parameters) + missing + 1
    return T * a_step + 2 * dense + (T * dense if copies else 0)


def _arrows(part: Part) -> list[tuple[str, int]]:
    """What the equations of a part read, with its lag, but for x."""
    return [
        (source.name, source.lag)
        for sources in part.cell.sources.values()
        for source in sources
        if source.name != "x"
    ]
