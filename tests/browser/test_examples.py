"""Every example is one choice away and tells its story on one screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from app.web.examples import EXAMPLES, Example
from tests.browser.film import open_page, settle

END_OF_THE_STORY = """() => document.querySelector(".panel.ledger").getBoundingClientRect().bottom
    + scrollY - innerHeight"""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_loads_with_one_choice_and_fits_one_screen(page: Page, example: Example) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_page(page)
    page.get_by_label("Examples").select_option(example.name)
    expect(page.get_by_role("note")).to_have_text(f"{example.title} {example.description}")
    page.wait_for_load_state("networkidle")  # the answer begins at the first beat
    settle(page)
    page.locator("body").focus()
    for number, phase in enumerate(["forward", "backward", "sum", "update"], start=1):
        page.keyboard.press(str(number))
        expect(page.locator("html")).to_have_attribute("data-phase", phase)
        settle(page)
        assert page.evaluate(END_OF_THE_STORY) <= 0
