"""Texts of equations, each beside the same equations written out in PyTorch.

Nothing here is parsed: a text and its `step` are typed twice, by hand, so that the step can stand
witness for the text. A step reads `v.h` for a value of its own time-stamp and `last.h` for h[t-1],
and yields (name, value) in the text's order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from torch import Tensor, relu, sigmoid, tanh

Step = Callable[[Any, Any], Iterator[tuple[str, Tensor]]]


@dataclass(frozen=True)
class Cell:
    """A text, its forward step, and its sizes as letters: D, H, V, or one of the text's own."""

    equations: str
    step: Step
    shapes: Mapping[str, str]  # "W_xh": "HD"
    states: Mapping[str, str]  # "h": "H"


CELLS: dict[str, Cell] = {}


def cell(equations: str, states: str, shapes: str) -> Callable[[Step], Step]:
    """Register a step under its function's name; sizes are written "W_xh:HD b_h:H"."""

    def register(step: Step) -> Step:
        name = step.__name__.replace("_", "-")
        CELLS[name] = Cell(equations.strip(), step, sizes(shapes), sizes(states))
        return step

    return register


def sizes(text: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in text.split())


@cell(
    """
z = W_xh @ x + W_hh @ h[t-1] + b_h
h = tanh(z)
y = W_hy @ h + b_y
""",
    states="h:H",
    shapes="W_xh:HD W_hh:HH b_h:H W_hy:VH b_y:V",
)
def elman(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "z", v.W_xh @ v.x + v.W_hh @ last.h + v.b_h
    yield "h", tanh(v.z)
    yield "y", v.W_hy @ v.h + v.b_y


@cell(
    """
z = W_xh @ x + W_hh @ h[t-1] + b_h
h = relu(z)
y = W_hy @ h + b_y
""",
    states="h:H",
    shapes="W_xh:HD W_hh:HH b_h:H W_hy:VH b_y:V",
)
def elman_relu(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "z", v.W_xh @ v.x + v.W_hh @ last.h + v.b_h
    yield "h", relu(v.z)
    yield "y", v.W_hy @ v.h + v.b_y


@cell(
    """
z = W_xh @ x + W_hh @ h[t-1]
h = tanh(z)
y = W_hy @ h
""",
    states="h:H",
    shapes="W_xh:HD W_hh:HH W_hy:VH",
)
def elman_without_biases(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "z", v.W_xh @ v.x + v.W_hh @ last.h
    yield "h", tanh(v.z)
    yield "y", v.W_hy @ v.h


@cell(
    """
z = W_xh @ x + W_hh @ h[t-1]
h = relu(z)
y = W_hy @ h
""",
    states="h:H",
    shapes="W_xh:HD W_hh:HH W_hy:VH",
)
def elman_relu_without_biases(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "z", v.W_xh @ v.x + v.W_hh @ last.h
    yield "h", relu(v.z)
    yield "y", v.W_hy @ v.h


@cell(
    """
h = tanh(W_xh @ x + W_yh @ y[t-1] + b_h)
y = W_hy @ h + b_y
""",
    states="y:V",
    shapes="W_xh:HD W_yh:HV b_h:H W_hy:VH b_y:V",
)
def jordan(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "h", tanh(v.W_xh @ v.x + v.W_yh @ last.y + v.b_h)
    yield "y", v.W_hy @ v.h + v.b_y


@cell(
    """
y = W_xy @ x + y[t-1]  # the raw outputs add up over time
""",
    states="y:V",
    shapes="W_xy:VD",
)
def running_sum(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "y", v.W_xy @ v.x + last.y


@cell(
    """
y = W_xy @ x + b_y
""",
    states="",
    shapes="W_xy:VD b_y:V",
)
def memoryless(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "y", v.W_xy @ v.x + v.b_y


@cell(
    """
a = tanh(W_xa @ x + b_a)
h = tanh(W_hh @ h[t-1] + W_hh @ a + b_h)
y = W_hy @ h + b_y
""",
    states="h:H",
    shapes="W_xa:HD b_a:H W_hh:HH b_h:H W_hy:VH b_y:V",
)
def weight_used_twice(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "a", tanh(v.W_xa @ v.x + v.b_a)
    yield "h", tanh(v.W_hh @ last.h + v.W_hh @ v.a + v.b_h)
    yield "y", v.W_hy @ v.h + v.b_y


@cell(
    """
h = tanh(W_xh @ x + W_hh @ (W_hh @ h[t-1]))
y = W_hy @ h
""",
    states="h:H",
    shapes="W_xh:HD W_hh:HH W_hy:VH",
)
def weight_squared(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "h", tanh(v.W_xh @ v.x + v.W_hh @ (v.W_hh @ last.h))
    yield "y", v.W_hy @ v.h


@cell(
    """
h = tanh(W_a @ (W_b @ x) + W_hh @ h[t-1] + b_h)
y = W_c @ (W_d @ h) + b_y
""",
    states="h:H",
    shapes="W_a:HH W_b:HD W_hh:HH b_h:H W_c:VH W_d:HH b_y:V",
)
def matrix_of_matrix(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "h", tanh(v.W_a @ (v.W_b @ v.x) + v.W_hh @ last.h + v.b_h)
    yield "y", v.W_c @ (v.W_d @ v.h) + v.b_y


@cell(
    """
a = tanh(W_xa @ x + W_aa @ a[t-1] + b_a)
h = tanh(W_ah @ a + W_hh @ h[t-1] + b_h)
y = W_hy @ h + b_y
""",
    states="a:A h:H",
    shapes="W_xa:AD W_aa:AA b_a:A W_ah:HA W_hh:HH b_h:H W_hy:VH b_y:V",
)
def stacked(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "a", tanh(v.W_xa @ v.x + v.W_aa @ last.a + v.b_a)
    yield "h", tanh(v.W_ah @ v.a + v.W_hh @ last.h + v.b_h)
    yield "y", v.W_hy @ v.h + v.b_y


@cell(
    """
h = 0.9 * h[t-1] + 0.1 * tanh(W_xh @ x + W_hh @ h[t-1] + b_h)
y = W_hy @ h + b_y
""",
    states="h:H",
    shapes="W_xh:HD W_hh:HH b_h:H W_hy:VH b_y:V",
)
def leaky(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "h", 0.9 * last.h + 0.1 * tanh(v.W_xh @ v.x + v.W_hh @ last.h + v.b_h)
    yield "y", v.W_hy @ v.h + v.b_y


@cell(
    """
e = W_he @ h[t-1]
h = tanh(W_xh @ x + W_eh @ e + b_h)
y = W_hy @ h + b_y
""",
    states="h:H",
    shapes="W_he:EH W_xh:HD W_eh:HE b_h:H W_hy:VH b_y:V",
)
def bottleneck(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "e", v.W_he @ last.h
    yield "h", tanh(v.W_xh @ v.x + v.W_eh @ v.e + v.b_h)
    yield "y", v.W_hy @ v.h + v.b_y


@cell(
    """
f = sigmoid(W_xf @ x + W_hf @ h[t-1] + b_f)
n = tanh(W_xn @ x + W_hn @ (f * h[t-1]) + b_n)
h = (1 - f) * h[t-1] + f * n
y = W_hy @ h + b_y
""",
    states="h:H",
    shapes="W_xf:HD W_hf:HH b_f:H W_xn:HD W_hn:HH b_n:H W_hy:VH b_y:V",
)
def minimal_gated_unit(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "f", sigmoid(v.W_xf @ v.x + v.W_hf @ last.h + v.b_f)
    yield "n", tanh(v.W_xn @ v.x + v.W_hn @ (v.f * last.h) + v.b_n)
    yield "h", (1 - v.f) * last.h + v.f * v.n
    yield "y", v.W_hy @ v.h + v.b_y


@cell(
    """
i = sigmoid(W_xi @ x + W_hi @ h[t-1] + b_i)
f = sigmoid(W_xf @ x + W_hf @ h[t-1] + b_f)
g = tanh(W_xg @ x + W_hg @ h[t-1] + b_g)
o = sigmoid(W_xo @ x + W_ho @ h[t-1] + b_o)
c = f * c[t-1] + i * g
h = o * tanh(c)
y = W_hy @ h + b_y
""",
    states="h:H c:H",
    shapes="W_xi:HD W_hi:HH b_i:H W_xf:HD W_hf:HH b_f:H W_xg:HD W_hg:HH b_g:H "
    "W_xo:HD W_ho:HH b_o:H W_hy:VH b_y:V",
)
def lstm(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "i", sigmoid(v.W_xi @ v.x + v.W_hi @ last.h + v.b_i)
    yield "f", sigmoid(v.W_xf @ v.x + v.W_hf @ last.h + v.b_f)
    yield "g", tanh(v.W_xg @ v.x + v.W_hg @ last.h + v.b_g)
    yield "o", sigmoid(v.W_xo @ v.x + v.W_ho @ last.h + v.b_o)
    yield "c", v.f * last.c + v.i * v.g
    yield "h", v.o * tanh(v.c)
    yield "y", v.W_hy @ v.h + v.b_y


@cell(
    """
r = sigmoid(W_xr @ x + W_hr @ h[t-1] + b_r)
z = sigmoid(W_xz @ x + W_hz @ h[t-1] + b_z)
n = tanh(W_xn @ x + b_n + r * (W_hn @ h[t-1] + b_hn))
h = (1 - z) * n + z * h[t-1]
y = W_hy @ h + b_y
""",
    states="h:H",
    shapes="W_xr:HD W_hr:HH b_r:H W_xz:HD W_hz:HH b_z:H W_xn:HD b_n:H W_hn:HH b_hn:H W_hy:VH b_y:V",
)
def gru(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "r", sigmoid(v.W_xr @ v.x + v.W_hr @ last.h + v.b_r)
    yield "z", sigmoid(v.W_xz @ v.x + v.W_hz @ last.h + v.b_z)
    yield "n", tanh(v.W_xn @ v.x + v.b_n + v.r * (v.W_hn @ last.h + v.b_hn))
    yield "h", (1 - v.z) * v.n + v.z * last.h
    yield "y", v.W_hy @ v.h + v.b_y


@cell(
    """
r = sigmoid(W_xr @ x + W_hr @ h[t-1] + b_r)
z = sigmoid(W_xz @ x + W_hz @ h[t-1] + b_z)
n = tanh(W_xn @ x + W_hn @ (r * h[t-1]) + b_n)
h = (1 - z) * n + z * h[t-1]
y = W_hy @ h + b_y
""",
    states="h:H",
    shapes="W_xr:HD W_hr:HH b_r:H W_xz:HD W_hz:HH b_z:H W_xn:HD W_hn:HH b_n:H W_hy:VH b_y:V",
)
def gru_reset_before(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "r", sigmoid(v.W_xr @ v.x + v.W_hr @ last.h + v.b_r)
    yield "z", sigmoid(v.W_xz @ v.x + v.W_hz @ last.h + v.b_z)
    yield "n", tanh(v.W_xn @ v.x + v.W_hn @ (v.r * last.h) + v.b_n)
    yield "h", (1 - v.z) * v.n + v.z * last.h
    yield "y", v.W_hy @ v.h + v.b_y


@cell(
    """
u = tanh(W_xu @ x + W_uu @ u[t-1])  # nothing reads u but u
h = tanh(W_xh @ x + W_hh @ h[t-1] + b_h)
q = W_hq @ h + b_q
y = W_hy @ h + b_y
""",
    states="u:H h:H",
    shapes="W_xu:HD W_uu:HH W_xh:HD W_hh:HH b_h:H W_hq:HH b_q:H W_hy:VH b_y:V",
)
def values_that_do_not_reach_y(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "u", tanh(v.W_xu @ v.x + v.W_uu @ last.u)
    yield "h", tanh(v.W_xh @ v.x + v.W_hh @ last.h + v.b_h)
    yield "q", v.W_hq @ v.h + v.b_q
    yield "y", v.W_hy @ v.h + v.b_y


@cell(
    """
h = tanh(W_ah @ a[t-1] + b_h)  # x is seen one step late
a = relu(W_xa @ x) - 0.5 * a[t-1]
y = W_hy @ h + W_py @ h[t-1]
""",
    states="a:H h:H",
    shapes="W_ah:HH b_h:H W_xa:HD W_hy:VH W_py:VH",
)
def delayed(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "h", tanh(v.W_ah @ last.a + v.b_h)
    yield "a", relu(v.W_xa @ v.x) - 0.5 * last.a
    yield "y", v.W_hy @ v.h + v.W_py @ last.h


@cell(
    """
s = x * x
h = tanh(W_sh @ (s - 2 * x) + b_g * h[t-1] - W_ch @ b_c) * -(b_g + 1.5)
y = -h
""",
    states="h:V",
    shapes="W_sh:VD b_g:V W_ch:VH b_c:H",
)
def biases_as_factors(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "s", v.x * v.x
    z = v.W_sh @ (v.s - 2 * v.x) + v.b_g * last.h - v.W_ch @ v.b_c
    yield "h", tanh(z) * -(v.b_g + 1.5)
    yield "y", -v.h


@cell(
    """
h = tanh(W_xh @ x + W_hh @ h[t-1]) + h[t-1] * h[t-1]
k = h
y = k
""",
    states="h:V",
    shapes="W_xh:VD W_hh:VV",
)
def bare_names(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "h", tanh(v.W_xh @ v.x + v.W_hh @ last.h) + last.h * last.h
    yield "k", v.h
    yield "y", v.k


@cell(
    """
a = 0.001 * a[t-1] + W_xa @ x  # forgets 600 orders of magnitude before h forgets ten
h = 0.9 * h[t-1] + W_xh @ x
y = W_ay @ a + W_hy @ h
""",
    states="a:H h:H",
    shapes="W_xa:HD W_xh:HD W_ay:VH W_hy:VH",
)
def fast_and_slow(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "a", 0.001 * last.a + v.W_xa @ v.x
    yield "h", 0.9 * last.h + v.W_xh @ v.x
    yield "y", v.W_ay @ v.a + v.W_hy @ v.h
