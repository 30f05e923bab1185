"""How fast the page answers the pointer on the map, from the real server.

`python -m tests.browser.hover` moves the pointer over the map of whose loss taught which copy, from
cell to cell with every picture, and prints for each length of the sequence, in milliseconds:

- draw: script, style and layout of one picture, the pointer's event and a forced layout included;
- frame: from one picture to the next, with all that the browser does to show it.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS, found_browser
from tests.browser.film import open_page
from tests.browser.pace import HIDDEN, SENTENCE, SIZE, TARGET, line
from tests.command import serving

LENGTHS = (50, 200)
BEAT = 120
"""In the backward phase, where most is drawn."""

# Callbacks of one frame run in the order in which they were asked for: see pace.py.
HOVER = """
(pictures) => new Promise((done) => {
  const grid = document.querySelector(".map-grid");
  const { x, y } = grid.getBoundingClientRect();
  const box = grid.querySelector(".map-none").getBoundingClientRect();
  const count = Number(grid.getAttribute("aria-rowcount"));
  const size = box.width / count;
  const draws = [];
  const frames = [];
  let [start, before, picture] = [0, 0, 0];
  const show = () => {
    const tau = picture % count;
    const t = Math.min(tau, (7 * picture) % count);
    requestAnimationFrame(() => { start = performance.now(); });
    const moved = performance.now();
    const [clientX, clientY] = [box.x + (t + 0.5) * size, box.y + (tau + 0.5) * size];
    const target = document.elementFromPoint(clientX, clientY) ?? grid;
    const look = { bubbles: true, clientX, clientY, pointerType: "mouse" };
    target.dispatchEvent(new PointerEvent("pointerover", look));
    target.dispatchEvent(new PointerEvent("pointermove", look));
    const input = performance.now() - moved;
    requestAnimationFrame((now) => {
      document.documentElement.getBoundingClientRect();
      draws.push(input + performance.now() - start);
      if (before > 0) frames.push(now - before);
      before = now;
      picture += 1;
      if (picture < pictures) show();
      else done({ draws, frames, ways: document.querySelectorAll(".stage .way").length });
    });
  };
  show();
})
"""


def hover(browser: Browser, server: str, length: int, pictures: int = 400) -> dict[str, Any]:
    """The milliseconds of every picture: to draw it, and to the next."""
    page = browser.new_page(base_url=server, viewport=SIZE)
    text = (SENTENCE * 5)[: length + 1].replace(" ", "+")
    open_page(page, f"text={text}&hidden={HIDDEN}&beat={BEAT}")
    page.evaluate("() => document.fonts.ready")
    page.locator(".map-grid:not(.old)").scroll_into_view_if_needed()
    times: dict[str, Any] = page.evaluate(HOVER, pictures)
    page.close()
    return times


def main() -> None:
    """Move over the maps, and print how long it took."""
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found_browser(), args=FLAGS)
        for length in LENGTHS:
            times = hover(browser, server, length)
            print(f"T = {length}, H = {HIDDEN}: {len(times['draws'])} pictures, milliseconds")
            print(line("draw", times["draws"]))
            print(line("frame", times["frames"]))
        browser.close()
    print(f"A picture is in time at 60 Hz when it is drawn within {TARGET} ms.")


if __name__ == "__main__":
    main()
