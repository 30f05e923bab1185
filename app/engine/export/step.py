"""One time-stamp of a part as a function of PyTorch: a line for each equation, from its graph."""

from __future__ import annotations

from app.engine.export.names import Names
from app.engine.graph import (
    Add,
    Bias,
    Function,
    Input,
    Multiply,
    Negate,
    Number,
    Previous,
    Product,
    Same,
    Subtract,
)
from app.engine.parts import Part
from app.engine.source.text import Text

SUM, PRODUCT, ALONE = range(3)  # how closely what is written holds together; -a stands alone


class Step:
    """The function `name(x, states before)`, which gives the states after it and y.

    Its values have their names of the text; nothing else but parameters and functions is read
    in it, so that a value may be called what it likes.

    Attributes:
        name: what the function is called.
        part: what it is a time-stamp of.
        values, past: what it calls the values, and the states of the time-stamp before.
    """

    def __init__(self, name: str, part: Part) -> None:
        self.name = name
        self.part = part
        cell, names = part.cell, Names(part.parameters.values())
        self.values = {value: names.fresh(value) for value in cell.values}
        self.past = {state: names.fresh(f"{state}_past") for state in cell.states}

    @property
    def results(self) -> list[str]:
        """The values that it returns."""
        return list(dict.fromkeys([*self.part.cell.states, *(["y"] if self.speaks else [])]))

    @property
    def speaks(self) -> bool:
        """Whether it has a read-out."""
        return "y" in self.part.cell.values

    @property
    def functions(self) -> set[str]:
        """The functions that its equations call."""
        operations = (node.operation for node in self.part.cell.nodes)
        return {each.word for each in operations if isinstance(each, Function)}

    def write(self, text: Text) -> None:
        with text.block(f"def {self.name}({', '.join(['x', *self.past.values()])}):"):
            for value, index in self.part.cell.values.items():
                text.line(f"{self.values[value]} = {self._operation(index)[0]}")
            text.line(f"return {', '.join(self.values[value] for value in self.results)}")

    def _operand(self, index: int, least: int) -> str:
        """A node as what another reads, in parentheses if it holds together less closely."""
        name = self.part.cell.nodes[index].name
        text, binding = (self.values[name], ALONE) if name else self._operation(index)
        return text if binding >= least else f"({text})"

    def _operation(self, index: int) -> tuple[str, int]:
        """What a node does, and how closely it holds together."""
        node = self.part.cell.nodes[index]

        def of(place: int, least: int) -> str:
            return self._operand(node.inputs[place], least)

        match node.operation:
            case Add():
                return f"{of(0, SUM)} + {of(1, PRODUCT)}", SUM
            case Subtract():
                return f"{of(0, SUM)} - {of(1, PRODUCT)}", SUM
            case Multiply():
                return f"{of(0, PRODUCT)} * {of(1, ALONE)}", PRODUCT
            case Product(parameter):
                return f"{self.part.parameters[parameter]} @ {of(0, ALONE)}", PRODUCT
            case Negate():
                return f"-{of(0, ALONE)}", ALONE
            case Function(word=word):
                return f"{word}({of(0, SUM)})", ALONE
            case Same():
                return of(0, SUM), SUM
        return self._leaf(index)

    def _leaf(self, index: int) -> tuple[str, int]:
        match self.part.cell.nodes[index].operation:
            case Input():
                return "x", ALONE
            case Previous(name):
                return self.past[name], ALONE
            case Bias(parameter):
                return self.part.parameters[parameter], ALONE
            case Number(number):
                return repr(number).removesuffix(".0"), ALONE
        raise TypeError(f"no way to write {self.part.cell.nodes[index].operation}")
