"""A cell: the graph that its text became, and what can be said of it without numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from app.engine.graph import Bias, Function, Input, Node, Number, Previous, Product
from app.engine.schedule import Schedule, schedule
from app.engine.sizes import SizeClasses


@dataclass(frozen=True)
class Source:
    """What an equation reads: `name` at t (lag 0) or `name[t-1]` (lag 1)."""

    name: str
    lag: int


@dataclass(frozen=True)
class Use:
    """One use of a parameter within a time-stamp: the node at which it acts.

    Attributes:
        parameter: its name.
        node: index of the node whose gradient is the left factor of the copy.
        right: index of the node whose value is the right factor; None for a bias.
    """

    parameter: str
    node: int
    right: int | None


def uses_of(nodes: tuple[Node, ...]) -> tuple[Use, ...]:
    """Every use of every parameter, in the order of the text."""
    found = []
    for index, node in enumerate(nodes):
        match node.operation:
            case Product(parameter):
                found.append(Use(parameter, index, node.inputs[0]))
            case Bias(parameter):
                found.append(Use(parameter, index, None))
    return tuple(sorted(found, key=lambda use: (nodes[use.node].line, nodes[use.node].column)))


def parameters_of(uses: tuple[Use, ...]) -> tuple[str, ...]:
    """The names of the parameters, in the order of their first use."""
    return tuple(dict.fromkeys(use.parameter for use in uses))


@dataclass(frozen=True, eq=False)
class Cell:
    """A text of equations as a static graph; equal to nothing but itself.

    Attributes:
        name: a built-in's name, or what the caller calls it.
        equations: the text.
        equation_of: each named value's own line, in the order of the text.
        nodes: its operations, inputs before outputs; node 0 is x.
        sizes: which vectors must have the same size.
    """

    name: str
    equations: str
    equation_of: dict[str, str]
    nodes: tuple[Node, ...]
    sizes: SizeClasses

    @cached_property
    def values(self) -> dict[str, int]:
        """Node index of each named value, in the order of the text (x is not among them)."""
        return {node.name: i for i, node in enumerate(self.nodes) if node.name is not None}

    @cached_property
    def states(self) -> tuple[str, ...]:
        """The names that are read as name[t-1], in the order of the text."""
        return tuple(name for name in self.values if name in self.previous)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every use of every parameter, in the order of the text."""
        return uses_of(self.nodes)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names of the parameters, in the order of their first use."""
        return parameters_of(self.uses)

    @cached_property
    def recurrent_matrices(self) -> tuple[str, ...]:
        """The matrices that multiply an expression, as written, with [t-1] in it."""
        reads_past: list[bool] = []
        for node in self.nodes:
            # a named value stands for itself, whatever its own equation reads
            inside = any(reads_past[each] and not self.nodes[each].name for each in node.inputs)
            reads_past.append(isinstance(node.operation, Previous) or inside)
        return tuple(
            dict.fromkeys(
                use.parameter
                for use in self.uses
                if use.right is not None
                and reads_past[use.right]
                and not self.nodes[use.right].name
            )
        )

    @cached_property
    def sources(self) -> dict[str, tuple[Source, ...]]:
        """What each named value's equation reads, each once, in the order of the text."""
        found: dict[str, dict[Source, None]] = {name: {} for name in self.values}
        for node in self.nodes:
            for each in node.inputs:
                source = self.source_at(each)
                if source is not None:
                    found[node.owner][source] = None
        return {name: tuple(sources) for name, sources in found.items()}

    def source_at(self, index: int) -> Source | None:
        """The named value (or x) that a node is, None for an intermediate."""
        node = self.nodes[index]
        match node.operation:
            case Input():
                return Source("x", 0)
            case Previous(name):
                return Source(name, 1)
        return None if node.name is None else Source(node.name, 0)

    @cached_property
    def depth(self) -> dict[str, int]:
        """Longest way to each value within a time-stamp, counted from x, which has 0."""
        depth = {"x": 0}
        for name, sources in self.sources.items():
            depth[name] = 1 + max((depth[s.name] for s in sources if s.lag == 0), default=0)
        return depth

    @cached_property
    def reaching_y(self) -> frozenset[str]:
        """x and the named values that y depends on, now or at a later time-stamp."""
        reached, todo = {"y"}, ["y"]
        while todo:
            for source in self.sources.get(todo.pop(), ()):
                if source.name not in reached:
                    reached.add(source.name)
                    todo.append(source.name)
        return frozenset(reached)

    def parameter_at(self, index: int) -> str:
        """The matrix of a product, or the bias that a node is."""
        operation = self.nodes[index].operation
        assert isinstance(operation, Product | Bias)
        return operation.parameter

    @cached_property
    def schedule(self) -> Schedule:
        """When each node can be computed."""
        return schedule(self.nodes)

    @cached_property
    def unbounded(self) -> tuple[int, ...]:
        """x and what operations give, but for functions: they are finite if their input is."""
        return tuple(
            index
            for index, node in enumerate(self.nodes)
            if not isinstance(node.operation, Previous | Bias | Number | Function)
        )

    @cached_property
    def changes(self) -> tuple[bool, ...]:
        """Whether each node's value has a row for each time-stamp: it may be another one then,
        or it is a state, which has another one before t = 1."""
        return self._leading_to(
            lambda node: (
                isinstance(node.operation, Input | Previous)
                or (node.name is not None and node.name in self.previous)
            )
        )

    @cached_property
    def previous(self) -> dict[str, int]:
        """Node index of each state's [t-1]."""
        return {
            node.operation.name: index
            for index, node in enumerate(self.nodes)
            if isinstance(node.operation, Previous)
        }

    @cached_property
    def teachable(self) -> tuple[bool, ...]:
        """Whether a gradient at each node has anywhere to go: a parameter or a named value."""
        return self._leading_to(
            lambda node: (
                isinstance(node.operation, Previous | Bias | Product)
                or (node.name is not None and not isinstance(node.operation, Input))
            )
        )

    @cached_property
    def leading_to_past_or_factors(self) -> tuple[bool, ...]:
        """Whether a gradient at each node is needed for the sum."""
        return self._leading_to(lambda node: isinstance(node.operation, Previous | Bias | Product))

    @cached_property
    def taught_later(self) -> frozenset[int]:
        """The nodes at which losses of later time-stamps arrive."""
        found = {self.values[name] for name in self.states}
        for index in range(len(self.nodes) - 1, 0, -1):
            if index in found:
                inputs = self.nodes[index].inputs
                found.update(each for each in inputs if self.leading_to_past_or_factors[each])
        return frozenset(found)

    @cached_property
    def leading_to_past(self) -> tuple[bool, ...]:
        """Whether a gradient at each node goes on into the time-stamp before."""
        return self._leading_to(lambda node: isinstance(node.operation, Previous))

    def _leading_to(self, goal: Callable[[Node], bool]) -> tuple[bool, ...]:
        found: list[bool] = []
        for node in self.nodes:
            found.append(goal(node) or any(found[each] for each in node.inputs))
        return tuple(found)
