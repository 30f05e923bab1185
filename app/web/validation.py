"""From pydantic's errors to mistakes in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.web.errors import BAD_REQUEST_FIELDS, Mistake, Problem, pointer
from app.web.requests import VARIANTS

MAX_MISTAKES = 20

Loc = tuple[str | int, ...]

# By pydantic's type of error; what stands in braces is its context.
WORDS: Mapping[str, str] = {
    "missing": "this field is required",
    "union_tag_not_found": "this field is required",
    "union_tag_invalid": "expected one of {expected_tags}",
    "literal_error": "expected {expected}",
    "int_type": "expected a whole number",
    "float_type": "expected a number",
    "finite_number": "expected a finite number",
    "string_type": "expected a string",
    "list_type": "expected a list",
    "dict_type": "expected an object",
    "model_type": "expected an object",
    "model_attributes_type": "expected an object",
    "greater_than": "expected more than {gt:g}",
    "greater_than_equal": "expected at least {ge}",
    "less_than_equal": "expected at most {le}",
    "too_short": "expected at least {min_length} in the list, not {actual_length}",
}


def problem_of(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """The refusal that lists pydantic's errors, the first of them if there are many.

    Args:
        errors: of a RequestValidationError; their locations begin with "body".
    """
    mistakes = [mistake_of(error) for error in errors[:MAX_MISTAKES]]
    return Problem(BAD_REQUEST_FIELDS, *mistakes)


def mistake_of(error: Mapping[str, Any]) -> Mistake:
    """One of pydantic's errors; what the caller sent, which pydantic repeats, is left out."""
    kind: str = error["type"]
    path = _without_variants(error["loc"][1:])
    if kind.startswith("union_tag"):
        path = (*path, "kind")
    words = WORDS.get(kind)
    message = error["msg"] if words is None else words.format(**error.get("ctx", {}))
    if not path:
        message = "expected an object"
    return Mistake(message, pointer(*path))


def _without_variants(loc: Loc) -> Loc:
    for keys in VARIANTS:
        n = len(keys)
        if len(loc) > n and all(
            key in (None, found) for key, found in zip(keys, loc, strict=False)
        ):
            return loc[:n] + loc[n + 1 :]
    return loc
