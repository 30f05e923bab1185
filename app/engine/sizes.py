"""Which vectors of a cell must have the same size, and what size that is.

Both sides of `=` and all operands of `+ - *` are of one size; a matrix has one shape over
all its uses. x decides D, y decides V; what nothing decides has H, unless the caller says.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from app.engine.errors import EngineError, EquationError
from app.engine.graph import Bias, Input, Node, Number, Previous, Product

Key = Hashable


class SizeClasses:
    """Sets of things that must be of one size (union–find), some of them decided."""

    def __init__(self) -> None:
        self._parent: dict[Key, Key] = {}
        self._decided: dict[Key, str] = {}

    def root(self, key: Key) -> Key:
        while (parent := self._parent.get(key, key)) != key:
            key = parent
        return key

    def decided_by(self, key: Key) -> str | None:
        """`x` or `y` where that decides the size, else None."""
        return self._decided.get(self.root(key))

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


def infer(nodes: tuple[Node, ...]) -> SizeClasses:
    """The size classes of a graph; keys are node indices, ("value", name),
    ("rows", W), ("columns", W) and ("bias", b).

    Raises:
        EquationError: a class must have the size of x and of y; it names the line.
    """
    classes = SizeClasses()
    classes.decide(("value", "x"), "x")
    classes.decide(("value", "y"), "y")
    for index, node in enumerate(nodes):
        match node.operation:
            case Input():
                classes.join(("value", "x"), index, node)
            case Previous(name):
                classes.join(("value", name), index, node)
            case Bias(parameter):
                classes.join(("bias", parameter), index, node)
            case Product(parameter):
                classes.join(("columns", parameter), node.inputs[0], node)
                classes.join(("rows", parameter), index, node)
            case _:
                for each in node.inputs:
                    if not isinstance(nodes[each].operation, Number):
                        classes.join(index, each, node)
        if node.name is not None:
            classes.join(("value", node.name), index, node)
    return classes


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


def resolve(
    classes: SizeClasses,
    nodes: tuple[Node, ...],
    parameters: tuple[str, ...],
    *,
    inputs: int,
    outputs: int,
    hidden: int,
    sizes: Mapping[str, int],
) -> Shapes:
    """Put numbers to the classes: D inputs, V outputs, H hidden, and the caller's own sizes.

    Raises:
        EngineError: `sizes` names no value of the cell, or contradicts the text.
    """
    names = ["x", *(node.name for node in nodes if node.name is not None)]
    decided = {"x": inputs, "y": outputs}
    own: dict[Key, tuple[str, int]] = {}
    for name, size in sizes.items():
        path = ("cell", "sizes", name)
        if name not in names:
            raise EngineError(f"{name} is not a value of this cell: {', '.join(names)}", path)
        if size < 1:
            raise EngineError(f"a size is at least 1, not {size}", path)
        by = classes.decided_by(("value", name))
        if by is not None and size != decided[by]:
            raise EngineError(f"{name} has the size of {by}, {decided[by]}, not {size}", path)
        other, known = own.setdefault(classes.root(("value", name)), (name, size))
        if known != size:
            raise EngineError(f"{name} has the size of {other}, {known}, not {size}", path)

    def size_of(key: Key) -> int:
        by = classes.decided_by(key)
        return decided[by] if by is not None else own.get(classes.root(key), ("", hidden))[1]

    return Shapes(
        values={name: size_of(("value", name)) for name in names},
        nodes=tuple(
            1 if isinstance(node.operation, Number) else size_of(index)
            for index, node in enumerate(nodes)
        ),
        parameters={
            name: (size_of(("rows", name)), size_of(("columns", name)))
            if name.startswith("W_")
            else (size_of(("bias", name)),)
            for name in parameters
        },
    )
