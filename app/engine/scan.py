"""The characters and marks that a line of equations may hold.

Everything else is refused here, at its column, before Python's own parser sees the line:
it would fold other alphabets into ASCII, warn about strings, and give up on deep nesting.
"""

from __future__ import annotations

import keyword
import re

from app.engine.errors import EquationError
from app.engine.graph import FUNCTIONS

MAX_NESTING = 50

_TOKEN = re.compile(
    r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<mark>[-+*@()\[\]=])"
    r"|(?P<space>[ \t]+)"
)
_NEWLINE = re.compile(r"\r\n|\r|\n")
_REFUSED = re.compile(r"\*\*|//|==|!=|<=|>=|:=|->|&&|\|\||.", re.DOTALL)
_HINTS = {
    "/": "; multiply by a number instead",
    "**": "; write h * h for a square",
    ",": "; a function takes one vector",
    ".": "; a number needs a digit, and a name has no attributes",
}


def lines_of(text: str) -> list[tuple[int, int, str]]:
    """The lines that say something: (line number from 1, columns of indent, code)."""
    found = []
    for number, line in enumerate(_NEWLINE.split(text), start=1):
        code = line.partition("#")[0].rstrip(" \t")
        stripped = code.lstrip(" \t")
        if stripped:
            found.append((number, len(code) - len(stripped), stripped))
    return found


def operations_in(code: str, line: int, indent: int) -> list[int]:
    """The columns of the operations; raises where a character or mark is refused.

    Args:
        code: one line without indent and comment.
        line: its number, for the error.
        indent: columns before it.
    """
    found: list[int] = []
    position = nesting = minuses = 0
    in_brackets = False
    while position < len(code):
        column = indent + position + 1
        token = _TOKEN.match(code, position)
        if token is None or code.startswith(("**", "=="), position):
            raise EquationError(_refusal(code, position), line, column)
        kind, text = token.lastgroup, token.group()
        if kind == "number" and code[token.end() :][:1].isidentifier():
            raise EquationError(f"a number ends before a letter: {text}", line, column)
        if kind == "name" and keyword.iskeyword(text):
            raise EquationError(f"{text} is a word of Python and cannot be a name", line, column)
        nesting += (text == "(") - (text == ")")
        minuses = minuses + 1 if text == "-" else minuses if kind == "space" else 0
        if nesting + minuses > MAX_NESTING:
            raise EquationError(f"nested more than {MAX_NESTING} deep", line, column)
        in_brackets = text == "[" or (in_brackets and text != "]")
        if not in_brackets and (text in "+-*@" or text in FUNCTIONS):
            found.append(column)
        position = token.end()
    return found


def _refusal(code: str, position: int) -> str:
    match = _REFUSED.match(code, position)
    assert match is not None  # the pattern ends in "any character"
    text = match.group()
    if not text.isascii():
        return f"only ASCII stands in an equation, not U+{ord(text):04X}"
    shown = text if text.isprintable() else f"U+{ord(text):04X}"
    known = "the operations are + - * @ and " + " ".join(FUNCTIONS)
    return f"{shown} is not in the language{_HINTS.get(text, '')}: {known}"
