"""Cells as the two halves of a translation: the text, its decoder, and its encoder by hand.

An encoder has the values of the text that lead to a state, and neither y nor what only y reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from torch import Tensor, sigmoid, tanh

from tests.engine.oracles.cells import CELLS, Cell, Step, sizes


@dataclass(frozen=True)
class Halves:
    """Both have the same states; the decoder runs the whole text."""

    encoder: Cell
    decoder: Cell


def halves(decoder: Cell, step: Step, read_out: str) -> Halves:
    """The encoder is `step`; `read_out` lists the parameters that only the decoder has."""
    only = read_out.split()
    shapes = {name: shape for name, shape in decoder.shapes.items() if name not in only}
    return Halves(Cell(decoder.equations, step, shapes, decoder.states), decoder)


def elman(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "z", v.W_xh @ v.x + v.W_hh @ last.h + v.b_h
    yield "h", tanh(v.z)


def lstm(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "i", sigmoid(v.W_xi @ v.x + v.W_hi @ last.h + v.b_i)
    yield "f", sigmoid(v.W_xf @ v.x + v.W_hf @ last.h + v.b_f)
    yield "g", tanh(v.W_xg @ v.x + v.W_hg @ last.h + v.b_g)
    yield "o", sigmoid(v.W_xo @ v.x + v.W_ho @ last.h + v.b_o)
    yield "c", v.f * last.c + v.i * v.g
    yield "h", v.o * tanh(v.c)


def gru(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "r", sigmoid(v.W_xr @ v.x + v.W_hr @ last.h + v.b_r)
    yield "z", sigmoid(v.W_xz @ v.x + v.W_hz @ last.h + v.b_z)
    yield "n", tanh(v.W_xn @ v.x + v.b_n + v.r * (v.W_hn @ last.h + v.b_hn))
    yield "h", (1 - v.z) * v.n + v.z * last.h


def stacked(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "a", tanh(v.W_xa @ v.x + v.W_aa @ last.a + v.b_a)
    yield "h", tanh(v.W_ah @ v.a + v.W_hh @ last.h + v.b_h)


READ_OUT_LAYER = """
h = tanh(W_xh @ x + W_hh @ h[t-1] + b_h)
q = tanh(W_hq @ h + b_q)
y = W_qy @ q + b_y
"""


def read_out_layer(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "h", tanh(v.W_xh @ v.x + v.W_hh @ last.h + v.b_h)
    yield "q", tanh(v.W_hq @ v.h + v.b_q)
    yield "y", v.W_qy @ v.q + v.b_y


def encoder_of_read_out_layer(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "h", tanh(v.W_xh @ v.x + v.W_hh @ last.h + v.b_h)


LOOKING_BACK = """
q = tanh(W_hq @ h[t-1] + b_q)  # first in the text, and only y reads it
h = tanh(W_xh @ x + W_hh @ h[t-1] + b_h)
y = W_qy @ (q * h) + W_py @ h[t-1] + W_hy @ (W_hh @ h)
"""


def looking_back(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "q", tanh(v.W_hq @ last.h + v.b_q)
    yield "h", tanh(v.W_xh @ v.x + v.W_hh @ last.h + v.b_h)
    yield "y", v.W_qy @ (v.q * v.h) + v.W_py @ last.h + v.W_hy @ (v.W_hh @ v.h)


SAID_STATES = """
k = W_hk @ h[t-1]  # a state, since y reads the one before
h = tanh(W_xh @ x + W_hh @ h[t-1])
y = h + k[t-1] - b_y
"""


def said_states(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield from encoder_of_said_states(v, last)
    yield "y", v.h + last.k - v.b_y


def encoder_of_said_states(v: Any, last: Any) -> Iterator[tuple[str, Tensor]]:
    yield "k", v.W_hk @ last.h
    yield "h", tanh(v.W_xh @ v.x + v.W_hh @ last.h)


TRANSLATORS: dict[str, Halves] = {
    "elman": halves(CELLS["elman"], elman, "W_hy b_y"),
    "lstm": halves(CELLS["lstm"], lstm, "W_hy b_y"),
    "gru": halves(CELLS["gru"], gru, "W_hy b_y"),
    "stacked": halves(CELLS["stacked"], stacked, "W_hy b_y"),
    "read-out-layer": halves(
        Cell(
            READ_OUT_LAYER.strip(),
            read_out_layer,
            sizes("W_xh:HD W_hh:HH b_h:H W_hq:QH b_q:Q W_qy:VQ b_y:V"),
            sizes("h:H"),
        ),
        encoder_of_read_out_layer,
        "W_hq b_q W_qy b_y",
    ),
    "looking-back": halves(
        Cell(
            LOOKING_BACK.strip(),
            looking_back,
            sizes("W_hq:HH b_q:H W_xh:HD W_hh:HH b_h:H W_qy:VH W_py:VH W_hy:VH"),
            sizes("h:H"),
        ),
        encoder_of_read_out_layer,
        "W_hq b_q W_qy W_py W_hy",
    ),
    "said-states": halves(
        Cell(
            SAID_STATES.strip(),
            said_states,
            sizes("W_hk:VV W_xh:VD W_hh:VV b_y:V"),
            sizes("k:V h:V"),
        ),
        encoder_of_said_states,
        "b_y",
    ),
}
