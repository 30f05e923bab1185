"""From the sequence of a request to the numbers that the engine takes."""

from __future__ import annotations

from app.web.sequences.kinds import (
    AnySequence,
    TextSequence,
    TokenSequence,
    TranslationSequence,
    VectorSequence,
)
from app.web.sequences.mask import without_masked
from app.web.sequences.of_steps import of_tokens, of_vectors
from app.web.sequences.of_text import of_text
from app.web.sequences.of_translation import of_translation
from app.web.sequences.resolved import Resolved
from app.web.settings import Settings


def resolve(sequence: AnySequence, limits: Settings) -> Resolved:
    """Tokenise, check against the limits, make the numbers, and leave out what is masked.

    Raises:
        Problem: over a limit, or something in it does not fit together.
    """
    return without_masked(_whole(sequence, limits), sequence.masked)


def _whole(sequence: AnySequence, limits: Settings) -> Resolved:
    match sequence:
        case TextSequence():
            return of_text(sequence, limits)
        case TokenSequence():
            return of_tokens(sequence, limits)
        case VectorSequence():
            return of_vectors(sequence, limits)
        case TranslationSequence():
            return of_translation(sequence, limits)
