"""The field `sequence` of an answer, as models that only document."""

from __future__ import annotations

from pydantic import Field

from app.web.documented import Documented, Matrix

ONE_PART = {
    "name": "network",
    "first": 0,
    "length": 2,
    "vocabulary": ["a", "b"],
    "sizes": {"x": 2, "z": 1, "h": 1, "y": 2},
    "parameters": {"W_xh": "W_xh", "W_hh": "W_hh", "b_h": "b_h", "W_hy": "W_hy", "b_y": "b_y"},
}


class PartAnswer(Documented):
    """A stretch of time with weights of its own."""

    name: str = Field(
        description='"network"; of a translation "encoder", then "decoder".', examples=["network"]
    )
    first: int = Field(description="Its first time-stamp, from 0.", examples=[0])
    length: int = Field(description="How many time-stamps it has.", examples=[2])
    vocabulary: list[str] | None = Field(
        description="The tokens of its inputs, in order of their indices; null for vectors. A "
        "decoder's begins with <start>, only ever an input, and <end>, only ever a target.",
        examples=[["a", "b"]],
    )
    sizes: dict[str, int] = Field(
        description="Size of x and of each named value that it has; an encoder has those that "
        "lead to a state.",
        examples=[ONE_PART["sizes"]],
    )
    parameters: dict[str, str] = Field(
        description="The full name of each parameter that it has, by the name in the equations; "
        "a translation's end in `_enc` or `_dec`.",
        examples=[ONE_PART["parameters"]],
    )


class SequenceAnswer(Documented):
    """What ran through the network."""

    length: int = Field(description="T.", examples=[2])
    vocabulary: list[str] | None = Field(
        description="The tokens, in order of their indices; null for vectors. Of a translation "
        "the decoder's.",
        examples=[["a", "b"]],
    )
    inputs: list[int] | Matrix = Field(
        description="Index of each input in the vocabulary of its part, T; for vectors x itself, "
        "T × D.",
        examples=[[0, 1]],
    )
    targets: list[int | None] = Field(
        description="Index of the correct label at each t, T; null where there is none, or it "
        "was masked.",
        examples=[[1, 0]],
    )
    masked: list[int | None] = Field(
        description="Index of the label that was left out because the request masks it, T; "
        "null elsewhere.",
        examples=[[None, None]],
    )
    parts: list[PartAnswer] = Field(
        description="The parts of the time, each with weights of its own; two of a translation, "
        "one of everything else.",
        examples=[[ONE_PART]],
    )
