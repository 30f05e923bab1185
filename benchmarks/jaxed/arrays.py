"""A problem as arrays of JAX, the functions of a step, and the pass forward."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from benchmarks.cells import Cell, Library, State, as_made
from benchmarks.problem import Problem

Jax = Any  # jax.Array, where jax is installed


class _Jax:
    """The functions of a step; the compiler fuses them."""

    tanh = staticmethod(jnp.tanh)
    sigmoid = staticmethod(jax.nn.sigmoid)

    @staticmethod
    def affine(a: Jax, W: Jax, h: Jax) -> Jax:
        return a + W @ h

    @staticmethod
    def multiply_add(a: Jax, b: Jax, c: Jax) -> Jax:
        return a + b * c

    @staticmethod
    def split(a: Jax, parts: Sequence[int]) -> Any:
        H = a.shape[-1] // sum(parts)
        return jnp.split(a, [H * end for end in accumulate(parts)][:-1], -1)


JAX: Library = _Jax()


class Given(NamedTuple):
    """A problem as arrays, W_x, W_h and b stacked over the gates."""

    W_x: Jax
    W_h: Jax
    b: Jax
    W_hy: Jax
    b_y: Jax
    x: Jax
    targets: Jax
    start: State


def given_of(problem: Problem) -> Given:
    """Prepared before anything is timed."""
    layout, weights = problem.layout, problem.weights
    return Given(
        W_x=jnp.array(problem.stacked(layout.x)),
        W_h=jnp.array(problem.stacked(layout.h)),
        b=jnp.array(problem.stacked(layout.b)),
        W_hy=jnp.array(weights["W_hy"]),
        b_y=jnp.array(weights["b_y"]),
        x=jnp.array(problem.x),
        targets=jnp.array(problem.targets),
        start=tuple(jnp.array(problem.initial_state[name]) for name in layout.states),
    )


def entering(given: Given) -> Jax:
    """What no state enters of the pre-activations, shape (T, G·H)."""
    n, T = len(given.W_x), len(given.x)
    e = given.x @ given.W_x.T + given.b[:n]
    if n == len(given.b):
        return e
    return jnp.concatenate([e, jnp.broadcast_to(given.b[n:], (T, len(given.b) - n))], axis=1)


def states_of(layout: Cell, given: Given, e: Jax) -> State:
    """The states after each time-stamp, shape (T, H)."""

    def step(past: State, e_t: Jax) -> tuple[State, State]:
        after = layout.step(JAX, e_t, given.W_h, past, as_made)
        return after, after

    states: State = jax.lax.scan(step, given.start, e)[1]
    return states


def shifted_step(layout: Cell, given: Given, e_t: Jax, past: State, offsets: State) -> State:
    """A step whose states, once made, get offsets; their gradients are those of the states."""

    def made(kind: int, state: Jax) -> Jax:
        return state + offsets[kind]

    return layout.step(JAX, e_t, given.W_h, past, made)


def before(start: Jax, states: Jax) -> Jax:
    """A state before each time-stamp, shape (T, H)."""
    return jnp.concatenate([start[None], states[:-1]])


def losses_of(y: Jax, targets: Jax) -> Jax:
    """−log p of each time-stamp, shape (T,)."""
    return -jax.nn.log_softmax(y)[jnp.arange(len(y)), targets]
