"""How the parameters of a built-in cell lie in the blocks of a module of `torch.nn`.

PyTorch stacks the matrices of the gates by rows, and gives every gate two biases where most of the
texts have one. The whole bias is then the first one; the second is zero and has the same gradient.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Module:
    """A module that computes the states of a cell.

    Attributes:
        cell: the name of the built-in.
        kind: the module's name in `torch.nn`.
        options: what it is made with, besides its sizes.
        blocks: the parameters in the rows of each of its parameters, from the top.
        states: the states behind each of its outputs' initial values, a layer each.
    """

    cell: str
    kind: str
    options: Mapping[str, Any]
    blocks: Mapping[str, tuple[str, ...]]
    states: tuple[tuple[str, ...], ...] = (("h",),)

    def stacked(self, named: Mapping[str, Any]) -> dict[str, Array]:
        """Gradients of the cell's parameters, laid out as the module has them."""
        return {
            name: np.concatenate([np.asarray(named[each], float) for each in parameters])
            for name, parameters in self.blocks.items()
        }

    def weights(self, named: Mapping[str, Array]) -> dict[str, Array]:
        """The cell's parameters, laid out as the module has them, each given once."""
        given: set[str] = set()
        laid: dict[str, Array] = {}
        for name, parameters in self.blocks.items():
            parts = [named[p] * (p not in given) for p in parameters]
            given |= set(parameters)
            laid[name] = np.concatenate(parts)
        return laid


def _elman(x: str, h: str, bias: str, layer: int = 0) -> dict[str, tuple[str, ...]]:
    return {
        f"weight_ih_l{layer}": (x,),
        f"weight_hh_l{layer}": (h,),
        f"bias_ih_l{layer}": (bias,),
        f"bias_hh_l{layer}": (bias,),
    }


MODULES = {
    module.cell: module
    for module in (
        Module("elman", "RNN", {"nonlinearity": "tanh"}, _elman("W_xh", "W_hh", "b_h")),
        Module("elman-relu", "RNN", {"nonlinearity": "relu"}, _elman("W_xh", "W_hh", "b_h")),
        Module(
            "lstm",
            "LSTM",
            {},
            {
                "weight_ih_l0": ("W_xi", "W_xf", "W_xg", "W_xo"),
                "weight_hh_l0": ("W_hi", "W_hf", "W_hg", "W_ho"),
                "bias_ih_l0": ("b_i", "b_f", "b_g", "b_o"),
                "bias_hh_l0": ("b_i", "b_f", "b_g", "b_o"),
            },
            states=(("h",), ("c",)),
        ),
        Module(
            "gru",
            "GRU",
            {},
            {
                "weight_ih_l0": ("W_xr", "W_xz", "W_xn"),
                "weight_hh_l0": ("W_hr", "W_hz", "W_hn"),
                "bias_ih_l0": ("b_r", "b_z", "b_n"),
                "bias_hh_l0": ("b_r", "b_z", "b_hn"),
            },
        ),
        Module(
            "stacked",
            "RNN",
            {"num_layers": 2},
            _elman("W_xa", "W_aa", "b_a") | _elman("W_ah", "W_hh", "b_h", layer=1),
            states=(("a", "h"),),
        ),
    )
}
