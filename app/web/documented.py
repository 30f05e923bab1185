"""The types of an answer's fields, as its documentation shows them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

Vector = list[float]
Matrix = list[Vector]
Rows = list[Vector | None]
TimeMatrices = list[Matrix]
Triangle = list[list[float | None]]


class Documented(BaseModel):
    """A closed object of an answer."""

    model_config = ConfigDict(extra="forbid")
