"""The built-in cells. A cell is its text: a new one is a new entry here, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellText:
    """A built-in cell.

    Attributes:
        name: what a request calls it.
        title: what a menu calls it.
        description: one sentence for a student.
        equations: the text that everything else follows from.
    """

    name: str
    title: str
    description: str
    equations: str


_ELMAN = """\
z = W_xh @ x + W_hh @ h[t-1] + b_h
h = {activation}(z)
y = W_hy @ h + b_y
"""

CELLS: dict[str, CellText] = {
    cell.name: cell
    for cell in (
        CellText(
            name="elman",
            title="Elman RNN",
            description="The plain recurrent network: tanh of the input and of its own last state.",
            equations=_ELMAN.format(activation="tanh"),
        ),
        CellText(
            name="elman-relu",
            title="Elman RNN, relu",
            description="The plain recurrent network with relu, which does not saturate above.",
            equations=_ELMAN.format(activation="relu"),
        ),
    )
}
