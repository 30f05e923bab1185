"""The generated source: what it says, and that no name of a text can disturb it."""

from __future__ import annotations

import ast
import re

import numpy as np
import pytest

from app.engine import CELLS, Sequence, Truncation, bptt, parse, program
from app.engine.graph import CALLS

ELMAN = """\
def forward(x, start, size, W_xh, W_hh, b_h, W_hy, b_y):
    T = len(x)
    h_all = empty((T + 1, size[7]))
    h_all[0] = start['h']
    nodes1 = x.dot(W_xh.T)
    z_all = nodes1
    add(z_all, b_h, z_all)
    spare3 = empty(size[3])
    h_past = h_all[0]
    for z_t, h_t in zip(z_all, h_all[1:]):
        # z = W_xh @ x + W_hh @ h[t-1] + b_h
        W_hh.dot(h_past, spare3)
        add(z_t, spare3, z_t)
        # h = tanh(z)
        tanh(z_t, h_t)
        h_past = h_t
    nodes8 = h_all[1:].dot(W_hy.T)
    y_all = add(nodes8, b_y, nodes8)
    return {0: x, 2: h_all[:-1], 5: b_h, 6: z_all, 7: h_all[1:], 9: b_y, 10: y_all}


def backward(errors, node, later, pieces, size, W_xh, W_hh, b_h, W_hy, b_y):
    T = len(errors)
    heard1 = errors.dot(W_hy)
"""


def test_the_program_of_elman_is_three_calls_a_step_and_all_else_at_once() -> None:
    text = program(parse(CELLS["elman"].equations))
    assert text.startswith(ELMAN)
    step = text.split("in zip(heard1")[1].split("\n")[1:5]
    assert [line.strip() for line in step] == [
        "add(h_in, own7, own7)",
        "multiply(own7, slope1, gradient1)",
        "gradient1.dot(W_hh, h_out)",
        "h_in = h_out",
    ]


@pytest.mark.parametrize("name", CELLS)
def test_a_program_calls_nothing_but_the_operations_of_the_language(name: str) -> None:
    tree = ast.parse(program(parse(CELLS[name].equations)))
    for each in ast.walk(tree):
        if isinstance(each, ast.Call):
            known = isinstance(each.func, ast.Attribute) and each.func.attr in {"dot", "copy"}
            known |= isinstance(each.func, ast.Name) and each.func.id in {*CALLS, "len", "zip"}
            assert known, ast.unparse(each)


WORDS = [
    "node1",
    "nodes1",
    "spare1",
    "slope1",
    "slopes1",
    "slope_at7",
    "heard1",
    "own7",
    "gradient4",
    "gradients4",
    "all_of_spare1",
    "h_t",
    "h_all",
    "h_past",
    "h_all_past",
    "h_in",
    "h_out",
    "h_own",
    "h_future",
    "h_told",
    "h_heard",
    "T",
    "size",
    "start",
    "errors",
    "node",
    "pieces",
    "rows",
    "steps",
    "squares",
    "own",
    "first",
    "last",
    "speaks",
    "dot",
    "add",
    "zip",
    "len",
    "empty",
    "tanh_slope",
    "vecdot",
    "copyto",
]
TEXT = """\
AA = tanh(W_x @ x + W_h @ BB[t-1] + b_h)
BB = AA * BB[t-1] - (1 - AA) * sigmoid(W_u @ AA[t-1])
y = W_y @ (AA * BB) + b_y
"""
SEQUENCE = Sequence(np.random.default_rng(2).normal(size=(5, 2)), (0, None, 1, 2, 1), 3)


def answer_of(text: str) -> list[np.ndarray]:
    """Gradients and tables, in the order of the text; weights go by their place in it."""
    cell = parse(text)
    shapes = cell.sizes.resolve(inputs=2, outputs=3, hidden=3, sizes={}).parameters
    numbers = np.random.default_rng(6)
    answer = bptt(
        cell,
        SEQUENCE,
        hidden_size=3,
        weights={name: numbers.normal(size=shapes[name]) for name in cell.parameters},
        truncation=Truncation("window", 3),
        decomposition=True,
    )
    assert answer.decomposition is not None
    return [*answer.gradients.values(), *answer.decomposition.log10_norms.values()]


def assert_same(text: str, expected: list[np.ndarray]) -> None:
    for found, wanted in zip(answer_of(text), expected, strict=True):
        assert np.array_equal(found, wanted)


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("other", ["h", "h_all", "node1"])
def test_values_may_be_called_as_anything_in_the_program_is(name: str, other: str) -> None:
    names = {"AA": name, "BB": other if other != name else "c"}
    expected = answer_of(TEXT.replace("AA", "a").replace("BB", "b"))
    assert_same(re.sub("AA|BB", lambda found: names[found[0]], TEXT), expected)


@pytest.mark.parametrize(
    "tail", ["t", "all", "past", "in", "out", "own", "future", "heard", "told", "all_past"]
)
def test_parameters_may_end_as_anything_in_the_program_does(tail: str) -> None:
    expected = answer_of(TEXT.replace("AA", "h").replace("BB", "c"))
    text = TEXT.replace("W_h", f"W_{tail}").replace("b_h", f"b_{tail}")
    for names in (("W", "b"), ("b", "W"), ("h", "c")):
        assert_same(text.replace("AA", names[0]).replace("BB", names[1]), expected)


@pytest.mark.parametrize(
    "use", ["{0} + {0}", "{0} * {0}", "{0} * sigmoid({0})", "0.5 * {0} - {0}", "{0} - {0}"]
)
def test_a_chain_that_uses_each_value_twice_has_a_program_that_grows_with_its_length(
    use: str,
) -> None:
    def length(links: int) -> int:
        lines = [f"a{i + 1} = {use.format(f'a{i}')}" for i in range(links)]
        text = ["a0 = W_x @ x + h[t-1]", *lines, f"h = tanh(a{links})", "y = W_y @ h"]
        return len(program(parse("\n".join(text))))

    assert length(20) < 3 * length(10)


def test_literals_whose_product_is_no_number_are_applied_one_after_the_other() -> None:
    text = "h = {} + W_x @ x\ny = 1e-40 * (W_y @ h)"
    long = "1e150 * (1e159 * (1e-150 * (1e-150 * (W_h @ h[t-1]))))"
    expected = answer_of(text.format("1e9 * (W_h @ h[t-1])"))
    for found, wanted in zip(answer_of(text.format(long)), expected, strict=True):
        assert found == pytest.approx(wanted, rel=1e-12)


def test_the_same_text_is_read_and_written_once() -> None:
    text = CELLS["gru"].equations
    assert parse(text) is parse(text)
    assert parse(text) is not parse(text, "gru")
