"""One weight changed on the page: at one time-stamp alone, and shared."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.film import beat, move, open_page, settle, signature, text_sequence, type_text
from tests.browser.test_access import SMALL_TEXT, axe

PANEL = ".panel.nudge"
HELLO: dict[str, Any] = {"sequence": text_sequence("hello")}
TRANSLATION: dict[str, Any] = {
    "sequence": {
        "kind": "translation",
        "source": "the cat sleeps",
        "target": "le chat dort",
        "by": "word",
    }
}
CHANGED, OTHERS = ".stage g.nudge-copy", ".stage .nudge-entry:not(.nudge-copy *)"


def nudged(page: Page, body: dict[str, Any], **place: Any) -> dict[str, Any]:
    """What the API answers about a nudge; row, column and copy count from 0."""
    response = page.request.post("./api/v1/nudge", data=body | place)
    assert response.ok, response.text()
    answer: dict[str, Any] = response.json()
    return answer


def tile(page: Page, parameter: str, t: int | str) -> Locator:
    """The tile of a copy, or of the shared weight, on the stage."""
    return page.locator(f'.stage .grab[data-parameter="{parameter}"][data-t="{t}"]').first


def drag(page: Page, target: Locator, entry: tuple[float, float], by: int) -> None:
    """Drag the entry in a row and column of a 4 × 4 tile to the right by some pixels."""
    box = target.bounding_box()
    assert box is not None
    row, column = ((at + 0.5) / 4 for at in entry)
    x = box["x"] + 3 + column * (box["width"] - 6)
    y = box["y"] + 3 + row * (box["height"] - 6)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in (0.3, 0.7, 1):
        page.mouse.move(x + by * step, y + 9 * step)
    page.mouse.up()
    settle(page)


def shown(page: Page) -> dict[str, list[float]]:
    """The exact numbers of the panel's table, predicted and actual, by the name of the row."""
    expect(page.locator(f"{PANEL} .result:not(.old)")).to_be_visible()
    return {
        row.locator("th").inner_text(): [
            float(cell.get_attribute("data-value") or "") for cell in row.locator("td").all()
        ]
        for row in page.locator(f"{PANEL} tbody tr").all()
    }


def await_table(page: Page, expected: dict[str, list[float]]) -> None:
    """Wait until the table shows such numbers."""
    first, (_, actual) = next(iter(expected.items()))
    row = page.locator(f"{PANEL} tbody tr", has_text=first)
    expect(row.locator("td").last).to_have_attribute("data-value", repr(actual))
    assert shown(page) == {name: pytest.approx(pair) for name, pair in expected.items()}


def table_of(answer: dict[str, Any], t: int | None) -> dict[str, list[float]]:
    """What the table is to show of an answer."""
    copies = answer["copies"]
    alone = {} if t is None else {f"only at t = {t}": [answer["predicted"], answer["actual"]]}
    return alone | {
        "Σ one by one": [sum(copies["predicted"]), sum(copies["actual"])],
        "all at once": [answer["shared"]["predicted"], answer["shared"]["actual"]],
    }


def changes(page: Page) -> list[str]:
    """What stands above the columns."""
    return page.locator(".stage .change .number").all_text_contents()


def written(change: float) -> str:
    """A change as it stands above a column."""
    return "0" if change == 0 else f"{change:+.3f}".replace("-", "−")


def marked(page: Page) -> list[str | None]:
    """The time-stamps of the tiles that show a changed weight."""
    return [group.get_attribute("data-t") for group in page.locator(CHANGED).all()]


def epsilon(page: Page) -> Locator:
    """The field for epsilon."""
    return page.get_by_role("textbox", name="by ε")


def choose(page: Page, name: str, option: str) -> None:
    """Choose in a menu of the panel."""
    page.locator(PANEL).get_by_role("combobox", name=name).select_option(option)
    settle(page)


def test_an_entry_of_a_copy_is_dragged_and_prediction_and_truth_are_those_of_the_api(
    page: Page,
) -> None:
    open_page(page, "beat=13")
    drag(page, tile(page, "W_hh", 3), (1, 2), 30)
    expect(epsilon(page)).to_have_value("0.3")
    place = {"parameter": "W_hh", "row": 1, "column": 2, "copy": 2, "epsilon": 0.3}
    answer = nudged(page, HELLO, **place)
    await_table(page, table_of(answer, 3))
    weight = page.locator(f"{PANEL} .weight")
    expect(weight).to_contain_text("[2, 3]")
    assert answer["losses"][:2] == [0, 0]
    assert changes(page) == [written(change) for change in answer["losses"]]


def test_only_the_copy_of_one_time_stamp_is_drawn_changed(page: Page) -> None:
    open_page(page, "beat=13")
    others = [t for t in range(1, 5) if t != 3]
    drag(page, tile(page, "W_hh", 3), (1, 2), -40)
    assert marked(page) == ["3"]
    assert page.locator(f"{CHANGED} .nudge-number").text_content() == "−0.40"
    # the other copies and the shared matrix have the outline alone
    assert page.locator(OTHERS).count() == len(others) + 1
    outlines = [
        [entry.get_attribute(name) for name in ("y", "width")]
        for entry in page.locator(f"{OTHERS}, {CHANGED} .nudge-entry").all()
    ]
    assert len({tuple(each) for each in outlines[:4]}) == 1


def test_to_the_left_is_less_and_a_second_drag_goes_on_from_the_first(page: Page) -> None:
    open_page(page, "beat=13")
    drag(page, tile(page, "W_hy", 2), (0, 0), -25)
    expect(epsilon(page)).to_have_value("-0.25")
    drag(page, tile(page, "W_hy", 2), (0, 0), 10)
    expect(epsilon(page)).to_have_value("-0.15")
    drag(page, page.locator(f"{CHANGED} .grab"), (1, 1), 20)
    expect(epsilon(page)).to_have_value("0.05")
    drag(page, tile(page, "W_hy", 2), (3, 3), 10)
    expect(epsilon(page)).to_have_value("0.1")


def test_a_click_picks_and_another_one_compares_at_the_same_epsilon(page: Page) -> None:
    open_page(page, "beat=13")
    tile(page, "W_xh", 1).click()
    expect(epsilon(page)).to_have_value("0.2")
    epsilon(page).fill("-0.35")
    settle(page)
    tile(page, "W_hh", 2).click()
    expect(page.locator(CHANGED)).to_have_attribute("data-t", "2")
    expect(epsilon(page)).to_have_value("-0.35")


def test_the_shared_weight_changes_every_copy_and_the_one_that_is_pinned(page: Page) -> None:
    open_page(page, "nudge=W_hh,2,3,3,0.3")
    choose(page, "time-stamp", "every t")
    assert sorted(marked(page), key=str) == ["1", "2", "3", "4", "all"]
    assert page.locator(OTHERS).count() == 0
    place = {"parameter": "W_hh", "row": 1, "column": 2, "copy": None, "epsilon": 0.3}
    answer = nudged(page, HELLO, **place)
    await_table(page, table_of(answer, None))
    assert changes(page) == [written(change) for change in answer["losses"]]


def test_a_bias_has_no_copy_to_drag_and_is_chosen_in_the_panel(page: Page) -> None:
    open_page(page, "nudge=W_hh,2,3,all,0.3")
    assert len(marked(page)) == 5
    choose(page, "weight", "b_h")
    expect(page.locator(PANEL).get_by_role("combobox", name="column")).to_have_count(0)
    assert len(marked(page)) == 5
    choose(page, "time-stamp", "t = 2")
    assert marked(page) == ["2"]
    place = {"parameter": "b_h", "column": None, "copy": 1, "epsilon": 0.3}
    row = int(page.locator(PANEL).get_by_role("combobox", name="row").input_value()) - 1
    await_table(page, table_of(nudged(page, HELLO, row=row, **place), 2))


def test_what_is_dragged_in_the_shared_matrix_is_edited_not_nudged(page: Page) -> None:
    open_page(page)
    drag(page, tile(page, "W_hh", "all"), (1, 2), 30)
    expect(page.get_by_role("button", name="Try it")).to_be_visible()
    assert marked(page) == []
    page.wait_for_function("() => location.hash.includes('edits=W_hh.2.3.')")


def test_the_copies_add_up_to_the_shared_change_but_for_what_shrinks_with_its_square(
    page: Page,
) -> None:
    apart = {}
    for size in (0.4, 0.2, 0.1):
        open_page(page, f"nudge=W_hh,4,1,3,{size}")
        page.reload()
        one, together = shown(page)["Σ one by one"], shown(page)["all at once"]
        assert one[0] == pytest.approx(together[0], rel=1e-9)
        apart[size] = abs(one[1] - together[1])
    assert apart[0.4] / apart[0.2] == pytest.approx(4, rel=0.2)
    assert apart[0.2] / apart[0.1] == pytest.approx(4, rel=0.1)


def test_copies_that_do_not_act_on_each_other_add_up_exactly_and_it_says_so(page: Page) -> None:
    open_page(page, "nudge=W_hy,2,2,4,0.3")
    expect(page.locator(f"{PANEL} .said")).to_contain_text("none acts on another")
    choose(page, "weight", "W_hh")
    expect(page.locator(f"{PANEL} .said")).to_contain_text("shrinks with ε²")


def test_an_epsilon_too_large_for_the_gradient_is_called_so(page: Page) -> None:
    open_page(page, "nudge=W_hh,2,2,4,1e6")
    said = page.locator(f"{PANEL} .said")
    expect(said).to_contain_text("beyond what the gradient alone predicts")
    epsilon(page).fill("0.05")
    expect(said).to_contain_text("shrinks with ε²")
    expect(said).not_to_contain_text("beyond")


def test_where_one_copy_does_nothing_it_says_so(page: Page) -> None:
    open_page(page, "text=ab&nudge=W_hh,1,1,1,0.3")
    expect(page.locator(f"{PANEL} .said")).to_have_text(
        "There is one time-stamp, so its copy is the shared weight. Here this entry does nothing."
    )


def test_a_matrix_of_one_entry_has_a_row_and_a_column(page: Page) -> None:
    open_page(page, "hidden=1&nudge=W_hh,1,1,2,0.3")
    expect(page.locator(f"{PANEL} .weight")).to_contain_text("[1, 1]")


def test_until_an_answer_comes_the_old_numbers_keep_their_name_and_are_known_to_be_old(
    page: Page,
) -> None:
    open_page(page, "nudge=W_hh,2,3,3,0.3")
    before, above = shown(page), changes(page)
    page.route("**/nudge", lambda route: None)
    choose(page, "time-stamp", "t = 2")
    assert marked(page) == ["2"]
    old = page.locator(f"{PANEL} .result.old")
    expect(old.locator("tbody th").first).to_have_text("only at t = 3")
    value = old.locator("tbody td").first.get_attribute("data-value")
    assert float(value or "") == before["only at t = 3"][0]
    expect(page.locator(f"{PANEL} .said.old")).to_contain_text("the copy at t = 3")
    # the picture says no more than the panel
    expect(page.locator(".stage .hint.old")).to_contain_text("predicted")
    assert page.locator(".stage .old .change").count() == len(above)
    page.unroute("**/nudge")
    epsilon(page).fill("0.25")


def test_what_is_read_out_waits_until_the_weight_is_let_go(page: Page) -> None:
    open_page(page, "nudge=W_hh,2,3,3,0.3")
    shown(page)
    spoken, said = page.locator(f"{PANEL} [aria-live]"), page.locator(f"{PANEL} .said")
    before = said.inner_text()
    expect(spoken).to_have_text(before)
    box = page.get_by_role("slider", name="Change ε").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 0.65 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + box["height"] / 2)
    expect(said).not_to_have_text(before)
    shown(page)
    expect(spoken).to_have_text(before)
    page.mouse.up()
    expect(spoken).to_have_text(said.inner_text())


def test_the_keyboard_is_enough(page: Page) -> None:
    open_page(page, "beat=5")
    start = page.get_by_role("button", name="Try it")
    start.focus()
    page.keyboard.press("Enter")
    slider = page.get_by_role("slider", name="Change ε")
    expect(slider).to_be_focused()
    expect(epsilon(page)).to_have_value("0.2")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    expect(epsilon(page)).to_have_value("0.22")
    page.keyboard.press("Home")
    expect(epsilon(page)).to_have_value("-1")
    page.keyboard.press("Tab")
    expect(epsilon(page)).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("0.125")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowUp")
    settle(page)
    assert marked(page) == ["2"]
    assert beat(page)[0] == 5
    page.keyboard.press("Escape")
    expect(start).to_be_focused()
    assert page.locator(f"{CHANGED}, {OTHERS}, .stage .change").count() == 0
    page.keyboard.press("ArrowRight")
    settle(page)


def test_the_nudge_is_in_the_address_and_comes_back_with_it(page: Page) -> None:
    open_page(page, "beat=7")
    drag(page, tile(page, "W_hh", 2), (0, 3), 45)
    page.wait_for_function("() => location.hash.includes('nudge')")
    before = shown(page)
    picture = signature(page, ".stage .picture")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert shown(page) == before
    expect(epsilon(page)).to_have_value("0.45")
    settle(page)
    assert signature(page, ".stage .picture") == picture
    page.get_by_role("button", name="Close", exact=True).click()
    page.wait_for_function("() => !location.hash.includes('nudge')")


def test_it_stays_through_the_film_which_plays_backwards_too(page: Page) -> None:
    open_page(page, "nudge=W_hh,2,2,3,0.4")
    shown(page)
    pictures = {}
    for position in (0, 9, 17, 24, 31, 34, 35):
        move(page, position)
        assert marked(page) == ["3"]
        pictures[position] = signature(page, ".stage .picture")
    for position in reversed(pictures):
        move(page, position)
        assert signature(page, ".stage .picture") == pictures[position]


def test_a_new_run_keeps_it_while_it_has_such_a_weight(page: Page) -> None:
    open_page(page, "nudge=W_hh,2,2,4,0.4")
    type_text(page, "yellow")
    body = {"sequence": text_sequence("yellow")}
    place = {"parameter": "W_hh", "row": 1, "column": 1, "copy": 3, "epsilon": 0.4}
    await_table(page, table_of(nudged(page, body, **place), 4))
    type_text(page, "ab")
    expect(page.get_by_role("button", name="Try it")).to_be_visible()
    assert page.locator(f"{CHANGED}, {OTHERS}").count() == 0


def test_what_the_server_refuses_stands_beside_epsilon_and_the_last_numbers_stay(
    page: Page,
) -> None:
    open_page(page, "cell=elman-relu&nudge=W_hh,3,3,all,0.3")
    before = shown(page)
    epsilon(page).fill("1e200")
    mistake = page.locator("#nudge-mistake")
    expect(mistake).to_be_visible()
    expect(epsilon(page)).to_have_attribute("aria-describedby", "nudge-mistake")
    expect(page.locator(f"{PANEL} .result.old")).to_be_visible()
    assert page.locator(".stage .change").count() == 0
    assert page.locator(".stale").count() == 0
    epsilon(page).fill("0.3")
    expect(mistake).to_have_count(0)
    assert shown(page) == before


def test_what_is_no_number_stands_beside_epsilon_and_nothing_else_changes(page: Page) -> None:
    open_page(page, "nudge=W_hh,2,2,3,0.3")
    before = shown(page)
    epsilon(page).fill("0,5")
    expect(page.locator("#nudge-mistake")).to_have_text("A number, such as 0.1 or −0.05.")
    assert page.locator(".stale").count() == 0
    assert shown(page) == before
    assert marked(page) == ["3"]
    page.get_by_role("slider", name="Change ε").press("ArrowRight")
    expect(epsilon(page)).to_have_value("0.31")
    expect(page.locator("#nudge-mistake")).to_have_count(0)


def test_a_copy_of_the_encoder_moves_the_losses_of_the_decoder(page: Page) -> None:
    open_page(page, "kind=translation")
    tile(page, "W_hh_enc", 2).click()
    epsilon(page).fill("0.9")
    assert marked(page) == ["2"]
    times = page.locator(PANEL).get_by_role("combobox", name="time-stamp").locator("option")
    assert times.all_inner_texts() == ["every t", "t = 1", "t = 2", "t = 3"]
    place = {"parameter": "W_hh_enc", "copy": 1, "epsilon": 0.9}
    row, column = (
        int(page.locator(PANEL).get_by_role("combobox", name=name).input_value()) - 1
        for name in ("row", "column")
    )
    answer = nudged(page, TRANSLATION, row=row, column=column, **place)
    await_table(page, table_of(answer, 2))
    assert answer["losses"][:3] == [None] * 3
    assert len(changes(page)) == 4


def test_under_truncation_it_is_about_the_real_loss_and_says_so(page: Page) -> None:
    open_page(page, "cut=segment&steps=1&nudge=W_hh,2,2,2,0.3")
    place = {"parameter": "W_hh", "row": 1, "column": 1, "copy": 1, "epsilon": 0.3}
    await_table(page, table_of(nudged(page, HELLO, **place), 2))
    expect(page.locator(PANEL)).to_contain_text("full gradient")


def test_grabbing_a_matrix_leaves_the_columns_as_they_are(page: Page) -> None:
    open_page(page, "cell=lstm&open=2")
    drag(page, tile(page, "W_hi", 3), (1, 1), 20)
    drag(page, tile(page, "W_hi", 2), (1, 1), 20)
    assert marked(page) == ["2"]
    assert "open=2" in page.url


def test_a_finger_drags_sideways_and_scrolls_up_and_down(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    open_page(page, "beat=13")
    page.evaluate("() => scrollTo(0, 200)")
    settle(page)
    box = tile(page, "W_hh", 4).bounding_box()
    assert box is not None
    x, y = box["x"] + 14, box["y"] + 14

    def swipe(right: float, down: float) -> None:
        def touch(kind: str, *points: dict[str, float]) -> None:
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        touch("touchStart", {"x": x, "y": y})
        for step in range(1, 9):
            touch("touchMove", {"x": x + right * step / 8, "y": y + down * step / 8})
        touch("touchEnd")
        settle(page)

    swipe(-50, 4)
    expect(epsilon(page)).to_have_value("-0.5")
    before = page.evaluate("() => scrollY")
    swipe(2, -80)
    page.wait_for_function("(before) => scrollY > before", arg=before)
    expect(epsilon(page)).to_have_value("-0.5")


def test_the_column_that_is_chosen_comes_into_sight(page: Page) -> None:
    open_page(page, "text=the+unreasonable+effectiveness&nudge=W_hh,2,2,3,0.3")
    assert marked(page) == ["3"]
    choose(page, "time-stamp", "t = 27")
    assert marked(page) == ["27"]
    left = page.locator(CHANGED).bounding_box()
    edge = page.locator(".panel.stage .scroller").bounding_box()
    assert left is not None
    assert edge is not None
    assert edge["x"] < left["x"] < edge["x"] + edge["width"] - left["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, scheme: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_page(page, "beat=20&nudge=W_hh,2,2,3,0.4")
    shown(page)
    epsilon(page).fill("much")
    assert axe(page) == []
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= width
    assert page.evaluate(SMALL_TEXT) == []


def test_while_a_weight_is_dragged_the_panel_is_in_sight_beside_the_stage(page: Page) -> None:
    open_page(page, "text=hello+w&nudge=W_hh,2,2,3,0.4")
    shown(page)
    for panel in ("transport", "stage", "ledger", "nudge"):
        box = page.locator(f".panel.{panel}").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900, panel
