"""The equations of the cell, edited on the page."""

from __future__ import annotations

import re
from typing import Any
from unicodedata import normalize
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.film import (
    answer,
    beat,
    column_of_ledger,
    open_ledger,
    open_page,
    settle,
    signature,
    text_sequence,
)
from tests.browser.test_access import SMALL_TEXT, axe

STAGE = "main .stage svg.picture"
HELLO = text_sequence("hello")
BOTTLENECK = """\
e = relu(W_xe @ x + b_e)
h = tanh(W_eh @ e + W_hh @ h[t-1] + b_h)
y = W_hy @ h + b_y"""
STALE = "The picture still shows the last run that worked."


def builtins(page: Page) -> dict[str, dict[str, Any]]:
    """The built-in cells, as the API lists them."""
    return {each["name"]: each for each in page.request.get("./api/v1/cells").json()}


def refusal(page: Page, equations: str) -> dict[str, Any]:
    """What the API has against a text."""
    request = {"sequence": HELLO, "cell": {"equations": equations}}
    body = page.request.post("./api/v1/bptt", data=request).json()
    error: dict[str, Any] = body["errors"][0]
    return error


def field(page: Page) -> Locator:
    """The text field of the equations."""
    return page.get_by_role("textbox", name="Equations", exact=True)


def letters_of(line: str) -> str:
    """The letters and digits of a line when it is typeset: each value has its time-stamp."""
    name = r"\b(?:(tanh|sigmoid|relu|[Wb]_\w+|\d+)|([a-z]\w*)(\[t-1\])?)"
    timed = re.sub(name, lambda at: at[1] or at[2] + ("t1" if at[3] else "t"), line)
    return re.sub(r"[^A-Za-z0-9]", "", timed)


def letters(formula: Locator) -> str:
    """The letters and digits of a typeset line."""
    return re.sub(r"[^A-Za-z0-9]", "", normalize("NFKC", formula.text_content() or ""))


def edit(page: Page) -> Locator:
    """Open the editor."""
    page.get_by_role("button", name="Edit equations").click()
    expect(field(page)).to_be_focused()
    return field(page)


def fragment(**settings: str) -> str:
    """Settings as an address has them."""
    return urlencode(settings)


def sums(page: Page, parameter: str) -> list[float]:
    """The gradient of a parameter, entry by entry, as the page has it."""
    page.get_by_role("button", name="Last beat").click()
    open_ledger(page, parameter)
    return column_of_ledger(page, "sum")


def flat(matrix: list[list[float]]) -> list[float]:
    """The entries of a matrix, row by row."""
    return [entry for row in matrix for entry in row]


def test_every_built_in_shows_its_text_and_one_formula_for_each_line(page: Page) -> None:
    open_page(page)
    edit(page)
    cells = builtins(page)
    assert len(cells) >= 6
    for name, cell in cells.items():
        page.get_by_label("Cell", exact=True).select_option(name)
        expect(page.locator(".masthead .subtitle")).to_contain_text(cell["title"])
        text = cell["equations"].rstrip()
        expect(field(page)).to_have_value(text)
        formulas = page.locator(".editor .equation")
        expect(formulas).to_have_count(len(text.splitlines()))
        for line, formula in zip(text.splitlines(), formulas.all(), strict=True):
            assert letters(formula) == letters_of(line), line
        expect(page.locator(".controls")).to_contain_text(cell["description"])
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".equations")).to_contain_text(cells["stacked"]["reference"])


def test_the_picture_and_the_numbers_follow_an_edit(page: Page) -> None:
    open_page(page, "cell=lstm")
    before = sums(page, "W_hf")
    text = edit(page).input_value().replace("g = tanh", "g = relu")
    field(page).fill(text)
    expect(page.locator(".masthead .subtitle")).to_contain_text("LSTM, edited")
    cell = {"equations": text, "initial_biases": {"b_f": 1.0}}
    expected = flat(answer(page, sequence=HELLO, cell=cell)["gradients"]["W_hf"])
    assert sums(page, "W_hf") == pytest.approx(expected, rel=1e-9)
    assert before != pytest.approx(expected, rel=1e-3)
    expect(page.get_by_label("Cell", exact=True)).to_have_value("")
    page.get_by_role("button", name="Back to LSTM").click()
    expect(page.locator(".masthead .subtitle")).not_to_contain_text("edited")
    assert sums(page, "W_hf") == before
    expect(page.get_by_label("Cell", exact=True)).to_have_value("lstm")
    expect(page.get_by_role("button", name="Back to LSTM")).to_have_count(0)


def test_a_text_that_was_left_stands_in_the_menu_and_comes_back(page: Page) -> None:
    open_page(page, "cell=lstm")
    menu = page.get_by_label("Cell", exact=True)
    text = edit(page).input_value().replace("g = tanh", "g = relu")
    field(page).fill(text)
    page.get_by_role("button", name="Back to LSTM").click()
    expect(page.locator(".masthead .subtitle")).not_to_contain_text("edited")
    menu.select_option("gru")
    expect(page.locator(".masthead .subtitle")).to_contain_text("GRU")
    menu.select_option(label="LSTM, edited")
    expect(field(page)).to_have_value(text)
    expect(page.locator(".masthead .subtitle")).to_contain_text("LSTM, edited")


def test_an_example_says_what_to_look_at_until_it_is_changed(page: Page) -> None:
    open_page(page)
    note = page.get_by_role("note")
    for example in page.request.get("./api/v1/examples").json():
        page.get_by_role("combobox", name="Examples").select_option(example["name"])
        expect(note).to_have_text(f"{example['title']} {example['description']}")
    page.get_by_label("Cell", exact=True).select_option("gru")
    expect(note).to_have_count(0)
    page.get_by_role("combobox", name="Examples").select_option("many-to-one")
    expect(page.locator(".masthead .subtitle")).to_contain_text("bad → good")
    expect(note).to_have_count(1)
    page.get_by_role("button", name="Reset all").click()
    expect(note).to_have_count(0)


def test_the_size_in_the_title_is_the_number_of_hidden_units(page: Page) -> None:
    open_page(page, fragment(equations="y = W_xy @ x + b_y", cell="", hidden="5"))
    expect(page.locator(".masthead .subtitle")).to_contain_text("H = 5")


@pytest.mark.parametrize("width", [1180, 1200, 1240, 1280, 1340, 1366, 1440])
def test_nothing_in_the_bar_of_the_film_lies_over_another(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page)
    parts = page.locator(".phases button, .buttons > *, .transport .beat").all()
    boxes = [box for box in (part.bounding_box() for part in parts) if box]
    assert len(boxes) == len(parts) > 8
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            aside = one["x"] + one["width"] <= other["x"] + 0.5
            aside |= other["x"] + other["width"] <= one["x"] + 0.5
            above = one["y"] + one["height"] <= other["y"] + 0.5
            above |= other["y"] + other["height"] <= one["y"] + 0.5
            assert aside or above, (one, other)


def test_a_value_more_is_a_value_more_in_the_picture(page: Page) -> None:
    open_page(page, "open=all")
    picture = page.locator(STAGE)
    text = edit(page).input_value()
    field(page).fill(text.replace("y = W_hy @ h", "v = h * z\ny = W_vy @ v"))
    expect(picture).to_contain_text("𝑣")
    page.get_by_role("button", name="Back to Elman RNN").click()
    expect(picture).not_to_contain_text("𝑣")


BROKEN = (
    ("W_xf @ x", "W_xf x"),
    ("f * c[t-1]", "f * c[t-2]"),
    ("h = o * tanh(c)", "h = o * W_ho @ c"),
    ("y = W_hy", "q = W_hy"),
    ("h = o", "𝒉 = o"),
    ("c = f * c", "c = f # 👩‍👧\nd = q * c"),
)


@pytest.mark.parametrize(("good", "bad"), BROKEN)
def test_a_mistake_is_marked_where_the_engine_found_it_and_the_picture_stays(
    page: Page, good: str, bad: str
) -> None:
    open_page(page, "cell=lstm")
    whole = edit(page).input_value()
    before = signature(page, STAGE)
    text = whole.replace(good, bad)
    assert text != whole
    error = refusal(page, text)
    field(page).fill(text)
    expect(page.locator("#equations-mistake")).to_have_text(
        f"Line {error['line']}, column {error['column']}: {error['message']}"
    )
    expect(page.locator(".editor .numbers .marked")).to_have_text(str(error["line"]))
    expect(page.locator(".editor .equation").nth(error["line"] - 1)).to_have_text("")
    line = text.splitlines()[error["line"] - 1]
    mark = page.locator(".editor mark")
    assert mark.text_content() == line[error["column"] - 1]
    before_mark = mark.locator("xpath=preceding-sibling::span").text_content()
    assert before_mark == line[: error["column"] - 1]
    expect(field(page)).to_have_value(text)
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    expect(field(page)).to_have_attribute("aria-describedby", "equations-mistake")
    expect(page.locator(".stale")).to_have_text(STALE)
    settle(page)
    assert signature(page, STAGE) == before
    page.get_by_role("button", name="Go there").click()
    expect(field(page)).to_be_focused()
    start = text.split("\n")
    place = sum(len(each) + 1 for each in start[: error["line"] - 1]) + error["column"] - 1
    ahead = text[:place].encode("utf-16-le")
    assert field(page).evaluate("(area) => area.selectionStart") == len(ahead) // 2
    field(page).fill(whole)
    expect(page.locator(".mistake, .stale, .editor mark")).to_have_count(0)
    expect(field(page)).not_to_have_attribute("aria-invalid", "true")
    settle(page)
    assert signature(page, STAGE) == before


def test_the_mark_lies_under_the_very_character(page: Page) -> None:
    open_page(page)
    edit(page).fill("h = tanh(W_xh @ x)\n\ty = W_hy @ h + 𝒉")
    mark = page.locator(".editor mark")
    expect(mark).to_have_text("𝒉")
    copy, typed = (
        page.locator(selector).evaluate(
            """(element) => {
              const { fontFamily, fontSize, lineHeight, tabSize, whiteSpace, letterSpacing,
                paddingTop, paddingLeft } = getComputedStyle(element);
              const { x, y, width, height } = element.getBoundingClientRect();
              return { fontFamily, fontSize, lineHeight, tabSize, whiteSpace, letterSpacing,
                paddingTop, paddingLeft, x, y, width, height };
            }"""
        )
        for selector in (".editor .copy", "#equations")
    )
    assert copy == typed


def test_going_to_a_mistake_far_to_the_right_brings_it_into_sight(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page)
    edit(page).fill("h = tanh(W_xh @ x + W_hh @ h[t-1] + b_h + b_hhhhhhhhh + b_hhhhhhhhhhhhh + q)")
    page.get_by_role("button", name="Go there").click()
    settle(page)
    mark = page.locator(".editor mark").bounding_box()
    area = page.locator(".editor .code .scroller").bounding_box()
    assert mark is not None
    assert area is not None
    assert area["x"] <= mark["x"] <= area["x"] + area["width"] - mark["width"]


def test_typing_to_the_right_end_of_a_long_line_stays_in_sight(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page)
    edit(page)
    field(page).evaluate("(area) => area.setSelectionRange(0, 0)")
    page.keyboard.press("End")
    page.keyboard.type(" + b_q + b_qq + b_qqq")
    page.keyboard.insert_text(" + b_qqqq + b_qqqqq + b_qqqqqq")
    settle(page)
    scroller = page.locator(".editor .code .scroller")
    ends = scroller.evaluate("(area) => [area.scrollLeft, area.scrollWidth - area.clientWidth]")
    assert ends[0] > ends[1] - 10 > 100
    page.keyboard.press("Home")
    page.keyboard.insert_text("q")
    settle(page)
    assert scroller.evaluate("(area) => area.scrollLeft") < 10


def test_an_emptied_text_asks_nothing_and_says_so(page: Page) -> None:
    open_page(page)
    edit(page).fill("")
    expect(page.locator("#equations-mistake")).to_contain_text("At least one equation")
    expect(field(page)).to_have_value("")
    expect(page.locator(".stale")).to_have_text(STALE)
    page.get_by_label("Cell", exact=True).select_option("gru")
    expect(page.locator(".mistake")).to_have_count(0)
    expect(field(page)).to_have_value(builtins(page)["gru"]["equations"].rstrip())


def test_a_text_over_the_limit_is_refused_by_the_server_beside_it_and_survives_a_reload(
    page: Page,
) -> None:
    open_page(page)
    text = "y = W_xy @ x # " + "a" * 4096
    edit(page).fill(text)
    message = page.locator("#equations-mistake")
    expect(message).to_contain_text("4111 bytes are over the limit of 4096")
    page.wait_for_url("**equations=**")
    page.reload()
    expect(message).to_contain_text("4111 bytes are over the limit of 4096")
    expect(field(page)).to_have_value(text)


def test_a_link_brings_the_text_and_its_sizes(page: Page) -> None:
    open_page(page, fragment(equations=BOTTLENECK, cell="", sizes="e=2"))
    expect(page.locator(".masthead .subtitle")).to_contain_text("Own equations")
    expect(page.locator(".editor")).to_be_hidden()
    expect(page.locator(".equations .equation")).to_have_count(3)
    cell = {"equations": BOTTLENECK, "sizes": {"e": 2}}
    expected = flat(answer(page, sequence=HELLO, cell=cell)["gradients"]["W_eh"])
    assert len(expected) == 4 * 2
    assert sums(page, "W_eh") == pytest.approx(expected, rel=1e-9)
    edit(page)
    expect(field(page)).to_have_value(BOTTLENECK)
    expect(page.locator("#size-e")).to_have_value("2")


def test_a_link_with_a_broken_text_says_so_beside_it_over_a_good_picture(page: Page) -> None:
    text = BOTTLENECK.replace("W_eh @ e", "W_eh e")
    open_page(page, fragment(equations=text))
    error = refusal(page, text)
    expect(page.locator("#equations-mistake")).to_contain_text(f"Line {error['line']}, column")
    expect(field(page)).to_have_value(text)
    expect(page.locator(".stale")).to_contain_text("the run that the page starts with")
    expect(page.locator(".masthead .subtitle")).to_contain_text("Elman RNN · ")
    expect(page.locator(STAGE)).to_be_visible()
    field(page).fill(BOTTLENECK)
    expect(page.locator(".masthead .subtitle")).to_contain_text("Elman RNN, edited")
    expect(page.locator(".stale")).to_have_count(0)


def test_an_edit_outlives_a_reload_and_going_back_and_forward(page: Page) -> None:
    open_page(page, "cell=gru")
    text = edit(page).input_value().replace("n = tanh", "n = relu")
    field(page).fill(text)
    page.wait_for_url("**equations=**")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator(".masthead .subtitle")).to_contain_text("GRU, edited")
    edit(page)
    expect(field(page)).to_have_value(text)
    page.evaluate("() => { location.hash = 'cell=lstm' }")
    expect(field(page)).to_have_value(builtins(page)["lstm"]["equations"].rstrip())
    expect(page.locator(".masthead .subtitle")).to_contain_text("LSTM ·")
    page.go_back()
    expect(field(page)).to_have_value(text)
    expect(page.locator(".masthead .subtitle")).to_contain_text("GRU, edited")
    page.go_forward()
    expect(field(page)).to_have_value(builtins(page)["lstm"]["equations"].rstrip())


def test_a_value_of_ones_own_gets_a_size_and_what_is_decided_elsewhere_says_so(page: Page) -> None:
    open_page(page)
    edit(page)
    expect(page.locator("#size-h")).to_have_count(0)
    field(page).fill(BOTTLENECK)
    size = page.get_by_role("textbox", name="Size of e")
    expect(size).to_have_attribute("placeholder", "4")
    size.fill("3")
    expect(page.locator("#size-e")).to_have_attribute("placeholder", "3")
    cell = {"equations": BOTTLENECK, "sizes": {"e": 3}}
    expected = flat(answer(page, sequence=HELLO, cell=cell)["gradients"]["W_eh"])
    assert sums(page, "W_eh") == pytest.approx(expected, rel=1e-9)
    field(page).fill(BOTTLENECK.replace("W_eh @ e", "e"))
    page.get_by_role("textbox", name="Size of h").fill("5")
    mistake = page.locator("#size-h-mistake")
    expect(mistake).to_have_text("h has the size of e, 3, not 5")
    expect(page.locator(".stale")).to_have_text(STALE)
    page.get_by_role("textbox", name="Size of h").fill("two")
    expect(page.locator("#size-h-mistake")).to_have_text("A whole number from 1 on.")
    expect(page.locator("#size-h")).to_have_value("two")
    page.get_by_role("textbox", name="Size of h").fill("")
    expect(page.locator(".mistake")).to_have_count(0)
    page.wait_for_url("**sizes=e%3D3**")


def test_a_size_of_a_value_that_is_gone_says_so_and_can_be_taken_back(page: Page) -> None:
    open_page(page, fragment(equations=BOTTLENECK, sizes="q=2"))
    expect(page.locator("#size-q-mistake")).to_contain_text("q is not a value of this cell")
    page.get_by_role("textbox", name="Size of q").fill("")
    expect(page.locator("#size-q")).to_have_count(0)
    expect(page.locator(".mistake")).to_have_count(0)


def test_the_examples_with_equations_of_their_own_come_with_their_text(page: Page) -> None:
    open_page(page)
    edit(page)
    examples = page.request.get("./api/v1/examples").json()
    own = [each for each in examples if isinstance(each["request"].get("cell"), dict)]
    assert {each["name"] for each in own} >= {"mgu", "jordan"}
    for example in own:
        page.get_by_role("button", name="Reset all").click()
        expect(page.locator(".masthead .subtitle")).to_contain_text("Elman RNN")
        page.get_by_role("combobox", name="Examples").select_option(example["name"])
        text = example["request"]["cell"]["equations"].rstrip()
        expect(field(page)).to_have_value(text)
        expect(page.locator(".masthead .subtitle")).to_contain_text("Own equations")
        expected = answer(page, **example["request"])["gradients"]["W_hy"]
        assert sums(page, "W_hy") == pytest.approx(flat(expected), rel=1e-9)
    page.get_by_role("button", name="Reset all").click()
    expect(field(page)).to_have_value(builtins(page)["elman"]["equations"].rstrip())


def test_the_editor_starts_from_any_built_in_and_its_menu_is_ready_for_the_next(page: Page) -> None:
    open_page(page)
    edit(page)
    menu = page.get_by_role("combobox", name="Start from a cell")
    for name, cell in builtins(page).items():
        menu.select_option(name)
        expect(field(page)).to_have_value(cell["equations"].rstrip())
        expect(menu).to_have_value("")


def test_the_keyboard_is_enough_and_types_instead_of_moving_the_film(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page)
    page.get_by_role("button", name="Edit equations").focus()
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_attribute("spellcheck", "false")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("v = 2 * h # 1?")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#size-v")).to_be_visible()
    assert field(page).input_value().endswith("\nv = 2 * h # 1?")
    assert beat(page)[0] == 0
    page.keyboard.press("Control+z")
    assert not field(page).input_value().endswith("\nv = 2 * h # 1?")
    page.keyboard.press("Tab")
    expect(field(page)).not_to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".editor")).to_be_hidden()
    expect(page.get_by_role("button", name="Edit equations")).to_be_focused()
    page.keyboard.press("ArrowRight")
    settle(page)
    assert beat(page)[0] == 1


def test_typing_keeps_the_text_cursor_where_it_is(page: Page) -> None:
    open_page(page)
    edit(page)
    field(page).evaluate("(area) => area.setSelectionRange(4, 4)")
    page.keyboard.type("b_q + ")
    expect(page.locator(".masthead .subtitle")).to_contain_text("edited")
    page.keyboard.press("Delete")
    assert field(page).input_value().startswith("z = b_q + _xh @ x")
    expect(page.locator(".editor .mistake")).to_be_visible()
    assert field(page).evaluate("(area) => area.selectionStart") == 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390, 360])
def test_axe_finds_nothing_in_the_editor_and_nothing_widens_the_page(
    page: Page, scheme: Any, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_page(page, "cell=gru")
    edit(page)
    assert axe(page) == []
    field(page).fill(field(page).input_value().replace("relu", "tanh") + "\nu = h")
    page.get_by_role("textbox", name="Size of u").fill("many")
    expect(page.locator("#size-u-mistake")).to_be_visible()
    assert axe(page) == []
    field(page).fill(field(page).input_value().replace("W_xr @", "W_xr"))
    expect(page.locator("#equations-mistake")).to_be_visible()
    settle(page)
    assert axe(page) == []
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= width
    assert page.evaluate(SMALL_TEXT.replace("body *", ".editor *, .control *")) == []
