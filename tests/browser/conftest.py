"""The real page, in a real browser, from the real command."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.command import serving

BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def found_browser() -> str | None:
    """The path of the first browser that the machine has."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def pytest_runtest_setup() -> None:
    """Without a browser skip the tests of this folder, or fail where BPTT_REQUIRE_BROWSER is 1."""
    if found_browser() is None:
        advice = "no browser found; on Debian or Ubuntu, `apt-get install chromium` brings one"
        if os.environ.get("BPTT_REQUIRE_BROWSER") == "1":
            pytest.fail(advice, pytrace=False)
        pytest.skip(advice)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running server, with its closing slash."""
    with serving() as base:
        yield base


# Ends with the package: while it lives, its event loop counts as running in this thread.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser, for all tests of this folder."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found_browser(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """An empty page whose relative addresses are the server's.

    With BPTT_SLOWER_PAGE=4 its scripts run at a quarter of the speed, which brings to light what
    reads a picture before it is drawn.

    At its end the test fails if the browser's console warned, a script failed, or anything was
    asked of another host.
    """
    context = browser.new_context(base_url=server, viewport={"width": 1440, "height": 900})
    complaints = listen(context, server)
    page = context.new_page()
    slower = float(os.environ.get("BPTT_SLOWER_PAGE", "1"))
    if slower != 1:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    yield page
    context.close()
    assert not complaints


def listen(context: BrowserContext, server: str) -> list[str]:
    """A list that grows by a line for each thing that must not happen on a page."""
    complaints: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type in ("warning", "error", "assert") and not is_refusal(message, server):
            complaints.append(f"console {message.type}: {message.text}")

    def request(address: str) -> None:
        if not address.startswith((server, "data:", "blob:")):
            complaints.append(f"request to another host: {address}")

    context.on("console", console)
    context.on("weberror", lambda failure: complaints.append(f"page error: {failure.error}"))
    context.on("request", lambda sent: request(sent.url))
    return complaints


def is_refusal(message: ConsoleMessage, server: str) -> bool:
    """Whether the browser only notes that the API answered 4xx, which the page shows by itself."""
    return message.location["url"].startswith(f"{server}api/") and message.text.startswith(
        "Failed to load resource: the server responded with a status of 4"
    )
