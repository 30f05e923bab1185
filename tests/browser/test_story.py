"""From a typed word to its gradient, as a user goes there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.film import (
    answer,
    beat,
    column_of_ledger,
    move,
    open_ledger,
    open_page,
    settle,
    signature,
    text_sequence,
    type_text,
)

PICTURES = ("main .stage svg.picture", "main .ledger svg.picture")


def flat(matrix: list[list[float]] | list[float]) -> list[float]:
    """The entries of a matrix or a vector."""
    return [x for row in matrix for x in (row if isinstance(row, list) else [row])]


@pytest.mark.parametrize("parameter", ["W_xh", "W_hh", "b_h", "W_hy", "b_y"])
def test_at_the_end_the_ledger_shows_the_gradient_that_the_api_gives(
    page: Page, parameter: str
) -> None:
    open_page(page)
    type_text(page, "banana")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Last beat").click()
    settle(page)
    open_ledger(page, parameter)
    body = answer(page, sequence=text_sequence("banana"), include=["copies"])
    gradient = flat(body["gradients"][parameter])
    assert column_of_ledger(page, "sum") == pytest.approx(gradient, abs=1e-15)
    copies = [flat(copy) for copy in body["copies"][parameter]]
    by_entry = [copy[i] for i in range(len(gradient)) for copy in copies]
    assert column_of_ledger(page, "copy") == pytest.approx(by_entry, abs=1e-15)


def test_after_k_copies_the_running_total_is_the_sum_of_the_last_k(page: Page) -> None:
    open_page(page, "cut=segment")
    body = answer(
        page,
        sequence=text_sequence("hello"),
        truncation={"kind": "segment", "steps": 2},
        include=["copies"],
    )
    copies = [flat(copy) for copy in body["copies"]["W_hh"]]
    page.get_by_role("button", name="3 Sum copies").click()
    open_ledger(page, "W_hh")
    first, _ = beat(page)
    for count in range(1, 5):
        move(page, first + count - 1)
        total = [sum(entries) for entries in zip(*copies[-count:], strict=True)]
        assert column_of_ledger(page, "sum") == pytest.approx(total, abs=1e-15)


def test_stepping_to_the_end_and_back_shows_the_first_picture_again(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page)
    pictures = [signature(page, picture) for picture in PICTURES]
    _, last = beat(page)
    for _ in range(last):
        page.get_by_role("button", name="Next beat").click()
    settle(page)
    assert beat(page) == (last, last)
    assert [signature(page, picture) for picture in PICTURES] != pictures
    for _ in range(last):
        page.get_by_role("button", name="Beat back").click()
    settle(page)
    assert beat(page) == (0, last)
    assert [signature(page, picture) for picture in PICTURES] == pictures


def test_the_film_backwards_shows_the_same_pictures_as_forwards(page: Page) -> None:
    open_page(page, "cut=window")
    _, last = beat(page)
    positions = [step / 4 for step in range(0, 4 * last, 7)]
    forward = []
    for position in positions:
        move(page, position)
        forward.append([signature(page, picture) for picture in PICTURES])
    for position, pictures in zip(reversed(positions), reversed(forward), strict=True):
        move(page, position)
        assert [signature(page, picture) for picture in PICTURES] == pictures, position


def test_half_way_a_copy_is_between_its_arrow_and_its_place_in_the_ledger(page: Page) -> None:
    open_page(page, "text=ab")
    page.get_by_role("button", name="3 Sum copies").click()
    settle(page)
    docking, _ = beat(page)
    tile = page.locator(".sky .flying").nth(1)  # W_hh
    expect(tile).to_have_count(0)
    places = []
    for share in (0.01, 0.3, 0.5, 0.7, 0.99):
        move(page, docking - 1 + share)
        box = tile.bounding_box()
        assert box is not None
        places.append(box)
    heights = [place["y"] for place in places]
    assert heights == sorted(heights)
    ledger = page.locator(".ledger svg.picture").bounding_box()
    assert ledger is not None
    assert heights[0] < ledger["y"] < heights[-1]
    move(page, docking)
    expect(tile).to_have_count(0)


def test_at_half_its_way_a_tile_is_where_half_of_its_curve_is(page: Page) -> None:
    open_page(page, "text=ab")
    page.get_by_role("button", name="3 Sum copies").click()
    settle(page)
    docking, _ = beat(page)
    tile = page.locator(".sky .flying").first  # W_xh, which leaves first

    def place(share: float) -> tuple[float, float]:
        move(page, docking - 1 + share)
        box = tile.bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def middle(selector: str) -> tuple[float, float]:
        box = page.locator(selector).first.bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    # the flight takes 1 / 1.35 of the beat, as the others leave up to 0.35 later
    start, half, end = place(0.01), place(0.37), place(0.99)
    assert end == pytest.approx(middle(".ledger .slot"), abs=2)
    # down first and sideways later: half-way down it has gone a quarter of the way aside
    assert half[1] == pytest.approx((start[1] + end[1]) / 2, abs=1.5)
    assert half[0] == pytest.approx(0.75 * start[0] + 0.25 * end[0], abs=4)


def test_the_update_shows_the_loss_that_the_api_gives_for_the_weights_one_step_on(
    page: Page,
) -> None:
    open_page(page, "rate=0.5")
    page.get_by_role("button", name="4 Update").click()
    body = answer(page, sequence=text_sequence("hello"))
    moved = {
        name: [
            [w - 0.5 * g for w, g in zip(*rows, strict=True)]
            if isinstance(rows[0], list)
            else rows[0] - 0.5 * rows[1]
            for rows in zip(weight, body["gradients"][name], strict=True)
        ]
        for name, weight in body["weights"].items()
    }
    after = answer(page, sequence=text_sequence("hello"), weights=moved)["loss"]
    expect(page.locator(".loss .after strong")).to_have_text(f"{after:.4f}")


def test_a_click_on_an_entry_of_the_sum_shows_its_bars(page: Page) -> None:
    open_page(page)
    page.keyboard.press("End")
    page.locator(".ledger .pick").nth(1).click(position={"x": 40, "y": 4})
    expect(page.locator(".ledger .note", has_text="entry 1, 4")).to_be_visible()


def test_an_example_is_shown_and_left_by_typing(page: Page) -> None:
    open_page(page)
    page.get_by_label("Examples").select_option("many-to-one")
    expect(page.locator(".masthead .subtitle")).to_contain_text("not bad")
    page.keyboard.press("2")
    expect(page.locator(".stage text", has_text="left out").first).to_be_visible()
    expect(page.get_by_role("textbox", name="Sequence")).to_have_value("this film is not bad good")
    type_text(page, "own words")
    expect(page.get_by_role("note")).to_have_count(0)


def test_on_a_phone_the_ledger_comes_into_sight_when_the_sum_begins(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page)
    page.keyboard.press("3")
    settle(page)
    expect(page.locator(".ledger svg.picture")).to_be_in_viewport(ratio=0.9)
    expect(page.get_by_role("button", name="4 Update")).to_be_in_viewport()


def test_a_long_ledger_shows_whole_copies_and_says_that_there_are_more(page: Page) -> None:
    open_page(page, "text=hello+world")
    page.keyboard.press("End")
    settle(page)
    more = page.locator(".ledger svg.picture text", has_text="⋯")
    expect(more.first).to_have_text("+ ⋯")
    picture = page.locator(".ledger svg.picture")
    edge = more.first.bounding_box()
    assert edge is not None
    tiles = [tile.bounding_box() for tile in picture.locator(".slot").all()]
    seen = [tile for tile in tiles if tile is not None and tile["x"] < edge["x"]]
    assert all(tile["x"] + tile["width"] <= edge["x"] for tile in seen)
