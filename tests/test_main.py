"""The command, run as a user runs it."""

from __future__ import annotations

import signal
import socket
from urllib.parse import urlsplit

import httpx2
import pytest

from app import __version__
from app.__main__ import address
from tests.command import serving, start


def outcome(*options: str, **settings: str) -> tuple[int, str, str]:
    """The exit code of the command, and what it printed to either stream."""
    with start(*options, **settings) as process:
        output, errors = process.communicate(timeout=60)
    return process.returncode, output, errors


def ipv6() -> bool:
    """Whether this machine has the IPv6 loopback address."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


def test_the_printed_address_answers_with_the_page() -> None:
    with serving() as base:
        page = httpx2.get(base)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")


@pytest.mark.skipif(not ipv6(), reason="this machine has no IPv6")
def test_an_ipv6_address_is_printed_in_brackets_and_answers() -> None:
    with serving("--host", "::1") as base:
        assert base.startswith("http://[::1]:")
        assert httpx2.get(f"{base}healthz").status_code == 200


@pytest.mark.parametrize(
    ("host", "shown"), [("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("localhost", "localhost")]
)
def test_the_printed_address_can_be_opened(host: str, shown: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert address(host, listener, "/a") == f"http://{shown}:{port}/a/"


@pytest.mark.parametrize("given", ["/course/bptt", "course/bptt/"])
def test_below_a_root_path_the_printed_address_answers(given: str) -> None:
    with serving("--root-path", given) as base:
        assert urlsplit(base).path == "/course/bptt/"
        assert httpx2.get(base).status_code == 200
        assert httpx2.get(f"{base}static/main.js").status_code == 200
        assert httpx2.get(f"{base}docs").status_code == 200
        assert httpx2.get(base.rstrip("/"), follow_redirects=True).url == base


def test_below_a_root_path_a_proxy_may_take_that_path_away() -> None:
    with serving("--root-path", "/bptt") as base:
        root = base.removesuffix("bptt/")
        assert httpx2.get(root).status_code == 200
        assert httpx2.get(f"{root}static/main.js").status_code == 200


def test_a_taken_port_is_said_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, output, errors = outcome("--port", port)
    assert (code, output) == (1, "")
    assert errors == (
        f"bptt-visualizer: cannot listen on port {port} of 127.0.0.1: "
        "it is taken; choose another with --port\n"
    )


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--port", "65536"], "no such port: 65536 (0 to 65535)"),
        (["--port", "-1"], "no such port: -1 (0 to 65535)"),
        (["--host", "no-such-host.invalid"], "no such host: no-such-host.invalid"),
        (["--host", "a" * 64], f"no such host: {'a' * 64}"),
        (
            ["--host", "192.0.2.1", "--port", "8000"],
            "cannot listen on port 8000 of 192.0.2.1: Cannot assign requested address",
        ),
    ],
)
def test_a_wrong_host_or_port_is_said_in_one_line(options: list[str], reason: str) -> None:
    assert outcome(*options) == (1, "", f"bptt-visualizer: {reason}\n")


def test_a_port_that_is_no_number_is_a_mistake_of_usage() -> None:
    code, output, errors = outcome("--port", "http")
    assert (code, output) == (2, "")
    assert "argument --port: invalid int value: 'http'" in errors


def test_a_wrong_setting_is_said_in_one_line() -> None:
    assert outcome(BPTT_MAX_STEPS="0") == (
        1,
        "",
        "bptt-visualizer: BPTT_MAX_STEPS: Input should be greater than or equal to 1\n",
    )


def test_an_interrupt_ends_it_quietly_with_its_worker_processes() -> None:
    sequence = {"kind": "text", "text": "abc" * 80, "by": "character"}
    request = {"sequence": sequence, "hidden_size": 64, "include": ["decomposition"]}
    with serving() as base:
        answer = httpx2.post(f"{base}api/v1/bptt", json=request, timeout=60)
        assert answer.status_code == 200


def test_termination_ends_it_quietly() -> None:
    with start("--port", "0") as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Open ")
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=20) == ("", "")


def test_it_tells_its_version() -> None:
    assert outcome("--version") == (0, f"{__version__}\n", "")
