"""Looking into a number: its equation, what it is worked out from, the way from one to the next."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.film import answer, beat, open_page, settle, text_sequence
from tests.browser.test_access import AXE, SMALL_TEXT

HELLO: dict[str, Any] = {"sequence": text_sequence("hello")}
BACK, SUMMED = 27, 33
"""Beats at which the gradients are back at every time-stamp, and at which the copies are added."""


def axe(page: Page, within: str) -> list[str]:
    """What axe finds in a part of the page."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(
        "async (within) => (await axe.run(within)).violations.map(({ id }) => id)", within
    )
    return found


def inspected(page: Page) -> Locator:
    """What the inspector shows of a number."""
    return page.locator(".inspected")


def point(page: Page, grid: str, row: int, column: int, of: tuple[int, int]) -> None:
    """Put the pointer on an entry of a vector or a matrix as it is drawn."""
    box = page.locator(f'.panel [data-of="{grid}"]').first.bounding_box()
    assert box is not None
    rows, columns = of
    page.mouse.move(
        box["x"] + box["width"] * (column + 0.5) / columns,
        box["y"] + box["height"] * (row + 0.5) / rows,
    )
    settle(page)


def shows(page: Page, name: str, value: float) -> None:
    """Wait until the inspector shows a number, and compare it."""
    expect(inspected(page)).to_have_attribute("data-inspected", name)
    assert float(inspected(page).get_attribute("data-value") or "") == pytest.approx(value)


def operands(page: Page) -> dict[str, float]:
    """The numbers of the formula, by name."""
    found = page.locator(".inspected .worth [data-operand]").all()
    return {
        each.get_attribute("data-operand") or "": float(each.get_attribute("data-value") or "")
        for each in found
    }


def read_out(page: Page) -> float:
    """The value that the inspector writes at the end of the formula, as it is written."""
    text = page.locator(".inspected .result .value").inner_text()
    return float(text.replace("\u2212", "-"))


def pointed_at(
    page: Page, grid: str, place: tuple[int, int], of: tuple[int, int], value: float
) -> dict[str, float]:
    """Point at an entry, compare what the inspector shows, and give back the formula's numbers."""
    point(page, grid, *place, of)
    shows(page, inspected(page).get_attribute("data-inspected") or "", value)
    written = inspected(page).get_attribute("data-inspected") or ""
    assert written.startswith(grid)
    assert read_out(page) == pytest.approx(value, rel=5e-3)
    return operands(page)


def test_a_number_that_is_pointed_at_says_its_equation_with_numbers_of_the_api(page: Page) -> None:
    found = answer(page, **HELLO)
    values, deltas = found["values"], found["deltas"]
    open_page(page, f"beat={SUMMED}")
    z, h = values["z"][1], values["h"][1]
    formula = pointed_at(page, "value h 2", (2, 0), (4, 1), math.tanh(z[2]))
    assert formula == {"value z 2 3": z[2]}
    expect(inspected(page).locator(".lines")).to_contain_text("tanh")
    back = deltas["h"][1][1]
    formula = pointed_at(page, "delta z 2", (1, 0), (4, 1), (1 - h[1] ** 2) * back)
    assert formula == {"value h 2 2": h[1], "delta h 2 2": back}
    left, right = deltas["z"][2][1], h[1]
    formula = pointed_at(page, "copy W_hh 3", (1, 1), (4, 4), left * right)
    assert formula == {"delta z 3 2": left, "value h 2 2": right}
    (factors,) = found["copy_factors"]["W_hh"]
    copies = [factors["left"][t][1] * factors["right"][t][1] for t in range(4)]
    formula = pointed_at(page, "gradient W_hh", (1, 1), (4, 4), sum(copies))
    assert list(formula.values()) == pytest.approx(copies)
    powers = [math.exp(y) for y in values["y"][1]]
    formula = pointed_at(page, "value p 2", (0, 2), (1, 4), powers[2] / sum(powers))
    assert set(formula.values()) == set(values["y"][1])
    p = values["p"][1][found["sequence"]["targets"][1]]
    formula = pointed_at(page, "loss 2", (0, 0), (1, 1), -math.log(p))
    assert list(formula.values()) == [p]


def test_what_a_number_is_worked_out_from_lights_up_and_an_operand_lights_its_place(
    page: Page,
) -> None:
    open_page(page, f"beat={BACK}&look=copy+W_hh+3+2+2")
    expect(page.locator(".stage .lit.subject")).to_have_count(1)
    expect(page.locator(".stage .lit.operand")).to_have_count(2)
    expect(page.locator(".stage .lit.pointed")).to_have_count(0)
    page.locator('[data-operand="value h 2 2"]').hover()
    expect(page.locator(".stage .lit.pointed")).to_have_count(1)
    lit = page.locator(".stage .lit.pointed").bounding_box()
    strip = page.locator('.stage [data-of="value h 2"]').bounding_box()
    assert lit is not None
    assert strip is not None
    assert lit["x"] == pytest.approx(strip["x"], abs=3)
    second = strip["y"] + 1.5 * strip["height"] / 4
    assert lit["y"] < second < lit["y"] + lit["height"]
    # and the other way round
    point(page, "delta z 3", 1, 0, (4, 1))
    expect(page.locator(".operand.pointed")).to_have_attribute("data-operand", "delta z 3 2")


def test_of_an_operand_that_is_not_written_the_arrow_lights_up(page: Page) -> None:
    open_page(page, f"beat={BACK}&look=delta+h+3+4")
    expect(page.locator(".stage .lit.way.operand")).to_have_count(2)
    page.locator(".sources button", has_text="from the future").hover()
    arrow = page.locator(".stage .lit.way.pointed").bounding_box()
    receiver = page.locator(".stage .lit.subject").bounding_box()
    assert arrow is not None
    assert receiver is not None
    assert arrow["x"] + arrow["width"] > receiver["x"] + receiver["width"] + 40


def test_a_cell_of_the_map_is_one_multiplication_and_its_copy_a_sum_over_losses(
    page: Page,
) -> None:
    open_page(page, f"beat={SUMMED}")
    page.locator("input[name=map-mode][value=entry]").check()
    total = page.locator('.map [data-of^="copy W_hh 3"]')
    expect(total).to_be_visible()
    grid = page.locator(".map-grid:not(.old)")
    grid.focus()
    page.keyboard.press("ArrowLeft")
    expect(grid).to_have_attribute("data-of", re.compile("itemised W_hh 4 3"))
    *_, row, column = (grid.get_attribute("data-of") or "").split()
    entry = {"parameter": "W_hh", "row": int(row) - 1, "column": int(column) - 1}
    found = answer(page, **HELLO, include=["decomposition"], entry=entry)
    rows = found["decomposition"]["entry"]
    shows(page, f"itemised W_hh 4 3 {row} {column}", rows[3][2])
    right = found["values"]["h"][1][int(column) - 1]
    assert operands(page) == pytest.approx(
        {f"sent W_hh 4 3 {row}": rows[3][2] / right, f"value h 2 {column}": right}
    )
    total.hover()
    shows(page, f"copy W_hh 3 {row} {column}", rows[2][2] + rows[3][2])
    parts = page.locator(".inspected .by-losses [data-operand]")
    assert [float(each.get_attribute("data-value") or "") for each in parts.all()] == [
        pytest.approx(rows[2][2]),
        pytest.approx(rows[3][2]),
    ]


def test_the_numbers_on_arrows_and_in_the_table_are_inspected_too(page: Page) -> None:
    found = answer(page, **HELLO, cell="lstm")
    open_page(page, "cell=lstm&beat=37")
    written = page.locator(".stage .number[data-of^=joint]").first
    name = written.get_attribute("data-of") or ""
    _, names, to, lag, t, unit = name.split()
    messages = {(m["from"], m["to"], m["lag"]): m["values"] for m in found["messages"]}
    parts = [messages[each, to, int(lag)][int(t) - 1][int(unit) - 1] for each in names.split(".")]
    written.hover()
    shows(page, name, sum(parts))
    expect(page.locator(".sources li")).to_have_count(len(parts))
    page.locator(".tables details.stage summary").click()
    page.locator('.tables [data-of="value h 2 3"]').hover()
    shows(page, "value h 2 3", found["values"]["h"][1][2])


def test_a_gradient_says_where_each_part_comes_from_and_what_is_cut(page: Page) -> None:
    cut = {"truncation": {"kind": "segment", "steps": 2}}
    found = answer(page, **HELLO, **cut)
    messages = {(each["from"], each["to"]): each for each in found["messages"]}
    open_page(page, f"cut=segment&beat={BACK}&look=delta+h+2+3")
    lines = page.locator(".sources li")
    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text("from its own loss")
    expect(lines.nth(1)).to_contain_text("from the future")
    own = messages["y", "h"]["values"][1][2]
    lost = messages["z", "h"]["cut"][1][2]
    shows(page, "delta h 2 3", own)
    assert found["deltas"]["h"][1][2] == pytest.approx(own)
    expect(lines.nth(1).locator(".cut")).to_contain_text(f"{lost:+.3f}".replace("-", "\u2212"))


def test_by_keyboard_one_walks_follows_and_goes_back_and_the_film_stands(page: Page) -> None:
    open_page(page, f"beat={BACK}")
    page.keyboard.press("i")
    first = inspected(page)
    expect(first).to_be_focused()
    name = first.get_attribute("data-inspected") or ""
    assert name.startswith("delta h ")
    steps = [
        ("ArrowDown", "delta h 1 3"),
        ("ArrowRight", "delta h 2 3"),
        ("Enter", "message y h 0 2 3"),
        ("Enter", "weight W_hy 1 3"),
        ("ArrowRight", "weight W_hy 1 4"),
        ("Backspace", "message y h 0 2 3"),
        ("Backspace", "delta h 2 3"),
    ]
    for key, expected in steps:
        page.keyboard.press(key)
        expect(inspected(page)).to_have_attribute("data-inspected", expected)
        expect(inspected(page)).to_be_focused()
    page.keyboard.press("Tab")
    while page.evaluate("!document.activeElement.matches('[data-operand]')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(inspected(page)).to_have_attribute("data-inspected", "message z h 1 2 3")
    assert beat(page)[0] == BACK
    page.keyboard.press("Escape")
    expect(inspected(page)).to_have_count(0)


def test_a_product_of_a_sum_says_its_value_and_lights_both_its_numbers(page: Page) -> None:
    found = answer(page, **HELLO)
    open_page(page, "beat=12&look=value+z+2+3")
    weight, h = found["weights"]["W_hh"][2][0], found["values"]["h"][0][0]
    product = page.locator('.product[data-term="weight W_hh 3 1; value h 1 1"]')
    assert float(product.get_attribute("data-value") or "") == pytest.approx(weight * h)
    written = f"{weight * h:.3g}".replace("-", "\u2212")
    expect(product.locator(".comes")).to_contain_text(f"= {written}")
    product.locator(".comes").hover()
    expect(page.locator(".inspected .operand.pointed")).to_have_count(2)
    # the unit of h, and the weight where it is shared and where it is used
    expect(page.locator(".stage .lit.pointed")).to_have_count(3)
    page.mouse.move(5, 5)
    expect(page.locator(".stage .lit.pointed")).to_have_count(0)
    product.focus()
    expect(page.locator(".stage .lit.pointed")).to_have_count(3)
    # of a row, or of a vector, one outline
    expect(page.locator(".stage .lit.operand")).to_have_count(7)


def test_each_weight_says_where_it_comes_from(page: Page) -> None:
    open_page(page, "edits=W_hh.1.1.0.86&look=weight+W_hh+1+1")
    expect(page.locator(".inspected .given")).to_contain_text("set by you")
    inspected(page).focus()
    page.keyboard.press("ArrowRight")
    expect(inspected(page)).to_have_attribute("data-inspected", "weight W_hh 1 2")
    expect(page.locator(".inspected .given")).to_contain_text("drawn with seed 0")


def test_escape_unpins_from_anywhere_when_nothing_nearer_takes_it(page: Page) -> None:
    open_page(page, f"beat={BACK}&look=delta+h+2+3&nudge=W_hh,2,2,2,0.1")
    pinned = page.locator(".inspected.pinned")
    expect(pinned).to_have_count(1)
    point(page, "value h 1", 0, 0, (4, 1))
    expect(inspected(page).locator(".under")).to_contain_text("Pointed at:")
    page.locator(".nudge .close").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".nudge .close")).to_have_count(0)
    expect(pinned).to_have_count(1)
    page.get_by_role("slider", name="Random seed").focus()
    page.keyboard.press("Escape")
    expect(pinned).to_have_count(0)
    page.locator(".panel.stage .scroller").focus()
    page.keyboard.press("Enter")
    expect(pinned).to_be_focused()


def test_a_pinned_number_stays_in_the_address_and_follows_a_slider(page: Page) -> None:
    open_page(page, f"beat={BACK}")
    point(page, "value h 2", 2, 0, (4, 1))
    expect(page.locator(".inspected:not(.pinned)")).to_have_count(1)
    page.mouse.down()
    page.mouse.up()
    expect(page.locator(".inspected.pinned")).to_have_count(1)
    page.wait_for_url("**/#*look=value+h+2+3*")
    point(page, "value h 1", 0, 0, (4, 1))
    expect(inspected(page)).to_have_attribute("data-inspected", "value h 2 3")
    page.get_by_role("slider", name="Random seed").fill("3")
    value = answer(page, **HELLO, seed=3)["values"]["h"][1][2]
    expect(inspected(page)).to_have_attribute("data-value", repr(value))
    page.get_by_role("slider", name="Hidden units").fill("2")
    expect(page.locator(".inspected.pinned")).to_have_count(0)
    page.wait_for_url(lambda address: "look" not in address)


def test_in_a_closed_column_it_says_where_the_operands_are(page: Page) -> None:
    open_page(page, "cell=lstm&look=value+c+2+3")
    expect(inspected(page)).to_contain_text("inside the closed column")
    expect(page.locator(".stage .lit.hidden")).to_have_count(1)
    page.get_by_role("button", name="Open columns").click()
    expect(page.locator(".stage .lit.hidden")).to_have_count(0)
    expect(page.locator(".stage .lit.operand")).to_have_count(4)


def test_of_a_long_sum_the_largest_terms_stand_first_and_all_can_be_seen(page: Page) -> None:
    found = answer(page, **HELLO, hidden_size=40)
    open_page(page, "hidden=40&look=value+y+2+1")
    expect(page.locator(".inspected .operand")).to_have_count(2 * 16 + 1)
    page.get_by_role("button", name="24 more terms").click()
    expect(page.locator(".inspected .operand")).to_have_count(2 * 40 + 1)
    weights, h = found["weights"]["W_hy"][0], found["values"]["h"][1]
    terms = sum(w * v for w, v in zip(weights, h, strict=True))
    shows(page, "value y 2 1", terms + found["weights"]["b_y"][0])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_a_number_pinned(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    first, *others = ("gradient W_hh 2 1", "delta h 2 3", "value x 2 1", "size W_hh 2")
    open_page(page, f"cut=segment&beat={BACK}&look={first.replace(' ', '+')}")
    for look in (first, *others):
        page.goto(f"./#cut=segment&beat={BACK}&look={look.replace(' ', '+')}")
        expect(page.locator(".inspected.pinned")).to_have_attribute("data-inspected", look)
        assert axe(page, ".inspector") == []
        assert page.evaluate(SMALL_TEXT.replace("body *", ".inspector *")) == []
