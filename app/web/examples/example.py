"""A run worth looking at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """A run worth looking at.

    Attributes:
        name: stable, for addresses.
        title: what a menu calls it.
        description: two sentences, what it is and what to look at.
        request: the body of `POST /api/v1/bptt`.
        beside: the name of the example to compare it with.
    """

    name: str
    title: str
    description: str
    request: dict[str, Any]
    beside: str | None = None
