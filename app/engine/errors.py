"""All errors of the engine, in one tree.

Each says what was wrong in one line and where: `path` leads into the arguments of
`bptt`, for example ``("weights", "W_xh", 0)``.
"""

from __future__ import annotations

Path = tuple[str | int, ...]


class EngineError(ValueError):
    """Something the caller asked for cannot be done.

    Attributes:
        message: one sentence, with the offending value.
        path: where in the arguments of `bptt` it stands; empty if nowhere in particular.
    """

    def __init__(self, message: str, path: Path = ()) -> None:
        super().__init__(message)
        self.message = message
        self.path = path

    def __reduce__(self) -> tuple[type[EngineError], tuple[object, ...]]:
        # an error crosses the border of a worker process with all that it says
        return type(self), (self.message, self.path)


class EquationError(EngineError):
    """A text of equations that is not in the language.

    Attributes:
        line, column: where, counted from 1, in characters.
    """

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message, ("cell", "equations"))
        self.line = line
        self.column = column

    def __reduce__(self) -> tuple[type[EquationError], tuple[object, ...]]:
        return type(self), (self.message, self.line, self.column)

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.message}"


class NonFiniteError(EngineError):
    """A run that leaves the finite numbers.

    Attributes:
        t: the time-stamp, counted from 1 as in the formulas.
        name: what overflowed there, for example ``h`` or ``∂L/∂h``.
    """

    def __init__(self, name: str, t: int) -> None:
        super().__init__(f"{name} leaves the finite numbers at t = {t}")
        self.name = name
        self.t = t

    def __reduce__(self) -> tuple[type[NonFiniteError], tuple[object, ...]]:
        return type(self), (self.name, self.t)
