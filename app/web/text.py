"""From a typed text to its tokens, left as they were typed."""

from __future__ import annotations

from typing import Literal

import regex

By = Literal["character", "word"]

# \X alone counts back over all flags before it, which takes quadratic time on a text of flags.
_CLUSTER = (
    r"(?:\p{RI}\p{RI}?[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+|\X)"  # grapheme cluster
)
_OF_A_WORD = r"(?:(?=[\p{L}\p{M}\p{N}])\X)"  # a cluster that begins with a letter or a digit

CHARACTER = regex.compile(_CLUSTER)
WORD = regex.compile(rf"{_OF_A_WORD}++(?:['’]{_OF_A_WORD}++)*+|{_CLUSTER}")


def tokens(text: str, by: By) -> list[str]:
    """The tokens of a text.

    Args:
        text: as typed; it is not normalised.
        by: "character" for extended grapheme clusters, white space among them. "word" for
            runs of letters and digits, with an apostrophe within (don't, l’eau), and every
            other character as a token of its own; white space only separates.
    """
    if by == "character":
        return list(CHARACTER.findall(text))
    # split first: a cluster may have white space within, after an Arabic number sign for one
    return [token for piece in text.split() for token in WORD.findall(piece)]


def vocabulary(of: list[str]) -> list[str]:
    """The distinct tokens, in order of first appearance."""
    return list(dict.fromkeys(of))
