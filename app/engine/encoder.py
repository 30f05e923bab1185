"""The encoder of a translation: what of a cell leads to its states."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from app.engine.cell import Cell, parameters_of, uses_of
from app.engine.errors import EngineError, EquationError
from app.engine.graph import Node
from app.engine.sizes import Shapes, SizeClasses


@lru_cache(maxsize=256)
def encoder_of(cell: Cell) -> Cell:
    """The same cell without its read-out: y, and what nothing but y reads.

    Raises:
        EngineError: there is no state that could be handed over.
        EquationError: y leads to a state, and an encoder has no y.
    """
    if not cell.states:
        raise EngineError(
            "a translation needs a state, a value that is read as [t-1]: the encoder would have "
            "nothing to hand over to the decoder",
            ("cell",),
        )
    kept = _kept(cell)
    _refuse_outputs(cell, kept)
    place = {index: i for i, index in enumerate(kept)}
    nodes = tuple(_moved(cell.nodes[index], place) for index in kept)
    return Cell(
        name=cell.name,
        equations=cell.equations,
        equation_of={
            node.name: cell.equation_of[node.name] for node in nodes if node.name is not None
        },
        nodes=nodes,
        sizes=_restricted(cell, nodes),
    )


def shapes_of_encoder(cell: Cell, shapes: Shapes) -> Shapes:
    """Those of a cell's sizes that its encoder has."""
    encoder = encoder_of(cell)
    return Shapes(
        values={name: shapes.values[name] for name in encoder.sizes.values},
        nodes=tuple(shapes.nodes[index] for index in _kept(cell)),
        parameters={name: shapes.parameters[name] for name in encoder.parameters},
    )


@lru_cache(maxsize=256)
def _kept(cell: Cell) -> tuple[int, ...]:
    """The nodes that lead to a state; x and every state of the time-stamp before, too."""
    found = {0, *cell.previous.values()}
    todo = [cell.values[name] for name in cell.states]
    while todo:
        index = todo.pop()
        if index not in found:
            found.add(index)
            todo.extend(cell.nodes[index].inputs)
    return tuple(sorted(found))


def _restricted(cell: Cell, nodes: tuple[Node, ...]) -> SizeClasses:
    """The size classes of the whole text: what must be of one size in the decoder is so here."""
    names = ["x", *(node.name for node in nodes if node.name is not None)]
    uses = parameters_of(uses_of(nodes))
    return replace(
        cell.sizes,
        values={name: cell.sizes.values[name] for name in names},
        nodes=tuple(cell.sizes.nodes[index] for index in _kept(cell)),
        parameters={name: cell.sizes.parameters[name] for name in uses},
    )


def _refuse_outputs(cell: Cell, kept: tuple[int, ...]) -> None:
    """Raise where y is read on the way to a state."""
    y = cell.values["y"]
    if y not in kept:
        return
    if "y" in cell.previous:
        read, at = "y[t-1]", cell.nodes[cell.previous["y"]]
    else:
        read, at = "y", next(cell.nodes[each] for each in kept if y in cell.nodes[each].inputs)
    raise EquationError(
        f"{read} leads to a state, and the encoder of a translation has no y: read a hidden value "
        "instead, such as h[t-1]",
        at.line,
        at.column,
    )


def _moved(node: Node, place: dict[int, int]) -> Node:
    return replace(node, inputs=tuple(place[each] for each in node.inputs))
