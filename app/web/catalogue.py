"""What the smaller addresses of the API answer, as models that only document."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from app.web.documented import Documented


class CellSummary(Documented):
    """A built-in cell."""

    name: str = Field(description="What a request calls it.", examples=["elman"])
    title: str = Field(description="What a menu calls it.", examples=["Elman RNN"])
    description: str = Field(
        description="One sentence about it.",
        examples=["The plain recurrent network: tanh of the input and of its own last state."],
    )
    equations: str = Field(
        description="Its text.", examples=["h = tanh(W_xh @ x + W_hh @ h[t-1])\ny = W_hy @ h\n"]
    )
    reference: str = Field(description="Who published it, and when.", examples=["Elman 1990"])
    initial_biases: dict[str, float] = Field(
        description="Constants that fill biases instead of drawn numbers, by name; may be empty.",
        examples=[{"b_f": 1.0}],
    )


class ExampleSummary(Documented):
    """A run worth looking at."""

    name: str = Field(description="Its stable name.", examples=["hello"])
    title: str = Field(description="What a menu calls it.", examples=["hello"])
    description: str = Field(
        description="Two sentences on what to look at.",
        examples=["Each letter should predict the next. Look at the two l's."],
    )
    request: dict[str, Any] = Field(
        description="The body to send to `POST /api/v1/bptt`.",
        examples=[{"sequence": {"kind": "text", "text": "hello"}}],
    )
    beside: str | None = Field(
        description="The name of the example to compare it with, or null.",
        examples=["vanishing-lstm"],
    )


class Health(Documented):
    """That the server is alive."""

    status: str = Field(description="Always ok.", examples=["ok"])
    version: str = Field(description="Of the program.", examples=["0.1.0"])
