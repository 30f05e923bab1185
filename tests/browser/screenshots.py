"""Pictures of the page, from the real server.

`python -m tests.browser.screenshots` writes the README's pictures into docs/; with `--all` it
writes every phase, cell, size and theme into the folder screenshots/, which git ignores.
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

DOCS = ROOT / "docs"
ALL = ROOT / "screenshots"

SENTENCE = "to be or not to be that is the question"
TEXTS = {
    1: "to",
    4: "hello",
    12: "hello, world!",
    40: f"{SENTENCE}s?",
    200: (SENTENCE * 6)[:201],
}
TRANSLATION = "kind=translation&source=the+cat+sleeps&target=le+chat+dort"
NUDGE = "nudge=W_hh,1,2,2,0.4"
LOOK = "look=delta+h+3+3"
LETTERS = ascii_letters + digits
SHARES = {"forward": 0.2, "backward": 0.66, "sum": 0.91, "update": 1.0}


# cells for a slide: which columns are open, and how wide the screen has to be for them
CELLS = {
    "lstm-open": ("2", 1560),
    "lstm-closed": ("none", 1440),
    "gru-open": ("all", 1520),
    "gru-closed": ("none", 1440),
    "stacked": ("all", 1440),  # it has nothing inside
}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: what the address says, where the film stands, and on what screen.

    `part` is the panel to take alone, at twice the size.
    """

    path: Path
    fragment: str
    share: float
    theme: Literal["light", "dark"] = "light"
    width: int = 1440
    height: int = 900
    part: str | None = None


def readme() -> Iterator[Shot]:
    """The README's pictures: the page in the middle of the backward run, cut into segments of two;
    with one copy nudged; with one number looked into; and the stage for a translation and for each
    gated or layered cell, open and closed."""
    yield Shot(DOCS / "page.png", "cut=segment&steps=2", 0.66)
    yield Shot(DOCS / "nudge.png", NUDGE, 0.2)
    yield Shot(DOCS / "inspector.png", LOOK, 0.66)
    yield Shot(DOCS / "translation.png", TRANSLATION, 0.71, part=".panel.stage")
    for name, (opened, width) in CELLS.items():
        fragment = f"cell={name.split('-')[0]}&text=hell&open={opened}"
        yield Shot(DOCS / f"{name}.png", fragment, 0.74, width=width, part=".panel.stage")


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
        for cell in ("elman-relu", "lstm", "gru", "gru-reset-before", "stacked"):
            for phase, share in SHARES.items():
                for opened in ("all", "none", "2"):
                    path = ALL / f"{cell}-{opened}-{phase}-{theme}.png"
                    yield Shot(path, f"cell={cell}&open={opened}", share, theme)
        yield from translations(theme)
        yield from alone(theme)
        for classes in (2, 10, 30, 60):
            fragment = f"text={LETTERS[:classes]}a"
            yield Shot(ALL / f"V{classes}-{theme}.png", fragment, 0.6, theme)


def translations(theme: Literal["light", "dark"]) -> Iterator[Shot]:
    """An encoder and a decoder in each phase."""
    for cell in ("elman", "lstm"):
        for phase, share in SHARES.items():
            for width, height in ((1440, 900), (390, 844)):
                path = ALL / f"translation-{cell}-{phase}-{width}-{theme}.png"
                yield Shot(path, f"{TRANSLATION}&cell={cell}", share, theme, width, height)


def alone(theme: Literal["light", "dark"]) -> Iterator[Shot]:
    """One copy changed; one number looked into."""
    for width, height in ((1440, 900), (390, 844)):
        yield Shot(ALL / f"nudge-{width}-{theme}.png", NUDGE, 0.2, theme, width, height)
        yield Shot(ALL / f"inspector-{width}-{theme}.png", LOOK, 0.66, theme, width, height)


def take(browser: Browser, server: str, shot: Shot) -> None:
    """Take one picture."""
    size = ViewportSize(width=shot.width, height=shot.height)
    page = browser.new_page(
        base_url=server,
        viewport=size,
        color_scheme=shot.theme,
        device_scale_factor=2 if shot.part else 1,
    )
    open_page(page, shot.fragment)
    page.evaluate("() => document.fonts.ready")
    if NUDGE in shot.fragment:
        page.locator(".nudge .result:not(.old)").wait_for()
    _, last = beat(page)
    position = shot.share * last
    move(page, round(position) if shot.path.parent == DOCS else position)
    shot.path.parent.mkdir(exist_ok=True)
    if shot.part:
        page.locator(shot.part).screenshot(path=shot.path)
    else:
        page.screenshot(path=shot.path, full_page=shot.width < 1440)
    page.close()


def main() -> None:
    """Take the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="every phase, size and theme")
    shots = everything() if parser.parse_args().all else readme()
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found_browser(), args=FLAGS)
        for shot in shots:
            take(browser, server, shot)
            print(shot.path.relative_to(ROOT))
        browser.close()


if __name__ == "__main__":
    main()
