"""How fast the page draws, from the real server.

`python -m tests.browser.pace` drags the scrubber through the whole film, half a beat a picture, and
prints for each length of the sequence, in milliseconds:

- draw: script, style and layout of one picture, the input event and a forced layout included;
- frame: from one picture to the next, with all that the browser does to show it; a browser without
  a graphics card paints in software, which is most of this.
"""

from __future__ import annotations

from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.conftest import FLAGS, found_browser
from tests.browser.film import beat, open_page
from tests.command import serving

SENTENCE = "pack my box with five dozen liquor jugs of old wine. "
HIDDEN = 16
LENGTHS = (50, 200)
TARGET = 16.7
STEP = 0.5
SIZE = ViewportSize(width=1440, height=900)

# Callbacks of one frame run in the order in which they were asked for: the page's own, which draws,
# is asked for by the input event and so stands between the two of this script.
SCRUB = """
([last, step]) => new Promise((done) => {
  const scrubber = document.querySelector(".scrubber");
  const draws = [];
  const frames = [];
  let [start, before, position] = [0, 0, 0];
  const show = () => {
    requestAnimationFrame(() => { start = performance.now(); });
    const moved = performance.now();
    scrubber.value = String(position);
    scrubber.dispatchEvent(new Event("input", { bubbles: true }));
    const input = performance.now() - moved;
    requestAnimationFrame((now) => {
      document.documentElement.getBoundingClientRect();
      draws.push(input + performance.now() - start);
      if (before > 0) frames.push(now - before);
      before = now;
      position += step;
      if (position <= last) show();
      else done({ draws, frames });
    });
  };
  show();
})
"""


def scrub(browser: Browser, server: str, length: int) -> dict[str, list[float]]:
    """The milliseconds of every picture of the film of a sequence: to draw it, and to the next."""
    page = browser.new_page(base_url=server, viewport=SIZE)
    text = (SENTENCE * 5)[: length + 1].replace(" ", "+")
    open_page(page, f"text={text}&hidden={HIDDEN}")
    page.evaluate("() => document.fonts.ready")
    _, last = beat(page)
    times: dict[str, Any] = page.evaluate(SCRUB, [last, STEP])
    page.close()
    return times


def line(name: str, times: list[float]) -> str:
    """The middle and the slow end of some times."""
    p95 = quantiles(times, n=20)[-1]
    return f"  {name:<6} median {median(times):6.1f}   p95 {p95:6.1f}   most {max(times):6.1f}"


def main() -> None:
    """Scrub through the films, and print how long it took."""
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found_browser(), args=FLAGS)
        for length in LENGTHS:
            times = scrub(browser, server, length)
            print(f"T = {length}, H = {HIDDEN}: {len(times['draws'])} pictures, milliseconds")
            print(line("draw", times["draws"]))
            print(line("frame", times["frames"]))
        browser.close()
    print(f"A picture is in time at 60 Hz when it is drawn within {TARGET} ms.")


if __name__ == "__main__":
    main()
