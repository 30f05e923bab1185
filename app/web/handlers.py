"""What happens to an exception that nobody caught: it becomes an error in the one shape."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.web import security
from app.web.errors import INTERNAL, Problem, kind_of_status, respond
from app.web.validation import problem_of


async def on_http_exception(_: Request, error: Exception) -> Response:
    """A Problem, or a bare status of the framework."""
    assert isinstance(error, HTTPException)
    if isinstance(error, Problem):
        return error.response()
    return respond(kind_of_status(error.status_code), headers=error.headers)


async def on_invalid_request(_: Request, error: Exception) -> Response:
    """A body that does not pass the models."""
    assert isinstance(error, RequestValidationError)
    return problem_of(error.errors()).response()


async def on_exception(_: Request, __: Exception) -> Response:
    """A defect. The server logs it: it gets the exception after this response.

    This answers outside all middleware, so it brings their headers itself.
    """
    return respond(INTERNAL, headers=security.HEADERS)


def install(app: FastAPI) -> None:
    """Make an application answer every error in the one shape."""
    app.add_exception_handler(HTTPException, on_http_exception)
    app.add_exception_handler(RequestValidationError, on_invalid_request)
    app.add_exception_handler(Exception, on_exception)
