"""What each state hears from later losses, and what truncation lets it hear."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.engine.backward import Back, summed
from app.engine.graph import Array
from app.engine.itemised.blocks import Blocks
from app.engine.problem import Truncation

Seeds = dict[str, Array]  # ∂L/∂v as it arrives at named values, shape (T, n)


@dataclass(eq=False)
class Future:
    """Gradients that arrive at the states, and at y from its loss.

    Attributes:
        heard: all that arrives.
        initial: what arrives at the states before t = 1, shape (n,).
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


def future(back: Back, truncation: Truncation | None) -> Future:
    """What the states hear under a truncation."""
    if truncation is not None and truncation.kind == "window":
        return _through_window(back, truncation)
    run, T = back.run, back.run.sequence.length
    steps = T if truncation is None else truncation.steps
    pieces = [(start, min(start + steps, T)) for start in range(0, T, steps)]
    lefts, found = summed(run, pieces)
    heard = {name: each[1:] for name, each in found.items()}
    initial = {name: each[0] for name, each in found.items()}
    return Future(_with_errors(heard, run.errors), initial, lefts)


def _through_window(back: Back, truncation: Truncation) -> Future:
    run = back.run
    window, initial = _parted(back, truncation)
    heard = {name: window.passed_on[name] + dropped for name, dropped in window.dropped.items()}
    nodes = back.walk(heard, run.cell.leading_to_past_or_factors)
    lefts = {use.node: left for use in run.cell.uses if (left := nodes[use.node]) is not None}
    return Future(heard, initial, lefts, window)


def _parted(back: Back, truncation: Truncation) -> tuple[Window, dict[str, Array]]:
    """How the losses part, and what arrives at the states before t = 1."""
    run = back.run
    T, size, states = run.sequence.length, run.shapes.values, run.cell.states
    passed_on = {name: np.zeros((T, size[name])) for name in states}
    dropped = {name: np.zeros((T, size[name])) for name in states}
    initial = {}
    blocks = Blocks(run, back.walk({"y": run.errors}, run.cell.leading_to_past))
    for t, first, last, heard, _, _ in blocks.walk(truncation):
        # the first row is the latest loss; what teaches t = 1 teaches the states before it too
        ends = int(t > 0 and first < last and blocks.losses[first] == t + truncation.steps - 1)
        for name, rows in zip(states, heard, strict=True):
            if t < 0:
                initial[name] = np.add.reduce(rows, axis=0)
            else:
                passed_on[name][t] = np.add.reduce(rows[ends:], axis=0)
                dropped[name][t] = np.add.reduce(rows[:ends], axis=0)

    own_is_last = (np.arange(T) > 0)[:, None] & (truncation.steps == 1)
    return Window(
        _with_errors(passed_on, np.where(own_is_last, 0.0, run.errors)),
        _with_errors(dropped, np.where(own_is_last, run.errors, 0.0)),
    ), initial


def _with_errors(states: Seeds, errors: Array) -> Seeds:
    """The seeds with what the loss says to y."""
    return {**states, "y": states["y"] + errors if "y" in states else errors}
