"""A run as a script of plain PyTorch, whose autograd knows nothing of this engine."""

from __future__ import annotations

from collections.abc import Iterable

from app.engine.export.names import Names
from app.engine.export.reach import reached_by_any, reached_by_first
from app.engine.export.step import Step
from app.engine.export.tensors import state, tensor, vectors
from app.engine.network import Network
from app.engine.parts import Part
from app.engine.problem import Truncation
from app.engine.source.text import Text

# What the script calls things outside of its functions, besides words that a text reserves.
WORDS = frozenset(
    {"torch", "print", "enumerate", "zip", "max"}
    | {"step", "encoder", "decoder", "inputs", "source", "targets", "target"}
    | {"before", "first", "loss_t"}
)
FUNCTIONS = {"network": "step", "encoder": "encoder", "decoder": "decoder"}
INPUTS = {"network": "inputs", "encoder": "source", "decoder": "inputs"}


def pytorch(network: Network, truncation: Truncation | None = None) -> str:
    """The script: prints the loss, and leaves each parameter as a leaf with its `.grad`.

    Segments are cut by `detach`. Under a window each loss has a graph of its own, which begins
    at the states that many time-stamps before it, as an exact forward run left them.

    Args:
        network: the cell, the sequence, the weights and the initial state.
        truncation: how far back a loss may teach; None for the full gradient.
    """
    return _Script(network, truncation).written()


class _Script:
    """Writes one script."""

    def __init__(self, network: Network, truncation: Truncation | None) -> None:
        self.network = network
        self.truncation = truncation
        self.steps = [Step(FUNCTIONS[part.name], part) for part in network.parts]
        names = Names(WORDS)
        self.states = {name: names.fresh(name) for name in network.initial_state}
        self.targets = network.parts[-1].sequence.targets
        self.reached = reached_by_any(network)
        self.text = Text()

    def written(self) -> str:
        self._head()
        self._parameters()
        self._sequence()
        for step in self.steps:
            self.text.lines += ["", ""]
            step.write(self.text)
        self.text.lines += ["", ""]
        for name, called in self.states.items():
            self.text.line(state(called, self.network.initial_state[name]))
        if self.truncation is None or not self.states:
            self._one_graph()
        elif self.truncation.kind == "segment":
            self._one_graph(self.truncation.steps)
        else:
            self._graph_for_each_loss(self.truncation.steps)
        self.text.line('print(f"loss {loss:.12f}")')
        return str(self.text)

    # --- what is given ---

    def _head(self) -> None:
        cell, T = self.network.parts[-1].cell, self.network.length
        name = ascii(cell.name)[1:-1]  # cannot end the line
        self.text.line(f"# Back-propagation through time in plain PyTorch: {name}, {_stamps(T)}")
        if self.truncation is not None:
            word = "segments" if self.truncation.kind == "segment" else "a window"
            self.text.line(f"# truncated to {word} of {_stamps(self.truncation.steps)}")
        self.text.line("import torch")
        functions = sorted(set[str]().union(*(step.functions for step in self.steps)))
        if functions:
            self.text.line(f"from torch import {_names(functions)}")
        self.text.lines += ["", "torch.set_default_dtype(torch.float64)", ""]

    def _parameters(self) -> None:
        for part, weights in zip(self.network.parts, self.network.weights, strict=True):
            for name, full in part.parameters.items():
                self.text.line(tensor(full, weights[name], ", requires_grad=True"))
        sure = self.reached | reached_by_first(self.network, self.truncation)
        others = [name for name in self.network.shapes if name not in sure]
        if others:
            self.text.lines += ["", "# backward() adds to .grad; what no loss reaches stays zero"]
        for name in others:
            self.text.line(f"{name}.grad = torch.zeros_like({name})")

    def _sequence(self) -> None:
        self.text.line("")
        for part in self.network.parts:
            self.text.line(vectors(INPUTS[part.name], part.sequence.inputs))
        self.text.line(f"targets = {list(self.targets)}")

    # --- what is run ---

    def _one_graph(self, segment: int | None = None) -> None:
        """One graph for the sum of the losses, cut before each segment."""
        self.text.line("loss = torch.zeros(())")
        for step in self.steps:
            each, over = "x", INPUTS[step.part.name]
            if step.speaks:
                each, over = "x, target", f"zip({over}, targets)"
            if segment is not None:
                start = f", start={step.part.first}" if step.part.first else ""
                each = f"t, ({each})" if step.speaks else f"t, {each}"
                over = f"enumerate({over}{start})"
            with self.text.block(f"for {each} in {over}:"):
                if segment is not None:
                    self._cut(segment)
                self._call(step)
                if step.speaks:
                    self._add_loss()
        self._backward("loss", "")

    def _cut(self, segment: int) -> None:
        states = self.states.values()
        with self.text.block(f"if t % {segment} == 0:  # a new segment: nothing goes back"):
            self.text.line(f"{_names(states)} = {_names(f'{name}.detach()' for name in states)}")

    def _add_loss(self) -> None:
        line = "loss = loss - torch.log_softmax(y, 0)[target]  # a sum, never a mean"
        if None not in self.targets:
            self.text.line(line)
            return
        with self.text.block("if target is not None:"):
            self.text.line(line)

    def _graph_for_each_loss(self, window: int) -> None:
        states = list(self.states.values())
        self.text.line("before = []  # the states before each time-stamp")
        with self.text.block("with torch.no_grad():  # the forward run, exact"):
            for step in self.steps:
                with self.text.block(f"for x in {INPUTS[step.part.name]}:"):
                    kept = states[0] if len(states) == 1 else f"({_names(states)})"
                    self.text.line(f"before.append({kept})")
                    self._call(step)
        self.text.lines += ["", "loss = torch.zeros(())"]
        start = self.network.parts[-1].first
        counted = f"targets, start={start}" if start else "targets"
        with self.text.block(f"for t, target in enumerate({counted}):"):
            if None in self.targets:
                with self.text.block("if target is None:"):
                    self.text.line("continue")
            self.text.line(f"first = max(0, {_before(window - 1)})  # how far back this loss goes")
            self.text.line(f"{_names(states)} = before[first]")
            for step in self.steps:
                with self.text.block(f"for x in {self._within(step.part)}:"):
                    self._call(step)
            self.text.line("loss_t = -torch.log_softmax(y, 0)[target]")
            self._backward("loss_t", "  # a graph of its own; .grad adds up")
            self.text.line("loss += loss_t.detach()  # a sum, never a mean")

    def _within(self, part: Part) -> str:
        """The inputs of a part from time-stamp `first` on, to `t` in the last."""
        inputs = INPUTS[part.name]
        if part is not self.network.parts[-1]:
            return f"{inputs}[first:]"
        if not part.first:
            return f"{inputs}[first : t + 1]"
        return f"{inputs}[max(0, first - {part.first}) : {_before(part.first - 1)}]"

    # --- lines of both ---

    def _call(self, step: Step) -> None:
        results = (self.states.get(name, name) for name in step.results)
        self.text.line(f"{_names(results)} = {step.name}({_names(['x', *self.states.values()])})")

    def _backward(self, loss: str, why: str) -> None:
        if self.reached:
            self.text.line(f"{loss}.backward(){why}")
            return
        with self.text.block(f"if {loss}.requires_grad:  # does any parameter lead to it?"):
            self.text.line(f"{loss}.backward(){why}")


def _names(names: Iterable[str]) -> str:
    return ", ".join(names)


def _before(steps: int) -> str:
    return f"t - {steps}" if steps else "t"


def _stamps(number: int) -> str:
    return f"{number} time-stamp{'s' * (number != 1)}"
