"""What each state hears from later losses, and what truncation lets it hear."""

from __future__ import annotations

from dataclasses import dataclass, field

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
        passed_on, dropped: of a window, the part of it whose losses reach the time-stamp
            before, and the part whose losses do not; empty otherwise.
    """

    heard: Seeds
    initial: dict[str, Array]
    lefts: dict[int, Array]
    passed_on: Seeds = field(default_factory=dict)
    dropped: Seeds = field(default_factory=dict)


def future(back: Back, truncation: Truncation | None) -> Future:
    """What the states hear under a truncation."""
    if truncation is not None and truncation.kind == "window":
        return _through_window(back, truncation)
    T = back.run.sequence.length
    steps = T if truncation is None else truncation.steps
    pieces = [(start, min(start + steps, T)) for start in range(0, T, steps)]
    found = summed(back.run, pieces)
    return Future(
        heard=_with_errors(
            {name: each[1:] for name, each in found.future.items()}, back.run.errors
        ),
        initial={name: each[0] for name, each in found.future.items()},
        lefts=found.lefts,
    )


def _through_window(back: Back, window: Truncation) -> Future:
    run = back.run
    T, size, states = run.sequence.length, run.shapes.values, run.cell.states
    blocks = Blocks(run, back.walk({"y": run.errors}, run.cell.leading_to_past))
    passed_on = {name: np.zeros((T, size[name])) for name in states}
    dropped = {name: np.zeros((T, size[name])) for name in states}
    initial = {}
    for t, first, last, heard, _, _ in blocks.walk(window):
        ends = int(t > 0 and first < last and blocks.losses[first] == t + window.steps - 1)
        for name, rows in zip(states, heard, strict=True):
            if t < 0:
                initial[name] = np.add.reduce(rows, axis=0)
                continue
            passed_on[name][t] = np.add.reduce(rows[ends:], axis=0)
            if ends:
                dropped[name][t] = rows[0]
    at_once = window.steps == 1
    errors_dropped = run.errors * at_once
    errors_dropped[0] = 0.0
    arrives = {name: passed_on[name] + dropped[name] for name in states}
    seeds = _with_errors(arrives, run.errors)
    nodes = back.walk(seeds, run.cell.leading_to_past_or_factors)
    lefts = {use.node: left for use in run.cell.uses if (left := nodes[use.node]) is not None}
    return Future(
        heard=seeds,
        initial=initial,
        lefts=lefts,
        passed_on=_with_errors(passed_on, run.errors - errors_dropped),
        dropped=_with_errors(dropped, errors_dropped),
    )


def _with_errors(states: Seeds, errors: Array) -> Seeds:
    """The seeds with what the loss says to y."""
    return {**states, "y": states["y"] + errors if "y" in states else errors}
