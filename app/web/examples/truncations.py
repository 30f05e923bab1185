"""The two meanings of truncated back-propagation, on the same letters."""

from __future__ import annotations

from typing import Any

from app.web.examples.example import Example


def _truncated(kind: str) -> dict[str, Any]:
    return {
        "sequence": {"kind": "text", "text": "banana", "by": "character"},
        "cell": "elman",
        "hidden_size": 4,
        "truncation": {"kind": kind, "steps": 2},
    }


TRUNCATIONS: tuple[Example, ...] = (
    Example(
        name="segments",
        title="Truncated: segments of 2",
        description="The state goes on across the end of each segment, and no gradient comes back "
        "over it. Look at the arrows between the states, of which every second is cut, and at the "
        "price: the gradient of W_hh has a relative error of 0.27.",
        request=_truncated("segment"),
    ),
    Example(
        name="window",
        title="Truncated: a window of 2",
        description="Every loss goes back two time-stamps, its own and the one before, wherever "
        "it stands, so no arrow between the states is cut as a whole. Look at what each brings "
        "back, one loss out of up to four, and at the price: the gradient of W_hh has a relative "
        "error of 0.08, where segments had 0.27.",
        request=_truncated("window"),
    ),
)
