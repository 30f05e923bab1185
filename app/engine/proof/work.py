"""How much work changed networks are, before it begins."""

from __future__ import annotations

import math
from collections.abc import Iterable

from app.engine.network import Network
from app.engine.proof.pieces import Piece

MOST_ROWS = 4096
"""How many changed networks run as one batch."""

# In multiplications: what one operation of one time-stamp costs besides the numbers, and what
# softmax and loss cost for each class.
_OF_AN_OPERATION = 12_000
_OF_A_CLASS = 6


def work_of(network: Network, parameter: str, pieces: Iterable[Piece], changes: int) -> int:
    """An estimate, in multiplications.

    Args:
        parameter: the full name of what is changed.
        changes: how many changed networks there are for the shared one, and for each copy.
    """
    part, _ = network.part_of(parameter)
    of_a_step = max(
        sum(each.shapes.nodes) + sum(map(math.prod, each.shapes.parameters.values()))
        for each in network.parts
    )
    of_a_step += _OF_A_CLASS * network.parts[-1].sequence.classes
    operations = max(len(each.cell.nodes) for each in network.parts)
    total = 0
    for piece in pieces:
        first, stop = piece.within(part)
        copies = stop - first
        if copies == 0:
            continue
        # one copy more begins with each time-stamp; then all of them run to the end
        steps = copies * (copies + 3) // 2 + (piece.stop - stop) * (copies + 1)
        batches = -(-changes * (copies + 1) // MOST_ROWS)
        calls = batches * (piece.stop - piece.first) * operations
        total += steps * changes * of_a_step + calls * _OF_AN_OPERATION
    return total
