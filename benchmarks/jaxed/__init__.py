"""JAX, compiled; needs jax."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import jax

from benchmarks import names
from benchmarks.cells import CELLS, Cell
from benchmarks.contestant import Call, Contestant
from benchmarks.jaxed import itemised, summed
from benchmarks.jaxed.arrays import Given, given_of
from benchmarks.problem import Problem

jax.config.update("jax_enable_x64", True)

Work = Callable[[Cell, Given], Any]


@cache
def _compiled(work: Work, cell: str) -> Callable[[Given], Any]:
    """Compiled once for each length that it meets."""
    compiled: Callable[[Given], Any] = jax.jit(partial(work, CELLS[cell]))
    return compiled


def _start(work: Work) -> Callable[[Problem], Call]:
    def start(problem: Problem) -> Call:
        compiled, given = _compiled(work, problem.cell), given_of(problem)
        jax.block_until_ready(given)
        return lambda: jax.block_until_ready(compiled(given))

    return start


def _in_blocks(layout: Cell, given: Given) -> Any:
    return itemised.rows(layout, given, blocks=4)


_summed, _jacobian, _rows = map(_start, (summed.summed, itemised.jacobian, itemised.rows))

CONTESTANTS = (
    Contestant(names.JAX_SUMMED, "copies", _summed, summed.read, first=_summed),
    Contestant(names.JAX_JACOBIAN, "itemised", _jacobian, itemised.read, first=_jacobian),
    Contestant(names.JAX_ROWS, "itemised", _rows, itemised.read, first=_rows),
    Contestant(names.JAX_BLOCKS, "itemised", _start(_in_blocks), itemised.read),
)
