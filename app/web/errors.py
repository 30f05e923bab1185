"""All errors of the web side, in one shape: RFC 9457, `application/problem+json`.

`type` is a stable code out of `KINDS`; `errors` says where each mistake is and what was
expected. What the caller sent is never repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import orjson
from starlette.exceptions import HTTPException
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """A kind of error.

    Attributes:
        type: the stable code, a relative URI reference.
        status: of the response.
        title: the same sentence for every error of the kind.
        meaning: when it happens, for the documentation.
    """

    type: str
    status: int
    title: str
    meaning: str


MALFORMED_JSON = Kind(
    "errors/malformed-json",
    400,
    "The body is not JSON",
    "The body cannot be read as JSON in UTF-8; `line` and `column` say where. NaN, Infinity, "
    "lone surrogates and numbers beyond a double are not JSON.",
)
NOT_FOUND = Kind("errors/not-found", 404, "Nothing is here", "There is no such address.")
METHOD_NOT_ALLOWED = Kind(
    "errors/method-not-allowed",
    405,
    "This address takes another method",
    "The header `Allow` lists the methods that the address takes.",
)
BODY_TOO_LARGE = Kind(
    "errors/body-too-large",
    413,
    "The body is too large",
    "The body of the request has more bytes than the server reads.",
)
WRONG_MEDIA_TYPE = Kind(
    "errors/wrong-media-type",
    415,
    "The body must be JSON",
    "The header `Content-Type` is not `application/json`.",
)
BAD_REQUEST_FIELDS = Kind(
    "errors/bad-fields",
    422,
    "Fields of the request are wrong",
    "A field is missing, unknown, of the wrong type or out of its range.",
)
BAD_SEQUENCE = Kind(
    "errors/bad-sequence",
    422,
    "The sequence does not fit together",
    "An index outside the vocabulary or the classes, vectors of different widths, a token twice "
    "in the vocabulary, a text too short to have a next token, a translation with nothing to read "
    "or to say, a masked time-stamp that is not there or stands twice.",
)
UNKNOWN_CELL = Kind(
    "errors/unknown-cell",
    422,
    "There is no such cell",
    "The name is not one of the built-in cells of `GET /api/v1/cells`.",
)
BAD_EQUATIONS = Kind(
    "errors/bad-equations",
    422,
    "The equations cannot be read",
    "The text of the cell is not in the language of equations; `line` and `column` say where.",
)
DOES_NOT_FIT = Kind(
    "errors/does-not-fit",
    422,
    "Something given does not fit the cell",
    "A name or a shape among the weights, the initial state, the sizes or the entry does not "
    "fit the cell and the sequence, or the cell cannot read a source to translate.",
)
OVER_LIMIT = Kind(
    "errors/over-limit",
    422,
    "The request is over a limit",
    "A size is beyond what the server computes; the message names the number and the limit.",
)
NOT_FINITE = Kind(
    "errors/not-finite",
    422,
    "The run leaves the finite numbers",
    "A value overflowed; `t` (from 1) and `name` say which, and when first.",
)
INTERNAL = Kind(
    "errors/internal",
    500,
    "The server made a mistake",
    "A defect of the server, which has logged it.",
)
UNAVAILABLE = Kind(
    "errors/unavailable",
    503,
    "The server cannot do this now",
    "The process that computed the answer died, twice; later may go well.",
)

KINDS = (
    MALFORMED_JSON,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    BODY_TOO_LARGE,
    WRONG_MEDIA_TYPE,
    BAD_REQUEST_FIELDS,
    BAD_SEQUENCE,
    UNKNOWN_CELL,
    BAD_EQUATIONS,
    DOES_NOT_FIT,
    OVER_LIMIT,
    NOT_FINITE,
    INTERNAL,
    UNAVAILABLE,
)


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong.

    Attributes:
        message: what was expected, in one sentence.
        path: where in the body, as a JSON Pointer; empty for the body as a whole.
        line, column: from 1, in a text of equations or in the body as JSON.
        more: further fields that only this kind of error has.
    """

    message: str
    path: str = ""
    line: int | None = None
    column: int | None = None
    more: Mapping[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "message": self.message,
            "line": self.line,
            "column": self.column,
            **(self.more or {}),
        }


class Problem(HTTPException):
    """A request that is refused.

    FastAPI lets an HTTPException through while it reads a body, hence the base.
    """

    def __init__(
        self, kind: Kind, *mistakes: Mistake, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(kind.status, kind.title, headers)
        self.kind = kind
        self.mistakes = mistakes

    def __reduce__(self) -> tuple[type[Problem], tuple[Any, ...]]:
        # it crosses the border of a worker process
        return type(self), (self.kind, *self.mistakes)

    def response(self) -> Response:
        """The response that says so."""
        return respond(self.kind, self.mistakes, self.headers)


def pointer(*keys: str | int) -> str:
    """The JSON Pointer (RFC 6901) to a place in a document."""
    return "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in keys)


def respond(
    kind: Kind, mistakes: tuple[Mistake, ...] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """An error as a response."""
    document = {
        "type": kind.type,
        "title": kind.title,
        "status": kind.status,
        "detail": _detail(kind, mistakes),
        "errors": [mistake.as_json() for mistake in mistakes],
    }
    return Response(orjson.dumps(document), kind.status, headers, MEDIA_TYPE)


def _detail(kind: Kind, mistakes: tuple[Mistake, ...]) -> str:
    if not mistakes:
        return kind.meaning
    first = mistakes[0]
    found = f"{first.path}: {first.message}" if first.path else first.message
    return found if len(mistakes) == 1 else f"{found} (the first of {len(mistakes)} mistakes)"


def kind_of_status(status: int) -> Kind:
    """The kind of an error that says no more than its status."""
    for kind in (NOT_FOUND, METHOD_NOT_ALLOWED):
        if kind.status == status:
            return kind
    phrase = HTTPStatus(status).phrase
    return Kind("about:blank", status, phrase, phrase)
