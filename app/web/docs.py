"""The page `/docs`: Swagger UI from this server, with the address of nothing outside."""

from __future__ import annotations

import base64
import hashlib
import re

from fastapi import APIRouter
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse

from app.web.security import content_security_policy

FILES = "docs-files"  # below the root, where the files of fastapi_offline are

router = APIRouter(include_in_schema=False)


@router.get("/docs")
async def docs() -> HTMLResponse:
    """The page; its addresses are relative, so it works below any path."""
    page = get_swagger_ui_html(
        title="BPTT visualizer: the API",
        openapi_url="openapi.json",
        swagger_js_url=f"{FILES}/swagger-ui-bundle.js",
        swagger_css_url=f"{FILES}/swagger-ui.css",
        swagger_favicon_url=f"{FILES}/favicon.png",
        swagger_ui_parameters={"validatorUrl": None},
    )
    page.headers["Content-Security-Policy"] = content_security_policy(
        script_src=f"'self' {inline_scripts(bytes(page.body).decode())}"
    )
    return page


def inline_scripts(page: str) -> str:
    """The hashes that allow the inline scripts of a page, and no others."""
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(each.encode()).digest()) for each in scripts]
    return " ".join(f"'sha256-{digest.decode()}'" for digest in digests)
