"""Rows over the whole time, put together from those of the parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from app.engine.graph import Array

# One row for each time-stamp: an array, or a list of rows where these differ in width or some
# are missing (None), which happens in translations alone. A union would ask everybody which.
TimeRows: TypeAlias = Any


def side_by_side(pieces: Sequence[Array | None], lengths: Sequence[int]) -> TimeRows:
    """The rows of all parts one after the other; None for each time-stamp of a part without."""
    if len(pieces) == 1 and pieces[0] is not None:
        return pieces[0]
    found = [each for each in pieces if each is not None]
    if len(found) == len(pieces) and len({each.shape[1] for each in found}) == 1:
        return np.concatenate(found)
    return [
        row
        for piece, length in zip(pieces, lengths, strict=True)
        for row in ([None] * length if piece is None else piece)
    ]


def one_earlier(sent: TimeRows, last: Array) -> TimeRows:
    """What is sent at t + 1, by the t that receives it; `last` is what the last one hears."""
    if isinstance(sent, np.ndarray):
        found = np.empty_like(sent)
        found[:-1] = sent[1:]
        found[-1] = last
        return found
    return [*sent[1:], last]
