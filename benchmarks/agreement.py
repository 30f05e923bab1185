"""Whether all contestants found the same numbers; nothing is timed before they did."""

from __future__ import annotations

import numpy as np

from benchmarks.contestant import Found
from benchmarks.problem import Array

TOLERANCE = 1e-11  # of an array's largest number; in log10 of a norm


class DisagreementError(RuntimeError):
    """Two contestants found different numbers."""


def compare(
    reference: str, wanted: Found, name: str, found: Found, *, place: str, logarithms: bool
) -> None:
    """Raise DisagreementError unless `name` found what `reference` did, as far as it looked.

    Everything of the parameters and states must be there; factors, which have a space in their
    names, are compared where both have them.
    """
    if apart := set(wanted) ^ set(found):
        odd = sorted(each for each in apart if " " not in each)
        if odd:
            raise DisagreementError(f"{name} and {reference} differ about having {odd} of {place}")
    for array in wanted.keys() & found.keys():
        size = difference(wanted[array], found[array], logarithms=logarithms)
        if not size <= TOLERANCE:
            raise DisagreementError(
                f"{name} and {reference} differ by {size:.1e} in {array} of {place}"
            )


def difference(wanted: Array, found: Array, *, logarithms: bool = False) -> float:
    """The largest difference, as a share of the largest number; inf for other shapes.

    Of logarithms the difference itself; −inf, the logarithm of zero, agrees with itself alone.
    """
    if wanted.shape != found.shape:
        return float("inf")
    finite = np.isfinite(wanted)
    if not np.array_equal(wanted[~finite], found[~finite]):
        return float("inf")
    if not finite.any():
        return 0.0
    scale = 1.0 if logarithms else float(np.abs(wanted[finite]).max()) or 1.0
    return float(np.abs(wanted[finite] - found[finite]).max()) / scale
