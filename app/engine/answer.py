"""The answer of a run, and its form in the HTTP contract."""

from __future__ import annotations

from collections.abc import Callable, Collection
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
from app.engine.parts import Part, reached, shapes_in
from app.engine.rows import TimeRows, side_by_side


@dataclass(eq=False)
class Answer:
    """Everything that a run found; arrays are float64 and time comes first.

    Of a translation, parameters go by their full names (`W_xh_enc`), what is said of one covers
    the time-stamps of its part, and values are rows over the whole time: arrays, or lists of
    rows where these differ in width or are missing.

    Attributes:
        runs: the forward pass through each part.
        back: the backward pass, which finds some of its parts when they are asked for.
        copies: ∂L/∂W^(t), shape (length, rows, columns); None unless asked for.
        decomposition: the itemised tables; None unless asked for.
        comparison: truncated against full, pooled and per parameter; None if not truncated.
    """

    runs: tuple[Run, ...]
    back: Gradients
    copies: dict[str, Array] | None
    decomposition: Decomposition | None
    comparison: tuple[Cost, dict[str, Cost]] | None

    @property
    def cell(self) -> Cell:
        """What was run."""
        return self.run.cell

    @property
    def run(self) -> Run:
        """The forward pass through the last part, the one that has losses."""
        return self.runs[-1]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its parts in time, each with weights of its own."""
        return tuple(run.part for run in self.runs)

    @property
    def weights(self) -> dict[str, Array]:
        """Every parameter, shape (rows, columns) or (rows,)."""
        return {
            run.part.parameters[name]: value
            for run in self.runs
            for name, value in run.weights.items()
        }

    @property
    def initial_state(self) -> dict[str, Array]:
        """Every state before t = 1, shape (n,)."""
        return self.runs[0].initial_state

    @cached_property
    def values(self) -> dict[str, TimeRows]:
        """x, the named values and p = softmax(y), shape (T, n)."""
        lengths = [part.length for part in self.parts]
        found = {
            name: side_by_side(
                [run.value(name) if name in run.part.sizes else None for run in self.runs], lengths
            )
            for name in ("x", *self.cell.values)
        }
        outputs = [run.p if run.spoken else None for run in self.runs]
        return found | {"p": side_by_side(outputs, lengths)}

    @property
    def loss(self) -> float:
        """L = Σ L_t, a sum and never a mean."""
        return self.run.loss

    @property
    def losses(self) -> list[float | None]:
        """L_t in nats, None where there is no target."""
        return [
            None if target is None else loss
            for run in self.runs
            for target, loss in zip(run.sequence.targets, run.losses.tolist(), strict=True)
        ]

    @property
    def deltas(self) -> dict[str, TimeRows]:
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
        """|∂L/∂W^(t)| at the time-stamps of the parameter's part, shape (length,)."""
        return self.back.norms

    def as_json(self, fields: Collection[str] | None = None) -> dict[str, Any]:
        """The contract's fields but `sequence`, with arrays at the leaves and None for null.

        Args:
            fields: those that are wanted; None for all.
        """
        return {
            name: write(self) for name, write in _FIELDS.items() if fields is None or name in fields
        }


def _as_it_lies(right: Array | None) -> Array | None:
    """An array whose rows follow one another, which those of a gate do not."""
    return None if right is None else np.ascontiguousarray(right)


def _cell(parts: tuple[Part, ...]) -> dict[str, Any]:
    last = parts[-1]
    cell = last.cell
    return {
        "name": cell.name,
        "equations": cell.equations,
        "states": list(cell.states),
        "parameters": {name: list(shape) for name, shape in shapes_in(parts).items()},
        "nodes": [
            {
                "name": name,
                "size": size,
                "equation": cell.equation_of.get(name),
                "depth": cell.depth[name],
                "inputs": [asdict(source) for source in cell.sources.get(name, ())],
                "reaches_y": name in cell.reaching_y,
            }
            for name, size in last.sizes.items()
        ],
    }


def _tables(tables: Decomposition) -> dict[str, Any]:
    columns, over_all = tables.columns, reached(tables.parts)
    entry = None
    if tables.entry is not None and tables.entry_of is not None:
        entry = _reached(tables.entry, columns[tables.entry_of])
    return {
        "log10_norms": {
            name: _null_where_zero(each, columns[name]) for name, each in tables.log10_norms.items()
        },
        "log10_state_norms": {
            name: _null_where_zero(each, over_all)
            for name, each in tables.log10_state_norms.items()
        },
        "kept": _reached(tables.kept, over_all),
        "entry": entry,
    }


def _reached(table: Array | NDArray[np.bool_], columns: list[int]) -> list[list[Any]]:
    """Row τ up to its loss: what lies beyond cannot be reached."""
    return [row[:count].tolist() for row, count in zip(table, columns, strict=True)]


def _null_where_zero(log10: Array, columns: list[int]) -> list[list[float | None]]:
    return [[None if each == -np.inf else each for each in row] for row in _reached(log10, columns)]


def _comparison(pooled: Cost, parameters: dict[str, Cost]) -> dict[str, Any]:
    each = {name: asdict(cost) for name, cost in parameters.items()}
    return {**asdict(pooled), "parameters": each}


def _message(message: Message) -> dict[str, Any]:
    return {
        "from": message.sender,
        "to": message.receiver,
        "lag": message.lag,
        "values": message.values,
        "cut": message.cut,
    }


def _factor(factor: Factor) -> dict[str, Any]:
    return {"left": factor.left, "right": _as_it_lies(factor.right)}


_FIELDS: dict[str, Callable[[Answer], Any]] = {
    "cell": lambda found: _cell(found.parts),
    "weights": lambda found: found.weights,
    "initial_state": lambda found: found.initial_state,
    "values": lambda found: found.values,
    "losses": lambda found: found.losses,
    "loss": lambda found: found.loss,
    "deltas": lambda found: found.deltas,
    "messages": lambda found: list(map(_message, found.messages)),
    "initial_deltas": lambda found: found.initial_deltas,
    "gradients": lambda found: found.gradients,
    "copy_factors": lambda found: {
        name: list(map(_factor, factors)) for name, factors in found.copy_factors.items()
    },
    "copy_norms": lambda found: found.copy_norms,
    "copies": lambda found: found.copies,
    "decomposition": lambda found: found.decomposition and _tables(found.decomposition),
    "comparison": lambda found: found.comparison and _comparison(*found.comparison),
}
