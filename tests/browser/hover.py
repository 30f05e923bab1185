"""How fast the page answers the pointer on the map, from the real server.

`python -m tests.browser.hover` moves the pointer over the map of whose loss taught which copy, from
cell to cell with every picture, and prints for each length of the sequence, in milliseconds:

- draw: script, style and layout of one picture, the pointer's event and a forced layout included;
- frame: from one picture to the next, with all that the browser does to show it.
"""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.film import open_page
from tests.browser.pace import HIDDEN, SENTENCE, SIZE, WATCH, Times, report

BEAT = 120
"""In the backward phase, where most is drawn."""
PICTURES = 400

HOVER = f"""
(pictures) => {{
  {WATCH}
  const grid = document.querySelector(".map-grid");
  const box = grid.querySelector(".map-none").getBoundingClientRect();
  const count = Number(grid.getAttribute("aria-rowcount"));
  const size = box.width / count;
  return watch(pictures, (picture) => {{
    const tau = picture % count;
    const t = Math.min(tau, (7 * picture) % count);
    const [clientX, clientY] = [box.x + (t + 0.5) * size, box.y + (tau + 0.5) * size];
    const target = document.elementFromPoint(clientX, clientY) ?? grid;
    const look = {{ bubbles: true, clientX, clientY, pointerType: "mouse" }};
    target.dispatchEvent(new PointerEvent("pointerover", look));
    target.dispatchEvent(new PointerEvent("pointermove", look));
  }});
}}
"""


def hover(browser: Browser, server: str, length: int) -> Times:
    """The milliseconds of every picture: to draw it, and to the next."""
    page = browser.new_page(base_url=server, viewport=SIZE)
    text = (SENTENCE * 5)[: length + 1].replace(" ", "+")
    open_page(page, f"text={text}&hidden={HIDDEN}&beat={BEAT}")
    page.evaluate("() => document.fonts.ready")
    page.locator(".map-grid:not(.old)").scroll_into_view_if_needed()
    times: Times = page.evaluate(HOVER, PICTURES)
    page.close()
    return times


if __name__ == "__main__":
    report(hover)
