"""The language of cells: what it reads, what it refuses, and where it says so."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import CELLS, EngineError, EquationError, parse
from app.engine.cell import Source

ELMAN = CELLS["elman"].equations


def test_a_text_names_its_values_states_and_parameters_in_its_own_order() -> None:
    cell = parse(ELMAN, "elman")
    assert list(cell.values) == ["z", "h", "y"]
    assert cell.states == ("h",)
    assert cell.parameters == ("W_xh", "W_hh", "b_h", "W_hy", "b_y")
    assert cell.recurrent_matrices == ("W_hh",)
    assert cell.depth == {"x": 0, "z": 1, "h": 2, "y": 3}
    assert cell.sources["z"] == (Source("x", 0), Source("h", 1))
    assert cell.equation_of["h"] == "h = tanh(z)"


@pytest.mark.parametrize(
    "text",
    [
        "y = W_xy @ x",
        "y = y[t-1] + b_y",
        "y = b_y",
        "h = h[t-1]\ny = W_hy @ h",
        "  y\t=  W_xy@x # a comment with ½ and \U0001f9e0",
        "\n\n# only a comment\ny = W_xy @ x\r\n",
        "h = W_a @ (W_b @ x)\ny = W_y @ h",
        "h = tanh(W_x @ x + W_h @ h[ t - 1 ])\ny = W_y @ h",
        "h = -(W_x @ x)\ny = 2 * (W_y @ h) - 1",
        "h = (1 - 2) * (W_x @ x) + 1e-3 + .5 + 2.\ny = W_y @ h",
        "q = W_a @ a[t-1] + b_q\na = tanh(q)\ny = W_y @ a",
        "unused = W_u @ x\ny = W_xy @ x",
        "W = W_a @ x\nb = W + b_\ny = W_y @ b",
    ],
)
def test_reads(text: str) -> None:
    assert "y" in parse(text).values


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("", 1, 1, "y, the raw outputs, must be assigned"),
        ("# nothing", 1, 1, "must be assigned"),
        ("h = W_h @ x\n\nq = h", 3, 1, "must be assigned"),
        ("y = W_y @ x\nW_y", 2, 1, "one assignment"),
        ("y = W_y @ x; h = x", 1, 12, "; is not in the language"),
        ("y = z = W_y @ x", 1, 5, "one target"),
        ("y[t] = W_y @ x", 1, 1, "its name alone"),
        ("(y) + 1 = x", 1, 1, "not an equation"),
        ("y = W_y @ x\ny = x", 2, 1, "assigned already, in line 1"),
        ("  x = W_y @ x", 1, 3, "x is reserved"),
        ("p = W_y @ x", 1, 1, "p is reserved"),
        ("t = W_y @ x", 1, 1, "t is reserved"),
        ("tanh = W_y @ x", 1, 1, "tanh is reserved"),
        ("W_a = x", 1, 1, "W_a is a parameter"),
        ("b_a = x", 1, 1, "b_a is a parameter"),
        ("y = W_y @ h", 1, 11, "h is never assigned"),
        ("y = W_y @ h\nh = tanh(W_h @ x)", 1, 11, "assigned later, in line 2"),
        ("y = W_y @ x + y", 1, 15, "write y[t-1]"),
        ("y = W_y @ q[t-1]", 1, 11, "q is never assigned"),
        ("y = W_y @ x[t-1]", 1, 11, "x is not a state"),
        ("y = W_y @ b_y[t-1]", 1, 11, "b_y is a parameter"),
        ("h = W_h @ h[t-2]\ny = h", 1, 11, "only name[t-1]"),
        ("h = W_h @ h[t]\ny = h", 1, 11, "only name[t-1]"),
        ("h = W_h @ h[t+1]\ny = h", 1, 11, "only name[t-1]"),
        ("h = W_h @ h[t-1.0]\ny = h", 1, 11, "only name[t-1]"),
        ("h = W_h @ h[0]\ny = h", 1, 11, "only name[t-1]"),
        ("y = W_y", 1, 5, "write W_y @ (…)"),
        ("y = W_y * x", 1, 5, "write W_y @ (…)"),
        ("y = x @ W_y", 1, 5, "left of @"),
        ("r = W_r @ x\ny = r * W_h @ r", 2, 5, "write r * (W_h @ r)"),
        ("y = W_a @ W_b @ x", 1, 5, "write W_a @ (W_b @ x)"),
        ("y = -W_a @ x", 1, 5, "write -(W_a @ x)"),
        ("y = 2 * W_a @ x", 1, 5, "write 2 * (W_a @ x)"),
        ("y = A @ x", 1, 5, "W_A @ x"),
        ("y = W_a @ 2", 1, 11, "not a number"),
        ("y = 1 + 2", 1, 5, "at least one vector"),
        ("y = tanh(1)", 1, 5, "at least one vector"),
        ("y = 1e999 * (W_y @ x)", 1, 5, "finite"),
        ("y = 1e308 * 10 * (W_y @ x)", 1, 5, "finite"),
        ("y = +(W_y @ x)", 1, 5, "no plus sign"),
        ("y = p + W_y @ x", 1, 5, "p is reserved"),
        ("y = t * (W_y @ x)", 1, 5, "t is reserved"),
        ("y = tanh", 1, 5, "write tanh(…)"),
        ("y = tanh(W_y @ x)(x)", 1, 5, "the functions are"),
        ("y = exp(W_y @ x)", 1, 5, "exp is no function: the functions are tanh, sigmoid, relu"),
        ("y = tanh()", 1, 5, "takes one vector"),
        ("y = tanh(*x)", 1, 5, "takes one vector"),
        ("y = tanh(x=x)", 1, 5, "takes one vector"),
        ("y = tanh(x, x)", 1, 11, ", is not in the language"),
        ("y = x / 2", 1, 7, "/ is not in the language; multiply"),
        ("y = x ** 2", 1, 7, "** is not in the language; write h * h"),
        ("y = x.T", 1, 6, ". is not in the language"),
        ("y == x", 1, 3, "== is not in the language"),
        ("y = x < 1", 1, 7, "< is not in the language"),
        ("y = 'x'", 1, 5, "' is not in the language"),
        ("y = x \\", 1, 7, "\\ is not in the language"),
        ("y = x\x00", 1, 6, "U+0000 is not in the language"),
        ("y = W_y @ x\x0c", 1, 12, "U+000C"),
        ("y = ﬁ", 1, 5, "only ASCII stands in an equation, not U+FB01"),
        ("h = W_h @ x + ½\ny = h", 1, 15, "U+00BD"),
        ("y = W_y @ \ud800", 1, 11, "U+D800"),
        ("y = x if x", 1, 7, "if is a word of Python"),
        ("y = True * x", 1, 5, "True is a word of Python"),
        ("lambda = x", 1, 1, "lambda is a word of Python"),
        ("y = 2h", 1, 5, "a number ends before a letter"),
        ("y = 1_0 * x", 1, 5, "a number ends before a letter"),
        ("y = 0x1f * x", 1, 5, "a number ends before a letter"),
        ("y = 012 * x", 1, 5, "not an equation"),
        ("y = (W_y @ x", 1, 5, "never closed"),
        ("y = ()", 1, 5, "not an expression"),
        ("y = [x]", 1, 5, "not an expression"),
        ("y = ", 1, 3, "not an equation"),
        ("y = W_y @ x +", 1, 13, "a value is missing here"),
        ("y = W_y x", 1, 9, "an operation is missing here"),
        ("y = W_y @ x b_y", 1, 13, "an operation is missing here"),
        ("y = tanh x", 1, 10, "tanh(…)"),
        ("y = tanh(W_y x + b_y)", 1, 14, "an operation is missing here"),
        ("y = tanh(relu x)", 1, 15, "relu(…)"),
        ("f = W_f @ x\ny = W_y @ ff", 2, 11, "ff is never assigned: is f meant?"),
        ("y = W_y @@ x", 1, 10, "a value is missing here"),
        ("y = W_y @ x\nz = x + y", 2, 5, "that of x (D) and that of y (V) at once"),
        ("y = x", 1, 5, "put a matrix between"),
        ("h = W_a @ x\ny = W_c @ h\nq = W_c @ x + W_b @ y + W_b @ x", 3, 25, "at once"),
        ("y = " + "-" * 3000 + "(W_y @ x)", 1, 55, "nested more than 50"),
        ("y = " + "(" * 3000 + "x" + ")" * 3000, 1, 55, "nested more than 50"),
        ("y = b_y" + " + b_y" * 65, 1, 393, "more than 64 operations"),
        (
            "h = b_h" + " + b_h" * 40 + "\ny = b_y" + " + b_y" * 40,
            2,
            153,
            "more than 64 operations",
        ),
    ],
)
def test_refuses(text: str, line: int, column: int, says: str) -> None:
    with pytest.raises(EquationError) as refused:
        parse(text)
    error = refused.value
    assert (error.line, error.column) == (line, column), error
    assert says in error.message
    assert error.path == ("cell", "equations")


def test_every_operation_counts_once_and_brackets_are_none() -> None:
    text = "h = tanh(-h[t-1] * 2 - W_h @ x + b_h)\ny = W_y @ h"
    parse(text, max_operations=7)
    with pytest.raises(EquationError, match="more than 6 operations"):
        parse(text, max_operations=6)


@pytest.mark.parametrize("terms", [1000, 30_000])
def test_a_line_beyond_what_python_can_hold_is_the_texts_mistake(terms: int) -> None:
    with pytest.raises(EquationError) as refused:
        parse("y = b_y" + " + b_y" * terms, max_operations=10**6)
    assert refused.value.line == 1


def test_a_second_name_is_a_value_of_its_own() -> None:
    cell = parse("h = W_h @ x\ng = h\ny = W_y @ (g * h)")
    assert cell.sources["g"] == (Source("h", 0),)
    assert cell.sources["y"] == (Source("g", 0), Source("h", 0))


def test_what_reaches_y_is_told_from_what_does_not() -> None:
    cell = parse("a = W_a @ x\nh = tanh(W_h @ h[t-1] + a)\nq = tanh(h)\ny = W_y @ h")
    assert cell.reaching_y == {"x", "a", "h", "y"}


def test_a_matrix_is_recurrent_where_its_operand_as_written_holds_a_state() -> None:
    cell = parse(
        "r = sigmoid(W_r @ h[t-1])\n"
        "h = tanh(W_hh @ (r * h[t-1]) + W_rh @ r + W_a @ (W_b @ h[t-1]) + W_xh @ x)\n"
        "y = W_hy @ h"
    )
    assert cell.recurrent_matrices == ("W_r", "W_hh", "W_a", "W_b")


def read_or_refuse(text: str) -> None:
    refused: EquationError | None = None
    try:
        parse(text)
    except EquationError as error:
        refused = error
    if refused is not None:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= refused.line <= len(lines)
        assert 1 <= refused.column <= len(lines[refused.line - 1]) + 1


@given(st.text(max_size=200) | st.text("xyhWb_@+-*()[]=t1. \n\ttanh", max_size=200))
def test_junk_is_read_or_refused_and_nothing_else(text: str) -> None:
    read_or_refuse(text)


@given(st.data())
def test_a_mutated_text_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    text = list(ELMAN)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place] = data.draw(st.sampled_from(["", *"xhz@+-*()[]=1.Wb_ \n"]))
    read_or_refuse("".join(text))


def test_an_error_survives_the_way_out_of_a_worker_process() -> None:
    with pytest.raises(EngineError) as refused:
        parse("y = q")
    copy = pickle.loads(pickle.dumps(refused.value))
    assert (str(copy), copy.path) == (
        "line 1, column 5: q is never assigned",
        ("cell", "equations"),
    )
