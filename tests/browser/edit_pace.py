"""How soon the page follows a weight that is dragged, from the real server.

`python -m tests.browser.edit_pace` drags an entry of the shared recurrent matrix to and fro and
prints for each cell, in milliseconds, from the movement of the pointer to the picture in which the
loss, the map and the gradient through time are those of the run at that very weight: request,
answer, drawing and painting included.
"""

from __future__ import annotations

from statistics import median, quantiles

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.conftest import FLAGS, found_browser
from tests.browser.film import open_page
from tests.command import serving

TEXT = ("pack my box with five dozen liquor jugs of old wine. " * 2)[:51].replace(" ", "+")
HIDDEN = 16
CELLS = ("elman", "lstm")
MOVES = 60
TARGET = 100
SIZE = ViewportSize(width=1440, height=900)

# The pointer stands still until the page has followed, so that every movement is measured: until
# the loss of the new weights stands there, which is drawn in one go with all that the run has, and
# what is itemised by loss is another as well.
DRAG = """
(moves) => new Promise(async (done) => {
  const tile = document.querySelector('.stage .grab[data-parameter^="W_h"][data-t="all"]');
  const box = tile.getBoundingClientRect();
  const [x, y] = [box.x + box.width * 0.4, box.y + box.height * 0.4];
  tile.setPointerCapture = () => {};
  const send = (type, by) => tile.dispatchEvent(new PointerEvent(type, {
    bubbles: true, cancelable: true, pointerId: 1, button: 0, clientX: x + by, clientY: y,
  }));
  const loss = () => document.querySelector(".loss .total math").textContent;
  const decay = () => [...document.querySelectorAll(".decay .plot .line")].pop().getAttribute("d");
  const isOld = () => document.querySelector(".map .old, .decay .old") !== null;
  const waits = [];
  // a message that is sent while a frame is drawn comes after it has been painted
  const painted = () => new Promise((then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  });
  send("pointerdown", 0);
  for (let move = 1; move <= moves; move += 1) {
    const before = [loss(), decay()];
    const start = performance.now();
    send("pointermove", 20 * (move % 7) + move);
    await new Promise((then, fail) => {
      const look = () => {
        if (loss() !== before[0] && decay() !== before[1] && !isOld()) then();
        else if (performance.now() - start > 2000) fail(new Error("the page does not follow"));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await painted();
    waits.push(performance.now() - start);
  }
  send("pointerup", 0);
  done(waits);
})
"""


def drag(browser: Browser, server: str, cell: str) -> list[float]:
    """The milliseconds from each movement to the picture that it leads to."""
    page = browser.new_page(base_url=server, viewport=SIZE, reduced_motion="reduce")
    open_page(page, f"text={TEXT}&hidden={HIDDEN}&cell={cell}&beat=9999")
    page.evaluate("() => document.fonts.ready")
    times: list[float] = page.evaluate(DRAG, MOVES)
    page.close()
    return times


def main() -> None:
    """Drag, and print how long the page took."""
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found_browser(), args=FLAGS)
        for cell in CELLS:
            times = drag(browser, server, cell)
            p95 = quantiles(times, n=20)[-1]
            print(f"{cell}, T = 50, H = {HIDDEN}: {len(times)} movements, milliseconds")
            print(f"  median {median(times):6.1f}   p95 {p95:6.1f}   most {max(times):6.1f}")
        browser.close()
    print(f"The page follows in time when that is within {TARGET} ms.")


if __name__ == "__main__":
    main()
