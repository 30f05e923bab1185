"""The types of a request's fields: JSON's own, read strictly, with nothing unknown."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

T = TypeVar("T")

MAX_ENTRIES = 10_000


def refuse_huge(given: Any) -> Any:
    """Refuse what is far over any limit before each entry of it is looked at."""
    if isinstance(given, list | dict) and len(given) > MAX_ENTRIES:
        raise PydanticCustomError(
            "huge",
            "expected at most {most} entries, not {found}",
            {"most": MAX_ENTRIES, "found": len(given)},
        )
    return given


Index = Annotated[int, Field(ge=0)]
Vector = Annotated[list[float], Field(fail_fast=True)]
Steps = Annotated[list[T], Field(fail_fast=True, min_length=1), BeforeValidator(refuse_huge)]
Matrix = Annotated[list[Vector], Field(fail_fast=True), BeforeValidator(refuse_huge)]
Named = Annotated[dict[str, T], BeforeValidator(refuse_huge)]

_MAX_UNKNOWN = 5


class Closed(BaseModel):
    """An object without further fields, with JSON's own types: 1.0 is no integer, true is none."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _name_the_known_fields(cls, given: Any) -> Any:
        """Refuse unknown fields with the list of those that there are."""
        if not isinstance(given, dict):
            return given
        unknown = [name for name in given if name not in _fields(cls)]
        if unknown:
            error = PydanticCustomError(
                "unknown_field", "unknown field; the fields are {known}", _known(cls)
            )
            raise ValidationError.from_exception_data(
                cls.__name__,
                [
                    InitErrorDetails(type=error, loc=(name,), input=None)
                    for name in unknown[:_MAX_UNKNOWN]
                ],
            )
        return given


def _known(model: type[BaseModel]) -> dict[str, Any]:
    return {"known": ", ".join(_fields(model))}


def _fields(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]
