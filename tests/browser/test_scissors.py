"""Where back-propagation is cut, dragged on the stage and in the map, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.film import answer, beat, open_page, settle, text_sequence
from tests.browser.test_access import axe

LONG = "hello world hello world"


def shears(page: Page) -> Locator:
    """The scissors for pointer and keyboard, on the first cut or on the window's far end."""
    return page.get_by_role("slider", name="Truncation, on the stage")


def says(page: Page, text: str) -> None:
    """Wait until the sequence is cut like this."""
    expect(shears(page)).to_have_attribute("aria-valuetext", text)


def middle(target: Locator) -> tuple[float, float]:
    """The middle of what is to be dragged."""
    box = target.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def hold(page: Page, target: Locator) -> tuple[float, float]:
    """Press the pointer on something, and move it a little."""
    x, y = middle(target)
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y


def cuts(page: Page) -> list[float]:
    """Where the lines of the cuts in sight are."""
    return [middle(line)[0] for line in page.locator(".stage .cut-line").all()]


def between(page: Page, t: int) -> float:
    """A place between the losses of a time-stamp and of the next."""
    first, second = (page.locator(".stage .counted").nth(at) for at in (t - 1, t))
    return (middle(first)[0] + middle(second)[0]) / 2


def asked(page: Page, kind: str, steps: int, text: str = "hello") -> dict[str, Any]:
    """What the API answers about the cost of a truncation."""
    truncation = {"kind": kind, "steps": steps}
    body = answer(page, sequence=text_sequence(text), truncation=truncation)
    parameters: dict[str, Any] = body["comparison"]["parameters"]
    return parameters


def await_costs(page: Page, costs: dict[str, Any]) -> None:
    """Wait until the panel shows them, each parameter's and in front the recurrent matrix's."""
    keys = ("relative_error", "cosine", "norm_ratio")
    lead = page.locator(".panel.cost .lead dd")
    expect(lead.first).to_have_attribute("data-value", written(costs["W_hh"]["relative_error"]))
    for name, cost in costs.items():
        cells = page.locator(f'.panel.cost tr[data-parameter="{name}"] td')
        for place in (cells, lead) if name == "W_hh" else (cells,):
            values = [float(each.get_attribute("data-value") or "nan") for each in place.all()]
            assert values == [pytest.approx(cost[key]) for key in keys]


def written(value: float) -> str:
    """A number as JavaScript writes it."""
    return str(int(value)) if value == int(value) else repr(value)


def test_the_scissors_wait_at_the_end_and_cut_where_they_are_dragged_to(page: Page) -> None:
    open_page(page)
    says(page, "off: nothing is cut")
    assert cuts(page) == []
    _, y = hold(page, shears(page))
    page.mouse.move(between(page, 2), y, steps=3)
    says(page, "segments of 2 time-stamps")
    # the panel, the fields and the sentence follow while it is held
    await_costs(page, asked(page, "segment", 2))
    expect(page.get_by_role("radio", name="segment", exact=True)).to_be_checked()
    expect(page.locator("#steps")).to_have_value("2")
    expect(page.locator(".stage .hint")).to_contain_text("Whh: relative error")
    assert len(cuts(page)) == 1
    page.mouse.move(between(page, 1), y)
    says(page, "segments of 1 time-stamp")
    await_costs(page, asked(page, "segment", 1))
    assert len(cuts(page)) == 3
    # back beyond the end: the panel stays until it is let go
    page.mouse.move(middle(page.locator(".panel.stage"))[0] + 450, y)
    says(page, "off: nothing is cut")
    expect(page.locator(".panel.cost")).to_contain_text("Not truncated")
    page.mouse.up()
    expect(page.locator(".panel.cost")).to_be_hidden()
    expect(page.get_by_role("radio", name="off", exact=True)).to_be_checked()


def test_any_cut_of_the_segments_can_be_dragged_and_the_others_follow(page: Page) -> None:
    open_page(page, "text=a+yellow&cut=segment&steps=2")
    first, second, _ = cuts(page)
    x, y = hold(page, page.locator(".stage .shears.other").first)
    page.mouse.move(x + second - first, y, steps=3)
    says(page, "segments of 3 time-stamps")
    settle(page)
    assert cuts(page)[1] == pytest.approx(2 * second - first, abs=2)
    page.mouse.up()
    page.wait_for_function("() => location.hash.includes('steps=3')")


@pytest.mark.parametrize("steps", [1, 3])
def test_what_is_shown_of_the_cost_of_a_window_is_what_the_api_says(page: Page, steps: int) -> None:
    open_page(page, "cut=window&steps=2")
    expect(page.locator(".stage .reach")).to_have_count(1)
    _, y = hold(page, shears(page))
    page.mouse.move(between(page, 4 - steps), y, steps=3)
    says(page, f"every loss reaches {steps} time-stamp{'s' * (steps > 1)}")
    page.mouse.up()
    await_costs(page, asked(page, "window", steps))


def test_the_sum_under_truncation_is_not_called_the_whole_gradient(page: Page) -> None:
    open_page(page, "cut=segment")
    page.get_by_role("button", name="3 Sum copies").click()
    inspector = page.locator(".panel.inspector")
    expect(inspector).to_contain_text("lacks what the truncation cuts off")
    expect(page.locator(".ledger .hints")).to_contain_text("what the truncation leaves")
    page.get_by_role("radio", name="off").check(force=True)
    expect(page.locator(".ledger .hints")).to_contain_text("entries do")
    expect(page.locator(".ledger .hints")).not_to_contain_text("truncation")
    expect(inspector).not_to_contain_text("truncation")


def test_a_window_is_that_of_one_loss_and_the_stage_says_what_it_costs(page: Page) -> None:
    open_page(page, "cut=window&steps=2&beat=20")
    expect(page.locator(".stage .window-of")).to_have_text("window of L4")
    expect(page.locator(".stage .cut-line")).to_have_count(0)
    hint = page.locator(".stage .hint")
    expect(hint).to_contain_text("Whh: relative error 0.0")
    page.get_by_role("radio", name="off", exact=True).check()
    expect(hint).to_have_text("every use has a gradient of its own")
    expect(page.locator(".stage .window-of")).to_have_count(0)


def test_the_keyboard_moves_the_cut_and_not_the_film(page: Page) -> None:
    open_page(page, f"text={LONG}&beat=9")
    slider = shears(page)
    slider.focus()
    for key, text in (
        ("ArrowLeft", "segments of 21 time-stamps"),
        ("ArrowLeft", "segments of 20 time-stamps"),
        ("Home", "segments of 1 time-stamp"),
        ("ArrowUp", "segments of 2 time-stamps"),
        ("ArrowRight", "segments of 3 time-stamps"),
        ("End", "off: nothing is cut"),
        ("ArrowLeft", "segments of 21 time-stamps"),
    ):
        page.keyboard.press(key)
        says(page, text)
        settle(page)
        # it is brought in sight, between the shared weights and the end of the stage
        scroller, (x, _) = page.locator(".panel.stage .scroller").bounding_box(), middle(slider)
        assert scroller is not None
        assert scroller["x"] + 100 < x < scroller["x"] + scroller["width"]
    assert beat(page)[0] == 9
    await_costs(page, asked(page, "segment", 21, LONG))
    page.keyboard.press("ControlOrMeta+z")
    says(page, "off: nothing is cut")
    assert axe(page) == []


def test_a_window_that_the_keys_switch_off_is_a_window_again(page: Page) -> None:
    open_page(page, "cut=window&steps=2")
    slider = shears(page)
    x, _ = middle(slider)
    slider.press("ArrowLeft")
    says(page, "every loss reaches 3 time-stamps")
    settle(page)
    assert middle(slider)[0] < x
    slider.press("End")
    says(page, "off: nothing is cut")
    slider.press("ArrowDown")
    says(page, "every loss reaches 3 time-stamps")


def test_held_at_an_edge_the_stage_scrolls_on_and_the_cut_with_it(page: Page) -> None:
    open_page(page, "text=hello+world+hello")
    scroller = page.locator(".panel.stage .scroller")
    shears(page).focus()
    settle(page)
    start = scroller.evaluate("(element) => element.scrollLeft")
    _, y = hold(page, shears(page))
    box = scroller.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 115, y, steps=3)
    # the pointer rests from here on
    expect(page.locator("#steps")).to_have_value("1", timeout=20_000)
    page.mouse.up()
    settle(page)
    assert scroller.evaluate("(element) => element.scrollLeft") < start - 800


def test_a_finger_drags_the_scissors(browser: Browser, server: str, page: Page) -> None:
    context = browser.new_context(base_url=server, has_touch=True)
    touched = context.new_page()
    touched.set_viewport_size({"width": 390, "height": 844})
    open_page(touched, "cut=segment&steps=3&beat=20")
    slider = shears(touched)
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    x, y = middle(slider)
    fingers = context.new_cdp_session(touched)
    for kind, by in (("touchStart", 0), ("touchMove", -30), ("touchMove", -115)):
        points = [{"x": x + by, "y": y}]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    says(touched, "segments of 2 time-stamps")
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    await_costs(touched, asked(page, "segment", 2))
    context.close()


@pytest.mark.parametrize(
    ("cut", "text"), [("off", "segments of"), ("window", "every loss reaches")]
)
def test_the_border_of_what_is_cut_off_is_dragged_in_the_map(
    page: Page, cut: str, text: str
) -> None:
    open_page(page, f"cut={cut}&steps=1")
    handle = page.locator(".map-shears rect")
    handle.scroll_into_view_if_needed()
    grid = page.locator(".map-grid")
    box, cell = grid.bounding_box(), page.locator(".map-cell").bounding_box()
    assert box is not None
    assert cell is not None
    hold(page, handle)
    # the border between time-stamps 2 and 3, in the row of the last loss
    page.mouse.move(cell["x"] - cell["width"], cell["y"] + 20, steps=3)
    says(page, f"{text} 2 time-stamps")
    expect(grid).not_to_have_class("map-grid old")
    page.mouse.up()
    await_costs(page, asked(page, "segment" if cut == "off" else cut, 2))


def test_a_full_gradient_of_zero_is_called_so(page: Page) -> None:
    open_page(page, "text=ab&cut=segment&steps=1")
    assert asked(page, "segment", 1, "ab")["W_hh"]["relative_error"] is None
    expect(page.locator(".panel.cost .lead")).to_contain_text("full gradient is zero")
    row = page.locator('.panel.cost tr[data-parameter="W_hh"]')
    expect(row.locator("td")).to_have_text("full gradient is zero")
