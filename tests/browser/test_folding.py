"""Panels fold to their headings, and the layout remembers."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.film import move, open_page, settle, type_text

NO_STORAGE = """
  Object.defineProperty(window, "localStorage", { get() { throw new Error("no storage"); } });
"""


def heading(page: Page, title: str) -> Locator:
    """The button in the heading of a panel."""
    return page.get_by_role("heading", name=title, exact=True).get_by_role("button")


def test_a_heading_folds_its_panel_even_where_nothing_can_be_kept(page: Page) -> None:
    page.add_init_script(NO_STORAGE)
    open_page(page)
    loss = heading(page, "Loss")
    expect(loss).to_have_attribute("aria-expanded", "true")
    controlled = page.locator(f"#{loss.get_attribute('aria-controls')}")
    tall = controlled.bounding_box()
    loss.click()
    expect(loss).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".loss .total")).to_be_hidden()
    low = controlled.bounding_box()
    assert tall is not None
    assert low is not None
    assert low["height"] < tall["height"] / 2
    expect(loss).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".loss .total")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator(".loss .total")).to_be_hidden()
    for title in ("The unrolled network", "Film"):
        expect(heading(page, title)).to_have_count(0)


def test_what_is_unfolded_shows_the_run_and_the_beat_that_came_meanwhile(page: Page) -> None:
    page.emulate_media(reduced_motion="no-preference")
    open_page(page)
    ledger = heading(page, "Temporal copies, summed")
    ledger.click()
    type_text(page, "hello w")
    page.get_by_role("button", name="3 Sum copies").click()
    for position in (45.5, 48.5):  # copies fly to slots that are not there
        move(page, position)
    expect(page.locator(".sky .flying")).to_have_count(0)
    page.set_viewport_size({"width": 1200, "height": 900})
    ledger.click()
    settle(page)
    picture = page.locator(".panel.ledger svg.picture")
    scroller = page.locator(".panel.ledger .scroller")
    width = scroller.evaluate("(element) => element.clientWidth")
    expect(picture).to_have_attribute("width", str(width))
    expect(picture).to_contain_text("5 of 6")


def test_the_layout_is_remembered_and_a_link_can_bring_another(page: Page) -> None:
    open_page(page)
    heading(page, "Loss").click()
    heading(page, "Equations").click()
    expect(page).to_have_url(re.compile(r"#panels=loss,equations$"))
    page.get_by_role("button", name="Reset all").click()
    page.get_by_label("Examples").select_option("hello")
    expect(page.locator(".panel.folded")).to_have_count(2)
    page.goto("about:blank")
    open_page(page)
    expect(page.locator(".panel.folded")).to_have_count(2)
    page.goto("about:blank")
    open_page(page, "seed=3&panels=legend")
    expect(heading(page, "Colours")).to_have_attribute("aria-expanded", "false")
    expect(heading(page, "Loss")).to_have_attribute("aria-expanded", "true")
    page.evaluate("() => localStorage.setItem('bptt folded', '<b>,,loss,%00{')")
    page.goto("about:blank")
    open_page(page)
    expect(page.locator(".panel.folded")).to_have_count(1)
