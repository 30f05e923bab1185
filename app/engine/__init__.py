"""The engine: a cell's text in, activations and temporal gradient copies out. Numbers only."""

from app.engine.answer import Answer
from app.engine.bptt import bptt, size_of_answer
from app.engine.cell import Cell
from app.engine.cells import CELLS, CellText
from app.engine.equations import parse
from app.engine.errors import EngineError, EquationError, NonFiniteError
from app.engine.export.pytorch import pytorch
from app.engine.network import Network, network
from app.engine.parts import Part
from app.engine.problem import AnySequence, Entry, Sequence, Translation, Truncation
from app.engine.proof.check import Check, Compared, check, work_of_check
from app.engine.proof.nudge import Nudge, nudge, work_of_nudge
from app.engine.source.program import program

__all__ = [
    "CELLS",
    "Answer",
    "AnySequence",
    "Cell",
    "CellText",
    "Check",
    "Compared",
    "EngineError",
    "Entry",
    "EquationError",
    "Network",
    "NonFiniteError",
    "Nudge",
    "Part",
    "Sequence",
    "Translation",
    "Truncation",
    "bptt",
    "check",
    "network",
    "nudge",
    "parse",
    "program",
    "pytorch",
    "size_of_answer",
    "work_of_check",
    "work_of_nudge",
]
