"""The itemised table: by the library's own Jacobian, or as an expert would write it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.cells import Cell, State
from benchmarks.contestant import Found
from benchmarks.jaxed.arrays import Given, Jax, before, entering, losses_of, shifted_step, states_of
from benchmarks.problem import Problem

Table = dict[str, Jax]
Squares = tuple[Jax, Jax]


def jacobian(layout: Cell, given: Given) -> Table:
    """The pass back mapped over the losses: of the pre-activations, and of what states get."""
    T, H = len(given.x), given.W_h.shape[1]

    def losses(e: Jax, offsets: State) -> tuple[Jax, tuple[Jax, Jax]]:
        def step(past: State, at: tuple[Jax, State]) -> tuple[State, State]:
            after = shifted_step(layout, given, at[0], past, at[1])
            return after, after

        h = jax.lax.scan(step, given.start, (e, offsets))[1][0]
        y = h @ given.W_hy.T + given.b_y
        return losses_of(y, given.targets), (h, y)

    offsets = tuple(jnp.zeros((T, H)) for _ in layout.states)
    by, (h, y) = jax.jacrev(losses, argnums=(0, 1), has_aux=True)(entering(given), offsets)
    of_e, of_states = by
    gates = jnp.square(of_e.reshape(T, T, -1, H)).sum(3).transpose(2, 0, 1)
    states = jnp.stack([jnp.square(each).sum(2) for each in of_states])
    return _table(layout, given, (states, gates), h, y)


def rows(layout: Cell, given: Given, blocks: int = 1) -> Table:
    """A scan back with a row for each loss, which keeps norms alone.

    Shapes are fixed inside a scan, so it carries the rows of all losses from its last time-stamp
    on, were they zero or not; several scans, each a block of time, carry fewer.
    """
    e = entering(given)
    T, H = len(e), given.W_h.shape[1]
    states = states_of(layout, given, e)
    y = states[0] @ given.W_hy.T + given.b_y
    own = _error(given, y) @ given.W_hy
    past = tuple(before(s, after) for s, after in zip(given.start, states, strict=True))
    step = _back(layout, given)
    edges = [T * block // blocks for block in range(blocks + 1)]
    carried: State = tuple(jnp.zeros((0, H)) for _ in states)
    found: list[Squares] = []
    for first, last in reversed(list(pairwise(edges))):
        carried = tuple(jnp.concatenate([jnp.zeros((last - first, H)), c]) for c in carried)
        block = slice(first, last)
        at = (jnp.arange(last - first), own[block], e[block], tuple(p[block] for p in past))
        carried, squares = jax.lax.scan(step, carried, at, reverse=True)
        unreached = [(0, 0), (0, 0), (first, 0)]
        found.append(jax.tree.map(lambda square, pad=unreached: jnp.pad(square, pad), squares))
    square_s, square_g = (jnp.concatenate(each) for each in zip(*reversed(found), strict=True))
    squares = (square_s.transpose(1, 2, 0), square_g.transpose(1, 2, 0))
    return _table(layout, given, squares, states[0], y)


def _back(layout: Cell, given: Given) -> Callable[[State, Any], tuple[State, Squares]]:
    """A step back: rows of each state (losses, H) → rows before; squares (kinds, losses)."""

    def step(carried: State, at: Any) -> tuple[State, Squares]:
        t, own_t, e_t, past_t = at
        delta = (carried[0].at[t].add(own_t), *carried[1:])
        nothing = tuple(map(jnp.zeros_like, past_t))
        pull = jax.vjp(partial(shifted_step, layout, given), e_t, past_t, nothing)[1]
        of_e, of_past, of_states = jax.vmap(pull)(delta)
        parts = of_e.reshape(len(of_e), len(layout.b), -1)
        squares = jnp.stack([jnp.square(each).sum(1) for each in of_states])
        return of_past, (squares, jnp.square(parts).sum(2).T)

    return step


def _error(given: Given, y: Jax) -> Jax:
    return jax.nn.softmax(y) - jax.nn.one_hot(given.targets, len(given.b_y))


def _table(layout: Cell, given: Given, squares: Squares, h: Jax, y: Jax) -> Table:
    """log10 of the norms, (T, T) each, from the squares of states and gates, (kinds, T, T)."""
    states, gates = (0.5 * jnp.log10(each) for each in squares)
    return layout.table(
        gates,
        states,
        x=_log10_norms(given.x),
        past=_log10_norms(before(given.start[0], h)),
        error=jnp.log10(jnp.diag(jnp.linalg.norm(_error(given, y), axis=1))),
        h=_log10_norms(h),
    )


def _log10_norms(rows: Jax) -> Jax:
    return 0.5 * jnp.log10(jnp.square(rows).sum(1))


def read(problem: Problem, table: Any) -> Found:
    """The table as it is."""
    return {name: np.asarray(each) for name, each in table.items()}
