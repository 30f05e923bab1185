"""Undo and redo, with the buttons and with the keys."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.film import beat, move, open_page, type_text


def undo(page: Page) -> Locator:
    """The button that undoes, whatever it would undo."""
    return page.locator(".masthead").get_by_role("button", name="Undo")


def redo(page: Page) -> Locator:
    """The button that does again what was undone."""
    return page.locator(".masthead").get_by_role("button", name="Redo")


def test_the_buttons_go_back_and_forth_and_say_what_they_do(page: Page) -> None:
    open_page(page)
    subtitle = page.locator(".masthead .subtitle")
    expect(undo(page)).to_be_disabled()
    expect(redo(page)).to_be_disabled()
    page.locator("#text").press_sequentially(" dear")
    expect(subtitle).to_contain_text("“hello dear”")
    page.get_by_role("radio", name="window").check(force=True)
    page.get_by_label("Cell", exact=True).select_option("gru")
    expect(subtitle).to_contain_text("GRU")
    move(page, 5)
    page.get_by_label("Examples").select_option("vanishing")
    expect(subtitle).to_contain_text("T = 46")
    for name, shown in (
        ("example", "GRU · “hello dear”"),
        ("cell", "Elman RNN · “hello dear”"),
        ("truncation", "Elman RNN · “hello dear”"),
        ("text", "Elman RNN · “hello”"),
    ):
        expect(undo(page)).to_have_accessible_name(f"Undo: {name}")
        undo(page).click()
        expect(page.locator(".masthead [role=status]")).to_have_text(f"Undone: {name}.")
        expect(redo(page)).to_have_accessible_name(f"Redo: {name}")
        expect(subtitle).to_contain_text(shown)
        if name == "example":
            assert beat(page)[0] == 5
    expect(undo(page)).to_be_disabled()
    expect(undo(page)).to_be_focused()
    expect(page.get_by_role("radio", name="off")).to_be_checked()
    expect(page.locator("#text")).to_have_value("hello")
    for _ in range(4):
        redo(page).click()
    expect(subtitle).to_contain_text("T = 46")
    expect(redo(page)).to_be_disabled()


def test_the_keys_undo_but_leave_a_text_field_its_own(page: Page) -> None:
    open_page(page)
    type_text(page, "abc")
    hidden = page.get_by_role("slider", name="Hidden units")
    hidden.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#hidden")).to_have_value("6")
    page.keyboard.press("Control+z")
    expect(page.locator("#hidden")).to_have_value("4")
    page.keyboard.press("Meta+z")
    expect(page.locator("#text")).to_have_value("hello")
    page.keyboard.press("Control+Shift+Z")
    expect(page.locator("#text")).to_have_value("abc")
    page.keyboard.press("Control+y")
    expect(page.locator("#hidden")).to_have_value("6")
    page.locator("#text").press("End")
    page.keyboard.type("d")
    expect(undo(page)).to_have_accessible_name("Undo: text")
    page.keyboard.press("Control+z")
    expect(page.locator("#text")).to_have_value("abc")
    expect(page.locator("#hidden")).to_have_value("6")
    # the field took the letter back itself: the page has nothing to do again
    expect(redo(page)).to_have_accessible_name("Redo")


def test_one_drag_is_one_step_however_slow(page: Page) -> None:
    page.clock.install()
    page.goto("./")
    while not page.locator("html[data-ready]").count():
        page.clock.run_for(50)
    slider = page.get_by_role("slider", name="Hidden units")
    box = slider.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 10)
    page.mouse.down()
    for x in (60, 80, 120):
        page.clock.run_for(3000)
        page.mouse.move(box["x"] + x, box["y"] + 10)
    page.mouse.up()
    page.clock.run_for(500)
    expect(page.locator("#hidden")).not_to_have_value("4")
    undo(page).click()
    page.clock.run_for(500)
    expect(page.locator("#hidden")).to_have_value("4")
    expect(undo(page)).to_be_disabled()


def test_what_is_wrong_goes_with_what_was_typed(page: Page) -> None:
    open_page(page)
    page.locator("#hidden").fill("5000")
    expect(page.locator("#hidden-mistake")).to_be_visible()
    expect(page.locator(".masthead .subtitle")).to_contain_text("H = 4")
    undo(page).click()
    expect(page.locator("#hidden-mistake")).to_be_hidden()
    expect(page.locator("#hidden")).to_have_value("4")
    redo(page).click()
    expect(page.locator("#hidden-mistake")).to_be_visible()
    page.locator("#hidden").fill("many")
    undo(page).click()
    expect(page.locator("#hidden")).to_have_value("5000")
