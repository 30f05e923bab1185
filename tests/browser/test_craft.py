"""No text of the pictures stands on another, at any length and size."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from tests.browser.film import open_page, settle

LONG = "to be or not to be that is the question " * 6
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01234567"

# What a clip path hides of a text does not count.
OVERLAPS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll(".stage svg.picture, .ledger svg.picture")) {
    const edge = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map((text) => {
      let { left, right, top, bottom } = text.getBoundingClientRect();
      const clip = text.closest("[clip-path]")?.getAttribute("clip-path").match(/#([^)]*)/)[1];
      if (clip) {
        const box = svg.querySelector(`[id="${clip}"] rect`);
        const start = edge.left + Number(box.getAttribute("x"));
        left = Math.max(left, start);
        right = Math.min(right, start + Number(box.getAttribute("width")));
      }
      return { says: text.textContent, left, right, top, bottom };
    });
    texts.forEach((a, i) => {
      for (const b of texts.slice(i + 1)) {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 2 && tall > 4) found.push(`${a.says} | ${b.says}`);
      }
    });
  }
  return found;
}"""


@pytest.mark.parametrize("hidden", [1, 4, 16, 64])
@pytest.mark.parametrize("length", [1, 4, 12, 40, 200])
def test_no_text_stands_on_another_at_any_length_and_hidden_size(
    page: Page, length: int, hidden: int
) -> None:
    look(page, LONG[: length + 1], hidden)


@pytest.mark.parametrize("classes", [2, 10, 30, 60])
def test_no_text_stands_on_another_at_any_number_of_classes(page: Page, classes: int) -> None:
    look(page, LETTERS[:classes] + "a", 4)


def look(page: Page, text: str, hidden: int) -> None:
    """Every phase, near its start and a few time-stamps on, with and without truncation."""
    page.emulate_media(reduced_motion="reduce")
    for cut in ("off", "window"):
        page.goto("about:blank")
        open_page(page, urlencode({"text": text, "hidden": hidden, "cut": cut}))
        for phase in "1234":
            page.keyboard.press(phase)
            for _ in range(3):
                settle(page)
                assert page.evaluate(OVERLAPS) == [], f"phase {phase}, truncation {cut}"
                page.keyboard.press("Shift+ArrowRight")
