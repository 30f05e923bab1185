"""The numbers of a text to read and a text to say."""

from __future__ import annotations

import numpy as np

from app import engine
from app.web.limits import check_limit
from app.web.sequences.kinds import TranslationSequence
from app.web.sequences.refusal import refusal
from app.web.sequences.resolved import Resolved
from app.web.sequences.tokenised import indices, tokenised
from app.web.settings import Settings
from app.web.text import vocabulary

# No token is one of these: a character is one grapheme, and a word ends before "<".
START, END = "<start>", "<end>"


def of_translation(sequence: TranslationSequence, limits: Settings) -> Resolved:
    """The encoder reads the source; the decoder reads START and the target, and should say the
    target and END.

    Raises:
        Problem: over a limit, or nothing to read or to say.
    """
    by = sequence.by
    read = tokenised(sequence.source, by, limits, "sequence", "source")
    said = tokenised(sequence.target, by, limits, "sequence", "target")
    for word, purpose, found in (("source", "read", read), ("target", "say", said)):
        if not found:
            raise refusal(
                f"a translation needs at least 1 {by} to {purpose}; the {word} has none", word
            )
    S, M = len(read), len(said)
    stamps = f"time-stamps (source + target + 1 = {S} + {M} + 1)"
    check_limit(S + M + 1, limits.max_steps, stamps, "sequence")
    known, sayable = vocabulary(read), vocabulary([START, END, *said])
    check_limit(len(known), limits.max_inputs, f"different {by}s", "sequence", "source")
    different = f"different {by}s, {START} and {END} among them,"
    check_limit(len(sayable), limits.max_classes, different, "sequence", "target")
    source = indices(read, known)
    inputs, targets = indices([START, *said], sayable), indices([*said, END], sayable)
    decoder = engine.Sequence.of_tokens(tuple(inputs), tuple(targets), len(sayable))
    one_hot = np.eye(len(known))[source]  # (S, D of the encoder)
    return Resolved(engine.Translation(one_hot, decoder), source + inputs, (known, sayable))
