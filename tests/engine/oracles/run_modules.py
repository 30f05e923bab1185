"""What `torch.nn.RNN`, `LSTM` and `GRU` answer: PyTorch's own cells, with none of our equations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor

from tests.engine.oracles.autograd import Array, Problem, leaf, segment_of
from tests.engine.oracles.cases import Case, segment
from tests.engine.oracles.modules import MODULES, Module


def module_cases() -> Iterator[Case]:
    """Full gradients and segments; PyTorch has no module for a window."""
    for cell in MODULES:
        yield Case(cell, 1, initial=True)
        yield Case(cell, 7, hidden=4, width=3, tokens=True, masked="some")
        yield Case(cell, 20, initial=True, masked="some", truncation=segment(6), scale=1.5)
        yield Case(cell, 200, hidden=2, initial=True, masked="most")


def module_answer(problem: Problem, case: Case) -> dict[str, Any]:
    """Every state over time, the loss, and the gradients of the module's own parameters."""
    module = MODULES[case.cell]
    net, out = _made(module, problem)
    start = {name: leaf(state) for name, state in problem.initial_state.items()}
    outputs, _ = _run(net, module, problem.inputs, start, segment_of(case.truncation))
    targets = torch.tensor([-1 if j is None else j for j in problem.targets])
    loss = torch.nn.functional.cross_entropy(
        out(outputs), targets, ignore_index=-1, reduction="sum"
    )
    loss.backward()
    return {
        "states": _states(net, module, problem),
        "loss": loss.item(),
        "gradients": {
            name: _grad(p) for name, p in [*net.named_parameters(), *_read_out(out).items()]
        },
        "initial_deltas": {name: _grad(state) for name, state in start.items()},
    }


def _made(module: Module, problem: Problem) -> tuple[torch.nn.RNNBase, torch.nn.Linear]:
    w = problem.weights
    V, H = w["W_hy"].shape
    kind = getattr(torch.nn, module.kind)
    net = kind(problem.inputs.shape[1], H, dtype=torch.float64, **module.options)
    out = torch.nn.Linear(H, V, dtype=torch.float64)
    for name, value in module.weights(w).items():
        getattr(net, name).data.copy_(torch.from_numpy(value))
    for name, parameter in _read_out(out).items():
        parameter.data.copy_(torch.from_numpy(w[name]))
    return net, out


def _read_out(out: torch.nn.Linear) -> dict[str, Tensor]:
    return {"W_hy": out.weight, "b_y": out.bias}


def _run(
    net: torch.nn.RNNBase,
    module: Module,
    inputs: Array,
    start: dict[str, Tensor],
    steps: int | None = None,
) -> tuple[Tensor, dict[str, Tensor]]:
    """Outputs over time and the last states, detached after every `steps` time-stamps."""
    outputs: list[Tensor] = []
    states = start
    for piece in torch.from_numpy(inputs).split(steps or len(inputs)):
        if outputs:
            states = {name: state.detach() for name, state in states.items()}
        entering = tuple(torch.stack([states[name] for name in layers]) for layers in module.states)
        found, leaving = net(piece, entering if len(entering) > 1 else entering[0])
        outputs.append(found)
        leaving = leaving if len(entering) > 1 else (leaving,)
        states = {
            name: layer
            for layers, stack in zip(module.states, leaving, strict=True)
            for name, layer in zip(layers, stack, strict=True)
        }
    return torch.cat(outputs), states


def _states(net: torch.nn.RNNBase, module: Module, problem: Problem) -> dict[str, Array]:
    """The module run a time-stamp at a time, since it only tells its last states."""
    states = {name: torch.from_numpy(value) for name, value in problem.initial_state.items()}
    over_time: dict[str, list[Array]] = {name: [] for name in states}
    with torch.no_grad():
        for t in range(problem.length):
            _, states = _run(net, module, problem.inputs[t : t + 1], states)
            for name, state in states.items():
                over_time[name].append(state.numpy())
    return {name: np.stack(each) for name, each in over_time.items()}


def _grad(tensor: Tensor) -> Array:
    assert tensor.grad is not None
    gradient: Array = tensor.grad.numpy()
    return gradient
