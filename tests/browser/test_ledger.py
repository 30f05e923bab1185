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

TRANSLATION = {"kind": "translation", "source": "the cat sleeps", "target": "le chat dort"}
ENCODER = ["W_xh_enc", "W_hh_enc", "b_h_enc"]
DECODER = ["W_xh_dec", "W_hh_dec", "b_h_dec", "W_hy_dec", "b_y_dec"]

CELLS = ("elman", "elman-relu", "lstm", "gru", "gru-reset-before", "stacked")
PARAMETERS = [f"{kind}{gate}" for gate in "ifgo" for kind in ("W_x", "W_h", "b_")] + ["W_hy", "b_y"]

LONG_NAMES = """
gate_of_it = sigmoid(W_of_a_long_name @ x + W_hh @ h[t-1] + b_of_a_gate)
candidates = tanh(W_xn @ x + b_n + gate_of_it * (W_hn @ h[t-1] + b_hn))
h = (1 - gate_of_it) * candidates + gate_of_it * h[t-1]
y = W_hy @ h + b_y
"""

LONG_STATE = """
remembered = tanh(W_x @ x + W_h @ remembered[t-1])
y = W_y @ remembered
"""

# What is wider than the panel of formulas, which then has to be scrolled sideways.
TOO_WIDE = """() => {
  const { width } = document.querySelector(".formula .lines").getBoundingClientRect();
  return [...document.querySelectorAll(".formula math")]
    .filter((formula) => formula.getBoundingClientRect().width > width + 4)
    .map((formula) => formula.textContent);
}"""

# Captions below the copies in sight that are nearer than 4 px to the next, or cut at the edge.
CRAMPED = """() => {
  const svg = document.querySelector(".ledger svg.picture");
  const box = (element) => element.getBoundingClientRect();
  const edge = box(svg);
  const windows = [...svg.querySelectorAll("#slots rect")].map(({ x, y, width, height }) => {
    const [left, top] = [edge.left + x.baseVal.value, edge.top + y.baseVal.value];
    return { left, right: left + width.baseVal.value, top, bottom: top + height.baseVal.value };
  });
  const holds = (b, a) =>
    b.left <= a.left && a.right <= b.right && b.top <= a.top && a.bottom <= b.bottom + 2;
  const isBeside = (a, b) => Math.abs(a.top - b.top) < 6;
  const captions = [...svg.querySelectorAll("[clip-path] g > :is(.norm, .note, .why)")]
    .filter((caption) => holds(windows[0], box(caption.parentElement.querySelector(".frame"))))
    .map((caption) => ({ says: caption.textContent, box: box(caption) }))
    .sort(({ box: a }, { box: b }) =>
      isBeside(a, b) ? a.left - b.left : a.top - b.top);
  const isNear = (a, b) => b && isBeside(a, b) && b.left - a.right < 4;
  const isCut = (a) => !windows.some((each) => holds(each, a));
  return {
    count: captions.length,
    cramped: captions
      .filter(({ box }, i) => isNear(box, captions[i + 1]?.box) || isCut(box))
      .map(({ says }) => says),
  };
}"""


def flat(matrix: Iterable[Any]) -> list[float]:
    """The entries of a matrix or a vector."""
    return [x for row in matrix for x in (row if isinstance(row, list) else [row])]


def fold(page: Page, name: str) -> Locator:
    """The button that folds and unfolds a group."""
    return page.get_by_role("button", name=re.compile(f"^Copies for {name}:"))


def half(page: Page, name: str) -> Locator:
    """The button that folds and unfolds the encoder or the decoder."""
    return page.get_by_role("button", name=re.compile(f"^Copies of the {name}:"))


def slots_by_place(page: Page) -> list[int]:
    """How many slots stand below each other in each place in time, from left to right."""
    lefts = page.locator(".ledger .slot").evaluate_all(
        "slots => slots.map(slot => Math.round(slot.getBoundingClientRect().x))"
    )
    return [lefts.count(left) for left in sorted(set(lefts))]


def captions(page: Page) -> list[str]:
    """What is written below the sums, from the top down."""
    totals = page.locator(".ledger g:has(> .total) > text.norm")
    texts: list[str] = totals.all_text_contents()
    return texts


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


def test_a_translation_has_the_encoders_copies_left_of_the_decoders(page: Page) -> None:
    open_page(page, urlencode({**TRANSLATION, "fold": "0"}))
    rows(page, len(ENCODER) + len(DECODER))
    assert slots_by_place(page) == 3 * [len(ENCODER)] + 4 * [len(DECODER)]
    page.keyboard.press("End")
    settle(page)
    assert slots_by_place(page) == 3 * [len(ENCODER)] + 4 * [len(DECODER)]
    # a sum has one plus less than copies
    expect(page.locator(".ledger .sign", has_text="+")).to_have_count(
        2 * len(ENCODER) + 3 * len(DECODER)
    )


def test_the_decoders_sums_are_complete_before_the_encoders_begin(page: Page) -> None:
    open_page(page, urlencode({**TRANSLATION, "fold": "0"}))
    page.get_by_role("button", name="3 Sum copies").click()
    settle(page)
    start, _ = beat(page)
    for position, encoder, decoder in [
        (start, "waits", "1 of 4"),
        (start + 0.97, "waits", "1 of 4"),
        (start + 3, "waits", "total"),
        (start + 4, "1 of 3", "total"),
        (start + 4.97, "1 of 3", "total"),
        (start + 6, "total", "total"),
    ]:
        move(page, position)
        assert captions(page) == len(ENCODER) * [encoder] + len(DECODER) * [decoder]


def test_the_half_that_is_summed_is_open_and_the_other_is_a_low_row(page: Page) -> None:
    open_page(page, urlencode(TRANSLATION))
    page.get_by_role("button", name="3 Sum copies").click()
    settle(page)
    start, _ = beat(page)
    for position, is_open in [(start, "decoder"), (start + 3, "decoder"), (start + 4, "encoder")]:
        move(page, position)
        for name in ("encoder", "decoder"):
            expect(half(page, name)).to_have_attribute(
                "aria-expanded", str(name == is_open).lower()
            )
        assert slots_by_place(page) == (
            3 * [len(ENCODER)] + 4 * [1] if is_open == "encoder" else 3 * [1] + 4 * [len(DECODER)]
        )


def test_a_half_is_folded_with_the_keyboard_and_stays_so_after_a_reload(page: Page) -> None:
    open_page(page, urlencode({**TRANSLATION, "cell": "lstm", "fold": "0"}))
    rows(page, 12 + len(PARAMETERS))
    half(page, "encoder").focus()
    page.keyboard.press("Enter")
    expect(half(page, "encoder")).to_have_attribute("aria-expanded", "false")
    rows(page, len(PARAMETERS))
    page.keyboard.press("Tab")
    expect(half(page, "decoder")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Copies for i in the decoder:")).to_be_focused()
    page.keyboard.press("Enter")
    rows(page, len(PARAMETERS) - 3)
    expect(page).to_have_url(re.compile("fold=enc%2Ci_dec"))
    page.reload()
    page.wait_for_selector("html[data-ready]")
    rows(page, len(PARAMETERS) - 3)
    expect(half(page, "encoder")).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize(
    ("cell", "names"),
    [("elman", ("W_xh", "W_hh", "b_h", "W_hy", "b_y")), ("lstm", ("W_xg", "W_hf", "b_y"))],
)
def test_each_half_of_a_translation_adds_up_to_its_own_gradients(
    page: Page, cell: str, names: tuple[str, ...]
) -> None:
    open_page(page, urlencode({**TRANSLATION, "cell": cell, "cut": "segment", "steps": "2"}))
    body = answer(page, sequence=TRANSLATION, cell=cell, truncation={"kind": "segment", "steps": 2})
    page.keyboard.press("End")
    settle(page)
    for part in body["sequence"]["parts"]:
        for parameter in (part["parameters"].get(name) for name in names):
            if parameter is None:
                continue
            open_ledger(page, parameter)
            gradient = flat(body["gradients"][parameter])
            assert column_of_ledger(page, "sum") == pytest.approx(gradient, abs=1e-15)
            copies = column_of_ledger(page, "copy")
            length = part["length"]
            assert len(copies) == length * len(gradient)
            sums = [sum(copies[i : i + length]) for i in range(0, len(copies), length)]
            assert sums == pytest.approx(gradient, abs=1e-15)


def test_the_table_says_that_an_encoder_has_no_outputs_and_no_loss(page: Page) -> None:
    open_page(page, urlencode({**TRANSLATION, "masked": "5"}))
    page.locator("details.stage summary").click()
    page.keyboard.press("End")
    settle(page)
    lines = [
        line.locator("th, td").all_inner_texts() for line in page.locator("details.stage tr").all()
    ]
    head, encoder, *encoding = lines[:5]
    decoder, *decoding = lines[5:]
    assert (encoder, decoder) == (["Encoder"], ["Decoder"])
    of_outputs = [head.index(name) for name in ("target", "yt", "pt", "Lt", "∂L/∂yt")]
    for line in encoding:
        assert [i for i, text in enumerate(line) if text == "–"] == of_outputs
    assert [line[1:3] for line in decoding] == [
        ["⟨start⟩", "le"],
        ["le", "chat (left out)"],
        ["chat", "dort"],
        ["dort", "⟨end⟩"],
    ]
    assert [line[head.index("Lt")] == "–" for line in decoding] == [False, True, False, False]
    assert all(
        "–" not in (text for i, text in enumerate(line) if i != head.index("Lt"))
        for line in decoding
    )


def test_the_cost_of_a_truncation_is_told_for_each_half(page: Page) -> None:
    open_page(page, urlencode({**TRANSLATION, "cut": "segment", "steps": "3"}))
    groups = page.locator(".cost tbody")
    expect(groups).to_have_count(2)
    expect(groups.nth(0)).to_contain_text("Encoder")
    expect(groups.nth(0).locator("tr:has(td)")).to_have_count(len(ENCODER))
    # the cut at the hand-over takes all of the encoder's gradient
    assert groups.nth(0).locator("td:first-of-type").all_inner_texts() == 3 * ["1.00"]
    expect(groups.nth(1)).to_contain_text("Decoder")
    expect(groups.nth(1).locator("tr:has(td)")).to_have_count(len(DECODER))


@pytest.mark.parametrize("width", [1440, 360])
def test_in_a_translation_no_name_covers_a_copy_or_another_name(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_page(page, urlencode({**TRANSLATION, "fold": "enc"}))
    page.keyboard.press("End")
    settle(page)
    assert page.evaluate(OVERLAPS) == []
    boxes = [
        box
        for element in page.locator(".ledger .fold, .ledger text.name, .ledger text.note").all()
        if (box := element.bounding_box()) is not None and box["x"] < width / 2
    ]
    slots = [slot.bounding_box() for slot in page.locator(".ledger .slot").all()]
    left = min(box["x"] for box in slots if box is not None)
    assert all(box["x"] + box["width"] <= left for box in boxes if box["x"] < left)
    column = sorted(boxes, key=lambda box: box["y"])
    for above, below in pairwise(column):
        is_beside = above["x"] + above["width"] <= below["x"]
        assert is_beside or above["y"] + above["height"] <= below["y"] + 5


def test_only_the_copies_of_the_half_that_has_the_time_stamp_fly(page: Page) -> None:
    open_page(page, urlencode(TRANSLATION))
    page.get_by_role("button", name="3 Sum copies").click()
    settle(page)
    start, last = beat(page)
    flying = page.locator(".sky .flying")
    for position, count in [
        (start - 0.3, len(DECODER)),
        (start + 2.7, len(DECODER)),
        (start + 3.7, len(ENCODER)),
        (start + 5.7, len(ENCODER)),
        (last - 1.3, len(ENCODER) + len(DECODER)),
    ]:
        move(page, position)
        expect(flying).to_have_count(count)


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize(
    "fragment",
    [
        "kind=translation&masked=4-7",
        "text=hello+world&masked=1-9",
        "text=hello&masked=1-3&cut=segment&steps=2",
        "kind=translation&cell=lstm",
        urlencode({"text": "hello", "masked": "1-3", "equations": LONG_STATE}),
    ],
)
def test_what_is_said_below_a_copy_has_room(page: Page, fragment: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    open_page(page, fragment)
    page.get_by_role("button", name="3 Sum copies").click()
    for _ in range(5):
        page.keyboard.press("Shift+ArrowRight")
        settle(page)
        found = page.evaluate(CRAMPED)
        assert found["count"] > 0
        assert found["cramped"] == []
    page.keyboard.press("End")
    settle(page)
    assert page.evaluate(CRAMPED)["cramped"] == []


def test_the_ledger_of_a_short_translation_does_not_scroll_sideways_on_a_laptop(page: Page) -> None:
    open_page(page, "kind=translation")
    area = page.locator(".panel.ledger .scroller")
    assert area.evaluate("(area) => area.scrollWidth - area.clientWidth") <= 0
