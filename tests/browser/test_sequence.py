"""Every kind of sequence is typed, pasted and masked, and the picture is of that one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.film import beat, open_page, settle, signature
from tests.browser.test_access import axe

STAGE = "main .stage svg.picture"
SEQUENCES = {
    "text": "kind=text&text=the+cat+sat&by=word&masked=1",
    "translation": "kind=translation&source=a+b+c&target=d+e&masked=5",
    "vectors": "kind=vectors&vectors=x%3Bclass%0A0%2C5%3Bup%0A1%3Bdown%0A2%3Bup&masked=1-3",
}


FIELDS = {"text": "#text", "translation": "#source", "vectors": "#vectors"}


def choose(page: Page, kind: str) -> None:
    """Choose a kind of sequence, and wait for its field: the next frame draws it."""
    page.get_by_role("radio", name=kind, exact=True).check(force=True)
    expect(page.locator(FIELDS[kind])).to_be_visible()


def targets(page: Page) -> Locator:
    """The buttons of the targets."""
    return page.get_by_role("toolbar", name="Targets").get_by_role("button")


def kept(page: Page) -> list[str]:
    """The targets that are not left out."""
    return page.locator('.targets button[aria-pressed="true"]').all_inner_texts()


def is_run(request: Request, **sequence: Any) -> bool:
    """Whether a request asks for the run of exactly this sequence."""
    if not request.url.endswith("api/v1/bptt"):
        return False
    body: Any = request.post_data_json
    return bool(body["weights"] is None and body["sequence"] == sequence)


def test_a_text_is_split_as_chosen_and_its_blanks_are_seen(page: Page) -> None:
    open_page(page)
    page.get_by_role("textbox", name="Sequence").fill("a b\tc")
    expect(targets(page)).to_have_text(["␣", "b", "⇥", "c"])
    page.get_by_role("radio", name="word").check(force=True)
    expect(targets(page)).to_have_text(["b", "c"])
    expect(page.locator(".sequence .count")).to_have_text("T = 2 of 256")


def test_a_translation_is_typed_as_what_is_read_and_what_is_said(page: Page) -> None:
    open_page(page)
    choose(page, "translation")
    expect(page.locator(".masthead .subtitle")).to_contain_text("“the cat sleeps” → “le chat dort”")
    expect(targets(page)).to_have_text(["le", "chat", "dort", "⟨end⟩"])
    expect(page.locator(".sequence .hint").first).to_contain_text("3 + 3 + 1 = 7 time-stamps")
    before = signature(page, STAGE)
    asked = {"kind": "translation", "source": "the cat sleeps", "by": "word"}
    with page.expect_request(lambda sent: is_run(sent, **asked, target="le chat")):
        page.get_by_role("textbox", name="Say").fill("le chat")
    expect(targets(page)).to_have_text(["le", "chat", "⟨end⟩"])
    expect(page.locator(".sequence .count")).to_have_text("T = 6 of 256")
    assert signature(page, STAGE) != before
    asked |= {"source": "ab", "target": "le chat", "by": "character"}
    page.get_by_role("textbox", name="Read", exact=True).fill("ab")
    with page.expect_request(lambda sent: is_run(sent, **asked)):
        page.get_by_role("radio", name="character").check(force=True)
    expect(page.locator(".sequence .hint").first).to_contain_text("2 + 7 + 1 = 10 time-stamps")


def test_an_empty_side_of_a_translation_says_so_at_its_field(page: Page) -> None:
    open_page(page, "kind=translation")
    for name, field in (("Read", "source"), ("Say", "target")):
        box = page.get_by_role("textbox", name=name, exact=True)
        text = box.input_value()
        box.fill("")
        expect(page.locator(f"#{field}-mistake")).to_be_visible()
        expect(box).to_have_attribute("aria-invalid", "true")
        box.fill(text)
        expect(page.locator(".mistake")).to_have_count(0)


def test_pasted_vectors_have_a_header_and_a_class_column(page: Page) -> None:
    open_page(page)
    choose(page, "vectors")
    expect(page.locator(".masthead .subtitle")).to_contain_text("vectors of 2 numbers")
    before = signature(page, STAGE)
    steps = [
        {"input": [0.5, -1], "target": 0},
        {"input": [1.5, 2], "target": None},
        {"input": [0, 0.25], "target": 1},
    ]
    with page.expect_request(lambda sent: is_run(sent, kind="vectors", classes=2, steps=steps)):
        page.get_by_role("textbox", name="Sequence").fill(
            "speed;Label;turn\n0,5;left;-1\n1,5;;2\n0;right;0,25\n"
        )
    expect(targets(page)).to_have_text(["left", "right"])
    expect(page.locator(".sequence .count")).to_have_text("T = 3 of 256")
    assert signature(page, STAGE) != before
    expect(page.locator(STAGE)).to_contain_text("right")


def test_each_bad_cell_is_told_beside_the_field_and_the_picture_stays(page: Page) -> None:
    open_page(page, "kind=vectors")
    before = signature(page, STAGE)
    field = page.get_by_role("textbox", name="Sequence")
    bad = "x,class\none,a\n2\n3,0.5\n4,b"
    field.fill(bad)
    mistakes = page.locator("#vectors-mistake p")
    expect(mistakes).to_have_text(
        [
            "Line 2, column 1: expected a number for x, found “one”.",
            "Line 3: 1 cell, where the header has 2.",
            "Line 4, column 2: expected a class, a word or a whole number from 0 to 255, "
            "found “0.5”.",
        ]
    )
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".stale")).to_have_text("The picture still shows the last run that worked.")
    settle(page)
    assert signature(page, STAGE) == before
    expect(page).to_have_url(re.compile("&vectors=x"))
    page.reload()
    expect(field).to_have_value(bad)
    expect(mistakes).to_have_count(3)
    expect(page.locator(".stale")).to_contain_text("the run that the page starts with")
    field.fill("x,class\n1,a\n2,b\n3,a")
    expect(page.locator(".mistake")).to_have_count(0)
    expect(page.locator(".sequence .count")).to_have_text("T = 3 of 256")


def test_of_many_bad_cells_the_first_are_told(page: Page) -> None:
    open_page(page, "kind=vectors")
    page.get_by_role("textbox", name="Sequence").fill("x,class" + "\n?,a" * 8)
    mistakes = page.locator("#vectors-mistake p")
    expect(mistakes).to_have_count(6)
    expect(mistakes.last).to_have_text("And 3 more.")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("a,b\n1,2", "No column is named class"),
        ("1,\n2,", "The class column is empty"),
        ("1\n2", "a class"),
        ("x,class", "No line of numbers"),
        ("1,999", "a whole number from 0 to 255, found “999”"),
        ("\n".join(f"{i},a" for i in range(300)), "300 time-stamps"),
    ],
)
def test_a_table_that_is_no_sequence_says_why(page: Page, table: str, message: str) -> None:
    open_page(page, "kind=vectors")
    page.get_by_role("textbox", name="Sequence").fill(table)
    expect(page.locator("#vectors-mistake")).to_contain_text(message)


def test_a_kind_keeps_what_was_typed_while_another_is_shown(page: Page) -> None:
    open_page(page, "text=abc")
    choose(page, "vectors")
    page.get_by_role("textbox", name="Sequence").fill("1,a\nbad,b")
    expect(page.locator("#vectors-mistake")).to_be_visible()
    choose(page, "text")
    expect(page.get_by_role("textbox", name="Sequence")).to_have_value("abc")
    expect(page.locator(".mistake, .stale")).to_have_count(0)
    choose(page, "vectors")
    expect(page.get_by_role("textbox", name="Sequence")).to_have_value("1,a\nbad,b")


def test_a_target_is_clicked_away_and_adds_nothing_to_the_loss(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Last beat").click()
    total = page.locator(".loss .total")
    expect(total).to_contain_text(re.compile(r"L=\d"))
    loss = total.text_content() or ""
    asked = {"kind": "text", "text": "hello", "by": "character", "masked": [1]}
    with page.expect_request(lambda sent: is_run(sent, **asked)):
        targets(page).nth(1).click()
    expect(total).not_to_have_text(loss)
    assert kept(page) == ["e", "l", "o"]
    targets(page).nth(1).click()
    expect(total).to_have_text(loss)
    expect(page).to_have_url(re.compile(r"#beat=\d+$"))


def test_the_keyboard_reaches_every_target_and_does_not_move_the_film(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page)
    page.get_by_role("button", name="only the last").focus()
    page.keyboard.press("Tab")
    expect(targets(page).nth(0)).to_be_focused()
    for keys, expected in (
        ("ArrowLeft", 0),
        ("ArrowRight", 1),
        ("End", 3),
        ("ArrowRight", 3),
        ("ArrowLeft", 2),
        ("Home", 0),
        ("ArrowRight", 1),
    ):
        page.keyboard.press(keys)
        expect(targets(page).nth(expected)).to_be_focused()
    page.keyboard.press("Space")
    expect(targets(page).nth(1)).to_have_attribute("aria-pressed", "false")
    expect(targets(page).nth(1)).to_be_focused()
    expect(page).to_have_url(re.compile(r"#masked=2$"))
    assert beat(page)[0] == 0
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(targets(page).nth(1)).to_be_focused()


def test_only_the_last_target_makes_many_to_one(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="only the last").click()
    expect(page).to_have_url(re.compile("#masked=1-3$"))
    expect(page.locator(".masthead .subtitle")).to_contain_text("“hell → o”")
    assert kept(page) == ["o"]
    page.get_by_role("button", name="all", exact=True).click()
    expect(page.locator(".masthead .subtitle")).to_contain_text("“hello”")
    assert kept(page) == ["e", "l", "l", "o"]


def test_another_sequence_has_all_its_targets(page: Page) -> None:
    open_page(page, "masked=2,4")
    assert kept(page) == ["e", "l"]
    page.get_by_role("textbox", name="Sequence").fill("hullo")
    expect(targets(page)).to_have_text(["u", "l", "l", "o"])
    assert kept(page) == ["u", "l", "l", "o"]


def test_a_mask_beyond_the_sequence_is_refused_at_the_targets_and_taken_back_there(
    page: Page,
) -> None:
    open_page(page, "masked=9")
    expect(page.locator("#masked-mistake")).to_be_visible()
    page.get_by_role("button", name="all", exact=True).click()
    expect(page.locator(".mistake, .stale")).to_have_count(0)


def test_a_refused_sequence_has_neither_the_targets_nor_the_length_of_the_picture(
    page: Page,
) -> None:
    open_page(page)
    page.get_by_role("combobox", name="Examples").select_option("jordan")
    panel = page.locator(".panel.sequence")
    expect(panel).to_contain_text("Targets")
    expect(panel.locator(".count")).to_have_count(1)
    choose(page, "translation")
    expect(page.locator(".stale")).to_be_visible()
    expect(panel).not_to_contain_text("Targets")
    expect(panel).not_to_contain_text("time-stamps.")
    expect(targets(page)).to_have_count(0)
    expect(panel.locator(".count")).to_have_count(0)
    expect(page.locator(".stage .counted")).to_have_count(0)
    choose(page, "text")
    expect(panel.locator(".count")).to_have_count(1)
    expect(targets(page)).to_have_count(4)


def test_a_mask_of_a_refused_sequence_can_still_be_taken_back(page: Page) -> None:
    open_page(page, "kind=translation&target=&masked=5")
    expect(page.locator(".stale")).to_be_visible()
    expect(targets(page)).to_have_count(0)
    expect(page.get_by_role("button", name="only the last")).to_have_count(0)
    page.get_by_role("button", name="all", exact=True).click()
    expect(page).not_to_have_url(re.compile("masked"))


@pytest.mark.parametrize(
    ("masked", "pressed"),
    [("", "all"), ("1-3", "all"), ("4-6", "last"), ("1,4-6", "last"), ("4", ""), ("4-7", "")],
)
def test_a_usual_choice_is_pressed_where_just_its_targets_count(
    page: Page, masked: str, pressed: str
) -> None:
    open_page(page, f"kind=translation&masked={masked}")
    for name, choice in (("all", "all"), ("last", "only the last")):
        button = page.get_by_role("button", name=choice, exact=True)
        expect(button).to_have_attribute("aria-pressed", str(name == pressed).lower())


def test_the_targets_of_a_long_sequence_take_little_room(page: Page) -> None:
    open_page(page, f"text={'abcdefgh' * 32}")
    expect(targets(page)).to_have_count(255)
    box = page.locator(".targets").bounding_box()
    assert box is not None
    assert box["height"] <= 90


@pytest.mark.parametrize("kind", SEQUENCES)
def test_a_reload_gives_the_same_controls_and_the_same_run(page: Page, kind: str) -> None:
    open_page(page, SEQUENCES[kind])
    expect(page.get_by_role("radio", name=kind, exact=True)).to_be_checked()
    expect(page.locator(".mistake, .stale")).to_have_count(0)
    page.get_by_role("button", name="Last beat").click()
    expect(page).to_have_url(re.compile(r"beat=\d+$"))
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("html[data-ready]")
    settle(other)
    assert beat(other) == beat(page)
    for part in (".panel.sequence", STAGE):
        assert signature(other, part) == signature(page, part)
    for field in page.locator(".sequence textarea").all():
        name = f"#{field.get_attribute('id')}"
        assert other.locator(name).input_value() == field.input_value()
    assert kept(other) == kept(page)
    other.close()


def test_an_example_with_one_target_is_loaded_as_a_text_that_can_be_edited(page: Page) -> None:
    open_page(page)
    page.get_by_role("combobox", name="Examples").select_option("many-to-one")
    field = page.get_by_role("textbox", name="Sequence")
    expect(field).to_have_value("this film is not bad good")
    expect(page.get_by_role("radio", name="word")).to_be_checked()
    expect(page.locator(".masthead .subtitle")).to_contain_text("“this film is not bad → good”")
    assert kept(page) == ["good"]
    targets(page).first.click()
    expect(page.locator(".masthead .subtitle")).not_to_contain_text("→")
    field.fill("this film is good")
    expect(targets(page)).to_have_text(["film", "is", "good"])


def test_an_old_link_to_an_example_shows_the_run_it_always_showed(page: Page) -> None:
    open_page(page, "example=many-to-one")
    expect(page.locator(".masthead .subtitle")).to_contain_text("“this film is not bad → good”")
    expect(targets(page)).to_have_text(["good"])
    expect(page.get_by_text("Type to use your own.")).to_be_visible()
    page.get_by_role("textbox", name="Sequence").fill("this film is good")
    expect(targets(page)).to_have_text(["film", "is", "good"])
    expect(page.get_by_text("Type to use your own.")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["translation", "vectors"])
def test_axe_finds_nothing_and_360_pixels_are_enough(page: Page, kind: str, scheme: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_page(page, SEQUENCES[kind])
    for summary in page.locator(".sequence summary").all():
        summary.click()
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 360
    assert axe(page) == []
    page.locator(".sequence textarea").last.fill("")
    expect(page.locator(".sequence .mistake")).to_be_visible()
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 360
    assert axe(page) == []
