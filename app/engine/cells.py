"""The built-in cells. A cell is its text: a new one is a new entry here, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CellText:
    """A built-in cell.

    Attributes:
        name: what a request calls it.
        title: what a menu calls it.
        description: one sentence for a student.
        equations: the text that everything else follows from.
        reference: who published it, and when.
        initial_biases: the constants that fill some of its biases instead of drawn numbers.
    """

    name: str
    title: str
    description: str
    equations: str
    reference: str
    initial_biases: dict[str, float] = field(default_factory=dict)


_ELMAN = """\
z = W_xh @ x + W_hh @ h[t-1] + b_h
h = {activation}(z)
y = W_hy @ h + b_y
"""

_LSTM = """\
i = sigmoid(W_xi @ x + W_hi @ h[t-1] + b_i)
f = sigmoid(W_xf @ x + W_hf @ h[t-1] + b_f)
g = tanh(W_xg @ x + W_hg @ h[t-1] + b_g)
o = sigmoid(W_xo @ x + W_ho @ h[t-1] + b_o)
c = f * c[t-1] + i * g
h = o * tanh(c)
y = W_hy @ h + b_y
"""

_GRU = """\
r = sigmoid(W_xr @ x + W_hr @ h[t-1] + b_r)
z = sigmoid(W_xz @ x + W_hz @ h[t-1] + b_z)
n = {candidate}
h = (1 - z) * n + z * h[t-1]
y = W_hy @ h + b_y
"""

_STACKED = """\
a = tanh(W_xa @ x + W_aa @ a[t-1] + b_a)
h = tanh(W_ah @ a + W_hh @ h[t-1] + b_h)
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
            reference="Elman 1990",
        ),
        CellText(
            name="elman-relu",
            title="Elman RNN, relu",
            description="The plain recurrent network with relu, which does not saturate above.",
            equations=_ELMAN.format(activation="relu"),
            reference="Le, Jaitly & Hinton 2015",
        ),
        CellText(
            name="lstm",
            title="LSTM",
            description="Long short-term memory: the gates f, i and o decide what the cell state c "
            "keeps, takes in and shows.",
            equations=_LSTM,
            reference="Hochreiter & Schmidhuber 1997; with the forget gate of Gers, Schmidhuber & "
            "Cummins 2000, as in PyTorch and cuDNN",
            initial_biases={"b_f": 1.0},
        ),
        CellText(
            name="gru",
            title="GRU",
            description="The gated recurrent unit: z mixes the old state with a candidate n, and r "
            "scales what the old state adds to it, after the matrix.",
            equations=_GRU.format(candidate="tanh(W_xn @ x + b_n + r * (W_hn @ h[t-1] + b_hn))"),
            reference="Cho et al. 2014; with the reset gate after the product, as in PyTorch and "
            "cuDNN",
        ),
        CellText(
            name="gru-reset-before",
            title="GRU, reset before",
            description="The gated recurrent unit as first published: r scales the old state "
            "before the matrix mixes it.",
            equations=_GRU.format(candidate="tanh(W_xn @ x + W_hn @ (r * h[t-1]) + b_n)"),
            reference="Cho et al. 2014",
        ),
        CellText(
            name="stacked",
            title="Two layers",
            description="Two plain recurrent layers: h reads the state a of the layer below it "
            "instead of x.",
            equations=_STACKED,
            reference="Schmidhuber 1992; Hermans & Schrauwen 2013",
        ),
    )
}
