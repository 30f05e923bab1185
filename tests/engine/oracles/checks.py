"""Witnesses against the oracles themselves, called while they are made."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from tests.engine.oracles.autograd import Problem, Truncation, leaf, shared_gradients, summed


def check_sums(problem: Problem, truncation: Truncation | None) -> None:
    """Messages sum to deltas, and copies to the gradient of weights that were never copied."""
    total = summed(problem, truncation)
    for name, delta in total.deltas.items():
        arriving = sum(m for arrow, m in total.messages.items() if arrow[1] == name)
        np.testing.assert_allclose(arriving, delta, rtol=1e-12, atol=1e-14)
    for name, gradient in shared_gradients(problem, truncation).items():
        size = np.abs(total.copies[name]).max() * problem.length
        np.testing.assert_allclose(total.copies[name].sum(0), gradient, rtol=0, atol=1e-14 * size)


def check_against_nn_rnn(problem: Problem, nonlinearity: str) -> None:
    """`torch.nn.RNN` with a linear read-out gives the same losses and gradients."""
    w = problem.weights
    D, H, V, biased = problem.inputs.shape[1], w["W_hh"].shape[0], w["W_hy"].shape[0], "b_h" in w
    rnn = torch.nn.RNN(D, H, nonlinearity=nonlinearity, bias=biased, dtype=torch.float64)
    out = torch.nn.Linear(H, V, bias=biased, dtype=torch.float64)
    pairs = {"W_xh": rnn.weight_ih_l0, "W_hh": rnn.weight_hh_l0, "W_hy": out.weight}
    if biased:
        # b_ih + b_hh is one bias: give it in two unequal parts, each with the whole gradient
        pairs |= {"b_h": rnn.bias_ih_l0, "b_y": out.bias}
        rnn.bias_hh_l0.data.fill_(0.25)
        w = {**w, "b_h": w["b_h"] - 0.25}
    for name, parameter in pairs.items():
        parameter.data.copy_(torch.from_numpy(w[name]))
    start = leaf(problem.initial_state["h"][None])
    states, _ = rnn(torch.from_numpy(problem.inputs), start)
    targets = torch.tensor([-1 if j is None else j for j in problem.targets])
    loss = torch.nn.functional.cross_entropy(out(states), targets, ignore_index=-1, reduction="sum")
    loss.backward()
    total = summed(problem, None)
    for name, parameter in pairs.items():
        assert parameter.grad is not None
        mine = total.copies[name].sum(0)
        size = np.abs(total.copies[name]).max() * problem.length
        np.testing.assert_allclose(mine, parameter.grad.numpy(), rtol=0, atol=1e-14 * size)
    assert start.grad is not None
    np.testing.assert_allclose(
        total.initial_deltas["h"], start.grad[0].numpy(), rtol=1e-12, atol=1e-14
    )


def check_golden_example(answer: dict[str, Any]) -> None:
    """The numbers that the contract prints for it, to the digits it prints."""
    cut = {(m["from"], m["to"], m["lag"]): m for m in answer["messages"]}["z", "h", 1]
    norms = answer["decomposition"]["log10_norms"]
    published: list[tuple[Any, Any]] = [
        (answer["values"]["z"], [[0.6], [0.029640]]),
        (answer["values"]["h"], [[0.53705], [0.029631]]),
        (answer["losses"], [1.367966, 0.663955]),
        (answer["loss"], 2.031921),
        (answer["deltas"]["y"], [[0.745376, -0.745376], [-0.485189, 0.485189]]),
        (answer["deltas"]["h"], [[1.490751], [-0.970378]]),
        (answer["deltas"]["z"], [[1.060786], [-0.969526]]),
        (answer["initial_deltas"]["h"], [0.848628]),
        (cut["values"], [[0], [0]]),
        (cut["cut"], [[-0.775621], [0]]),
    ]
    for mine, theirs in published:
        np.testing.assert_allclose(mine, theirs, rtol=0, atol=6e-7)
    coarse: list[tuple[Any, Any]] = [
        (norms["W_xh"][0], [0.0256]),
        (norms["W_xh"][1], [-0.2581, -0.0134]),
        (norms["W_hh"][1][1], -0.2834),
        (answer["comparison"]["relative_error"], 0.5366),
        (answer["comparison"]["cosine"], 0.8836),
        (answer["comparison"]["norm_ratio"], 1.1459),
    ]
    for mine, theirs in coarse:
        np.testing.assert_allclose(mine, theirs, rtol=0, atol=6e-5)
    assert norms["W_hh"][0] == [None]
    assert norms["W_hh"][1][0] is None
    assert answer["decomposition"]["kept"] == [[True], [False, True]]
