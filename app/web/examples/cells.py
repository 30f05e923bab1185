"""What a cell is made of: built-in ones with more than one state or gate, and typed ones."""

from __future__ import annotations

from app.web.examples.example import Example

_MINIMAL_GATED_UNIT = """\
f = sigmoid(W_xf @ x + W_hf @ h[t-1] + b_f)
n = tanh(W_xn @ x + W_hn @ (f * h[t-1]) + b_n)
h = (1 - f) * h[t-1] + f * n
y = W_hy @ h + b_y
"""

_JORDAN = """\
h = tanh(W_xh @ x + W_yh @ y[t-1] + b_h)
y = W_hy @ h + b_y
"""

OF_CELLS: tuple[Example, ...] = (
    Example(
        name="layers",
        title="Two layers",
        description="The lower layer a reads the words, the upper layer h reads a, and only h "
        "leads to the outputs. Look at the arrows that come back to a: at the last word there is "
        "only the one from the layer above, at every other word a second one from the next a.",
        request={
            "sequence": {"kind": "text", "text": "to be or not to be", "by": "word"},
            "cell": "stacked",
            "hidden_size": 4,
        },
    ),
    Example(
        name="gru",
        title="The reset gate of a GRU",
        description="A GRU mixes its old state with a candidate n, and the reset gate r scales "
        "what the old state adds to that candidate, b_hn included. Look at the copies of b_n and "
        "b_hn: each number of the second is that of the first times r, and so smaller in size.",
        request={
            "sequence": {"kind": "text", "text": "so far so good", "by": "word"},
            "cell": "gru",
            "hidden_size": 3,
        },
    ),
    Example(
        name="mgu",
        title="A minimal gated unit",
        description="One gate does two jobs in these equations (Zhou and others 2016): 1 − f keeps "
        "the old state, and f lets the candidate n in. Look at what reaches h from the next "
        "time-stamp on the way back: straight from the next h comes at least five times what "
        "comes through n or through f.",
        request={
            "sequence": {"kind": "text", "text": "hello", "by": "character"},
            "cell": {"equations": _MINIMAL_GATED_UNIT},
            "hidden_size": 4,
        },
    ),
    Example(
        name="jordan",
        title="A Jordan network",
        description="In these equations (Jordan 1986) h reads the last outputs y[t-1] instead of "
        "its own past, so y is the state. Look at ∂L/∂y: only at the last letter is it the error "
        "alone, and before that the next time-stamp adds to it.",
        request={
            "sequence": {"kind": "text", "text": "hello", "by": "character"},
            "cell": {"equations": _JORDAN},
            "hidden_size": 4,
        },
    ),
)
