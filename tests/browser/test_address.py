"""The address is the state."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.film import beat, open_page, settle, signature, type_text


def test_a_copied_address_opens_the_same_state_in_a_new_page(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page)
    type_text(page, "banane")
    page.get_by_role("radio", name="window").check(force=True)
    page.get_by_role("textbox", name="Window length").fill("3")
    page.get_by_role("textbox", name="Hidden units").fill("5")
    expect(page.locator(".masthead .subtitle")).to_contain_text("H = 5")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="2 Backward").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    address = page.evaluate("() => navigator.clipboard.readText()")
    other = page.context.new_page()
    other.goto(address)
    other.wait_for_selector("html[data-ready]")
    settle(other)
    assert beat(other) == beat(page)
    for picture in ("main .stage svg.picture", "main .ledger svg.picture"):
        assert signature(other, picture) == signature(page, picture)


def test_the_address_follows_what_is_set_and_shown(page: Page) -> None:
    open_page(page)
    type_text(page, "abc")
    page.get_by_role("button", name="Last beat").click()
    expect(page).to_have_url(re.compile(r"#text=abc&beat=\d+$"))
    page.get_by_role("button", name="Reset all").click()
    expect(page).to_have_url(re.compile(r"/$"))


def test_the_entry_that_is_looked_at_is_in_the_address(page: Page) -> None:
    open_page(page, "beat=9999")
    page.locator('.ledger g[data-parameter="W_hh"] .pick').last.click()
    page.mouse.move(5, 5)
    expect(page).to_have_url(re.compile(r"&entry=W_hh\.\d\.\d$"))
    settle(page)
    ledger = signature(page, "main .ledger svg.picture")
    entry = page.url.rpartition("=")[2]
    page.reload()
    page.wait_for_selector("html[data-ready]")
    settle(page)
    assert signature(page, "main .ledger svg.picture") == ledger
    page.evaluate("() => { location.hash = 'beat=9999&entry=W_hh.4.1' }")
    expect(page.locator('.ledger g[data-parameter="W_hh"]')).to_contain_text("entry 4, 1")
    assert entry != "W_hh.4.1"


def test_an_edited_address_is_followed(page: Page) -> None:
    open_page(page)
    page.evaluate("() => { location.hash = 'text=xyz&beat=2' }")
    expect(page.locator(".masthead .subtitle")).to_contain_text("“xyz”")
    settle(page)
    assert beat(page)[0] == 2


def test_going_back_before_the_address_is_written_anew_is_followed_too(page: Page) -> None:
    open_page(page, "text=abc")
    page.evaluate("() => { location.hash = 'text=xyz' }")
    expect(page.locator("#text")).to_have_value("xyz")
    page.go_back()
    expect(page.locator("#text")).to_have_value("abc")
    expect(page.locator(".masthead .subtitle")).to_contain_text("“abc”")


def test_a_hostile_address_shows_the_page_as_at_the_start(page: Page) -> None:
    open_page(page, "hidden=-3&cut=%3Cscript%3E&gain=NaN&beat=x&equations=%20&sizes=e%3D&%E0%A4")
    assert beat(page) == (0, 35)
    expect(page.locator(".mistake")).to_have_count(0)
