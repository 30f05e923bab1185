"""Cells for the tests of the picture: the built-in ones and fifty random texts.

`python -m tests.static.make_cells` writes them anew.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np

from app.engine import CELLS, Sequence, bptt, parse

FILE = Path(__file__).parent / "cells.json"
COUNT = 50
NAMES = ("a", "c", "e", "f", "g", "memory", "o", "s")


def random_text(draw: random.Random) -> str:
    """Equations over up to seven values: gates, carried states, dead ends, past outputs."""
    names = [*draw.sample(NAMES, draw.randint(1, 6)), "h"]
    lines = [f"{name} = {right_side(draw, name, names[:i], names)}" for i, name in enumerate(names)]
    outputs = [f"W_{name}y @ {name}" for name in draw.sample(names, draw.choice((1, 1, 1, 2)))]
    if draw.random() < 0.15:
        outputs.append("y[t-1]")
    return "\n".join([*lines, f"y = {' + '.join(outputs)} + b_y"]) + "\n"


def right_side(draw: random.Random, name: str, known: list[str], all_names: list[str]) -> str:
    """A right side that reads x, values before it, and values of the last time-stamp."""
    past = [f"{draw.choice(all_names)}[t-1]"]
    if known and draw.random() < 0.35:
        first, second = draw.choice(known), draw.choice([*known, *past])
        forms = (
            f"{first} * {name}[t-1] + (1 - {first}) * {second}",
            f"{first} * tanh({second})",
            f"{first} + {second}",
        )
        return draw.choice(forms)
    operands = draw.sample(["x", *known, *past], min(draw.randint(1, 3), len(known) + 2))
    terms = [f"W_{i}{name} @ {operand}" for i, operand in enumerate(operands)]
    if draw.random() < 0.15:
        terms.append(f"W_y{name} @ y[t-1]")
    activation = draw.choice(("tanh", "sigmoid", "relu"))
    if draw.random() < 0.2:
        return " + ".join(terms)
    return f"{activation}({' + '.join([*terms, f'b_{name}'])})"


def cell_of(equations: str) -> dict[str, Any]:
    """The `cell` of an answer to a short run."""
    sequence = Sequence(np.zeros((1, 3)), (0,), 3)
    cell: dict[str, Any] = bptt(parse(equations), sequence, hidden_size=4).as_json()["cell"]
    return cell


def cells() -> dict[str, dict[str, Any]]:
    """Every cell by its name."""
    texts = {name: text.equations for name, text in CELLS.items()}
    texts |= {f"random {i}": random_text(random.Random(i)) for i in range(COUNT)}
    return {name: cell_of(text) for name, text in texts.items()}


def write() -> None:
    """Write all cells."""
    FILE.write_text(json.dumps(cells(), ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    write()
