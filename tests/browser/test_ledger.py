"""The ledger of cells with many parameters: in groups that fold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.film import (
    answer,
    beat,
    column_of_ledger,
    move,
    open_ledger,
    open_page,
    settle,
    text_sequence,
    walk,
)
from tests.browser.test_craft import OVERLAPS

CELLS = ("elman", "elman-relu", "lstm", "gru", "gru-reset-before", "stacked")
PARAMETERS = [f"{kind}{gate}" for gate in "ifgo" for kind in ("W_x", "W_h", "b_")] + ["W_hy", "b_y"]

LONG_NAMES = """
gate_of_it = sigmoid(W_of_a_long_name @ x + W_hh @ h[t-1] + b_of_a_gate)
candidates = tanh(W_xn @ x + b_n + gate_of_it * (W_hn @ h[t-1] + b_hn))
h = (1 - gate_of_it) * candidates + gate_of_it * h[t-1]
y = W_hy @ h + b_y
"""

# What is wider than the panel of formulas, which then has to be scrolled sideways.
TOO_WIDE = """() => {
  const { width } = document.querySelector(".formula .lines").getBoundingClientRect();
  return [...document.querySelectorAll(".formula math")]
    .filter((formula) => formula.getBoundingClientRect().width > width + 4)
    .map((formula) => formula.textContent);
}"""


def flat(matrix: Iterable[Any]) -> list[float]:
    """The entries of a matrix or a vector."""
    return [x for row in matrix for x in (row if isinstance(row, list) else [row])]


def fold(page: Page, name: str) -> Locator:
    """The button that folds and unfolds a group."""
    return page.get_by_role("button", name=re.compile(f"^Copies for {name}:"))


def rows(page: Page, count: int) -> None:
    """Expect that many parameters with a row of their own."""
    expect(page.locator(".ledger svg.picture text.name")).to_have_count(count)


def test_the_cell_without_gates_has_no_groups(page: Page) -> None:
    open_page(page)
    expect(page.locator(".ledger .fold")).to_have_count(0)
    rows(page, 5)


def test_a_group_is_folded_and_unfolded_with_the_mouse(page: Page) -> None:
    open_page(page, "cell=lstm")
    rows(page, 3)
    expect(fold(page, "i")).to_have_attribute("aria-expanded", "true")
    expect(fold(page, "f")).to_have_attribute("aria-expanded", "false")
    fold(page, "f").click()
    expect(fold(page, "f")).to_have_attribute("aria-expanded", "true")
    rows(page, 6)
    fold(page, "i").click()
    rows(page, 3)
    fold(page, "f").click()
    rows(page, 0)


def test_a_group_is_folded_with_the_keyboard_and_stays_so_after_a_reload(page: Page) -> None:
    open_page(page, "cell=lstm&fold=0")
    rows(page, len(PARAMETERS))
    fold(page, "g").focus()
    page.keyboard.press("Enter")
    expect(fold(page, "g")).to_have_attribute("aria-expanded", "false")
    expect(fold(page, "g")).to_be_focused()
    page.keyboard.press("Tab")
    expect(fold(page, "o")).to_be_focused()
    page.keyboard.press("Space")
    expect(fold(page, "o")).to_have_attribute("aria-expanded", "false")
    assert beat(page)[0] == 0  # a space on a button does not start the film
    expect(page).to_have_url(re.compile("fold=g%2Co"))
    page.reload()
    page.wait_for_selector("html[data-ready]")
    settle(page)
    expect(fold(page, "g")).to_have_attribute("aria-expanded", "false")
    rows(page, 8)


def test_every_copy_of_a_folded_group_flies_to_its_row(page: Page) -> None:
    open_page(page, "cell=lstm&text=ab&open=all")
    page.get_by_role("button", name="3 Sum copies").click()
    settle(page)
    docking, last = beat(page)
    move(page, docking - 0.02)
    expect(page.locator(".sky .flying")).to_have_count(len(PARAMETERS))
    ledger = page.locator(".ledger svg.picture").bounding_box()
    assert ledger is not None
    for tile in page.locator(".sky .flying").all():
        box = tile.bounding_box()
        assert box is not None
        assert ledger["y"] - 12 < box["y"] < ledger["y"] + ledger["height"]
    move(page, last - 1.5)
    expect(page.locator(".sky .flying")).to_have_count(len(PARAMETERS))


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_the_copies_of_an_lstm_add_up_to_the_gradient_that_the_api_gives(
    page: Page, parameter: str
) -> None:
    open_page(page, "cell=lstm")
    body = answer(page, sequence=text_sequence("hello"), cell="lstm")
    page.keyboard.press("End")
    settle(page)
    open_ledger(page, parameter)
    gradient = flat(body["gradients"][parameter])
    total = column_of_ledger(page, "sum")
    assert total == pytest.approx(gradient, abs=1e-15)
    copies = column_of_ledger(page, "copy")
    length = body["sequence"]["length"]
    sums = [sum(copies[i : i + length]) for i in range(0, len(copies), length)]
    assert sums == pytest.approx(gradient, abs=1e-15)


@pytest.mark.parametrize("cell", CELLS)
def test_the_film_of_every_cell_says_at_every_beat_what_happens(page: Page, cell: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page, f"cell={cell}")
    said = []
    for _ in walk(page):
        said.append(page.locator(".stage .sentence").inner_text())
        assert page.locator(".formula .lines math").count() > 0
        assert page.evaluate(TOO_WIDE) == []
    _, last = beat(page)
    assert len(said) == last + 1
    assert all(a != b for a, b in pairwise(said))


@pytest.mark.parametrize("width", [1440, 390, 360])
@pytest.mark.parametrize("equations", ["", LONG_NAMES])
def test_no_name_covers_a_copy(page: Page, equations: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_page(page, urlencode({"cell": "lstm", "equations": equations, "fold": "f,candidates"}))
    expect(page.locator(".masthead .subtitle")).to_contain_text("“hello”")
    page.keyboard.press("End")
    settle(page)
    assert page.evaluate(OVERLAPS) == []
    slots = page.locator(".ledger .slot").all()
    lefts = [box["x"] for box in (slot.bounding_box() for slot in slots) if box is not None]
    written = page.locator(".ledger text.name").all()
    buttons = page.locator(".ledger .fold[aria-expanded=false]").all()
    assert len(buttons) == 1
    for element in [*written, *buttons]:
        box = element.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= min(lefts)
    height = buttons[0].evaluate("button => button.offsetHeight")
    assert height >= 24
