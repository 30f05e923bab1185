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
from app.engine.problem import Entry, Sequence, Truncation
from app.engine.sizes import Shapes
from app.engine.weights import make_initial_state, make_weights

_NOTHING: Mapping[str, Any] = {}


def bptt(
    cell: Cell,
    sequence: Sequence,
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

    Args:
        cell: what `parse` made of a text.
        sequence: inputs (T, D) and targets.
        hidden_size: H, the size of every value that nothing else decides.
        sizes: own sizes of named values.
        seed: of the weights that are drawn; each parameter has a stream of its own.
        gain: the spectral radius to which drawn square recurrent matrices are rescaled.
        initial_biases: constants that fill biases, any subset, instead of drawn numbers.
        weights: explicit parameters, any subset, never rescaled.
        initial_state: explicit states before t = 1, any subset; zeros otherwise.
        truncation: how far back a loss may teach; None for the full gradient.
        entry: the entry whose signed table is wanted; needs `decomposition`.
        copies: whether to form the dense copies.
        decomposition: whether to itemise the gradient by loss.

    Raises:
        EngineError: something given does not fit.
        NonFiniteError: the run leaves the finite numbers.
    """
    shapes = shapes_of(cell, sequence, hidden_size=hidden_size, sizes=sizes)
    if entry is not None:
        entry.check(shapes.parameters)
    made = make_weights(
        cell,
        shapes,
        hidden=hidden_size,
        seed=seed,
        gain=gain,
        initial_biases=initial_biases,
        given=weights,
    )
    start = make_initial_state(cell, shapes, initial_state)
    with np.errstate(over="ignore", invalid="ignore"):  # found by looking at the results
        run = forward(cell, sequence, shapes, made, start)
        back = Back(run)
        gradients = Gradients(back, truncation)
        compared = None
        if truncation is not None:
            compared = compare_all(gradients.summed, Gradients(back).summed)
        itemised = decompose(back, truncation, entry) if decomposition else None
    return Answer(
        run=run,
        back=gradients,
        copies=gradients.copies() if copies else None,
        decomposition=itemised,
        comparison=compared,
    )


def shapes_of(
    cell: Cell, sequence: Sequence, *, hidden_size: int, sizes: Mapping[str, int]
) -> Shapes:
    """The sizes of a cell's values and parameters on this sequence.

    Raises:
        EngineError: `sizes` does not fit the text.
    """
    return cell.sizes.resolve(
        inputs=sequence.inputs.shape[1],
        outputs=sequence.classes,
        hidden=hidden_size,
        sizes=sizes,
    )


def size_of_answer(
    cell: Cell,
    sequence: Sequence,
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
    shapes = shapes_of(cell, sequence, hidden_size=hidden_size, sizes=sizes)
    T, size = sequence.length, shapes.values
    named = sum(size.values())
    arrows = sum(
        (1 + source.lag) * size[source.name]  # what is cut counts too
        for sources in cell.sources.values()
        for source in sources
        if source.name != "x"
    )
    factors = sum(
        shapes.nodes[use.node] + (0 if use.right is None else shapes.nodes[use.right])
        for use in cell.uses
    )
    dense = sum(math.prod(shape) for shape in shapes.parameters.values())
    a_step = 2 * named + 2 * size["y"] + arrows + factors + len(cell.parameters) + 1
    tables = len(cell.parameters) + len(cell.states) + 2
    return (
        T * a_step
        + 2 * dense
        + (T * dense if copies else 0)
        + (tables * T * (T + 1) // 2 if decomposition else 0)
    )
