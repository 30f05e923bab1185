"""The addresses of the API."""

from __future__ import annotations

from typing import Annotated

import orjson
from fastapi import APIRouter, Body, Request, Response

from app import __version__
from app.engine import CELLS
from app.web import jobs
from app.web.answers import Answer
from app.web.body import JsonRoute
from app.web.catalogue import CellSummary, ExampleSummary, Health
from app.web.errors import KINDS, METHOD_NOT_ALLOWED, NOT_FOUND
from app.web.examples import EXAMPLES
from app.web.problems import responses
from app.web.proof.answers import CheckAnswer, NudgeAnswer
from app.web.proof.jobs import prepare_check, prepare_nudge, prepare_script
from app.web.proof.requests import CheckRequest, NudgeRequest
from app.web.request_examples import CHECK_EXAMPLES, NUDGE_EXAMPLES, REQUEST_EXAMPLES
from app.web.requests import BpttRequest
from app.web.run import prepare


class PythonScript(Response):
    """A text of Python."""

    media_type = "text/x-python"


router = APIRouter(route_class=JsonRoute)

_RUN_ERRORS = responses(*(kind for kind in KINDS if kind not in (NOT_FOUND, METHOD_NOT_ALLOWED)))


@router.post(
    "/api/v1/bptt",
    summary="Back-propagate through time",
    responses={200: {"model": Answer}, **_RUN_ERRORS},
)
async def bptt(
    request: Request,
    body: Annotated[BpttRequest, Body(openapi_examples=REQUEST_EXAMPLES)],
) -> Response:
    """Run a sequence forward, back-propagate with the temporal copies of every parameter kept
    apart, and add them up."""
    return _json(await jobs.run(request.app, prepare, body))


@router.post(
    "/api/v1/check",
    summary="Check every number against differences",
    responses={200: {"model": CheckAnswer}, **_RUN_ERRORS},
)
async def check(
    request: Request,
    body: Annotated[CheckRequest, Body(openapi_examples=CHECK_EXAMPLES)],
) -> Response:
    """Hold each entry of the gradient, shared and copy by copy, against a central difference of
    forward runs, made by a plain reading of the equations that knows no derivative."""
    return _json(await jobs.run(request.app, prepare_check, body))


@router.post(
    "/api/v1/nudge",
    summary="Change one number and run again",
    responses={200: {"model": NudgeAnswer}, **_RUN_ERRORS},
)
async def nudge(
    request: Request,
    body: Annotated[NudgeRequest, Body(openapi_examples=NUDGE_EXAMPLES)],
) -> Response:
    """Change an entry of the shared parameter, or of one temporal copy alone, and compare what
    becomes of L with what its gradient predicts."""
    return _json(await jobs.run(request.app, prepare_nudge, body))


@router.post(
    "/api/v1/export/pytorch",
    summary="The run as a PyTorch script",
    response_class=PythonScript,
    responses={200: {"description": "The script."}, **_RUN_ERRORS},
)
async def export_pytorch(
    request: Request,
    body: Annotated[BpttRequest, Body(openapi_examples=REQUEST_EXAMPLES)],
) -> Response:
    """Write the run as a script of plain PyTorch in float64: one line per equation, each parameter
    a leaf tensor whose `.grad` it fills. `include`, `entry` and `fields` do nothing here."""
    return PythonScript(await jobs.run(request.app, prepare_script, body))


@router.get(
    "/api/v1/cells", summary="The built-in cells", responses={200: {"model": list[CellSummary]}}
)
async def cells() -> Response:
    """Every cell that a request can name, with its equations."""
    return _json(orjson.dumps(list(CELLS.values())))


@router.get(
    "/api/v1/examples",
    summary="Runs worth looking at",
    responses={200: {"model": list[ExampleSummary]}},
)
async def examples() -> Response:
    """Requests with a few words on what to look at in their answers."""
    return _json(orjson.dumps(EXAMPLES))


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz", summary="Alive?", responses={200: {"model": Health}})
async def health() -> Response:
    """Answers as long as the server does."""
    return _json(orjson.dumps({"status": "ok", "version": __version__}))


def _json(content: bytes) -> Response:
    return Response(content, media_type="application/json")
