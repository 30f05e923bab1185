"""The refusal of a sequence."""

from __future__ import annotations

from app.web.errors import BAD_SEQUENCE, Mistake, Problem, pointer


def refusal(message: str, *path: str | int) -> Problem:
    """That something at a place within the field `sequence` does not fit."""
    return Problem(BAD_SEQUENCE, Mistake(message, pointer("sequence", *path)))
