"""When an operation can be done: for all time-stamps at once, or one after the other.

What no state enters is known for every t before the loop over time begins; what no state
needs can wait until it has ended. In the loop stays what a step hands to the next.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.engine.graph import Linear, Node, Previous, Product


@dataclass(frozen=True)
class Term:
    """A node in a sum, with its sign."""

    sign: float
    node: int


@dataclass(frozen=True)
class Schedule:
    """The order of work of a forward pass; indices of nodes, inputs before outputs.

    Attributes:
        before, loop, after: when each is computed; a `Previous` is in none of them.
        passing: those of the loop that are only added up, and need no array over time.
        sums: for each other sum of the loop its terms, those of sums within it included.
    """

    before: tuple[int, ...]
    loop: tuple[int, ...]
    after: tuple[int, ...]
    passing: frozenset[int]
    sums: dict[int, tuple[Term, ...]]


def schedule(nodes: tuple[Node, ...]) -> Schedule:
    """Place every node of a graph, whose inputs stand before outputs."""
    past = {each.operation.name for each in nodes if isinstance(each.operation, Previous)}
    recurrent = _recurrent(nodes)
    computed = [i for i, node in enumerate(nodes) if not isinstance(node.operation, Previous)]

    needed: set[int] = set()
    for index in reversed(computed):
        node = nodes[index]
        if index in recurrent and (node.name in past or index in needed):
            needed |= {index, *node.inputs}
    loop = [index for index in computed if index in recurrent & needed]

    into_a_sum = {
        each
        for index in loop
        if isinstance(nodes[index].operation, Linear)
        for each in nodes[index].inputs
    }
    passing = {
        index
        for index in loop
        if index in into_a_sum
        and nodes[index].name is None
        and isinstance(nodes[index].operation, Linear | Product)
    }
    return Schedule(
        before=tuple(index for index in computed if index not in recurrent),
        loop=tuple(loop),
        after=tuple(index for index in computed if index in recurrent - needed),
        passing=frozenset(passing),
        sums={
            index: tuple(_terms(nodes, passing, index))
            for index in loop
            if index not in passing and isinstance(nodes[index].operation, Linear)
        },
    )


def _recurrent(nodes: tuple[Node, ...]) -> set[int]:
    """The nodes that a state enters."""
    found: set[int] = set()
    for index, node in enumerate(nodes):
        if isinstance(node.operation, Previous) or not found.isdisjoint(node.inputs):
            found.add(index)
    return found


def _terms(nodes: tuple[Node, ...], passing: set[int], index: int) -> list[Term]:
    """What a sum adds up, from left to right; a sum that only passes is opened."""
    operation = nodes[index].operation
    assert isinstance(operation, Linear)
    found = []
    for sign, each in zip(operation.signs, nodes[index].inputs, strict=True):
        if each in passing and isinstance(nodes[each].operation, Linear):
            inner = _terms(nodes, passing, each)
            found += [Term(sign * term.sign, term.node) for term in inner]
        else:
            found.append(Term(sign, each))
    return found
