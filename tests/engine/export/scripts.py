"""Scripts of small runs, and their lines."""

from __future__ import annotations

from types import CodeType
from typing import Any

from app.engine import CELLS, Sequence, Truncation, parse
from app.engine.export.pytorch import pytorch
from app.engine.network import network

ELMAN = CELLS["elman"].equations
LSTM = CELLS["lstm"].equations
ABA = Sequence.of_tokens((0, 1), (1, 0), 2)


def script(
    equations: str, sequence: Any = ABA, truncation: Truncation | None = None, **asked: Any
) -> str:
    return pytorch(network(parse(equations, "elman"), sequence, **asked), truncation)


def body(text: str, function: str = "step") -> list[str]:
    """The lines of a function."""
    lines = text.splitlines()
    begin = next(i for i, line in enumerate(lines) if line.startswith(f"def {function}("))
    return [line.strip() for line in lines[begin + 1 : lines.index("", begin)]]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def functions(text: str) -> list[CodeType]:
    code = compile(text, "<script>", "exec")
    return [each for each in code.co_consts if isinstance(each, CodeType)]
