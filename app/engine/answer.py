"""The answer of a run, and its form in the HTTP contract."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.cell import Cell
from app.engine.comparison import Cost
from app.engine.copies import Factor
from app.engine.decomposition import Decomposition
from app.engine.forward import Run
from app.engine.gradients import Gradients, Message
from app.engine.graph import Array
from app.engine.sizes import Shapes


@dataclass(eq=False)
class Answer:
    """Everything that a run found; arrays are float64 and time comes first.

    Attributes:
        run: the forward pass.
        back: the backward pass, which finds some of its parts when they are asked for.
        copies: ∂L/∂W^(t), shape (T, rows, columns); None unless asked for.
        decomposition: the itemised tables; None unless asked for.
        comparison: truncated against full, pooled and per parameter; None if not truncated.
    """

    run: Run
    back: Gradients
    copies: dict[str, Array] | None
    decomposition: Decomposition | None
    comparison: tuple[Cost, dict[str, Cost]] | None

    @property
    def cell(self) -> Cell:
        """What was run."""
        return self.run.cell

    @property
    def shapes(self) -> Shapes:
        """Its sizes."""
        return self.run.shapes

    @property
    def weights(self) -> dict[str, Array]:
        """Every parameter, shape (rows, columns) or (rows,)."""
        return self.run.weights

    @property
    def initial_state(self) -> dict[str, Array]:
        """Every state before t = 1, shape (n,)."""
        return self.run.initial_state

    @cached_property
    def values(self) -> dict[str, Array]:
        """x, the named values and p = softmax(y), shape (T, n)."""
        names = ["x", *self.cell.values]
        return {name: self.run.value(name) for name in names} | {"p": self.run.p}

    @property
    def loss(self) -> float:
        """L = Σ L_t, a sum and never a mean."""
        return self.run.loss

    @property
    def losses(self) -> list[float | None]:
        """L_t in nats, None where there is no target."""
        both = zip(self.run.sequence.targets, self.run.losses.tolist(), strict=True)
        return [None if target is None else loss for target, loss in both]

    @property
    def deltas(self) -> dict[str, Array]:
        """∂L/∂v of each named value, shape (T, n), under the truncation."""
        return self.back.deltas

    @property
    def messages(self) -> list[Message]:
        """What each arrow sends back; those into a value add up to its delta."""
        return self.back.messages

    @property
    def initial_deltas(self) -> dict[str, Array]:
        """∂L/∂(state before t = 1), shape (n,)."""
        return self.back.initial_deltas

    @property
    def gradients(self) -> dict[str, Array]:
        """∂L/∂W, the sum of the copies, in the parameter's shape."""
        return self.back.summed

    @property
    def copy_factors(self) -> dict[str, list[Factor]]:
        """Per parameter one factor for each use in a step."""
        return self.back.factors

    @property
    def copy_norms(self) -> dict[str, Array]:
        """|∂L/∂W^(t)|, shape (T,)."""
        return self.back.norms

    def as_json(self) -> dict[str, Any]:
        """The contract's fields but `sequence`, with arrays at the leaves and None for null."""
        return {
            "cell": _cell(self.cell, self.shapes),
            "weights": self.weights,
            "initial_state": self.initial_state,
            "values": self.values,
            "losses": self.losses,
            "loss": self.loss,
            "deltas": self.deltas,
            "messages": [
                {
                    "from": message.sender,
                    "to": message.receiver,
                    "lag": message.lag,
                    "values": message.values,
                    "cut": message.cut,
                }
                for message in self.messages
            ],
            "initial_deltas": self.initial_deltas,
            "gradients": self.gradients,
            "copy_factors": {
                name: [
                    {"left": factor.left, "right": _as_it_lies(factor.right)} for factor in factors
                ]
                for name, factors in self.copy_factors.items()
            },
            "copy_norms": self.copy_norms,
            "copies": self.copies,
            "decomposition": self.decomposition and _tables(self.decomposition),
            "comparison": self.comparison and _comparison(*self.comparison),
        }


def _as_it_lies(right: Array | None) -> Array | None:
    """An array whose rows follow one another, which those of a gate do not."""
    return None if right is None else np.ascontiguousarray(right)


def _cell(cell: Cell, shapes: Shapes) -> dict[str, Any]:
    return {
        "name": cell.name,
        "equations": cell.equations,
        "states": list(cell.states),
        "parameters": {name: list(shape) for name, shape in shapes.parameters.items()},
        "nodes": [
            {
                "name": name,
                "size": size,
                "equation": cell.equation_of.get(name),
                "depth": cell.depth[name],
                "inputs": [asdict(source) for source in cell.sources.get(name, ())],
                "reaches_y": name in cell.reaching_y,
            }
            for name, size in shapes.values.items()
        ],
    }


def _tables(tables: Decomposition) -> dict[str, Any]:
    return {
        "log10_norms": {name: _null_where_zero(each) for name, each in tables.log10_norms.items()},
        "log10_state_norms": {
            name: _null_where_zero(each) for name, each in tables.log10_state_norms.items()
        },
        "kept": _triangle(tables.kept),
        "entry": None if tables.entry is None else _triangle(tables.entry),
    }


def _triangle(table: Array | NDArray[np.bool_]) -> list[list[Any]]:
    """Row τ up to column τ: what lies beyond cannot be reached."""
    return [row[: tau + 1].tolist() for tau, row in enumerate(table)]


def _null_where_zero(log10: Array) -> list[list[float | None]]:
    return [[None if each == -np.inf else each for each in row] for row in _triangle(log10)]


def _comparison(pooled: Cost, parameters: dict[str, Cost]) -> dict[str, Any]:
    each = {name: asdict(cost) for name, cost in parameters.items()}
    return {**asdict(pooled), "parameters": each}
