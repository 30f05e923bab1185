"""A text that runs from right to left turns nothing that stands beside it."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Page

from tests.browser.film import open_page

PLACE = """
(line, text) => {
  const [node] = line.childNodes;
  const range = document.createRange();
  const start = node.data.indexOf(text);
  range.setStart(node, start);
  range.setEnd(node, start + text.length);
  return range.getBoundingClientRect().x;
}
"""


def test_a_translation_is_named_from_the_source_to_the_target(page: Page) -> None:
    source, target = "القط ينام الآن", "החתול ישן"
    open_page(page, f"kind=translation&source={quote(source)}&target={quote(target)}")
    line = page.locator(".masthead .subtitle")
    parts = (source, "→", target, "T = ", "H = ")
    places = [line.evaluate(PLACE, part) for part in parts]
    assert places == sorted(places)
