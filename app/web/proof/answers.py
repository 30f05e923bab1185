"""What the addresses that prove a run answer, as models that only document.

The examples are the golden run: "aba" through an Elman cell with one hidden unit.
"""

from __future__ import annotations

from pydantic import Field

from app.web.documented import Documented, Vector

_ROW = Field(description="Row i, from 0.", examples=[0])
_COLUMN = Field(description="Column j, from 0; null for a bias.", examples=[1])
_COPY = Field(
    alias="copy",
    description="Of which temporal copy: its time-stamp, from 0 in the whole time; null for the "
    "shared parameter.",
    examples=[1],
)


class PlaceAnswer(Documented):
    """An entry of a parameter, or of one temporal copy of it."""

    row: int = _ROW
    column: int | None = _COLUMN
    copy_: int | None = _COPY


class NamedPlaceAnswer(Documented):
    """The same, with its parameter."""

    parameter: str = Field(description="The full name.", examples=["W_xh"])
    row: int = _ROW
    column: int | None = _COLUMN
    copy_: int | None = _COPY


_ENTRIES = Field(
    description="How many differences were taken: of each entry of the shared parameter, and of "
    "each entry of each copy.",
    examples=[6],
)
_SKIPPED = Field(
    description="Of how many the interval crosses a kink of relu, where there is no derivative.",
    examples=[0],
)
_WORST_ERROR = Field(
    description="The largest distance between difference and gradient, over the largest entry of "
    "that parameter, copies included; null where nothing could be compared.",
    examples=[2.5e-12],
)
_AGREES = Field(
    description="Whether no error is above 1e-6; null where the gradient is too small or L too "
    "curved for differences to tell, or nothing could be compared.",
    examples=[True],
)


class ComparedAnswer(Documented):
    """The gradient of one parameter against differences."""

    entries: int = _ENTRIES
    skipped: int = _SKIPPED
    worst_error: float | None = _WORST_ERROR
    worst: PlaceAnswer | None = Field(
        description="Where that is.", examples=[{"row": 0, "column": 0, "copy": 1}]
    )
    resolution: float | None = Field(
        description="The error that rounding alone can make, estimated; null where all entries "
        "are zero, or where it is beyond all numbers.",
        examples=[7.8e-11],
    )
    agrees: bool | None = _AGREES


class CheckAnswer(Documented):
    """The gradient against central differences, each the better of two intervals (Richardson).

    Under truncation these are differences of the loss that the truncated gradient belongs to: of
    each segment with its incoming state held fixed, or of each loss with the state before its
    window held fixed.
    """

    entries: int = _ENTRIES
    skipped: int = _SKIPPED
    worst_error: float | None = _WORST_ERROR
    worst: NamedPlaceAnswer | None = Field(
        description="Where that is.",
        examples=[{"parameter": "W_xh", "row": 0, "column": 0, "copy": 1}],
    )
    agrees: bool | None = _AGREES
    parameters: dict[str, ComparedAnswer] = Field(
        description="Each parameter by itself.",
        examples=[
            {
                "W_xh": {
                    "entries": 6,
                    "skipped": 0,
                    "worst_error": 2.5e-12,
                    "worst": {"row": 0, "column": 0, "copy": 1},
                    "resolution": 7.8e-11,
                    "agrees": True,
                }
            }
        ],
    )


_PREDICTED = "To first order: epsilon times the gradient, in nats."
_ACTUAL = "What L changes by when the sequence is run forward again, in nats."


class ChangeAnswer(Documented):
    """What a change of one number does to L."""

    predicted: float = Field(description=_PREDICTED, examples=[-0.052068])
    actual: float = Field(description=_ACTUAL, examples=[-0.050507])


class CopiesChangeAnswer(Documented):
    """What the same change of each temporal copy alone does to L."""

    first: int = Field(description="The time-stamp, from 0, of the first of them.", examples=[0])
    predicted: Vector = Field(
        description="One for each time-stamp of the parameter's part; they add up to the shared "
        "prediction.",
        examples=[[0.0, -0.052068]],
    )
    actual: Vector = Field(
        description="Alike; they add up to the shared change but for terms of epsilon².",
        examples=[[0.0, -0.050507]],
    )


class NudgeAnswer(Documented):
    """One entry of a temporal copy, or of the shared parameter, changed by epsilon.

    The gradient is the full one, whatever the truncation: L itself knows of none.
    """

    predicted: float = Field(description=_PREDICTED, examples=[-0.052068])
    actual: float = Field(description=_ACTUAL, examples=[-0.050507])
    loss_before: float = Field(description="L.", examples=[2.031921])
    loss_after: float = Field(description="L with the changed number.", examples=[1.981414])
    losses: list[float | None] = Field(
        description="What each L_t changes by; null where there is no target.",
        examples=[[0.0, -0.050507]],
    )
    shared: ChangeAnswer = Field(
        description="The same entry changed in the shared parameter, at every time-stamp.",
        examples=[{"predicted": -0.052068, "actual": -0.050507}],
    )
    copies: CopiesChangeAnswer = Field(
        description="The same entry changed in each copy alone.",
        examples=[{"first": 0, "predicted": [0.0, -0.052068], "actual": [0.0, -0.050507]}],
    )
