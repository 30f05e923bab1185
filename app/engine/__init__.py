"""The engine: a cell's text in, activations and temporal gradient copies out. Numbers only."""

from app.engine.answer import Answer
from app.engine.bptt import bptt, size_of_answer
from app.engine.cell import Cell
from app.engine.cells import CELLS, CellText
from app.engine.equations import parse
from app.engine.errors import EngineError, EquationError, NonFiniteError
from app.engine.parts import Part
from app.engine.problem import AnySequence, Entry, Sequence, Translation, Truncation
from app.engine.source.program import program

__all__ = [
    "CELLS",
    "Answer",
    "AnySequence",
    "Cell",
    "CellText",
    "EngineError",
    "Entry",
    "EquationError",
    "NonFiniteError",
    "Part",
    "Sequence",
    "Translation",
    "Truncation",
    "bptt",
    "parse",
    "program",
    "size_of_answer",
]
