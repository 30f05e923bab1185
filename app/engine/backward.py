"""Backward: conventional back-propagation through the unrolled network, copies kept apart.

One sweep goes t = T..1 and carries gradients in rows: one row for each loss that is still
alive, or a single row for their sum. Truncation is nothing but rows dropped on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.engine.forward import Run, at
from app.engine.graph import Operand, Product
from app.engine.problem import Truncation
from app.engine.rows import Rows, plus

Arrow = tuple[str, str, int]  # (from, to, lag): what `from` sends back to `to`


@dataclass(frozen=True, eq=False)
class Step:
    """The sweep at one time-stamp.

    Attributes:
        t: the time-stamp, from 0.
        nodes: ∂L/∂node, of its size; None where nothing arrives. Itemised, row r belongs to
            the loss at t + r; otherwise the one row is the sum over losses.
        arrows: what each arrow sends back, of the receiver's size.
        kept: how many rows, from the first, go on to t − 1 (or into the initial state).
    """

    t: int
    nodes: list[Rows | None]
    arrows: dict[Arrow, Rows]
    kept: int


def sweep(run: Run, *, itemised: bool, within: Truncation | None = None) -> Iterator[Step]:
    """Walk backward over the time-stamps, T to 1.

    Args:
        run: the forward pass.
        itemised: one row per loss; otherwise one row for the sum of all losses.
        within: what is dropped between t and t − 1. A window needs `itemised`: its losses
            are dropped one by one.
    """
    T, states = run.sequence.length, run.cell.states
    local = local_derivatives(run)
    fresh = {name: Rows.zeros(1, run.shapes.values[name]) for name in states}
    arriving = fresh
    for t in range(T - 1, -1, -1):
        nodes, arrows = back_step(run, local, t, arriving)
        rows = len(arrows["loss", "y", 0])
        kept = rows if t == 0 or within is None else min(rows, within.reach(t - 1, T) - t)
        yield Step(t, nodes, arrows, kept)

        arriving = {}
        for (_, to, lag), message in arrows.items():
            if lag == 1:
                arriving[to] = plus(arriving.get(to), message[:kept])
        for name in states:
            past = arriving.get(name, Rows.zeros(kept, run.shapes.values[name]))
            if itemised:
                arriving[name] = past.scaled().after(fresh[name])
            else:
                arriving[name] = past if kept else fresh[name]


def back_step(
    run: Run, local: list[tuple[Operand, ...]], t: int, arriving: dict[str, Rows]
) -> tuple[list[Rows | None], dict[Arrow, Rows]]:
    """Back through the operations of one time-stamp: gradients at its nodes, and its messages.

    Args:
        local: every operation's derivatives, over all t.
        arriving: what t + 1 sent back to each state.
    """
    cell = run.cell
    nodes: list[Rows | None] = [None] * len(cell.nodes)
    for name, past in arriving.items():
        nodes[cell.values[name]] = past
    # the loss at t speaks in the first row: ∂L_t/∂y_t
    others = max((len(past) for past in arriving.values()), default=1) - 1
    error = Rows(run.errors[t : t + 1], np.zeros(1, dtype=np.int64)).scaled()
    seed = Rows.zeros(others, error.values.shape[1]).after(error)
    arrows: dict[Arrow, Rows] = {("loss", "y", 0): seed}
    nodes[cell.values["y"]] = plus(nodes[cell.values["y"]], seed)

    for index in range(len(cell.nodes) - 1, 0, -1):
        node, gradient = cell.nodes[index], nodes[index]
        if gradient is None:
            continue
        for place, derivative in zip(node.inputs, local[index], strict=True):
            if not cell.teachable[place]:
                continue
            if isinstance(node.operation, Product):
                back = gradient.through(run.weights[node.operation.parameter])
            else:
                back = gradient.times(at(derivative, t))
            nodes[place] = plus(nodes[place], back)
            source = cell.source_at(place)
            if source is not None:
                arrow = node.owner, source.name, source.lag
                arrows[arrow] = plus(arrows.get(arrow), back)
    return nodes, arrows


def local_derivatives(run: Run) -> list[tuple[Operand, ...]]:
    """Each operation's derivative by each of its inputs, (T, n) or a number, for all t."""
    found: list[tuple[Operand, ...]] = []
    for node, value in zip(run.cell.nodes, run.nodes, strict=True):
        inputs = [run.nodes[each] for each in node.inputs]
        if not inputs or isinstance(node.operation, Product):  # a product's derivative is W
            found.append((1.0,) * len(inputs))
        else:
            found.append(node.operation.derivatives(value, *inputs))
    return found
