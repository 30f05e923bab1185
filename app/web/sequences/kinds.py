"""The kinds of sequences that a request may bring, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from app.web.settings import default_of
from app.web.strict import Closed, Index, Steps, Vector, refuse_huge
from app.web.text import By


class SomeSequence(Closed):
    """What every kind has."""

    kind: str
    masked: Annotated[list[Index], BeforeValidator(refuse_huge)] = Field(
        [],
        fail_fast=True,
        description="Time-stamps, from 0, each once, whose target is left out: it adds nothing "
        "to L. One that has no target anyway may be among them.",
        examples=[[0]],
        json_schema_extra={"maxItems": default_of("max_steps"), "uniqueItems": True},
    )


class TextSequence(SomeSequence):
    """A text whose every token should predict the next: T is one less than its tokens."""

    kind: Literal["text"] = Field(description="A typed text.", examples=["text"])
    text: str = Field(
        description="The text, as typed; at least two tokens. The vocabulary is made of its "
        "tokens in order of first appearance.",
        examples=["hello"],
    )
    by: By = Field(
        "character",
        description="What a token is: a character (a grapheme cluster, white space among them) "
        "or a word (punctuation is a token of its own, white space only separates).",
        examples=["character"],
    )


class TokenStep(Closed):
    """One time-stamp of a token sequence."""

    input: Index = Field(description="Index into the vocabulary; x is one-hot.", examples=[0])
    target: Index | None = Field(
        None,
        description="Index of the correct label, into the vocabulary; null adds nothing to L.",
        examples=[1],
    )


class TokenSequence(SomeSequence):
    """Indices into a vocabulary."""

    kind: Literal["tokens"] = Field(description="Tokens by index.", examples=["tokens"])
    vocabulary: list[str] = Field(
        fail_fast=True,
        min_length=1,
        description="The tokens, each once; its length is D and V.",
        examples=[["h", "e"]],
        json_schema_extra={"maxItems": default_of("max_classes"), "uniqueItems": True},
    )
    steps: Steps[TokenStep] = Field(
        description="The T time-stamps.",
        examples=[[{"input": 0, "target": 1}, {"input": 1, "target": None}]],
        json_schema_extra={"maxItems": default_of("max_steps")},
    )


class VectorStep(Closed):
    """One time-stamp of a vector sequence."""

    input: Vector = Field(
        min_length=1,
        description="x, D numbers; the same D in every step.",
        examples=[[0.1, 0.4]],
        json_schema_extra={"maxItems": default_of("max_inputs")},
    )
    target: Index | None = Field(
        None,
        description="Index of the correct class; null adds nothing to L.",
        examples=[2],
    )


class VectorSequence(SomeSequence):
    """Any numbers as input, one of some classes as label."""

    kind: Literal["vectors"] = Field(description="Vectors of numbers.", examples=["vectors"])
    classes: int = Field(
        ge=1,
        description="V, how many classes there are.",
        examples=[3],
        json_schema_extra={"maximum": default_of("max_classes")},
    )
    steps: Steps[VectorStep] = Field(
        description="The T time-stamps.",
        examples=[[{"input": [0.1, 0.4], "target": 2}]],
        json_schema_extra={"maxItems": default_of("max_steps")},
    )


class TranslationSequence(SomeSequence):
    """A text to read and a text to say.

    An encoder reads the S tokens of the source, without a loss. A decoder, the same cell with
    weights of its own, starts from the encoder's last states, reads <start> and the M tokens of
    the target, and should say the target and <end>: T = S + M + 1.
    """

    kind: Literal["translation"] = Field(
        description="A source and a target text.", examples=["translation"]
    )
    source: str = Field(
        description="What the encoder reads, as typed; at least one token. It has a vocabulary of "
        "its own, in order of first appearance.",
        examples=["the cat sleeps"],
    )
    target: str = Field(
        description="What the decoder should say, as typed; at least one token. Its vocabulary is "
        "<start>, <end>, then its tokens in order of first appearance.",
        examples=["die Katze schläft"],
    )
    by: By = Field(
        "word",
        description="What a token of both texts is: a word (punctuation is a token of its own, "
        "white space only separates) or a character (a grapheme cluster, white space among them).",
        examples=["word"],
    )


AnySequence = Annotated[
    TextSequence | TokenSequence | VectorSequence | TranslationSequence,
    Field(discriminator="kind"),
]
