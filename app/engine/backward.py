"""Backward: conventional back-propagation through the unrolled network, copies kept apart.

One sweep goes t = T..1 and carries gradients in rows: one row for each loss that is still
alive, or a single row for their sum. Truncation is nothing but rows dropped on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.forward import Run
from app.engine.graph import Array, Operand, Product
from app.engine.problem import Truncation

Arrow = tuple[str, str, int]  # (from, to, lag): what `from` sends back to `to`


@dataclass(frozen=True, eq=False)
class Step:
    """The sweep at one time-stamp.

    Attributes:
        t: the time-stamp, from 0.
        nodes: ∂L/∂node, shape (rows, n); None where nothing arrives. Itemised, row r belongs
            to the loss at t + r.
        arrows: what each arrow sends back, shape (rows, n).
        exponents: the power of two by which each row is still to be multiplied, shape (rows,).
        kept: how many rows, from the first, go on to t − 1 (or into the initial state).
    """

    t: int
    nodes: list[Array | None]
    arrows: dict[Arrow, Array]
    exponents: NDArray[np.int64]
    kept: int

    def total(self, rows: Array) -> Array:
        """The sum of (some of the first) rows, shape (n,)."""
        return np.asarray(np.ldexp(rows, self.exponents[: len(rows), None]).sum(axis=0))


def sweep(run: Run, *, itemised: bool, within: Truncation | None = None) -> Iterator[Step]:
    """Walk backward over the time-stamps, T to 1.

    Args:
        run: the forward pass.
        itemised: one row per loss, its scale kept apart as a power of two so that a gradient
            may shrink for hundreds of steps; otherwise one row for the sum of all losses.
        within: what is dropped between t and t − 1. A window needs `itemised`: its losses
            are dropped one by one.
    """
    T = run.sequence.length
    local = local_derivatives(run)
    arriving = {name: np.zeros((1, run.shapes.values[name])) for name in run.cell.states}
    exponents = np.zeros(1, dtype=np.int64)
    for t in range(T - 1, -1, -1):
        error = run.errors[t]
        if itemised:
            exponents[0] = exponent_of(error)
            error = np.ldexp(error, -exponents[0])
        nodes, arrows = back_step(run, local, t, error, arriving)
        rows = len(exponents)
        kept = rows if t == 0 or within is None else min(rows, within.reach(t - 1, T) - t)
        yield Step(t, nodes, arrows, exponents, kept)

        arriving = {name: np.zeros((kept, size.shape[1])) for name, size in arriving.items()}
        for (_, to, lag), message in arrows.items():
            if lag == 1:
                arriving[to] += message[:kept]
        if itemised:
            arriving, exponents = _with_fresh_row(arriving, exponents[:kept])
        elif kept == 0:
            arriving = {name: np.zeros((1, each.shape[1])) for name, each in arriving.items()}


def back_step(
    run: Run, local: list[tuple[Operand, ...]], t: int, error: Array, arriving: dict[str, Array]
) -> tuple[list[Array | None], dict[Arrow, Array]]:
    """Back through the operations of one time-stamp: gradients at its nodes, and its messages.

    Args:
        local: every operation's derivatives, over all t.
        error: ∂L_t/∂y_t, for the first row.
        arriving: what t + 1 sent back to each state, shape (rows, n).
    """
    cell = run.cell
    nodes: list[Array | None] = [None] * len(cell.nodes)
    for name, each in arriving.items():
        nodes[cell.values[name]] = each
    rows = max((len(each) for each in arriving.values()), default=1)
    seed = np.zeros((rows, len(error)))
    seed[0] = error
    arrows: dict[Arrow, Array] = {("loss", "y", 0): seed}
    nodes[cell.values["y"]] = _plus(nodes[cell.values["y"]], seed)

    for index in range(len(cell.nodes) - 1, 0, -1):
        node, gradient = cell.nodes[index], nodes[index]
        if gradient is None:
            continue
        for place, derivative in zip(node.inputs, local[index], strict=True):
            if not cell.teachable[place]:
                continue
            if isinstance(node.operation, Product):
                back = gradient @ run.weights[node.operation.parameter]  # (rows, n) @ (n, m)
            elif isinstance(derivative, np.ndarray):
                back = gradient * derivative[t]  # (rows, n) * (n,)
            else:
                back = gradient * derivative
            nodes[place] = _plus(nodes[place], back)
            source = cell.source_at(place)
            if source is not None:
                arrow = node.owner, source.name, source.lag
                arrows[arrow] = _plus(arrows.get(arrow), back)
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


def exponent_of(rows: Array) -> NDArray[np.int64]:
    """The power of two just above the largest entry of each row."""
    _, exponent = np.frexp(np.abs(rows).max(axis=-1))
    return np.asarray(exponent, dtype=np.int64)


def _with_fresh_row(
    arriving: dict[str, Array], exponents: NDArray[np.int64]
) -> tuple[dict[str, Array], NDArray[np.int64]]:
    """Scale each row near 1, all states of it alike, and put a row before them: the next loss."""
    if not arriving:  # without a state no loss lives on
        return arriving, np.zeros(1, dtype=np.int64)
    exponent = exponent_of(np.concatenate(list(arriving.values()), axis=1))
    rows = {
        name: np.concatenate([np.zeros((1, each.shape[1])), np.ldexp(each, -exponent[:, None])])
        for name, each in arriving.items()
    }
    return rows, np.concatenate([[0], exponents + exponent])


def _plus(sum_so_far: Array | None, more: Array) -> Array:
    return more if sum_so_far is None else sum_so_far + more
