"""What each state hears from later losses, and what truncation lets it hear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.engine.backward import Back, summed
from app.engine.graph import Array
from app.engine.itemised.blocks import Blocks, Later
from app.engine.parts import Part
from app.engine.problem import Truncation

Seeds = dict[str, Array]  # ∂L/∂v as it arrives at named values, shape (T, n)


@dataclass(eq=False)
class Future:
    """Gradients that arrive at the states of one part, and at y from its loss.

    Attributes:
        heard: all that arrives.
        initial: what arrives at the states before the first time-stamp, shape (n,).
        lefts: ∂L/∂node for each use of a parameter that any loss reaches, shape (T, n).
        window: of a window, how its losses part at each time-stamp; None otherwise.
    """

    heard: Seeds
    initial: dict[str, Array]
    lefts: dict[int, Array]
    window: Window | None = None


@dataclass(eq=False)
class Window:
    """What arrives at a time-stamp from losses within a window.

    Attributes:
        passed_on: from those that reach the time-stamp before.
        dropped: from the last one, which does not.
    """

    passed_on: Seeds
    dropped: Seeds


def futures(backs: tuple[Back, ...], truncation: Truncation | None) -> list[Future]:
    """What the states of each part hear under a truncation, in the order of the parts."""
    if truncation is not None and truncation.kind == "window":
        return _through_window(backs, truncation)
    return _through_pieces(backs, truncation)


def _through_pieces(backs: tuple[Back, ...], truncation: Truncation | None) -> list[Future]:
    """All losses together; nothing is passed on over the ends of pieces of time."""
    found: list[Future] = []
    for back in reversed(backs):
        run, part = back.run, back.run.part
        later: Mapping[str, Array | float] = dict.fromkeys(run.cell.states, 0.0)
        if found and not (truncation and truncation.cuts_before(part.first + part.length)):
            later = found[-1].initial
        lefts, arrived = summed(run, _pieces(part, truncation), later)
        heard = {name: each[1:] for name, each in arrived.items()}
        initial = {name: each[0] for name, each in arrived.items()}
        found.append(Future(_with_errors(heard, run.spoken), initial, lefts))
    return found[::-1]


def _pieces(part: Part, truncation: Truncation | None) -> list[tuple[int, int]]:
    """The part's own time-stamps, from 0, in pieces that end where truncation cuts."""
    if truncation is None:
        return [(0, part.length)]
    steps = truncation.steps
    starts = [0, *range(steps - part.first % steps, part.length, steps)]
    return list(zip(starts, [*starts[1:], part.length], strict=True))


def _through_window(backs: tuple[Back, ...], truncation: Truncation) -> list[Future]:
    """Every loss by itself, as far as the window lets it."""
    found: list[Future] = []
    later: Later | None = None
    for back in reversed(backs):
        cell = back.run.cell
        blocks = Blocks(back.run, back.own(cell.leading_to_past), later)
        window, initial = _parted(blocks, truncation)
        later = blocks.handed_on
        heard = {name: window.passed_on[name] + dropped for name, dropped in window.dropped.items()}
        nodes = back.walk(heard, cell.leading_to_past_or_factors)
        lefts = {use.node: left for use in cell.uses if (left := nodes[use.node]) is not None}
        found.append(Future(heard, initial, lefts, window))
    return found[::-1]


def _parted(blocks: Blocks, truncation: Truncation) -> tuple[Window, dict[str, Array]]:
    """How the losses part, and what arrives at the states before the first time-stamp."""
    run = blocks.run
    T, start, size, states = run.part.length, run.part.first, run.part.sizes, run.cell.states
    passed_on = {name: np.zeros((T, size[name])) for name in states}
    dropped = {name: np.zeros((T, size[name])) for name in states}
    initial = {}
    for t, first, last, heard, _, _ in blocks.walk(truncation):
        # the first row is the latest loss; what teaches t = 1 teaches the states before it too
        reached = start + t + truncation.steps - 1
        ends = int(start + t > 0 and first < last and blocks.losses[first] == reached)
        for name, rows in zip(states, heard, strict=True):
            if t < 0:
                initial[name] = np.add.reduce(rows, axis=0)
            else:
                passed_on[name][t] = np.add.reduce(rows[ends:], axis=0)
                dropped[name][t] = np.add.reduce(rows[:ends], axis=0)

    own_is_last = (np.arange(start, start + T) > 0)[:, None] & (truncation.steps == 1)
    spoken = run.spoken
    return Window(
        _with_errors(passed_on, {y: np.where(own_is_last, 0.0, e) for y, e in spoken.items()}),
        _with_errors(dropped, {y: np.where(own_is_last, e, 0.0) for y, e in spoken.items()}),
    ), initial


def _with_errors(states: Seeds, spoken: Seeds) -> Seeds:
    """The seeds with what the loss says to y."""
    more = {y: states[y] + errors if y in states else errors for y, errors in spoken.items()}
    return {**states, **more}
