"""The limits that the settings set."""

from __future__ import annotations

from app.web.errors import OVER_LIMIT, Mistake, Problem, pointer
from app.web.requests import BpttRequest, Equations
from app.web.settings import Settings


def check_limit(number: int, limit: int, what: str, *path: str | int) -> None:
    """Raise Problem if there are more of something than the limit allows."""
    if number > limit:
        message = f"{number} {what} are over the limit of {limit}"
        raise Problem(OVER_LIMIT, Mistake(message, pointer(*path)))


def check_sizes(request: BpttRequest, limits: Settings) -> None:
    """Raise Problem if the network is too large, whatever the sequence."""
    check_limit(request.hidden_size, limits.max_hidden_size, "hidden units", "hidden_size")
    if isinstance(request.cell, Equations):
        length = len(request.cell.equations.encode())
        check_limit(length, limits.max_equation_bytes, "bytes", "cell", "equations")
        for name, size in (request.cell.sizes or {}).items():
            check_limit(size, limits.max_hidden_size, "units", "cell", "sizes", name)
