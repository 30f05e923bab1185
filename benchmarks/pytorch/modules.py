"""PyTorch's own modules: `nn.RNN`, `nn.LSTM` or `nn.GRU`, and `nn.Linear` to read it out."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from benchmarks.contestant import Call, Found
from benchmarks.problem import Problem
from benchmarks.pytorch.tensors import Given, loss_of, tensor

# the module of each cell, and the order in which its gates lie there
MODULES = {"elman": ("RNN", "h"), "lstm": ("LSTM", "ifgo"), "gru": ("GRU", "rzn")}


def _names(problem: Problem) -> dict[str, list[str]]:
    """The parameters in the rows of each of the module's, from the top."""
    _, gates = MODULES[problem.cell]
    recurrent = "W_hh" if problem.cell == "elman" else "W_h{}"
    return {
        "weight_ih_l0": [f"W_x{gate}" for gate in gates],
        "weight_hh_l0": [recurrent.format(gate) for gate in gates],
        "bias_ih_l0": [f"b_{gate}" for gate in gates],
        # the second bias matters for the reset gate of a GRU alone
        "bias_hh_l0": [f"b_h{gate}" for gate in gates],
    }


def _made(problem: Problem) -> tuple[Any, Any]:
    H, V, weights = problem.shape.H, problem.shape.V, problem.weights
    net = getattr(torch.nn, MODULES[problem.cell][0])(V, H, dtype=torch.float64)
    out = torch.nn.Linear(H, V, dtype=torch.float64)
    with torch.no_grad():
        for block, names in _names(problem).items():
            rows = [weights.get(name, np.zeros(H)) for name in names]
            getattr(net, block).copy_(tensor(np.concatenate(rows)))
        out.weight.copy_(tensor(weights["W_hy"]))
        out.bias.copy_(tensor(weights["b_y"]))
    return net, out


def start(problem: Problem) -> Call:
    """The summed gradient and nothing else: a pass forward, a pass back."""
    given, (net, out) = Given(problem), _made(problem)
    states = tuple(state[None] for state in given.start)
    before = states if len(states) > 1 else states[0]
    parameters = [*net.parameters(), *out.parameters()]

    def call() -> Any:
        h, _ = net(given.x, before)
        return torch.autograd.grad(loss_of(out(h), given.targets), parameters)

    return call


def read(problem: Problem, gradients: Any) -> Found:
    """The module's parameters come in the order W_ih, W_hh, b_ih, b_hh."""
    found = {"W_hy": gradients[-2].numpy(), "b_y": gradients[-1].numpy()}
    for names, rows in zip(_names(problem).values(), gradients, strict=False):
        parts = np.split(rows.numpy(), len(names))
        found |= dict(zip(names, parts, strict=True))
    return {name: found[name] for name in problem.layout.parameters}
