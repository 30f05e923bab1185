"""Whether numbers are finite, at the price of one look at them."""

from __future__ import annotations

import math

import numpy as np

from app.engine.graph import Operand


def all_finite(array: Operand) -> bool:
    """Whether no entry is infinite or not a number; may say no where only a square overflows.

    The sum of the squares is finite only if every entry is, and is found several times faster
    than a test of each. Who hears no looks again.
    """
    return math.isfinite(np.vdot(array, array))
