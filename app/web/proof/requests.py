"""What the addresses that prove a run are asked: the run itself, and what to look at in it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from app.web.requests import BpttRequest
from app.web.strict import Index, refuse_huge


class CheckRequest(BpttRequest):
    """A run whose gradient is to be checked; its `include`, `entry` and `fields` change nothing."""

    parameters: Annotated[list[str], BeforeValidator(refuse_huge)] | None = Field(
        None,
        description="The parameters to check, by their full names; null for all.",
        examples=[["W_hh"]],
    )


class NudgeRequest(BpttRequest):
    """A run and one number of it to change; its truncation, `include`, `entry` and `fields` do
    nothing."""

    parameter: str = Field(
        description="Its name; in a translation with `_enc` or `_dec`.", examples=["W_hh"]
    )
    row: Index = Field(description="Row i, from 0.", examples=[0])
    column: Index | None = Field(
        None, description="Column j, from 0; none for a bias.", examples=[0]
    )
    copy_: Index | None = Field(
        None,
        alias="copy",
        description="The time-stamp, from 0 in the whole time, whose temporal copy alone is "
        "changed; null changes the shared parameter, at every time-stamp.",
        examples=[1],
    )
    epsilon: float = Field(description="What is added to the entry.", examples=[0.1])
