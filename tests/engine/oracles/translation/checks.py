"""A witness against the oracles of translations: the modules of `torch.nn`, one after the other."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor

from tests.engine.oracles.autograd import Array, Truncation, leaf, summed
from tests.engine.oracles.modules import MODULES, Module
from tests.engine.oracles.translation.problem import Translation


def check_against_modules(cell: str, problem: Translation, truncation: Truncation | None) -> None:
    """Two modules and a linear read-out give the same gradients, in full and in segments."""
    module = MODULES[cell]
    nets = {half: made(module, problem, half) for half in ("enc", "dec")}
    y = torch.nn.Linear(*reversed(problem.weights["W_hy_dec"].shape), dtype=torch.float64)
    y.weight.data.copy_(torch.from_numpy(problem.weights["W_hy_dec"]))
    y.bias.data.copy_(torch.from_numpy(problem.weights["b_y_dec"]))
    start = {name: leaf(state) for name, state in problem.initial_state.items()}
    states = pack(module, start)
    loss = torch.zeros((), dtype=torch.float64)
    for t in range(1, problem.length + 1):
        if truncation and t > 1 and (t - 1) % truncation.steps == 0:
            states = tuple(state.detach() for state in states)
        net = nets["enc" if t <= problem.first else "dec"]
        x = torch.from_numpy(problem.input_at(t)[None])
        out, after = net(x, states if len(states) > 1 else states[0])
        states = after if len(states) > 1 else (after,)
        target = problem.targets[t - 1]
        if target is not None:
            loss = loss + torch.nn.functional.cross_entropy(y(out[0]), torch.tensor(target))
    if not loss.requires_grad:
        return
    loss.backward()
    total = summed(problem, truncation)
    gradients = {name: copies.sum(0) for name, copies in total.copies.items()}
    for half, net in nets.items():
        mine = module.stacked(named(gradients, half))
        for name, parameter in net.named_parameters():
            close(mine[name], parameter.grad)
    close(gradients["W_hy_dec"], y.weight.grad)
    close(gradients["b_y_dec"], y.bias.grad)
    for name, state in start.items():
        close(total.initial_deltas[name], state.grad)


def named(arrays: Any, half: str) -> dict[str, Array]:
    return {n.removesuffix(f"_{half}"): a for n, a in arrays.items() if n.endswith(f"_{half}")}


def made(module: Module, problem: Translation, half: str) -> torch.nn.RNNBase:
    weights = named(problem.weights, half)
    laid = module.weights(weights)
    H, D = laid["weight_hh_l0"].shape[1], laid["weight_ih_l0"].shape[1]
    net = getattr(torch.nn, module.kind)(D, H, dtype=torch.float64, **module.options)
    for name, value in laid.items():
        getattr(net, name).data.copy_(torch.from_numpy(value))
    return net


def pack(module: Module, states: dict[str, Tensor]) -> tuple[Tensor, ...]:
    return tuple(torch.stack([states[name] for name in layers]) for layers in module.states)


def close(mine: Array, theirs: Tensor | None) -> None:
    expected = np.zeros_like(mine) if theirs is None else theirs.numpy()
    np.testing.assert_allclose(mine, expected, rtol=0, atol=1e-14 * max(1, np.abs(mine).max()))
