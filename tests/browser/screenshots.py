"""Pictures of the page, from the real server.

`python -m tests.browser.screenshots` writes the README's picture, docs/page.png; with `--all` it
writes every phase, size and theme into the folder screenshots/, which git ignores.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import ascii_letters, digits
from typing import Literal

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.conftest import FLAGS, found_browser
from tests.browser.film import beat, move, open_page
from tests.command import ROOT, serving

README = ROOT / "docs" / "page.png"
ALL = ROOT / "screenshots"

SENTENCE = "to be or not to be that is the question"
TEXTS = {
    1: "to",
    4: "hello",
    12: "hello, world!",
    40: f"{SENTENCE}s?",
    200: (SENTENCE * 6)[:201],
}
LETTERS = ascii_letters + digits
SHARES = {"forward": 0.2, "backward": 0.66, "sum": 0.91, "update": 1.0}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: what the address says, where the film stands, and on what screen."""

    path: Path
    fragment: str
    share: float
    theme: Literal["light", "dark"] = "light"
    width: int = 1440
    height: int = 900


def readme() -> Shot:
    """The README's picture: in the middle of the backward run, cut into segments of two."""
    return Shot(README, "cut=segment&steps=2", 0.66)


def everything() -> Iterator[Shot]:
    """Every phase, length, hidden size, width and theme, though not every mix of them."""
    for theme in ("light", "dark"):
        for phase, share in SHARES.items():
            for width, height in ((1440, 900), (1024, 768), (768, 1024), (390, 844), (360, 740)):
                name = f"{phase}-{width}-{theme}.png"
                yield Shot(ALL / name, "cut=window", share, theme, width, height)
        for length, text in TEXTS.items():
            for hidden in (1, 4, 16, 64):
                fragment = f"text={text.replace(' ', '+')}&hidden={hidden}"
                yield Shot(ALL / f"T{length}-H{hidden}-{theme}.png", fragment, 0.905, theme)
        for classes in (2, 10, 30, 60):
            fragment = f"text={LETTERS[:classes]}a"
            yield Shot(ALL / f"V{classes}-{theme}.png", fragment, 0.6, theme)


def take(browser: Browser, server: str, shot: Shot) -> None:
    """Take one picture."""
    size = ViewportSize(width=shot.width, height=shot.height)
    page = browser.new_page(base_url=server, viewport=size, color_scheme=shot.theme)
    open_page(page, shot.fragment)
    page.evaluate("() => document.fonts.ready")
    _, last = beat(page)
    position = shot.share * last
    move(page, round(position) if shot.path == README else position)
    shot.path.parent.mkdir(exist_ok=True)
    page.screenshot(path=shot.path, full_page=shot.width < 1440)
    page.close()


def main() -> None:
    """Take the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="every phase, size and theme")
    shots = everything() if parser.parse_args().all else [readme()]
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found_browser(), args=FLAGS)
        for shot in shots:
            take(browser, server, shot)
            print(shot.path.relative_to(ROOT))
        browser.close()


if __name__ == "__main__":
    main()
