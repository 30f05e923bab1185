"""Back through the operations of one time-stamp, whatever its gradients are written in.

The same walk serves arrays that hold every time-stamp at once, rows with scales of their own,
and the names of the generated loops: each brings an arithmetic of a few operations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from app.engine.cell import Cell
from app.engine.graph import Product

G = TypeVar("G")
Arrow = tuple[str, str, int]  # (from, to, lag): what `from` sends back to `to`


class Arithmetic(Protocol[G]):
    """How to calculate with gradients of one kind."""

    def arrived(self, gradient: G) -> G:
        """A node's gradient, now that all of it has arrived."""

    def times(self, gradient: G, index: int, place: int) -> G:
        """Entry by entry with the derivative of operation `index` by its input `place`."""

    def through(self, gradient: G, index: int) -> G:
        """Back through the matrix of the product `index`: Wᵀ gradient."""

    def plus(self, first: G, second: G) -> G:
        """The sum of two gradients at one place."""


def walk(
    cell: Cell,
    arithmetic: Arithmetic[G],
    seeds: Mapping[int, G],
    follow: Sequence[bool],
    arrows: dict[Arrow, G] | None = None,
    end: frozenset[int] = frozenset(),
) -> list[G | None]:
    """∂L/∂node of every node, None where nothing arrives.

    Args:
        seeds: what arrives at nodes from outside of the time-stamp, or from the loss.
        follow: at which nodes a gradient is wanted.
        arrows: filled with what each named value sends back to each that it reads.
        end: nodes from which nothing goes on.
    """
    nodes: list[G | None] = [None] * len(cell.nodes)
    for index, seed in seeds.items():
        nodes[index] = seed
    for index in range(len(cell.nodes) - 1, 0, -1):
        node, gradient = cell.nodes[index], nodes[index]
        if gradient is None or index in end:
            continue
        gradient = nodes[index] = arithmetic.arrived(gradient)
        for place, each in enumerate(node.inputs):
            if not follow[each]:
                continue
            if isinstance(node.operation, Product):
                back = arithmetic.through(gradient, index)
            else:
                back = arithmetic.times(gradient, index, place)
            so_far = nodes[each]
            nodes[each] = back if so_far is None else arithmetic.plus(so_far, back)
            if arrows is not None and (source := cell.source_at(each)) is not None:
                arrow = node.owner, source.name, source.lag
                arrows[arrow] = arithmetic.plus(arrows[arrow], back) if arrow in arrows else back
    return nodes
