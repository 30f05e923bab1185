"""The command `bptt-visualizer`: serves the page and the API."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import sys
from collections.abc import Sequence

import uvicorn
from pydantic import ValidationError

from app import __version__
from app.root_path import RootPath
from app.web.main import create_app
from app.web.settings import Settings


class StartError(Exception):
    """Why the server cannot start as it was told to."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted; returns the exit code."""
    options = parser().parse_args(arguments)
    root_path = "/".join(["", *filter(None, options.root_path.split("/"))])
    try:
        settings = read_settings()
        listener = listen(options.host, options.port)
    except StartError as error:
        print(f"bptt-visualizer: {error}", file=sys.stderr)
        return 1
    with listener:
        app = RootPath(create_app(settings), root_path)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        try:
            print(f"Open {address(options.host, listener, root_path)}", flush=True)
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            return 0
    return 0 if server.started else 1


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    options = argparse.ArgumentParser(
        prog="bptt-visualizer",
        description="Serves the page that shows backpropagation through time, and its REST API.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    options.add_argument("--host", default="127.0.0.1", help="name or address to listen on")
    options.add_argument("--port", default=8000, type=int, help="port to listen on; 0 picks one")
    options.add_argument("--root-path", default="", help="path below which a proxy shows the page")
    options.add_argument("--version", action="version", version=__version__)
    return options


def read_settings() -> Settings:
    """The settings that the environment gives; raises StartError."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = "".join(["BPTT_", *map(str, wrong["loc"])]).upper()
        raise StartError(f"{name}: {wrong['msg']}") from None


def listen(host: str, port: int) -> socket.socket:
    """The listening socket; raises StartError."""
    if not 0 <= port <= 65535:
        raise StartError(f"no such port: {port} (0 to 65535)")
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(place, family=family)
    except (socket.gaierror, UnicodeError):
        raise StartError(f"no such host: {host}") from None
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        if error.errno == errno.EADDRINUSE:
            reason = "it is taken; choose another with --port"
        raise StartError(f"cannot listen on port {port} of {host}: {reason}") from None


def address(host: str, listener: socket.socket, root_path: str) -> str:
    """The address to open in a browser on this machine."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    port = listener.getsockname()[1]
    return f"http://{f'[{name}]' if ':' in name else name}:{port}{root_path}/"


if __name__ == "__main__":
    sys.exit(main())
