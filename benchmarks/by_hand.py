"""The floor as a contestant."""

from __future__ import annotations

from typing import Any

from benchmarks import floor
from benchmarks.contestant import Contestant, Found, read_copies
from benchmarks.names import BY_HAND
from benchmarks.problem import Problem


def _read_copies(problem: Problem, learned: floor.Learned) -> Found:
    return read_copies(learned.gradients, learned.factors)


def _read_dense(problem: Problem, copies: Any) -> Found:
    return dict(copies)


def _read_itemised(problem: Problem, itemised: Any) -> Found:
    return dict(itemised[1])


CONTESTANTS = (
    Contestant(BY_HAND, "copies", lambda p: lambda: floor.learn(p), _read_copies, ("elman",)),
    Contestant(BY_HAND, "dense", lambda p: lambda: floor.dense(p), _read_dense, ("elman",)),
    Contestant(
        BY_HAND, "itemised", lambda p: lambda: floor.itemised(p), _read_itemised, ("elman",)
    ),
)
