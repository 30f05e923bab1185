"""The source of what multiplies a gradient on its way: local derivatives and their products."""

from __future__ import annotations

from app.engine.cell import Cell
from app.engine.graph import Bias, Function, Linear, Multiply, Number, Previous
from app.engine.source.text import Text, called

# A sum of products: of a number and of local derivatives, each that of a node by an input.
Factor = tuple[tuple[float, tuple[tuple[int, int], ...]], ...]

ONE: Factor = ((1.0, ()),)
MINUS_ONE: Factor = ((-1.0, ()),)


class Slopes:
    """The source of what is known before the step: values, local derivatives, factors."""

    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        self.text = Text()
        self._values: dict[int, str] = {}
        self._slopes: dict[int, str] = {}

    def value(self, index: int) -> str:
        """A node's values over time."""
        node = self.cell.nodes[index]
        match node.operation:
            case Number(number):
                return repr(number)
            case Bias(parameter):
                return parameter
            case Previous(name):
                text = f"{called(name)}_all_past"
            case _:
                text = f"{called(node.name)}_all" if node.name else f"nodes{index}"
        if index not in self._values:
            self._values[index] = text
            self.text.line(f"{text} = node[{index}]")
        return text

    def derivative(self, index: int, place: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        """That of a node by an input: a number and, where it is none, what to look up."""
        node = self.cell.nodes[index]
        match node.operation:
            case Linear(signs=signs):
                return signs[place], ()
            case Multiply():
                other = self.cell.nodes[node.inputs[1 - place]].operation
                if isinstance(other, Number):
                    return other.number, ()
        return 1.0, ((index, place),)

    def factor(self, factor: Factor) -> str:
        """An expression for a factor over time."""
        return " + ".join(self._product(*each) for each in factor)

    def changes(self, factor: Factor) -> bool:
        """Whether a factor may be another one at another time-stamp."""
        found = [slope for _, slopes in factor for slope in slopes]
        return any(self.cell.changes[self._by(*slope)] for slope in found)

    def _by(self, index: int, place: int) -> int:
        """The node whose value a local derivative is, or comes from."""
        node = self.cell.nodes[index]
        return node.inputs[1 - place] if isinstance(node.operation, Multiply) else index

    def _product(self, number: float, slopes: tuple[tuple[int, int], ...]) -> str:
        found = [self._slope(*each) for each in slopes]
        return " * ".join(found if number == 1.0 and found else [*found, repr(number)])

    def _slope(self, index: int, place: int) -> str:
        operation = self.cell.nodes[index].operation
        if not isinstance(operation, Function):
            return self.value(self._by(index, place))
        if index not in self._slopes:
            value = self.value(index)
            self._slopes[index] = f"slope_at{index}"
            self.text.line(f"slope_at{index} = {operation.word}_slope({value})")
        return self._slopes[index]


def sum_of(first: Factor, second: Factor) -> Factor:
    """The sum of two factors, equal products counted together."""
    total: dict[tuple[tuple[int, int], ...], float] = {}
    for number, slopes in first + second:
        total[slopes] = total.get(slopes, 0.0) + number
    return tuple((number, slopes) for slopes, number in total.items())
