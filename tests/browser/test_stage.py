"""The stage of a translation: two halves, the hand-over, and targets that are clicked away."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.film import answer, beat, move, open_page, settle, walk
from tests.browser.test_access import axe
from tests.browser.test_craft import OVERLAPS

TRANSLATION: dict[str, Any] = {
    "kind": "translation",
    "source": "the cat sleeps",
    "target": "le chat dort",
}
CAT = "kind=translation"
HALVES = ("encoder", "decoder")
LAPTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
TALL: ViewportSize = {"width": 1440, "height": 1600}
HANDED_OVER, RECEIVED, COPIED = 4, 33, 35
"""The beats in which the decoder reads the encoder's last state, what comes back reaches it, and
the copies of the encoder's last time-stamp fill in."""
LONG = {
    "source": "Donaudampfschifffahrtsgesellschaft ist incomprehensibilities",
    "target": "Rindfleischetikettierungsüberwachung WWWWWWWWWWWWWWW",
}
WIDE = {"source": 3 * "WWWWWWWW MMMMMMMM ", "target": "漢字漢字漢字漢字漢字漢字 mmmmmmmmmmmmm"}
SUMMED = 42
"""The beat in which the copies of the last time-stamp are added."""


def box(element: Locator) -> dict[str, float]:
    """Where an element is on the page."""
    found = element.bounding_box()
    assert found is not None
    x, y, width, height = found["x"], found["y"], found["width"], found["height"]
    return {"x": x, "y": y, "right": x + width, "bottom": y + height}


def names(page: Page) -> list[str]:
    """The names on the stage as they are written, without typesetting."""
    texts = page.locator(".stage .picture text.name").all_text_contents()
    return [plain(text) for text in texts]


def plain(text: str) -> str:
    """A typeset name in ASCII letters."""
    italics = {ord("\u210e"): "h"}
    for first, letter in ((0x1D434, "A"), (0x1D44E, "a")):
        italics |= {first + i: chr(ord(letter) + i) for i in range(26)}
    return text.translate(italics)


def target(page: Page, t: int) -> Locator:
    """The button over the loss of a time-stamp."""
    return page.get_by_role("button", name=f"Target of t = {t}: ")


def said(page: Page) -> str:
    """The loss that stands beside the stage."""
    return page.locator(".panel.loss").inner_text()


def test_each_half_stands_on_its_own_ground_under_its_name(page: Page) -> None:
    open_page(page, CAT)
    titles = page.locator(".stage .half-name")
    assert titles.all_text_contents() == ["Encoderreads the source", "Decodersays the target"]
    encoder, decoder = (box(page.locator(f".stage rect.half.{half}").last) for half in HALVES)
    pill = box(page.locator(".stage .hand-over"))
    assert encoder["right"] < decoder["x"]
    assert pill["x"] < encoder["right"]
    assert pill["right"] > decoder["x"]
    grounds = {
        half: page.locator(f".stage rect.half.{half}").last.evaluate(
            "(ground) => getComputedStyle(ground).fill"
        )
        for half in HALVES
    }
    assert len(set(grounds.values())) == 2


def test_tokens_stand_below_their_columns_and_marks_look_like_no_token(page: Page) -> None:
    open_page(page, CAT)
    tokens = [name for name in names(page) if name.startswith("x")]
    words = ["“the”", "“cat”", "“sleeps”", "⟨start⟩", "“le”", "“chat”", "“dort”"]
    assert tokens == [f"x{t} = {word}" for t, word in enumerate(words, 1)]
    targets = page.locator(".stage .letter.target").all_text_contents()
    assert targets == ["le", "chat", "dort", "⟨end⟩"]


def test_the_encoder_has_neither_output_nor_loss(page: Page) -> None:
    open_page(page, CAT)
    move(page, 16)
    shown = names(page)
    assert [name for name in shown if re.match(r"y\d", name)] == ["y4", "y5", "y6", "y7"]
    assert [name[:2] for name in shown if name.startswith("L")] == ["L4", "L5", "L6", "L7"]
    expect(page.locator(".stage .note", has_text="no loss")).to_be_visible()


def test_the_gradient_comes_back_over_the_hand_over_with_the_number_of_the_api(page: Page) -> None:
    open_page(page, CAT)
    messages = answer(page, sequence=TRANSLATION)["messages"]
    past = next(each for each in messages if (each["from"], each["lag"]) == ("z", 1))
    encoder = box(page.locator(".stage rect.half.encoder").last)
    decoder = box(page.locator(".stage rect.half.decoder").last)
    pill = page.locator(".stage .hand-over")
    for position, phase in ((HANDED_OVER, "forward"), (RECEIVED, "backward")):
        move(page, position - 1)
        assert "now" not in (pill.get_attribute("class") or "").split()
        move(page, position)
        assert "now" in (pill.get_attribute("class") or "").split()
        crossing = [
            arrow
            for arrow in page.locator(f".stage .arrow.{phase}").all()
            if box(arrow)["x"] < encoder["right"] and box(arrow)["right"] > decoder["x"]
        ]
        assert len(crossing) == 1
    numbers = page.locator(".stage text.number").all_text_contents()
    written = {f"{number:+.3f}".replace("-", "−") for number in past["values"][2]}
    assert written & set(numbers)


def test_where_the_cut_falls_on_the_hand_over_the_scissors_stand_there(page: Page) -> None:
    open_page(page, f"{CAT}&cut=segment&steps=3")
    move(page, RECEIVED)
    encoder = box(page.locator(".stage rect.half.encoder").last)
    decoder = box(page.locator(".stage rect.half.decoder").last)
    first = box(page.locator(".stage .picture .scissors").first)
    middle = (first["x"] + first["right"]) / 2
    assert encoder["right"] < middle < decoder["x"]
    assert page.locator(".stage .picture .scissors").count() == 2


def test_each_half_has_its_weights_at_its_own_side_and_ties_to_its_own_columns(page: Page) -> None:
    open_page(page, CAT)
    left = page.locator(".stage .picture > g").nth(-2).locator("text.name").all_text_contents()
    right = page.locator(".stage .picture > g").last.locator("text.name").all_text_contents()
    assert sorted(plain(name) for name in left) == ["Whhenc", "Wxhenc"]
    assert sorted(plain(name) for name in right) == ["Whhdec", "Whydec", "Wxhdec"]
    decoder = box(page.locator(".stage rect.half.decoder").last)
    ties = [box(tie) for tie in page.locator(".stage .tie").all()]
    assert len(ties) == 2 * 3 + 3 * 4
    assert sum(tie["x"] >= decoder["x"] for tie in ties) == 3 * 4


def test_on_a_phone_the_weights_in_sight_are_those_of_the_half_that_the_beat_is_about(
    page: Page,
) -> None:
    page.set_viewport_size(PHONE)
    open_page(page, CAT)
    for position, half in ((2, "enc"), (6, "dec"), (RECEIVED, "enc")):
        move(page, position)
        shown = [name for name in names(page) if name.startswith("W")]
        assert len(shown) >= 2
        assert all(name.endswith(half) for name in shown)


def test_a_short_translation_is_seen_at_once_on_a_laptop(page: Page) -> None:
    page.set_viewport_size(LAPTOP)
    open_page(page, CAT)
    area = page.locator(".panel.stage .scroller")
    assert area.evaluate("(area) => area.scrollWidth - area.clientWidth") <= 0
    stage = box(page.locator(".panel.stage"))
    assert stage["bottom"] <= LAPTOP["height"]


@pytest.mark.parametrize("cell", ["elman", "lstm&open=none", "lstm&open=all"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_every_beat_of_a_translation_is_drawn_and_nothing_stands_on_another(
    page: Page, cell: str, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    page.emulate_media(reduced_motion="reduce")
    open_page(page, f"{CAT}&cell={cell}")
    for position in walk(page):
        found: list[str] = page.evaluate(OVERLAPS.replace(", .ledger svg.picture", ""))
        assert found == [], position
        assert page.locator(".stage .sentence").inner_text()


def test_copies_fly_from_their_half_and_the_sums_to_the_weights_of_their_half(page: Page) -> None:
    page.set_viewport_size(TALL)
    open_page(page, CAT)
    encoder = box(page.locator(".stage rect.half.encoder").last)
    decoder = box(page.locator(".stage rect.half.decoder").last)

    def flying(position: float) -> list[float]:
        move(page, position)
        places = [box(tile) for tile in page.locator(".sky .flying").all()]
        return [(place["x"] + place["right"]) / 2 for place in places]

    leaving = flying(SUMMED - 0.99)
    assert len(leaving) == 5
    assert min(leaving) > decoder["x"]
    leaving = flying(SUMMED + 4 - 0.99)
    assert len(leaving) == 3
    assert max(leaving) < encoder["right"]
    landing = flying(SUMMED + 7 - 0.01)
    pins = page.locator(".stage rect.half")
    left, right = box(pins.nth(0)), box(pins.nth(1))
    sides = [x < left["right"] for x in landing]
    assert all(x < left["right"] or x > right["x"] for x in landing)
    assert sides.count(True) == 3


def test_a_click_leaves_a_target_out_and_another_takes_it_in(page: Page) -> None:
    open_page(page, CAT)
    move(page, 16)
    before = said(page)
    masked = answer(page, sequence={**TRANSLATION, "masked": [4]})
    button = target(page, 5)
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".panel.loss")).to_contain_text(f"{masked['loss']:.4f}")
    expect(page.locator(".stage .note", has_text="left out")).to_have_count(1)
    expect(page.locator(".stage .note", has_text="no target")).to_have_count(0)
    assert page.locator(".stage .letter.left-out").all_text_contents() == ["chat"]
    expect(page).to_have_url(re.compile("masked=5"))
    button.click()
    expect(page.locator(".stage .letter.left-out")).to_have_count(0)
    expect(button).to_have_attribute("aria-pressed", "true")
    assert said(page) == before


def test_the_keyboard_leaves_a_target_out_and_the_film_stays(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page, CAT)
    move(page, 16)
    page.locator(".panel.stage .scroller").focus()
    page.keyboard.press("Tab")
    button = target(page, 4)
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".stage .letter.left-out")).to_have_text("le")
    expect(button).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".stage .letter.left-out")).to_have_text(["le", "chat"])
    assert beat(page)[0] == 16
    assert axe(page) == []


def test_clicking_a_target_opens_no_column_and_opening_a_column_leaves_all_targets(
    page: Page,
) -> None:
    open_page(page, "text=hello&cell=lstm")
    label = page.locator(".stage .opening button")
    expect(label).to_have_text("Open columns")
    places = page.locator(".stage .box").count()
    target(page, 2).click()
    expect(target(page, 2)).to_have_attribute("aria-pressed", "false")
    settle(page)
    assert page.locator(".stage .box").count() == places
    page.locator(".stage .opens").nth(0).click(position={"x": 3, "y": 3})
    settle(page)
    assert page.locator(".stage .box").count() > places
    assert page.locator('.stage .counted[aria-pressed="false"]').count() == 1


@pytest.mark.parametrize(
    ("fragment", "times"),
    [
        ("text=hello", [1, 2, 3, 4]),
        ("kind=vectors&vectors=x%2Cclass%0A1%2Ca%0A2%2C%0A3%2Cb", [1, 3]),
        (f"{CAT}&masked=4-6", [4, 5, 6, 7]),
    ],
)
def test_every_time_stamp_with_a_target_has_its_button_and_no_other(
    page: Page, fragment: str, times: list[int]
) -> None:
    open_page(page, fragment)
    labels = page.locator(".stage .counted").evaluate_all(
        "(buttons) => buttons.map((button) => button.ariaLabel)"
    )
    assert [int(re.findall(r"\d+", label)[0]) for label in labels] == times


@pytest.mark.parametrize("words", [3, 60, 120])
def test_the_time_stamps_of_a_half_are_written_within_its_pinned_weights(
    page: Page, words: int
) -> None:
    text = " ".join(words * ["a"])
    open_page(page, urlencode({"kind": "translation", "source": text, "target": text}))
    pins = page.locator(".stage .picture > rect.half")
    captions = page.locator(".stage .picture > g text.note", has_text=re.compile("[≤>]"))
    assert [plain(text) for text in captions.all_text_contents()] == [
        f"t ≤ {words}",
        f"t > {words}",
    ]
    for side in (0, 1):
        pin, caption = box(pins.nth(side)), box(captions.nth(side))
        assert pin["x"] <= caption["x"]
        assert caption["right"] <= pin["right"] - 10 * (side == 0)


@pytest.mark.parametrize("text", [LONG, WIDE], ids=["long", "wide"])
@pytest.mark.parametrize("more", ["", "&cell=lstm&open=none"], ids=["elman", "lstm"])
def test_tokens_however_wide_stand_beside_each_other_between_the_weights(
    page: Page, text: dict[str, str], more: str
) -> None:
    open_page(page, urlencode({"kind": "translation", **text}) + more)
    page.keyboard.press("2")
    settle(page)
    area = page.locator(".panel.stage .scroller")
    fits = area.evaluate("(area) => area.scrollWidth <= area.clientWidth")
    grounds = page.locator(".stage g rect.half")
    left, right = box(grounds.first)["x"] + 10, box(grounds.last)["right"] - 10
    for name in ("text.name", "text.letter.target"):
        texts = page.locator(f".stage [clip-path] {name}").all()
        is_token = re.compile("x" if name == "text.name" else "")
        boxes = [box(text) for text in texts if is_token.match(plain(text.text_content() or ""))]
        assert len(boxes) >= 3
        assert all(a["right"] + 2 <= b["x"] for a, b in pairwise(boxes))
        if fits:
            assert left <= boxes[0]["x"]
            assert boxes[-1]["right"] <= right


def test_no_target_is_left_out_in_the_picture_of_another_sequence(page: Page) -> None:
    open_page(page, CAT)
    expect(page.locator(".stage .counted")).to_have_count(4)
    page.get_by_role("textbox", name="Say").fill("")
    expect(page.locator(".stale")).to_be_visible()
    expect(page.locator(".stage .counted")).to_have_count(0)
    expect(page.locator(".stage .letter.target")).to_have_count(4)
    page.get_by_role("textbox", name="Say").fill("le chat dort")
    expect(page.locator(".stage .counted")).to_have_count(4)


def test_a_click_before_the_answer_to_another_sequence_leaves_none_of_its_targets_out(
    page: Page,
) -> None:
    open_page(page, CAT)
    page.route("**/api/v1/bptt", lambda _: None)
    page.get_by_role("textbox", name="Say").fill("le chien dort bien")
    target(page, 5).click()
    expect(page).to_have_url(re.compile("target=le"))
    assert "masked" not in page.url
