"""Which parameters some loss reaches for sure, so that autograd leaves them a gradient."""

from __future__ import annotations

from collections.abc import Iterable

from app.engine.graph import Previous
from app.engine.network import Network
from app.engine.parts import Part
from app.engine.problem import Truncation


def reached_by_any(network: Network) -> set[str]:
    """The parameters that y depends on within its time-stamp: any loss reaches them."""
    part = network.parts[-1]
    if not len(part.sequence.taught):
        return set()
    return _parameters(part, _leading_to(part, ["y"]))


def reached_by_first(network: Network, truncation: Truncation | None) -> set[str]:
    """The parameters of an encoder's last time-stamp that the decoder's first loss reaches."""
    *encoders, decoder = network.parts
    if not encoders or decoder.sequence.targets[0] is None:
        return set()
    if truncation and truncation.reach(decoder.first - 1, network.length) == decoder.first:
        return set()
    operations = [decoder.cell.nodes[index].operation for index in _leading_to(decoder, ["y"])]
    states = [each.name for each in operations if isinstance(each, Previous)]
    return _parameters(encoders[-1], _leading_to(encoders[-1], states))


def _leading_to(part: Part, values: Iterable[str]) -> set[int]:
    """The nodes that lead to named values within a time-stamp."""
    found: set[int] = set()
    todo = [part.cell.values[name] for name in values]
    while todo:
        index = todo.pop()
        if index not in found:
            found.add(index)
            todo.extend(part.cell.nodes[index].inputs)
    return found


def _parameters(part: Part, nodes: set[int]) -> set[str]:
    return {part.parameters[use.parameter] for use in part.cell.uses if use.node in nodes}
