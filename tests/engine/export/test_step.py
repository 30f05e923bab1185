"""A time-stamp as a function: the equations of the text, and nothing that could be in their way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from app.engine import CELLS, Cell, parse
from app.engine.graph import FUNCTIONS, Bias, Number, Previous, Product
from tests.engine.export.scripts import body, functions, lines, script
from tests.engine.export.test_answers import CASES, every_case
from tests.engine.strategies import texts


def written(right: str) -> str:
    """A right side as the script writes it, in a text where a, b and c are vectors of size H."""
    values = "\n".join(f"{name} = tanh(W_x{name} @ x)" for name in "abc")
    line = body(script(f"{values}\nd = {right}\ny = W_dy @ d"))[3]
    return line.removeprefix("d = ")


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_the_equations_of_a_built_in_cell_are_its_text_line_by_line(cell: Any) -> None:
    equations = cell.equations
    for state in parse(equations).states:
        equations = equations.replace(f"{state}[t-1]", f"{state}_past")
    assert body(script(cell.equations))[:-1] == equations.splitlines()


@pytest.mark.parametrize(
    "right",
    [
        "a - (b - c)",
        "a - b - c",
        "a + (b + c)",
        "a * (b * c)",
        "a * b * c",
        "(a + b) * c",
        "a + b * c",
        "-(a * b)",
        "-a * b",
        "a * -b",
        "-(a + b)",
        "a - -b",
        "2 * -a",
        "-2 * a",
        "1 - a",
        "a * -0.5",
        "W_1 @ (W_2 @ a)",
        "W_1 @ a * b",
        "b * (W_1 @ a)",
        "-(W_1 @ a)",
        "W_1 @ -a",
        "W_1 @ (a + b)",
        "tanh(sigmoid(a - b) * relu(c))",
        "tanh(tanh(tanh(a)))",
    ],
)
def test_parentheses_stand_only_where_the_order_needs_them(right: str) -> None:
    assert written(right) == right
    assert written(f"((({right})))") == right


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        ("tanh(2) * a", f"{float(np.tanh(2))!r} * a"),
        ("(0.1 + 0.2) * a", "0.30000000000000004 * a"),
        ("2.50 * a", "2.5 * a"),
        ("2.0 * a", "2 * a"),
        ("99999999999999999999 * a", "1e+20 * a"),
        ("a - (1 - 3)", "a - -2"),
        (".5e-3 * a", "0.0005 * a"),
    ],
)
def test_literals_are_numbers_that_come_back_exactly(right: str, expected: str) -> None:
    assert written(right) == expected


def tree(cell: Cell, index: int, own: bool = False) -> Any:
    """What a node computes, down to the named values that it reads."""
    node = cell.nodes[index]
    if node.name and not own:
        return node.name
    inputs = [tree(cell, each) for each in node.inputs]
    match node.operation:
        case Number() | Previous() | Bias() | Product() as operation:
            return (operation, *inputs)
    return (type(node.operation).__name__, *inputs)


def trees(cell: Cell) -> dict[str, Any]:
    return {name: tree(cell, index, own=True) for name, index in cell.values.items()}


def read_again(cell: Cell) -> str:
    """The equations of the script of a cell, as a text of the language again."""
    sizes = {name: 3 for name in cell.values if name.startswith("e")}
    text = "\n".join(body(script(cell.equations, sizes=sizes))[:-1])
    for state in cell.states:
        text = text.replace(f"{state}_past", f"{state}[t-1]")
    return text


def pairs(text: str) -> Iterator[tuple[int, int]]:
    """Where parentheses open and close that are not those of a function."""
    opened: list[int] = []
    for at, letter in enumerate(text):
        if letter == "(":
            opened.append(at)
        elif letter == ")":
            begin = opened.pop()
            if not text[begin - 1].isalnum():
                yield begin, at


@settings(max_examples=50)
@given(texts())
def test_the_equations_are_those_of_the_text_and_each_parenthesis_is_needed(text: str) -> None:
    cell = parse(text)
    again = read_again(cell)
    assert trees(parse(again)) == trees(cell)
    for begin, end in pairs(again):
        without = again[:begin] + again[begin + 1 : end] + again[end + 1 :]
        try:
            other = trees(parse(without))
        except ValueError:
            continue
        assert other != trees(cell), (again, without)


def test_the_state_before_has_a_name_of_its_own() -> None:
    text = script("h_past = W_xh @ x\nh = h_past + h[t-1]\ny = W_hy @ h")
    assert "def step(x, h_past_):" in lines(text)
    assert body(text)[1] == "h = h_past + h_past_"
    text = script("b = b_past * b[t-1]\ny = W_by @ b")
    assert body(text)[0] == "b = b_past * b_past_"


@every_case
def test_a_step_reads_nothing_from_outside_but_parameters_and_functions(name: str) -> None:
    shapes = CASES[name].network().shapes
    for code in functions(CASES[name].script()):
        assert set(code.co_names) <= {*shapes, *FUNCTIONS}
