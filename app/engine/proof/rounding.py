"""How uncertain L is because every operation rounds its result."""

from __future__ import annotations

import numpy as np

from app.engine.backward import Back
from app.engine.forward import Run
from app.engine.future import futures
from app.engine.graph import Input, Linear, Operand, Previous, Product
from app.engine.problem import Truncation

_UNIT = 2.0**-52


def rounding_of(backs: tuple[Back, ...], truncation: Truncation | None) -> float:
    """An estimate of what rounding makes of L: the last digit of each loss and of the result of
    each operation, by what a change of that result does to L."""
    total = 0.0
    for back, future in zip(backs, futures(backs, truncation), strict=True):
        run = back.run
        total += float(np.abs(run.losses).sum()) + len(run.sequence.taught)
        for index, delta in enumerate(back.walk(future.heard, run.cell.teachable)):
            if delta is not None:
                total += float((np.abs(delta) * _size(run, index)).sum())
    return _UNIT * total


def _size(run: Run, index: int) -> Operand:
    """How large the numbers are that a node rounds, shape (T, n) or (n,), or a number."""
    node = run.cell.nodes[index]
    match node.operation:
        case Input() | Previous():
            return 0.0
        case Product(parameter):
            of = np.abs(run.over_time(node.inputs[0]))
            found: Operand = of @ np.abs(run.weights[parameter]).T
            return found
        case Linear() if index not in run.nodes:  # it was only added up on the way
            return sum((np.abs(run.nodes.get(each, 0.0)) for each in node.inputs), start=0.0)
    return np.abs(run.nodes[index])
