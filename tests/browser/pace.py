"""How fast the page draws, from the real server.

`python -m tests.browser.pace` drags the scrubber through the whole film, half a beat a picture, and
prints for each length of the sequence, in milliseconds:

- draw: script, style and layout of one picture, the input event and a forced layout included;
- frame: from one picture to the next, with all that the browser does to show it; a browser without
  a graphics card paints in software, which is most of this.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median, quantiles

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

# What a number of pictures takes, each after something was done. Callbacks of one frame run in the
# order in which they were asked for: the page's own, which draws, is asked for by the input event
# and so stands between the two of this script.
WATCH = """
const watch = (pictures, act) => new Promise((done) => {
  const draws = [];
  const frames = [];
  let [start, before, picture] = [0, 0, 0];
  const show = () => {
    requestAnimationFrame(() => { start = performance.now(); });
    const moved = performance.now();
    act(picture);
    const input = performance.now() - moved;
    requestAnimationFrame((now) => {
      document.documentElement.getBoundingClientRect();
      draws.push(input + performance.now() - start);
      if (before > 0) frames.push(now - before);
      before = now;
      picture += 1;
      if (picture < pictures) show();
      else done({ draws, frames });
    });
  };
  show();
});
"""

SCRUB = f"""
([last, step]) => {{
  {WATCH}
  const scrubber = document.querySelector(".scrubber");
  return watch(Math.floor(last / step) + 1, (picture) => {{
    scrubber.value = String(picture * step);
    scrubber.dispatchEvent(new Event("input", {{ bubbles: true }}));
  }});
}}
"""


Times = dict[str, list[float]]
"""Milliseconds: `draws` and `frames`."""


def scrub(browser: Browser, server: str, length: int) -> Times:
    """The milliseconds of every picture of the film of a sequence: to draw it, and to the next."""
    page = browser.new_page(base_url=server, viewport=SIZE)
    text = (SENTENCE * 5)[: length + 1].replace(" ", "+")
    open_page(page, f"text={text}&hidden={HIDDEN}")
    page.evaluate("() => document.fonts.ready")
    _, last = beat(page)
    times: Times = page.evaluate(SCRUB, [last, STEP])
    page.close()
    return times


def line(name: str, times: list[float]) -> str:
    """The middle and the slow end of some times."""
    p95 = quantiles(times, n=20)[-1]
    return f"  {name:<6} median {median(times):6.1f}   p95 {p95:6.1f}   most {max(times):6.1f}"


def report(watched: Callable[[Browser, str, int], Times]) -> None:
    """Print how long the pictures took, for each length of the sequence."""
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found_browser(), args=FLAGS)
        for length in LENGTHS:
            times = watched(browser, server, length)
            print(f"T = {length}, H = {HIDDEN}: {len(times['draws'])} pictures, milliseconds")
            print(line("draw", times["draws"]))
            print(line("frame", times["frames"]))
        browser.close()
    print(f"A picture is in time at 60 Hz when it is drawn within {TARGET} ms.")


if __name__ == "__main__":
    report(scrub)
