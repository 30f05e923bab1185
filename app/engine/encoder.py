"""The encoder of a translation: what of a cell leads to its states."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from app.engine.cell import Cell, parameters_of, uses_of
from app.engine.errors import EngineError, EquationError
from app.engine.graph import Node
from app.engine.sizes import infer


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
    kept = {0, *cell.previous.values(), *_leading_to_states(cell)}
    _refuse_outputs(cell, kept)
    place = {index: i for i, index in enumerate(sorted(kept))}
    nodes = tuple(_moved(cell.nodes[index], place) for index in place)
    names = [node.name for node in nodes if node.name is not None]
    return Cell(
        name=cell.name,
        equations="".join(f"{cell.equation_of[name]}\n" for name in names),
        equation_of={name: cell.equation_of[name] for name in names},
        nodes=nodes,
        sizes=infer(nodes, parameters_of(uses_of(nodes))),
    )


def _leading_to_states(cell: Cell) -> set[int]:
    found: set[int] = set()
    todo = [cell.values[name] for name in cell.states]
    while todo:
        index = todo.pop()
        if index not in found:
            found.add(index)
            todo.extend(cell.nodes[index].inputs)
    return found


def _refuse_outputs(cell: Cell, kept: set[int]) -> None:
    """Raise where y is read on the way to a state."""
    y = cell.values["y"]
    if y not in kept:
        return
    if "y" in cell.previous:
        read, at = "y[t-1]", cell.nodes[cell.previous["y"]]
    else:
        read, at = "y", next(cell.nodes[each] for each in kept if y in cell.nodes[each].inputs)
    raise EquationError(
        f"{read} leads to a state, and the encoder of a translation has no y", at.line, at.column
    )


def _moved(node: Node, place: dict[int, int]) -> Node:
    return replace(node, inputs=tuple(place[each] for each in node.inputs))
