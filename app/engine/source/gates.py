"""Which sums of a step can be made together: those of gates, which multiply the same vector.

Their matrices stand one above the other, the sums side by side, and functions that several of
them go through one after the other are one call: four products, sums and functions of an LSTM
become one product, one sum and two functions. Together with the same in the step back this
takes a quarter off an LSTM's copy factors at T = 50, H = 32, and a tenth at T = 200, H = 128
(`python -m benchmarks`, without and with it).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from app.engine.cell import Cell
from app.engine.graph import Function, Product
from app.engine.source.stack import Stack


@dataclass(frozen=True)
class Together:
    """One function of neighbours.

    Attributes:
        word: the function.
        first, last: which of the sums, that one excluded.
        nodes: its results.
        stack: where these stand.
    """

    word: str
    first: int
    last: int
    nodes: tuple[int, ...]
    stack: Stack


@dataclass(frozen=True)
class Gates:
    """Sums that are made together.

    Attributes:
        right: the node that all their matrices multiply.
        sums, products: the nodes, in one order.
        stack: where the sums stand.
        functions: what several of them go through.
    """

    right: int
    sums: tuple[int, ...]
    products: tuple[int, ...]
    stack: Stack
    functions: tuple[Together, ...]


def gates_of(cell: Cell) -> list[Gates]:
    """The groups of two and more."""
    plan, by_right = cell.schedule, dict[int, dict[int, int]]()
    for index, terms in plan.sums.items():
        new = [term for term in terms if term.node not in plan.before]
        if len(new) != 1 or len(terms) == 1 or cell.nodes[index].name in cell.states:
            continue
        product = new[0].node
        alone = new[0].sign > 0 and product in plan.passing
        if alone and isinstance(cell.nodes[product].operation, Product):
            by_right.setdefault(cell.nodes[product].inputs[0], {})[index] = product
    return [
        _gates(cell, right, products, number)
        for number, (right, products) in enumerate(by_right.items(), start=1)
        if len(products) > 1
    ]


def _gates(cell: Cell, right: int, products: dict[int, int], number: int) -> Gates:
    function = {index: _only_function(cell, index) for index in products}

    def word(index: int) -> str:
        found = function[index]
        operation = None if found is None else cell.nodes[found].operation
        return operation.word if isinstance(operation, Function) else ""

    sums = sorted(products, key=word)
    functions, first = [], 0
    for shared, group in groupby(sums, key=word):
        found = [function[index] for index in group]
        nodes = tuple(node for node in found if node is not None)
        if len(nodes) > 1:
            stack = Stack(f"{shared}s{number}", nodes)
            functions.append(Together(shared, first, first + len(nodes), nodes, stack))
        first += len(found)
    stack = Stack(f"gates{number}", tuple(sums))
    return Gates(
        right, tuple(sums), tuple(products[index] for index in sums), stack, tuple(functions)
    )


def _only_function(cell: Cell, index: int) -> int | None:
    """The function that alone reads a node."""
    readers = [at for at, node in enumerate(cell.nodes) if index in node.inputs]
    if len(readers) != 1:
        return None
    node = cell.nodes[readers[0]]
    is_state = node.name is not None and node.name in cell.states
    return readers[0] if isinstance(node.operation, Function) and not is_state else None
