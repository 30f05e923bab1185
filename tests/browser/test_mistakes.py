"""An error stands beside its control, and the last good picture stays."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.film import open_page, settle, signature, type_text

STAGE = "main .stage svg.picture"


def test_a_text_too_short_says_so_at_the_text_and_the_picture_stays(page: Page) -> None:
    open_page(page)
    before = signature(page, STAGE)
    field = page.get_by_role("textbox", name="Sequence")
    field.fill("h")
    mistake = page.locator(".sequence .mistake")
    expect(mistake).to_contain_text("at least 2 characters")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".stale")).to_have_text("The picture still shows the last run that worked.")
    settle(page)
    assert signature(page, STAGE) == before
    type_text(page, "hi")
    expect(mistake).to_have_count(0)
    expect(page.locator(".stale")).to_have_count(0)
    settle(page)
    assert signature(page, STAGE) != before


def test_a_limit_passed_in_the_address_is_said_at_its_control_over_a_good_picture(
    page: Page,
) -> None:
    open_page(page, "hidden=4000")
    mistake = page.locator("#hidden-mistake")
    expect(mistake).to_contain_text("4000")
    expect(page.locator("#hidden")).to_have_value("4000")
    expect(page.locator(".stale")).to_contain_text("the run that the page starts with")
    expect(page.locator(STAGE)).to_be_visible()
    page.locator("#hidden").fill("6")
    expect(page.locator(".masthead .subtitle")).to_contain_text("H = 6")
    expect(mistake).to_have_count(0)


def test_what_is_no_number_is_said_at_its_control_and_asks_nothing(page: Page) -> None:
    open_page(page)
    page.locator("#hidden").fill("many")
    expect(page.locator("#hidden-mistake")).to_have_text("A whole number from 1 on.")
    expect(page.locator(".masthead .subtitle")).to_contain_text("H = 4")
    expect(page.locator(".stale")).to_have_text("The picture still shows the last run that worked.")
    page.locator("#hidden").fill("4000")
    expect(page.locator("#hidden-mistake")).to_contain_text("4000")
    page.locator("#hidden").fill("many")
    expect(page.locator("#hidden-mistake")).to_have_text("A whole number from 1 on.")
    page.locator("#hidden").fill("3")
    expect(page.locator("#hidden-mistake")).to_have_count(0)
    expect(page.locator(".masthead .subtitle")).to_contain_text("H = 3")


def test_an_unknown_cell_in_the_address_is_said_at_the_cell(page: Page) -> None:
    open_page(page, "cell=transformer")
    expect(page.locator("#cell-mistake")).to_be_visible()
    page.locator("#cell").select_option("elman")
    expect(page.locator("#cell-mistake")).to_have_count(0)


def test_a_cell_that_cannot_translate_is_said_at_the_cell_and_marked_once_it_is_open(
    page: Page,
) -> None:
    open_page(page)
    page.get_by_role("combobox", name="Examples").select_option("jordan")
    expect(page.locator(".masthead .subtitle")).to_contain_text("Own equations")
    page.get_by_role("radio", name="translation").check()
    expect(page.locator("#cell-mistake")).to_contain_text("read a hidden value instead")
    expect(page.locator("#cell")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#cell")).to_have_attribute("aria-describedby", "cell-mistake")
    expect(page.locator(".editor")).to_be_hidden()
    page.get_by_role("button", name="Edit equations").click()
    expect(page.locator("#cell-mistake")).to_have_count(0)
    expect(page.locator("#equations-mistake")).to_contain_text("read a hidden value instead")
    expect(page.locator(".editor mark")).to_have_text("y")
    page.locator("#cell").select_option("gru")
    expect(page.locator(".mistake")).to_have_count(0)


def test_the_newest_answer_wins(page: Page) -> None:
    open_page(page)
    field = page.get_by_role("textbox", name="Sequence")
    for text in ("ab", "abc", "abcd", "abcde"):
        field.fill(text)
    expect(page.locator(".masthead .subtitle")).to_contain_text("“abcde”")
    expect(page.locator(".mistake")).to_have_count(0)


def test_the_length_is_counted_against_the_limit_of_the_server(page: Page) -> None:
    open_page(page)
    count = page.locator(".sequence .count")
    expect(count).to_have_text("T = 4 of 256")
    type_text(page, "banana")
    expect(count).to_have_text("T = 5 of 256")
    page.get_by_role("textbox", name="Sequence").fill("ab" * 150)
    expect(page.locator(".sequence .mistake")).to_contain_text("256")
    expect(count).to_have_count(0)
