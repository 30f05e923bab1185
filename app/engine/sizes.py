"""Which vectors of a cell must have the same size, and what size that is.

Both sides of `=` and all operands of `+ - *` are of one size; a matrix has one shape over
all its uses. x decides D, y decides V; what nothing decides has H, unless the caller says.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.engine.errors import EngineError, EquationError
from app.engine.graph import Bias, Input, Node, Number, Previous, Product

Key = Hashable


@dataclass(frozen=True, slots=True)
class Shapes:
    """Sizes in numbers.

    Attributes:
        values: size of x and of each named value, in the order of the text.
        nodes: size of each node (1 for a number).
        parameters: (rows, columns) of a matrix, (rows,) of a bias.
    """

    values: dict[str, int]
    nodes: tuple[int, ...]
    parameters: dict[str, tuple[int, ...]]


@dataclass(frozen=True, eq=False)
class SizeClasses:
    """Sets of things that must be of one size, by number.

    Attributes:
        values: the class of x and of each named value, in the order of the text.
        nodes: the class of each node; a number's is 0, which has size 1.
        parameters: the class of a matrix's rows and of its columns, or of a bias.
        decided: `x` or `y` where that decides a class.
        count: how many classes there are.
    """

    values: dict[str, int]
    nodes: tuple[int, ...]
    parameters: dict[str, tuple[int, ...]]
    decided: dict[int, str]
    count: int

    def resolve(
        self, *, inputs: int, outputs: int, hidden: int, sizes: Mapping[str, int]
    ) -> Shapes:
        """Put numbers to the classes: D inputs, V outputs, H hidden, and the caller's own sizes.

        Raises:
            EngineError: `sizes` names no value of the cell, or contradicts the text.
        """
        size = [1] + [hidden] * self.count
        for number, by in self.decided.items():
            size[number] = inputs if by == "x" else outputs
        if sizes:
            self._apply(sizes, size)
        return self._shapes(tuple(size))

    def _apply(self, sizes: Mapping[str, int], size: list[int]) -> None:
        """Write the caller's own sizes over those of their classes."""
        own: dict[int, str] = {}
        for name, wanted in sizes.items():
            path = ("cell", "sizes", name)
            if name not in self.values:
                known = ", ".join(self.values)
                raise EngineError(f"{name} is not a value of this cell: {known}", path)
            if wanted < 1:
                raise EngineError(f"a size is at least 1, not {wanted}", path)
            number = self.values[name]
            if number not in self.decided and number not in own:
                own[number], size[number] = name, wanted
            if size[number] != wanted:
                other = self.decided.get(number) or own[number]
                raise EngineError(
                    f"{name} has the size of {other}, {size[number]}, not {wanted}", path
                )

    @lru_cache(maxsize=256)  # noqa: B019 - a class of sizes lives as long as its cell does
    def _shapes(self, size: tuple[int, ...]) -> Shapes:
        """The sizes of everything from those of the classes."""
        return Shapes(
            values={name: size[number] for name, number in self.values.items()},
            nodes=tuple(size[number] for number in self.nodes),
            parameters={
                name: tuple(size[number] for number in numbers)
                for name, numbers in self.parameters.items()
            },
        )


def infer(nodes: tuple[Node, ...], parameters: tuple[str, ...]) -> SizeClasses:
    """The size classes of a graph.

    Raises:
        EquationError: a class must have the size of x and of y; it names the line.
    """
    joined = _Joined()
    joined.decide(("value", "x"), "x")
    joined.decide(("value", "y"), "y")
    for index, node in enumerate(nodes):
        match node.operation:
            case Input():
                joined.join(("value", "x"), index, node)
            case Previous(name):
                joined.join(("value", name), index, node)
            case Bias(parameter):
                joined.join(("rows", parameter), index, node)
            case Product(parameter):
                joined.join(("columns", parameter), node.inputs[0], node)
                joined.join(("rows", parameter), index, node)
            case _:
                for each in node.inputs:
                    if not isinstance(nodes[each].operation, Number):
                        joined.join(index, each, node)
        if node.name is not None:
            joined.join(("value", node.name), index, node)

    names = ["x", *(node.name for node in nodes if node.name is not None)]
    return SizeClasses(
        values={name: joined.number(("value", name)) for name in names},
        nodes=tuple(
            0 if isinstance(node.operation, Number) else joined.number(index)
            for index, node in enumerate(nodes)
        ),
        parameters={
            name: (joined.number(("rows", name)), joined.number(("columns", name)))
            if name.startswith("W_")
            else (joined.number(("rows", name)),)
            for name in parameters
        },
        decided=joined.decided_numbers(),
        count=joined.count,
    )


class _Joined:
    """Sets of keys (union–find), some of them decided by x or y.

    Keys are node indices, ("value", name), ("rows", parameter) and ("columns", W).
    """

    def __init__(self) -> None:
        self._parent: dict[Key, Key] = {}
        self._decided: dict[Key, str] = {}
        self._numbers: dict[Key, int] = {}

    def root(self, key: Key) -> Key:
        while (parent := self._parent.get(key, key)) != key:
            key = parent
        return key

    def decide(self, key: Key, by: str) -> None:
        self._decided[self.root(key)] = by

    def join(self, first: Key, second: Key, node: Node) -> None:
        """Make two sizes one; `node` is the operation that asks for it."""
        first, second = self.root(first), self.root(second)
        if first == second:
            return
        sides = {self._decided.get(first), self._decided.get(second)} - {None}
        if len(sides) > 1:
            raise EquationError(
                "a size must be that of x (D) and that of y (V) at once; "
                "put a matrix between, as in W_xy @ x",
                node.line,
                node.column,
            )
        self._parent[second] = first
        for by in sides:
            self._decided[first] = str(by)

    def number(self, key: Key) -> int:
        """The class of a key, from 1, once all is joined."""
        return self._numbers.setdefault(self.root(key), len(self._numbers) + 1)

    def decided_numbers(self) -> dict[int, str]:
        return {self.number(key): by for key, by in self._decided.items() if self.root(key) == key}

    @property
    def count(self) -> int:
        return len(self._numbers)
