"""Every built-in cell on the page: all of its film, its columns open and closed."""

from __future__ import annotations

from unicodedata import normalize
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from app.engine import CELLS
from tests.browser.film import beat, move, open_page, settle
from tests.browser.test_craft import OVERLAPS


def plain(text: str) -> str:
    """The letters of a mathematical font as those of the keyboard."""
    return normalize("NFKC", text)


def names(page: Page, t: int) -> list[str]:
    """The values that stand in the column of a time-stamp, by their written names."""
    written = map(plain, page.locator(".stage .picture text.name").all_text_contents())
    return sorted(text.removesuffix(str(t)) for text in written if text.endswith(str(t)))


@pytest.mark.parametrize(
    ("cell", "opened"), [*((cell, "2") for cell in CELLS), ("lstm", "all"), ("gru", "none")]
)
def test_the_film_of_every_cell_runs_from_its_first_beat_to_its_last(
    page: Page, cell: str, opened: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page, urlencode({"cell": cell, "open": opened, "text": "abc"}))
    _, last = beat(page)
    for position in range(last + 1):
        move(page, position)
        assert beat(page)[0] == position
        assert page.locator(".stage .sentence").inner_text()
        if position % 2 == 0:
            assert page.evaluate(OVERLAPS) == [], f"beat {position}"


def test_a_cell_with_many_values_starts_closed_and_one_with_few_open(page: Page) -> None:
    open_page(page, "cell=lstm")
    assert names(page, 2) == ["c", "h", "y"]
    page.goto("about:blank")
    open_page(page, "cell=gru")
    assert names(page, 2) == ["h", "n", "r", "y", "z"]


def test_a_click_opens_one_column_and_closes_it_again(page: Page) -> None:
    open_page(page, "cell=lstm")
    page.locator(".stage .opens").nth(1).click(position={"x": 3, "y": 3})
    settle(page)
    assert names(page, 2) == ["c", "f", "g", "h", "i", "o", "y"]
    assert names(page, 1) == ["c", "h", "y"]
    page.locator(".stage .opens").nth(1).click(position={"x": 3, "y": 3})
    settle(page)
    assert names(page, 2) == ["c", "h", "y"]


def test_the_key_o_opens_the_column_of_the_beat_and_a_reload_keeps_it_open(page: Page) -> None:
    open_page(page, "cell=lstm")
    page.keyboard.press("o")
    settle(page)
    assert "i" in names(page, 1)
    page.wait_for_function("() => location.hash.includes('open=1')")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    settle(page)
    assert "i" in names(page, 1)
    assert "i" not in names(page, 2)


def test_one_button_opens_and_closes_all_columns(page: Page) -> None:
    open_page(page, "cell=gru")
    page.get_by_role("button", name="Close columns").press("Enter")
    settle(page)
    assert names(page, 2) == ["h", "y"]
    page.get_by_role("button", name="Open columns").click()
    settle(page)
    assert names(page, 2) == ["h", "n", "r", "y", "z"]


def test_values_that_do_not_reach_y_are_dimmed(page: Page) -> None:
    equations = "h = tanh(W_xh @ x + W_hh @ h[t-1])\nq = W_hq @ h\ny = W_hy @ h\n"
    page.emulate_media(reduced_motion="reduce")
    open_page(page, urlencode({"equations": equations}))
    page.keyboard.press("3")
    settle(page)
    page.keyboard.press("ArrowLeft")
    settle(page)
    assert page.locator(".stage .arrow.backward").count() > 0
    # in each column the value and the arrow to it
    assert page.locator(".stage .dimmed").count() == 2 * 4
    assert page.locator(".stage .dimmed .arrow.backward").count() == 0
    dimmed = page.locator(".stage .dimmed text.name").all_text_contents()
    assert sorted(map(plain, dimmed)) == [f"q{t}" for t in range(1, 5)]


def test_a_cell_without_hidden_values_has_nothing_to_open(page: Page) -> None:
    open_page(page, urlencode({"equations": "y = W_xy @ x + b_y"}))
    expect(page.locator(".stage .opening button")).to_have_count(0)
    page.keyboard.press("o")
    settle(page)
    assert names(page, 2) == ["y"]
