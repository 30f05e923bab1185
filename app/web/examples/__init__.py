"""Runs worth looking at, from simple to rich. A new one is a new entry in one of the lists."""

from __future__ import annotations

from app.web.examples.cells import OF_CELLS
from app.web.examples.example import Example
from app.web.examples.first import FIRST
from app.web.examples.handmade import HANDMADE
from app.web.examples.lags import LAGS
from app.web.examples.translations import TRANSLATIONS
from app.web.examples.truncations import TRUNCATIONS

EXAMPLES: tuple[Example, ...] = (
    *FIRST,
    *TRUNCATIONS,
    *HANDMADE,
    *LAGS,
    *OF_CELLS,
    *TRANSLATIONS,
)

__all__ = ["EXAMPLES", "Example"]
