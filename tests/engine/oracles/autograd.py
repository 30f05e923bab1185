"""Back-propagation through time as PyTorch's autograd sees it, one loss at a time.

Every time-stamp has leaves of its own for all parameters, and every use of a named value in the
equation of another is a clone of its own, so that autograd's answers are the temporal copies and
the messages themselves. Truncation is nothing but `detach`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor

from tests.engine.oracles.cells import Cell

Array = np.ndarray[Any, np.dtype[np.float64]]
Arrow = tuple[str, str, int]  # from, to, lag


@dataclass(frozen=True)
class Problem:
    """A cell with everything its run needs; `targets` holds None where a time-stamp is masked."""

    cell: Cell
    inputs: Array  # (T, D)
    targets: Sequence[int | None]
    weights: Mapping[str, Array]
    initial_state: Mapping[str, Array]

    @property
    def length(self) -> int:
        return len(self.targets)

    @property
    def losses(self) -> list[int]:
        """The time-stamps that have a loss, from 1."""
        return [t for t, target in enumerate(self.targets, start=1) if target is not None]

    def cell_at(self, t: int) -> Cell:
        return self.cell

    def input_at(self, t: int) -> Array:
        row: Array = self.inputs[t - 1]
        return row

    def parameters_at(self, t: int) -> Mapping[str, str]:
        """The parameters that time-stamp t has copies of, by their names in the equations."""
        return {name: name for name in self.weights}


@dataclass(frozen=True)
class Truncation:
    kind: str  # "segment" or "window"
    steps: int

    def keeps(self, tau: int, t: int) -> bool:
        """Whether the loss of time-stamp tau reaches time-stamp t <= tau, both from 1."""
        if self.kind == "window":
            return tau - t < self.steps
        return (tau - 1) // self.steps == (t - 1) // self.steps


@dataclass(frozen=True)
class Use:
    arrow: Arrow
    t: int  # of the reader, which is the sender when gradients flow back
    crosses_cut: bool
    tensor: Tensor


class Reader:
    """What an equation reads: `v.h` is a fresh clone of the named value h, `v.W_hh` the copy."""

    def __init__(self, found: Mapping[str, Tensor], lag: int, reads: list[tuple[str, int, Tensor]]):
        self._found, self._lag, self._reads = found, lag, reads

    def __getattr__(self, name: str) -> Tensor:
        tensor = self._found[name]
        if not (name == "x" or name.startswith(("W_", "b_"))):
            tensor = tensor.clone()
        self._reads.append((name, self._lag, tensor))
        return tensor


@dataclass
class Unrolled:
    """The network from step `first` to step `last`, as one graph."""

    first: int
    copies: dict[int, dict[str, Tensor]]
    entering: dict[str, Tensor]
    values: dict[int, dict[str, Tensor]] = field(default_factory=dict)
    probabilities: dict[int, Tensor] = field(default_factory=dict)
    losses: dict[int, Tensor] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    reads_of_parameters: dict[str, int] = field(default_factory=dict)


def leaf(value: Array) -> Tensor:
    return torch.tensor(value, dtype=torch.float64, requires_grad=True)


def own_copies(problem: Problem) -> dict[int, dict[str, Tensor]]:
    steps = range(1, problem.length + 1)
    return {
        t: {name: leaf(problem.weights[name]) for name in problem.parameters_at(t).values()}
        for t in steps
    }


def unroll(
    problem: Problem,
    copies: dict[int, dict[str, Tensor]],
    entering: Mapping[str, Array],
    first: int,
    last: int,
    segment: int | None = None,
) -> Unrolled:
    """Run steps first..last from leaves that hold `entering`; detach after multiples of segment."""
    run = Unrolled(first, copies, {name: leaf(state) for name, state in entering.items()})
    states = run.entering
    for t in range(first, last + 1):
        crosses_cut = t == first > 1
        if segment is not None and t > first and (t - 1) % segment == 0:
            states = {name: state.detach().requires_grad_() for name, state in states.items()}
            crosses_cut = True
        step(run, problem, states, t, crosses_cut)
        states = {name: run.values[t][name] for name in problem.cell.states}
    return run


def step(
    run: Unrolled, problem: Problem, states: Mapping[str, Tensor], t: int, crosses_cut: bool
) -> None:
    parameters = problem.parameters_at(t)
    found = {name: run.copies[t][full] for name, full in parameters.items()}
    found["x"] = leaf(problem.input_at(t))
    reads: list[tuple[str, int, Tensor]] = []
    run.values[t] = {}
    run.reads_of_parameters |= dict.fromkeys(parameters.values(), 0)
    for name, value in problem.cell_at(t).step(Reader(found, 0, reads), Reader(states, 1, reads)):
        for source, lag, tensor in reads:
            if source in parameters:
                run.reads_of_parameters[parameters[source]] += 1
            elif source != "x":
                run.uses.append(Use((name, source, lag), t, crosses_cut and lag == 1, tensor))
        reads.clear()
        found[name] = run.values[t][name] = value
    if "y" in found:
        read_out(run, found["y"].clone(), problem.targets[t - 1], t)


def read_out(run: Unrolled, raw: Tensor, target: int | None, t: int) -> None:
    log_p = torch.log_softmax(raw, 0)
    run.probabilities[t] = log_p.exp()
    run.uses.append(Use(("loss", "y", 0), t, False, raw))
    if target is not None:
        run.losses[t] = -log_p[target]


@dataclass
class Backward:
    """Gradients of one loss, or of a sum of losses; row 0 of every array is t = 1."""

    deltas: dict[str, Array]  # (T, n)
    copies: dict[str, Array]  # (T, *shape)
    messages: dict[Arrow, Array]  # (T, n), by the receiver's t
    cut: dict[Arrow, Array]  # (T, n), lag 1 only
    initial_deltas: dict[str, Array]  # (n,)

    @classmethod
    def zeros(cls, problem: Problem, run: Unrolled) -> Backward:
        T = problem.length
        sizes = {name: value.numel() for name, value in run.values[max(run.values)].items()}
        arrows = {use.arrow for use in run.uses}
        return cls(
            deltas={name: np.zeros((T, n)) for name, n in sizes.items()},
            copies={name: np.zeros((T, *w.shape)) for name, w in problem.weights.items()},
            messages={arrow: np.zeros((T, sizes[arrow[1]])) for arrow in arrows},
            cut={arrow: np.zeros((T, sizes[arrow[1]])) for arrow in arrows if arrow[2] == 1},
            initial_deltas={n: np.zeros(s.shape) for n, s in problem.initial_state.items()},
        )

    def __iadd__(self, other: Backward) -> Backward:
        for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True):
            for key in mine:
                mine[key] += theirs[key]
        return self


def backward(problem: Problem, run: Unrolled, tau: int, exponent: int) -> Backward:
    """Everything 2**exponent times the loss of tau sends back through the graph of `run`."""
    answer = Backward.zeros(problem, run)
    places: list[tuple[Tensor, Array]] = []
    for t, values in run.values.items():
        places += [(value, answer.deltas[name][t - 1]) for name, value in values.items()]
        places += [(copy, answer.copies[name][t - 1, ...]) for name, copy in run.copies[t].items()]
    for use in run.uses:
        receiver = use.t - use.arrow[2]
        if receiver > 0:
            arrows = answer.cut if use.crosses_cut else answer.messages
            places.append((use.tensor, arrows[use.arrow][receiver - 1]))
    if run.first == 1:
        places += [(run.entering[name], d) for name, d in answer.initial_deltas.items()]
    gradients = torch.autograd.grad(
        run.losses[tau],
        [tensor for tensor, _ in places],
        grad_outputs=torch.tensor(2.0**exponent, dtype=torch.float64),
        retain_graph=True,
        allow_unused=True,
    )
    for (_, place), gradient in zip(places, gradients, strict=True):
        if gradient is not None:
            np.add(place, gradient.numpy(), out=place)
    return answer


def within_reach(
    problem: Problem, whole: Unrolled, truncation: Truncation | None, tau: int
) -> Unrolled:
    """The graph that the loss of tau sees: under a window, its own last steps and no other."""
    if truncation is None or truncation.kind == "segment" or tau <= truncation.steps:
        return whole
    first = tau - truncation.steps + 1
    before = whole.values[first - 1]
    entering = {name: before[name].detach().numpy() for name in problem.cell.states}
    return unroll(problem, whole.copies, entering, first, tau)


def segment_of(truncation: Truncation | None) -> int | None:
    return truncation.steps if truncation and truncation.kind == "segment" else None


def itemised(
    problem: Problem, truncation: Truncation | None, exponent: int = 0
) -> Iterator[tuple[int, Backward]]:
    """(tau, what the loss of tau sends back under the truncation) for every loss.

    All of it is 2**exponent times too large, which keeps long sequences clear of underflow.
    """
    start, segment = problem.initial_state, segment_of(truncation)
    whole = unroll(problem, own_copies(problem), start, 1, problem.length, segment)
    for tau in problem.losses:
        run = within_reach(problem, whole, truncation, tau)
        yield tau, backward(problem, run, tau, exponent)


def summed(problem: Problem, truncation: Truncation | None) -> Backward:
    """The sum of `itemised` over all losses."""
    last = problem.length
    run = unroll(problem, own_copies(problem), problem.initial_state, last, last)
    total = Backward.zeros(problem, run)
    for _, one in itemised(problem, truncation):
        total += one
    return total


def shared_gradients(problem: Problem, truncation: Truncation | None) -> dict[str, Array]:
    """The gradients as PyTorch users get them: one leaf a parameter, shared by all time-stamps."""
    shared = {name: leaf(w) for name, w in problem.weights.items()}
    copies = dict.fromkeys(range(1, problem.length + 1), shared)
    start, segment = problem.initial_state, segment_of(truncation)
    whole = unroll(problem, copies, start, 1, problem.length, segment)
    for tau in problem.losses:
        loss = within_reach(problem, whole, truncation, tau).losses[tau]
        loss.backward(retain_graph=True)
    return {n: np.zeros(w.shape) if w.grad is None else w.grad.numpy() for n, w in shared.items()}
