"""The application: the page, the API and its documentation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from starlette.middleware import Middleware

from app import __version__
from app.resources import STATIC, TEMPLATES
from app.web import docs, handlers, routes
from app.web.body import BodyLimit
from app.web.errors import KINDS, MEDIA_TYPE
from app.web.security import SecurityHeaders
from app.web.settings import Settings
from app.web.static import PageFiles
from app.web.workers import Workers

DESCRIPTION = """\
Runs a recurrent network forward through time and back, with the temporal copies of every
parameter kept apart, and adds them into the one gradient of the shared parameter.

## Errors

Every error is `application/problem+json` (RFC 9457). `type` is one of these stable codes:

| code | status | when |
|---|---|---|
"""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application.

    Args:
        settings: limits and workers; None takes them from the environment.
    """
    settings = settings or Settings()
    app = Application(
        title="BPTT visualizer",
        version=__version__,
        description=DESCRIPTION + "\n".join(_rows()),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # a redirect would name the host that a proxy hides
        servers=[{"url": "."}],  # beside the document, wherever a proxy shows it
        root_path_in_servers=False,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(BodyLimit, max_bytes=settings.max_body_bytes),
        ],
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.workers = Workers(settings.workers)
    handlers.install(app)
    app.include_router(routes.router)
    app.include_router(docs.router)
    app.mount(f"/{docs.FILES}", StaticFiles(packages=[("fastapi_offline", "static")]))
    app.mount("/static", PageFiles(directory=STATIC))
    _add_page(app)
    return app


class Application(FastAPI):
    """FastAPI whose document gives errors their media type."""

    def openapi(self) -> dict[str, Any]:
        document = super().openapi()
        for operations in document["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    content = response.get("content", {})
                    if status >= "400" and "application/json" in content:
                        content[MEDIA_TYPE] = content.pop("application/json")
        return document


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    try:
        yield
    finally:
        app.state.workers.close()


def _add_page(app: FastAPI) -> None:
    templates = Jinja2Templates(TEMPLATES)

    @app.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    async def page(request: Request) -> Response:
        return templates.TemplateResponse(
            request,
            "index.html",
            {"limits": app.state.settings},
            headers={"Cache-Control": "no-cache"},
        )


def _rows() -> list[str]:
    return [f"| `{kind.type}` | {kind.status} | {kind.meaning} |" for kind in KINDS]
