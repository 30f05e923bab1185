"""What `POST /api/v1/bptt` is asked, as pydantic models.

They check types, unknown fields and fixed ranges. What depends on the settings, or on two
fields at once, is checked later; here the default limits only show in the documentation.
The sequence has models of its own.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from app.web.sequences.kinds import AnySequence
from app.web.settings import default_of
from app.web.strict import Closed, Index, Matrix, Named, Vector


class Equations(Closed):
    """A cell as its text."""

    equations: str = Field(
        description="One assignment a line: `name[t-1]` for a state, `W_* @` for a matrix, "
        "`b_*` for a bias, `+ - *`, `tanh`, `sigmoid`, `relu`; `x` is the input and `y` the raw "
        "outputs.",
        examples=["h = tanh(W_xh @ x + W_hh @ h[t-1])\ny = W_hy @ h"],
        json_schema_extra={"maxLength": default_of("max_equation_bytes")},
    )
    sizes: Named[Annotated[int, Field(ge=1)]] | None = Field(
        None,
        description="Own sizes of named values; what nothing decides has the hidden size.",
        examples=[{"h": 3}],
        json_schema_extra={"maximum": default_of("max_hidden_size")},
    )
    initial_biases: Named[float] | None = Field(
        None,
        description="A constant for any of the biases, which fills it instead of drawn numbers, in "
        "both halves of a translation; a bias among the `weights` is as given there.",
        examples=[{"b_f": 1.0}],
    )


AnswerField = Literal[
    "sequence",
    "cell",
    "weights",
    "initial_state",
    "values",
    "losses",
    "loss",
    "deltas",
    "messages",
    "initial_deltas",
    "gradients",
    "copy_factors",
    "copy_norms",
    "copies",
    "decomposition",
    "comparison",
]


def _name_or_equations(given: Any) -> str | None:
    if isinstance(given, str):
        return "name"
    return "equations" if isinstance(given, (dict, Equations)) else None


AnyCell = Annotated[
    Annotated[str, Tag("name")] | Annotated[Equations, Tag("equations")],
    Discriminator(
        _name_or_equations,
        custom_error_type="name_or_equations",
        custom_error_message="expected the name of a cell, or an object with its equations",
    ),
]


def _vector_or_matrix(given: Any) -> str:
    return (
        "matrix" if isinstance(given, list) and given and isinstance(given[0], list) else "vector"
    )


Parameter = Annotated[
    Annotated[Vector, Tag("vector")] | Annotated[Matrix, Tag("matrix")],
    Discriminator(_vector_or_matrix),
]


class Truncation(Closed):
    """How far back a loss may teach; the forward values are exact."""

    kind: Literal["segment", "window"] = Field(
        description="segment: pieces of `steps` time-stamps counted from the first, and no "
        "gradient crosses from one into the one before. window: each loss reaches exactly its "
        "own step and the `steps` − 1 before it. A translation's time-stamps count from its "
        "encoder's first.",
        examples=["segment"],
    )
    steps: int = Field(ge=1, description="k, in time-stamps.", examples=[2])


class Entry(Closed):
    """One number of one parameter."""

    parameter: str = Field(
        description="Its name; in a translation with `_enc` or `_dec`.", examples=["W_hh"]
    )
    row: Index = Field(description="Row i, from 0.", examples=[0])
    column: Index | None = Field(
        None, description="Column j, from 0; none for a bias.", examples=[0]
    )


class BpttRequest(Closed):
    """A sequence, a cell and its weights, and what to answer with."""

    sequence: AnySequence = Field(
        description="What runs through the network.",
        examples=[{"kind": "text", "text": "hello", "by": "character"}],
    )
    cell: AnyCell = Field(
        "elman",
        description="The name of a built-in cell, or its equations. Both halves of a translation "
        "are this cell; it needs a state, to which y may not lead.",
        examples=["elman"],
    )
    hidden_size: int = Field(
        4,
        ge=1,
        description="H, the size of every named value that nothing else decides.",
        examples=[4],
        json_schema_extra={"maximum": default_of("max_hidden_size")},
    )
    seed: int = Field(
        0,
        ge=0,
        le=2**32 - 1,
        description="Of the weights that are drawn, uniformly in ±1/√H; every parameter has a "
        "stream of its own.",
        examples=[0],
    )
    gain: float | None = Field(
        None,
        gt=0,
        description="Spectral radius to which each drawn square matrix that multiplies an "
        "expression with [t-1] is rescaled; null leaves them as drawn.",
        examples=[0.9],
    )
    weights: Named[Parameter] | None = Field(
        None,
        description="Explicit values of any subset of the parameters, never rescaled: a matrix "
        "as its rows, a bias as a list. The others are drawn. A translation has every parameter "
        "twice, `W_xh_enc` and `W_xh_dec`; only the decoder has those that y alone reads.",
        examples=[{"W_hh": [[0.8]], "b_h": [0.1]}],
    )
    initial_state: Named[Vector] | None = Field(
        None,
        description="Explicit values of any subset of the states before t = 1, of a translation "
        "those of the encoder; the others are zeros.",
        examples=[{"h": [0.5]}],
    )
    truncation: Truncation | None = Field(
        None,
        description="Truncated back-propagation; null for the full gradient.",
        examples=[{"kind": "segment", "steps": 2}],
    )
    entry: Entry | None = Field(
        None,
        description='The entry whose signed table is wanted; needs "decomposition" in `include`.',
        examples=[{"parameter": "W_hh", "row": 0, "column": 0}],
    )
    include: list[Literal["copies", "decomposition"]] = Field(
        [],
        fail_fast=True,
        description='What else to answer with: "copies" for the dense temporal copies, '
        '"decomposition" for the tables itemised by loss.',
        examples=[["decomposition"]],
        json_schema_extra={"uniqueItems": True},
    )
    fields: list[AnswerField] | None = Field(
        None,
        min_length=1,
        fail_fast=True,
        description="The fields that the answer is to have, and no others; null for all of them. "
        "`copies` and `decomposition` are null unless `include` has them. Limits count the whole "
        "answer.",
        examples=[["loss", "gradients"]],
        json_schema_extra={"uniqueItems": True},
    )


# Where pydantic puts the name of a variant into the location of an error: after these keys.
# None stands for any key.
VARIANTS: tuple[tuple[str | None, ...], ...] = (("sequence",), ("cell",), ("weights", None))
