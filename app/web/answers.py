"""What the API answers, as models that only document: each field, its shape and an example.

The examples are the golden run: "aba" through an Elman cell with one hidden unit, truncated
to segments of one step. Lengths: T time-stamps, D inputs, H hidden, V classes.

The time of a translation has two parts, an encoder and a decoder, and what one of them lacks is
null there; all other sequences have one part, and no rows of theirs are null.
"""

from __future__ import annotations

from pydantic import ConfigDict, Field

from app.web.documented import Documented, Matrix, Rows, TimeMatrices, Triangle, Vector
from app.web.sequences.answer import ONE_PART, SequenceAnswer


class SourceAnswer(Documented):
    """A value that an equation reads."""

    name: str = Field(description="The value read.", examples=["h"])
    lag: int = Field(description="0 for its value at t, 1 for its value at t − 1.", examples=[1])


class NodeAnswer(Documented):
    """x or a named value of the cell."""

    name: str = Field(description="Its name.", examples=["z"])
    size: int = Field(
        description="How many numbers it has at each t; in a translation, in the decoder.",
        examples=[1],
    )
    equation: str | None = Field(
        description="The line that assigns it; null for x.",
        examples=["z = W_xh @ x + W_hh @ h[t-1] + b_h"],
    )
    depth: int = Field(
        description="Longest way to it within a time-stamp, in equations; 0 for x.", examples=[1]
    )
    inputs: list[SourceAnswer] = Field(
        description="What its equation reads.",
        examples=[[{"name": "x", "lag": 0}, {"name": "h", "lag": 1}]],
    )
    reaches_y: bool = Field(
        description="Whether y depends on it, now or later; if not, its gradient is zero.",
        examples=[True],
    )


class CellAnswer(Documented):
    """The cell as a graph."""

    name: str = Field(
        description='Of the built-in cell; "custom" for equations of one\'s own.',
        examples=["elman"],
    )
    equations: str = Field(
        description="Its text.",
        examples=["z = W_xh @ x + W_hh @ h[t-1] + b_h\nh = tanh(z)\ny = W_hy @ h + b_y\n"],
    )
    states: list[str] = Field(description="The values that are read with [t-1].", examples=[["h"]])
    parameters: dict[str, list[int]] = Field(
        description="Shape of each parameter by its full name: [rows, columns] of a matrix, "
        "[rows] of a bias.",
        examples=[{"W_xh": [1, 2], "W_hh": [1, 1], "b_h": [1], "W_hy": [2, 1], "b_y": [2]}],
    )
    nodes: list[NodeAnswer] = Field(
        description="x, then the named values in the order of the text.",
        examples=[
            [
                {
                    "name": "h",
                    "size": 1,
                    "equation": "h = tanh(z)",
                    "depth": 2,
                    "inputs": [{"name": "z", "lag": 0}],
                    "reaches_y": True,
                }
            ]
        ],
    )


class MessageAnswer(Documented):
    """What one arrow between named values sends back."""

    from_: str = Field(
        alias="from",
        description='The value that the gradient comes from, at t + lag; "loss" for L_t.',
        examples=["z"],
    )
    to: str = Field(description="The value that receives it.", examples=["h"])
    lag: int = Field(description="0 within a time-stamp, 1 from the next one.", examples=[1])
    values: Rows = Field(
        description="T × size of the receiver, by the receiver's t, in nats per unit of it; null "
        "where there is no such arrow. The messages into a value add up to its delta. What comes "
        "back from a decoder stands at the encoder's last t.",
        examples=[[[0.0], [0.0]]],
    )
    cut: Rows | None = Field(
        description="What truncation removed, the same shape; null where it can remove nothing: "
        "without truncation, and at lag 0.",
        examples=[[[-0.775621], [0.0]]],
    )


class FactorAnswer(Documented):
    """One use of a parameter in a step: copy t is Σ over uses of outer(left[t], right[t]).

    Both have the time-stamps of the parameter's part.
    """

    left: Matrix = Field(
        description="Time-stamps × rows: the delta at the use.",
        examples=[[[1.060786], [-0.969526]]],
    )
    right: Matrix | None = Field(
        description="Time-stamps × columns: what the matrix multiplies; null for a bias, whose "
        "copy is left.",
        examples=[[[0.0], [0.53705]]],
    )


class DecompositionAnswer(Documented):
    """Whose loss taught which copy. Row τ is a loss, column t ≤ τ a copy, both from 0.

    The rows of a translation are the decoder's time-stamps, since no others have a loss; a table
    of a parameter has the columns of its part: all in the encoder, those t ≤ τ in the decoder.
    """

    log10_norms: dict[str, Triangle] = Field(
        description="log10 of the Frobenius norm of ∂L_τ/∂W^(t), per parameter, always of the "
        "full gradient; row r has r + 1 numbers (of an encoder's parameter as many as the encoder "
        "has time-stamps), null where exactly zero.",
        examples=[{"W_xh": [[0.025628], [-0.258128, -0.013441]]}],
    )
    log10_state_norms: dict[str, Triangle] = Field(
        description="log10 of the Euclidean norm of ∂L_τ/∂s_t, per state s; row r has a number for "
        "each t up to that of its loss, r + 1 in all but a translation.",
        examples=[{"h": [[0.173405], [-0.110351, -0.013059]]}],
    )
    kept: list[list[bool]] = Field(
        description="Which pairs the truncation leaves; the shape of `log10_state_norms`.",
        examples=[[[True], [False, True]]],
    )
    entry: Matrix | None = Field(
        description="∂L_τ/∂W^(t)[row, column], signed, of the entry asked for; the shape of its "
        "parameter's table. Its kept cells add up to the entry of the gradient. Null if no entry "
        "was asked for.",
        examples=[[[0.0], [0.0, -0.520683]]],
    )


class CostAnswer(Documented):
    """A truncated gradient against the full one; null where the full one is zero."""

    relative_error: float | None = Field(
        description="|truncated − full| / |full|.", examples=[0.504051]
    )
    cosine: float | None = Field(
        description="Cosine of the angle between them; null also where the truncated one is zero.",
        examples=[0.940406],
    )
    norm_ratio: float | None = Field(
        description="|truncated| / |full|; it may exceed 1.", examples=[1.312469]
    )


class ComparisonAnswer(CostAnswer):
    """What truncation costs: of all parameters as one vector, and of each."""

    parameters: dict[str, CostAnswer] = Field(
        description="Of each parameter.",
        examples=[{"W_hh": {"relative_error": 0.0, "cosine": 1.0, "norm_ratio": 1.0}}],
    )


class Answer(Documented):
    """Forward, backward with the temporal copies kept apart, and their sum.

    Arrays are nested lists, time first; index 0 is t = 1. Losses are in nats (natural
    logarithm), gradients in nats per unit of what they are taken by. What was not asked for
    is null. Where a request names `fields`, these are all that there is.
    """

    model_config = ConfigDict(json_schema_extra=lambda schema: schema.pop("required"))

    sequence: SequenceAnswer = Field(
        description="The inputs and targets, as the network took them.",
        examples=[
            {
                "length": 2,
                "vocabulary": ["a", "b"],
                "inputs": [0, 1],
                "targets": [1, 0],
                "masked": [None, None],
                "parts": [ONE_PART],
            }
        ],
    )
    cell: CellAnswer = Field(description="The cell that was run, and its sizes.")
    weights: dict[str, Vector | Matrix] = Field(
        description="Every parameter by its full name: rows × columns of a matrix, rows of a bias.",
        examples=[
            {
                "W_xh": [[0.5, -0.5]],
                "W_hh": [[0.8]],
                "b_h": [0.1],
                "W_hy": [[1.0], [-1.0]],
                "b_y": [0.0, 0.0],
            }
        ],
    )
    initial_state: dict[str, Vector] = Field(
        description="Every state before t = 1, its size.", examples=[{"h": [0.0]}]
    )
    values: dict[str, Rows] = Field(
        description="x, every named value, and the probabilities p = softmax(y); T × size. In a "
        "translation, rows of x, and of what has the size of x, are as wide as their part's "
        "vocabulary, and rows of what an encoder lacks are null: y, p and what only y reads.",
        examples=[{"z": [[0.6], [0.02964]], "h": [[0.53705], [0.029631]]}],
    )
    losses: list[float | None] = Field(
        description="L_t = −log p_t[target], T, in nats; null where there is no target.",
        examples=[[1.367966, 0.663955]],
    )
    loss: float = Field(description="L = Σ L_t in nats: a sum, never a mean.", examples=[2.031921])
    deltas: dict[str, Rows] = Field(
        description="∂L/∂v of every named value v, T × size, under the truncation asked for; "
        "null rows as in `values`.",
        examples=[{"h": [[1.490751], [-0.970378]], "z": [[1.060786], [-0.969526]]}],
    )
    messages: list[MessageAnswer] = Field(
        description="What each arrow between named values sends back: one for each sender, "
        "receiver and lag, loss → y included. What flows into t = 0 is in `initial_deltas`.",
        examples=[
            [
                {
                    "from": "z",
                    "to": "h",
                    "lag": 1,
                    "values": [[0.0], [0.0]],
                    "cut": [[-0.775621], [0.0]],
                }
            ]
        ],
    )
    initial_deltas: dict[str, Vector] = Field(
        description="∂L/∂ each state before t = 1, its size.", examples=[{"h": [0.848628]}]
    )
    gradients: dict[str, Vector | Matrix] = Field(
        description="∂L/∂W of every parameter in its shape: the sum of its temporal copies.",
        examples=[{"W_xh": [[1.060786, -0.969526]], "W_hh": [[-0.520683]], "b_h": [0.09126]}],
    )
    copy_factors: dict[str, list[FactorAnswer]] = Field(
        description="The temporal copies as factors, one pair for each use in a step.",
        examples=[
            {
                "W_hh": [
                    {"left": [[1.060786], [-0.969526]], "right": [[0.0], [0.53705]]},
                ]
            }
        ],
    )
    copy_norms: dict[str, Vector] = Field(
        description="Frobenius norm of each temporal copy, one for each time-stamp of its part. "
        "Norms do not add up.",
        examples=[{"W_hh": [0.0, 0.520683]}],
    )
    copies: dict[str, Matrix | TimeMatrices] | None = Field(
        description="The temporal copies ∂L/∂W^(t), time-stamps of the part × shape; null without "
        '"copies".',
        examples=[{"W_hh": [[[0.0]], [[-0.520683]]], "b_h": [[1.060786], [-0.969526]]}],
    )
    decomposition: DecompositionAnswer | None = Field(
        description='The gradient itemised by loss; null without "decomposition".',
        examples=[
            {
                "log10_norms": {"W_hh": [[None], [None, -0.283426]]},
                "log10_state_norms": {"h": [[0.173405], [-0.110351, -0.013059]]},
                "kept": [[True], [False, True]],
                "entry": [[0.0], [0.0, -0.520683]],
            }
        ],
    )
    comparison: ComparisonAnswer | None = Field(
        description="The truncated gradient against the full one; null if not truncated.",
        examples=[
            {
                "relative_error": 0.536634,
                "cosine": 0.883638,
                "norm_ratio": 1.145921,
                "parameters": {"W_hh": {"relative_error": 0.0, "cosine": 1.0, "norm_ratio": 1.0}},
            }
        ],
    )
