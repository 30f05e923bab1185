"""Reading the body of a request: its size, its media type, its JSON."""

from __future__ import annotations

import email.message
from collections.abc import Callable, Coroutine
from typing import Any

import orjson
from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.errors import BODY_TOO_LARGE, MALFORMED_JSON, WRONG_MEDIA_TYPE, Mistake, Problem


class BodyLimit:
    """Refuses a body that is too large, declared or streamed.

    FastAPI's own `max_body_size` answers outside all other middleware, in plain text.
    """

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self.app = app
        self.max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > self.max_bytes:
            await self.refusal(f"{declared} bytes are").response()(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self.max_bytes:
                raise self.refusal(f"more than {received - 1} bytes are")
            return message

        await self.app(scope, counted, send)

    def refusal(self, number: str) -> Problem:
        return Problem(BODY_TOO_LARGE, Mistake(f"{number} over the limit of {self.max_bytes}"))


class JsonRequest(Request):
    """A request whose JSON is read strictly: no NaN, no lone surrogates, no infinity."""

    async def json(self) -> Any:
        try:
            return orjson.loads(await self.body())
        except orjson.JSONDecodeError as error:
            mistake = Mistake(error.msg, line=error.lineno, column=error.colno)
            raise Problem(MALFORMED_JSON, mistake) from None


class JsonRoute(APIRoute):
    """A route whose body, if it takes one, is a JsonRequest's."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            if self.body_field is not None and not _is_json(request.headers.get("content-type")):
                mistake = Mistake("expected the header Content-Type: application/json")
                raise Problem(WRONG_MEDIA_TYPE, mistake)
            return await handle(JsonRequest(request.scope, request.receive))

        return strictly


def _is_json(content_type: str | None) -> bool:
    message = email.message.Message()
    message["content-type"] = content_type or ""
    subtype = message.get_content_subtype()
    return message.get_content_maintype() == "application" and (
        subtype == "json" or subtype.endswith("+json")
    )
