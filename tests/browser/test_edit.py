"""Weights set by hand: in the shared matrix, by mouse and by keyboard."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.film import answer, beat, open_page, settle, signature, text_sequence
from tests.browser.test_access import axe
from tests.browser.test_nudge import drag, tile

PANEL = ".panel.training"
LOSS = ".loss .total math"
HELLO: dict[str, Any] = {"sequence": text_sequence("hello")}
MATRIX = ".stage .matrix"


def edited(page: Page, *edits: tuple[str, int, int, float], **body: Any) -> dict[str, Any]:
    """The run of the API with some weights at other values; rows and columns count from 0."""
    request = HELLO | body
    weights = answer(page, **request)["weights"]
    for parameter, row, column, value in edits:
        if parameter.startswith("b_"):
            weights[parameter][row] = value
        else:
            weights[parameter][row][column] = value
    return answer(page, **request | {"weights": weights, "gain": None})


def await_run(page: Page, run: dict[str, Any]) -> None:
    """Wait until the page shows a run, by its loss."""
    expect(page.locator(LOSS)).to_have_text(f"L={run['loss']:.4f}")


def edits_in(page: Page) -> list[tuple[str, int, int, float]]:
    """The edits in the address, as `edited` takes them."""
    page.wait_for_function("() => location.hash.includes('edits=')")
    found = re.search(r"edits=([^&]+)", page.url)
    assert found
    words = [word.split(".", 3) for word in found[1].split("+")]
    return [(name, int(row) - 1, int(column) - 1, float(v)) for name, row, column, v in words]


def typed(page: Page, text: str) -> None:
    """Type over what stands in the field of a weight, and keep it."""
    expect(page.locator("#weight")).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_a_drag_sets_the_shared_weight_and_the_page_follows_at_its_beat(page: Page) -> None:
    open_page(page, "beat=20")
    before = answer(page, **HELLO)["weights"]["W_hh"][1][2]
    drag(page, tile(page, "W_hh", "all"), (1, 2), 40)
    ((*place, value),) = edits_in(page)
    assert place == ["W_hh", 1, 2]
    assert value == pytest.approx(before + 0.4, abs=0.005)
    run = edited(page, ("W_hh", 1, 2, value))
    await_run(page, run)
    assert beat(page)[0] == 20
    expect(page.locator(PANEL)).to_contain_text("1 entry set by hand")
    # every copy has it, outlined
    assert page.locator(".stage .nudge-entry").count() == 5
    drag(page, tile(page, "W_hh", "all"), (1, 2), -10)
    await_run(page, edited(page, ("W_hh", 1, 2, round(value - 0.1, 2))))


def test_while_it_is_dragged_its_number_stands_there_and_the_page_follows(page: Page) -> None:
    open_page(page, "beat=9999")
    asked: list[Any] = []

    def note(request: Request) -> None:
        if request.url.endswith("/bptt"):
            asked.append(json.loads(request.post_data or "{}")["weights"])

    page.on("request", note)
    box = tile(page, "W_hh", "all").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.62, box["y"] + box["height"] * 0.38
    page.mouse.move(x, y)
    page.mouse.down()
    for by in (10, 20, 30):
        page.mouse.move(x + by, y)
        text = page.locator(".stage .edited").text_content() or ""
        await_run(page, edited(page, ("W_hh", 1, 2, float(text.replace("−", "-")))))
    assert {weights["W_hh"][1][2] for weights in asked if weights} >= {float(text)}
    page.mouse.up()
    expect(page.locator(".stage .edited")).to_have_count(0)


def test_what_is_itemised_by_loss_follows_in_the_same_picture(page: Page) -> None:
    open_page(page, "beat=9999")
    expect(page.locator(".map-grid")).to_be_visible()
    asked: list[tuple[list[str], list[str] | None]] = []

    def note(request: Request) -> None:
        if request.url.endswith("/bptt"):
            body = json.loads(request.post_data or "{}")
            asked.append((body.get("include", []), body.get("fields")))

    curve = page.locator(".decay .plot .line").last
    box = tile(page, "W_hh", "all").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.62, box["y"] + box["height"] * 0.38
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 10, y)
    settle(page)
    value = float((page.locator(".stage .edited").text_content() or "").replace("−", "-"))
    await_run(page, edited(page, ("W_hh", 1, 2, value)))
    page.on("request", note)
    for by in (40, 80):
        before = curve.get_attribute("d") or ""
        page.mouse.move(x + by, y)
        expect(curve).not_to_have_attribute("d", before)
        expect(page.locator(".map-grid.old, .decay .old")).to_have_count(0)
        settle(page)
        value = float((page.locator(".stage .edited").text_content() or "").replace("−", "-"))
        await_run(page, edited(page, ("W_hh", 1, 2, value)))
    page.remove_listener("request", note)
    page.mouse.up()
    runs = [include for include, fields in asked if fields is None]
    assert len(runs) >= 2
    assert runs == [["decomposition"]] * len(runs)


def test_a_click_opens_a_field_and_enter_keeps_what_is_typed_with_all_digits(page: Page) -> None:
    open_page(page, "beat=3")
    before = answer(page, **HELLO)["weights"]["b_h"]
    tile(page, "b_h", "all").click()
    field = page.locator("#weight")
    expect(field).to_be_focused()
    name = field.get_attribute("aria-label") or ""
    row = int(name.removeprefix("b_h[").removesuffix("]")) - 1
    assert field.input_value() == f"{before[row]:.6g}"
    # it covers nothing of its matrix, and left as it is it changes nothing
    room, own = (
        page.locator(".weight-field").bounding_box(),
        tile(page, "b_h", "all").bounding_box(),
    )
    assert room is not None
    assert own is not None
    assert room["x"] >= own["x"] + own["width"]
    page.keyboard.press("Enter")
    expect(field).to_have_count(0)
    page.wait_for_function("() => !location.hash.includes('edits=')")
    tile(page, "b_h", "all").click()
    typed(page, "-0.7512345678901")
    await_run_after(page, edited(page, ("b_h", row, 0, -0.7512345678901)))
    expect(field).to_have_count(0)
    # on from entry to entry, and back out without a change
    tile(page, "W_hh", "all").click()
    first = page.locator("label[for=weight]").inner_text()
    page.keyboard.press("Tab")
    expect(page.locator("label[for=weight]")).not_to_have_text(first)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Escape")
    assert edits_in(page) == [("b_h", row, 0, -0.7512345678901)]
    # the digits that do not stand there are not lost, and a comma is read as well
    tile(page, "b_h", "all").click()
    expect(field).to_have_value("-0.751235")
    page.keyboard.press("Enter")
    assert edits_in(page) == [("b_h", row, 0, -0.7512345678901)]
    tile(page, "b_h", "all").click()
    expect(field).to_have_value("-0.751235")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash.includes('-0.7412345678901')")
    tile(page, "b_h", "all").click()
    typed(page, "-1,5")
    await_run(page, edited(page, ("b_h", row, 0, -1.5)))


def await_run_after(page: Page, run: dict[str, Any]) -> None:
    """The same, at the end of the film."""
    page.get_by_role("button", name="4 Update").click()
    await_run(page, run)


def test_a_tap_opens_the_field_and_leaves_it_the_focus(
    browser: Browser, server: str, page: Page
) -> None:
    context = browser.new_context(base_url=server, has_touch=True)
    touched = context.new_page()
    touched.set_viewport_size({"width": 390, "height": 844})
    open_page(touched, "beat=9999")
    tile(touched, "W_hh", "all").tap()
    field = touched.locator("#weight")
    expect(field).to_be_focused()
    settle(touched)
    expect(field).to_be_focused()
    first = field.get_attribute("aria-label") or ""
    touched.keyboard.type("0.25")
    # a tap on another keeps what was typed
    tile(touched, "W_hy", "all").tap()
    expect(field).not_to_have_attribute("aria-label", first)
    expect(field).to_be_focused()
    expect(touched.locator(PANEL)).to_contain_text("1 entry set by hand")
    ((parameter, row, column, value),) = edits_in(touched)
    await_run(touched, edited(page, (parameter, row, column, value)))
    assert (first, value) == (f"{parameter}[{row + 1}, {column + 1}]", 0.25)
    context.close()


def test_what_is_no_number_is_said_beside_the_field_and_changes_nothing(page: Page) -> None:
    open_page(page)
    tile(page, "W_hh", "all").click()
    typed(page, "0,5,1")
    field = page.locator("#weight")
    expect(page.locator("#edits-mistake")).to_have_text("A number, such as 0.1 or −0.05.")
    expect(field).to_have_attribute("aria-describedby", "edits-mistake")
    expect(field).to_be_focused()
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#edits-mistake")).to_have_count(0)
    assert "edits" not in page.url


def test_the_keyboard_alone_reaches_every_entry_and_the_film_stays(page: Page) -> None:
    open_page(page, "beat=8")
    matrix = page.locator(MATRIX).filter(has=page.locator(".ring")).nth(2)
    matrix.focus()
    expect(matrix).to_have_attribute(
        "aria-label", re.compile(r"^W_hh\[\d, \d\] = .*, shared weight$")
    )
    for key in ("Home", *["ArrowLeft"] * 3, *["ArrowUp"] * 3, "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
        settle(page)
    expect(matrix).to_have_attribute("aria-label", re.compile(r"^W_hh\[2, 2\]"))
    assert beat(page)[0] == 8
    page.keyboard.press("0")
    expect(page.locator("#weight")).to_have_value("0")
    page.keyboard.type(".25")
    page.keyboard.press("Enter")
    expect(matrix).to_be_focused()
    expect(matrix).to_have_attribute("aria-label", "W_hh[2, 2] = 0.250, shared weight")
    assert edits_in(page) == [("W_hh", 1, 1, 0.25)]
    page.keyboard.press("Enter")
    expect(page.locator("#weight")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Enter")
    await_run_after(page, edited(page, ("W_hh", 1, 1, 0.36)))
    page.keyboard.press("Control+z")
    await_run(page, answer(page, **HELLO))


def test_arrow_keys_that_come_faster_than_pictures_all_count(page: Page) -> None:
    open_page(page, "beat=9999")
    tile(page, "W_hh", "all").click()
    field = page.locator("#weight")
    typed(page, "0.25")
    tile(page, "W_hh", "all").click()
    expect(field).to_have_value("0.25")
    field.evaluate(
        """(field) => {
          for (const shiftKey of [false, true, false])
            field.dispatchEvent(
              new KeyboardEvent("keydown", { key: "ArrowUp", shiftKey, bubbles: true }),
            );
        }"""
    )
    expect(field).to_have_value("0.37")
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_contain_text("1 entry set by hand")
    page.wait_for_function("() => /edits=[^&]+\\.0\\.37(&|$)/.test(location.hash)")


def test_edits_come_back_with_the_address_bit_for_bit_over_a_gain_and_a_seed(page: Page) -> None:
    value = 0.1 + 0.2
    open_page(page, f"seed=3&gain=0.8&edits=W_hh.1.1.{value!r}+b_y.2.1.-1e-7&beat=9999")
    body = HELLO | {"seed": 3, "gain": 0.8}
    run = edited(page, ("W_hh", 0, 0, value), ("b_y", 1, 0, -1e-7), **body)
    await_run(page, run)
    picture = signature(page, ".stage .picture")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    await_run(page, run)
    settle(page)
    assert signature(page, ".stage .picture") == picture
    page.get_by_role("button", name="Back to the drawn weights").click()
    await_run(page, answer(page, **body))


def test_an_edit_that_another_network_has_no_place_for_waits_and_is_said(page: Page) -> None:
    open_page(page, "edits=W_hh.4.4.2&beat=9999")
    await_run(page, edited(page, ("W_hh", 3, 3, 2.0)))
    page.locator("#hidden").fill("3")
    expect(page.locator(PANEL)).to_contain_text("One more has no place in this network and waits.")
    await_run(page, answer(page, **HELLO, hidden_size=3))
    page.locator("#hidden").fill("4")
    await_run(page, edited(page, ("W_hh", 3, 3, 2.0)))


def test_too_many_weights_for_a_link_go_and_come_as_a_file(page: Page, tmp_path: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page, "hidden=16&text=hello+world&beat=9999")
    page.locator(".training").get_by_role("button", name="Again", exact=True).click()
    expect(page.locator(PANEL)).to_contain_text("After 1 update".lower())
    expect(page.locator(PANEL)).to_contain_text("Too many weights for a link")
    shown = page.locator(LOSS).text_content() or ""
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".masthead")).to_contain_text("weights need a file")
    assert "weights=" not in page.url
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save weights").click()
    file = tmp_path / "weights.json"
    saved.value.save_as(file)
    content = json.loads(file.read_text("utf-8"))
    run = answer(
        page, sequence=text_sequence("hello world"), hidden_size=16, weights=content["weights"]
    )
    await_run(page, run)
    page.get_by_role("button", name="Reset all").click()
    expect(page.locator(LOSS)).not_to_have_text(shown)
    choose = page.locator(f"{PANEL} input[type=file]")
    choose.set_input_files({"name": "a.json", "mimeType": "text/plain", "buffer": b"{}"})
    expect(page.locator("#file-mistake")).to_contain_text("no weights")
    choose.set_input_files(file)
    expect(page.locator("#file-mistake")).to_have_count(0)
    expect(page.locator(".masthead .subtitle")).to_contain_text("H = 16")
    await_run_after(page, run)
