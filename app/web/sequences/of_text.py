"""The numbers of a text whose every token should predict the next."""

from __future__ import annotations

from app import engine
from app.web.limits import check_limit
from app.web.sequences.kinds import TextSequence
from app.web.sequences.refusal import refusal
from app.web.sequences.resolved import Resolved
from app.web.sequences.tokenised import indices, tokenised
from app.web.settings import Settings
from app.web.text import vocabulary


def of_text(sequence: TextSequence, limits: Settings) -> Resolved:
    """Inputs are all tokens but the last, targets all but the first.

    Raises:
        Problem: over a limit, or too short to have a next token.
    """
    by, path = sequence.by, ("sequence", "text")
    found = tokenised(sequence.text, by, limits, *path)
    if len(found) < 2:
        raise refusal(
            f"a {by} should predict the next one, so the text needs at least "
            f"2 {by}s; it has {len(found)}",
            "text",
        )
    check_limit(len(found) - 1, limits.max_steps, "time-stamps", *path)
    known = vocabulary(found)
    check_limit(len(known), limits.max_classes, f"different {by}s", *path)
    numbers = indices(found, known)
    inputs, targets = numbers[:-1], numbers[1:]
    one_hot = engine.Sequence.of_tokens(tuple(inputs), tuple(targets), len(known))
    return Resolved(one_hot, inputs, (known,))
