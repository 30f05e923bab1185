"""Where the files of the page lie."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
# A wheel carries them inside the package; in a checkout they stand beside it.
PARENT = PACKAGE if (PACKAGE / "static").is_dir() else PACKAGE.parent

STATIC = PARENT / "static"
TEMPLATES = PARENT / "templates"
