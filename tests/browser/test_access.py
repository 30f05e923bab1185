"""Keyboard, words and widths: the page for everybody."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.film import beat, move, open_page, settle
from tests.command import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SMALL_TEXT = """
() => {
  const small = [];
  for (const element of document.querySelectorAll("body *")) {
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (text && element.getClientRects().length && size < 10.99)
      small.push(`${element.tagName} "${element.textContent}" ${size}`);
  }
  return small;
}
"""
# What stands out at the right of a panel's padding.
BEYOND = """
(selector) => {
  const panel = document.querySelector(selector);
  const padding = parseFloat(getComputedStyle(panel).paddingRight);
  const right = panel.getBoundingClientRect().right - padding;
  return [...panel.querySelectorAll("button, select, output, input, svg")]
    .filter((each) => each.getBoundingClientRect().right > right + 0.5)
    .map((each) => each.outerHTML.slice(0, 60));
}
"""
PHASES = ("1 Forward", "2 Backward", "3 Sum copies", "4 Update")


def axe(page: Page) -> list[dict[str, Any]]:
    """What axe finds, in short."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate(
        """async () => (await axe.run()).violations.map(({ id, nodes }) =>
           ({ id, where: nodes.map((node) => node.html.slice(0, 160)) }))"""
    )
    return found


def open_proofs(page: Page) -> None:
    """Check every number, and show the program."""
    page.get_by_role("button", name="Check now").click()
    expect(page.locator(".check tbody .result").last).not_to_have_text("waits")
    page.get_by_role("button", name="Show the program").click()
    expect(page.locator(".export .sheet")).to_contain_text("import torch")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(page: Page, scheme: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_page(page, "cut=segment&gain=0.9")
    for phase in PHASES:
        page.get_by_role("button", name=phase).click()
        settle(page)
        assert axe(page) == []
    for summary in page.locator("summary").all():
        summary.click()
    open_proofs(page)
    assert axe(page) == []
    page.get_by_role("textbox", name="Sequence").fill("x")
    expect(page.locator("#text-mistake")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Help").click()
    assert axe(page) == []


@pytest.mark.parametrize("width", [1440, 1024, 768, 390, 360])
def test_at_every_width_the_page_scrolls_down_only_and_no_text_is_too_small(
    page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, "cut=window&text=the+unreasonable+effectiveness&hidden=16")
    for summary in page.locator("summary").all():
        summary.click()
    open_proofs(page)
    for phase in PHASES:
        page.get_by_role("button", name=phase).click()
        settle(page)
        assert page.evaluate("() => document.scrollingElement.scrollWidth") <= width
        assert page.evaluate(SMALL_TEXT) == []


@pytest.mark.parametrize("width", [390, 360])
def test_on_a_phone_nothing_sticks_out_of_the_bar_of_the_film(
    browser: Browser, server: str, width: int
) -> None:
    phone = browser.new_context(
        base_url=server,
        viewport={"width": width, "height": 844},
        is_mobile=True,
        has_touch=True,
        device_scale_factor=3,
        reduced_motion="reduce",
    )
    page = phone.new_page()
    open_page(page, "example=vanishing&beat=300")
    stage = page.locator(".panel.stage > .scroller")
    top = stage.evaluate("(area) => area.offsetTop")
    for phase in PHASES:
        page.get_by_role("button", name=phase).tap()
        settle(page)
        assert page.evaluate("() => document.scrollingElement.scrollWidth") == width
        assert page.evaluate(BEYOND, ".transport") == []
        assert stage.evaluate("(area) => area.offsetTop") == top, "the stage has moved"
    phone.close()


def test_up_to_six_time_stamps_the_story_fits_on_a_laptop_without_scrolling(page: Page) -> None:
    open_page(page, "text=hello+w")
    for panel in ("transport", "stage", "ledger"):
        box = page.locator(f".panel.{panel}").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900, panel
    for scroller in page.locator(".main .scroller").all():
        assert scroller.evaluate("(area) => area.scrollWidth - area.clientWidth") <= 0


def test_the_keyboard_is_enough(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page)
    _, last = beat(page)
    for keys, expected in (
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("Shift+ArrowRight", 3),
        ("Shift+ArrowRight", 6),
        ("Shift+ArrowLeft", 3),
        ("2", 14),
        ("3", 30),
        ("4", last),
        ("1", 0),
        ("End", last),
        ("Home", 0),
    ):
        page.keyboard.press(keys)
        settle(page)
        assert beat(page)[0] == expected, keys
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    settle(page)
    assert beat(page)[0] == 1


def test_keys_typed_into_a_field_do_not_move_the_film(page: Page) -> None:
    open_page(page)
    page.get_by_role("textbox", name="Sequence").focus()
    page.keyboard.press("End")
    page.keyboard.type(" 2?")
    expect(page.locator(".masthead .subtitle")).to_contain_text("“hello 2?”")
    assert beat(page)[0] == 0
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_playing_is_a_matter_of_the_clock(page: Page) -> None:
    page.clock.install()
    open_page_with_clock(page)
    page.keyboard.press("Space")
    page.clock.run_for(2600)
    assert 1 <= beat(page)[0] <= 4
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("Space")
    page.clock.run_for(2000)
    now = beat(page)
    page.clock.run_for(2000)
    assert beat(page) == now
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def open_page_with_clock(page: Page) -> None:
    """Open the page while only the test moves its clock."""
    page.goto("./")
    for _ in range(100):
        page.clock.run_for(50)
        if page.locator("html[data-ready]").count():
            return
    pytest.fail("the page did not get ready")


def test_every_beat_is_said_in_a_sentence(page: Page) -> None:
    open_page(page)
    sentence = page.locator(".stage .sentence")
    _, last = beat(page)
    said = set()
    for index in range(last + 1):
        move(page, index)
        said.add(sentence.inner_text())
    assert len(said) == last + 1


def test_no_subscript_is_written_as_plain_text(page: Page) -> None:
    open_page(page, "cut=segment")
    for phase in PHASES:
        page.get_by_role("button", name=phase).click()
        settle(page)
        text = page.locator("body").inner_text()
        for code in page.locator("code").all_inner_texts():
            text = text.replace(code, "")
        assert "_" not in text
