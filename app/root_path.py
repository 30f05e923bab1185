"""The path below which the page and the API are shown."""

from __future__ import annotations

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class RootPath:
    """Serves `app` below a path, whether or not a proxy in front has taken that path away."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self.app = app
        self.path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = scope["path"]
            if path == self.path:
                # Relative, as a proxy hides the host. The page needs the slash for its own links.
                await RedirectResponse(f"{path.rpartition('/')[2]}/")(scope, receive, send)
                return
            if not path.startswith(f"{self.path}/"):
                path = self.path + path
            scope = {**scope, "root_path": self.path, "path": path}
        await self.app(scope, receive, send)
