"""The tokens of a text in a request."""

from __future__ import annotations

from app.web.limits import check_limit
from app.web.settings import Settings
from app.web.text import By, tokens

CODE_POINTS_OF_A_TOKEN = 64


def tokenised(text: str, by: By, limits: Settings, *path: str) -> list[str]:
    """Its tokens, unless it is too long to be split.

    Raises:
        Problem: it has more code points than any text within the limits would.
    """
    # splitting takes time, and a token of more than this on the average is none
    most = CODE_POINTS_OF_A_TOKEN * (limits.max_steps + 1)
    check_limit(len(text), most, "code points", *path)
    return tokens(text, by)


def indices(found: list[str], vocabulary: list[str]) -> list[int]:
    """Where each token stands in a vocabulary."""
    index = {token: i for i, token in enumerate(vocabulary)}
    return [index[token] for token in found]
