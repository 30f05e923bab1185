"""The whole of what is generated for a cell, to be read."""

from __future__ import annotations

from app.engine.cell import Cell
from app.engine.source.backward import backward_source
from app.engine.source.blocks import blocks_source
from app.engine.source.forward import forward_source


def program(cell: Cell) -> str:
    """The Python that runs a cell forward, back, and back with every loss by itself."""
    return "\n\n".join([forward_source(cell), backward_source(cell), blocks_source(cell).source])
