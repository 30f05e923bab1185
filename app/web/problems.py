"""What an error looks like, as models that only document."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from app.web.errors import Kind


class MistakeAnswer(BaseModel):
    """One thing that is wrong."""

    path: str = Field(
        description="Where in the body, as a JSON Pointer (RFC 6901); empty for the whole.",
        examples=["/sequence/steps/3/target"],
    )
    message: str = Field(
        description="What was expected, in one sentence.",
        examples=["4 is outside the vocabulary: expected 0 to 1"],
    )
    line: int | None = Field(
        description="Line, from 1, in the equations or in the body as JSON; or null.",
        examples=[None],
    )
    column: int | None = Field(
        description="Column in that line, from 1, in characters; or null.", examples=[None]
    )
    t: int | None = Field(
        None,
        description="Only of errors/not-finite: the first time-stamp, from 1.",
        examples=[7],
    )
    name: str | None = Field(
        None,
        description="Only of errors/not-finite: the value that overflowed.",
        examples=["h"],
    )


class ProblemAnswer(BaseModel):
    """An error, in the one shape of RFC 9457."""

    type: str = Field(description="The stable code.", examples=["errors/bad-sequence"])
    title: str = Field(
        description="The same sentence for every error of this code.",
        examples=["The sequence does not fit together"],
    )
    status: int = Field(description="The status of the response.", examples=[422])
    detail: str = Field(
        description="What went wrong this time, in one sentence.",
        examples=["4 is outside the vocabulary: expected 0 to 1"],
    )
    errors: list[MistakeAnswer] = Field(
        description="Every mistake found, at most 20; may be empty.",
        examples=[
            [
                {
                    "path": "/sequence/steps/3/target",
                    "message": "4 is outside the vocabulary: expected 0 to 1",
                    "line": None,
                    "column": None,
                }
            ]
        ],
    )


def responses(*kinds: Kind) -> dict[int | str, dict[str, Any]]:
    """The errors of an address for FastAPI's `responses`, by status, with an example of each."""
    found: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        response = found.setdefault(
            kind.status,
            {"model": ProblemAnswer, "description": "", "content": {"application/json": {}}},
        )
        response["description"] += f"`{kind.type}`: {kind.meaning}\n\n"
        examples = response["content"]["application/json"].setdefault("examples", {})
        examples[kind.type] = {
            "summary": kind.title,
            "value": {
                "type": kind.type,
                "title": kind.title,
                "status": kind.status,
                "detail": kind.meaning,
                "errors": [],
            },
        }
    return found
