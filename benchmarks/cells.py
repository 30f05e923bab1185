"""The cells as an expert would write them for another library: every gate in one array.

The gates lie one after the other, those that read x from the left, those that read h up to the
right; so one stacked matrix multiplies x, another h, and the pre-activations are one array.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

State = tuple[Any, ...]
Made = Callable[[int, Any], Any]


def as_made(kind: int, state: Any) -> Any:
    """A state with nothing added to it."""
    return state


class Library(Protocol):
    """What a step needs of a library; arrays are its own."""

    def tanh(self, a: Any) -> Any: ...

    def sigmoid(self, a: Any) -> Any: ...

    def split(self, a: Any, parts: Sequence[int]) -> Any:
        """Pieces of the last axis, as long as `parts` are to each other."""

    def affine(self, a: Any, W: Any, h: Any) -> Any:
        """a + W h."""

    def multiply_add(self, a: Any, b: Any, c: Any) -> Any:
        """a + b c, entry by entry."""


@dataclass(frozen=True)
class Cell:
    """A cell with G gates.

    Attributes:
        x: the matrices of the input, of the first gates.
        h: the recurrent matrices, of the last gates.
        b: the biases, one of each gate.
        states: what is carried to the next time-stamp; the read-out multiplies the first.
        step: (library, e, W_h, states before, made) → states. e (G·H,) is what no state enters;
            made(kind, state) stands for each state just made, so that an offset can be added.
    """

    x: tuple[str, ...]
    h: tuple[str, ...]
    b: tuple[str, ...]
    states: tuple[str, ...]
    step: Callable[[Library, Any, Any, State, Made], State]

    @property
    def parameters(self) -> tuple[str, ...]:
        """All names, the read-out's last."""
        return (*self.x, *self.h, *self.b, "W_hy", "b_y")

    def table(
        self, gates: Any, states: Any, x: Any, past: Any, error: Any, h: Any
    ) -> dict[str, Any]:
        """log10 |∂L_τ/∂W^(t)| of each parameter and log10 |∂L_τ/∂s_t| of each state, (T, T).

        Args:
            gates: log10 |∂L_τ/∂z_t| of each gate, shape (G, T, T).
            states: log10 |∂L_τ/∂s_t|, shape (states, T, T).
            x, past, h: log10 of the norms of what the matrices multiply, shape (T,).
            error: log10 |∂L_τ/∂y_t|, shape (T, T).
        """
        of_h = gates[-len(self.h) :]
        return {
            **{name: gate + x for name, gate in zip(self.x, gates, strict=False)},
            **{name: gate + past for name, gate in zip(self.h, of_h, strict=True)},
            **dict(zip(self.b, gates, strict=True)),
            "W_hy": error + h,
            "b_y": error,
            **dict(zip(self.states, states, strict=True)),
        }


def _elman(library: Library, e: Any, W: Any, before: State, made: Made) -> State:
    (h,) = before
    return (made(0, library.tanh(library.affine(e, W, h))),)


def _lstm(library: Library, e: Any, W: Any, before: State, made: Made) -> State:
    h, c = before
    z_ifo, z_g = library.split(library.affine(e, W, h), (3, 1))
    i, f, o = library.split(library.sigmoid(z_ifo), (1, 1, 1))
    c = made(1, library.multiply_add(i * library.tanh(z_g), f, c))
    return made(0, o * library.tanh(c)), c


def _gru(library: Library, e: Any, W: Any, before: State, made: Made) -> State:
    (h,) = before
    z_n, rest = library.split(e, (1, 3))
    z_rz, z_m = library.split(library.affine(rest, W, h), (2, 1))
    r, z = library.split(library.sigmoid(z_rz), (1, 1))
    n = library.tanh(library.multiply_add(z_n, r, z_m))
    return (made(0, library.multiply_add(n, z, h - n)),)


CELLS = {
    "elman": Cell(("W_xh",), ("W_hh",), ("b_h",), ("h",), _elman),
    "lstm": Cell(
        x=("W_xi", "W_xf", "W_xo", "W_xg"),
        h=("W_hi", "W_hf", "W_ho", "W_hg"),
        b=("b_i", "b_f", "b_o", "b_g"),
        states=("h", "c"),
        step=_lstm,
    ),
    # the reset gate scales what the recurrent matrix made, which is a pre-activation of its own
    "gru": Cell(
        x=("W_xn", "W_xr", "W_xz"),
        h=("W_hr", "W_hz", "W_hn"),
        b=("b_n", "b_r", "b_z", "b_hn"),
        states=("h",),
        step=_gru,
    ),
}
