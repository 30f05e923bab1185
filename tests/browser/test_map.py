"""Whose loss taught which copy, and the gradient through time."""

from __future__ import annotations

import math
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.film import answer, open_page, settle, text_sequence
from tests.browser.test_access import axe

GRID = ".map .map-grid"
CUT = {"kind": "segment", "steps": 2}
FRAGMENT = "cut=segment&steps=2&beat=20"


def itemised(page: Page, text: str = "hello", **request: Any) -> dict[str, Any]:
    """What the API answers, with the gradient itemised by loss."""
    asked: dict[str, Any] = {"sequence": text_sequence(text), "include": ["decomposition"]}
    return answer(page, **(asked | request))


def open_map(page: Page, fragment: str = "") -> None:
    """Open the page and wait for the map of its run."""
    open_page(page, fragment)
    expect(page.locator(f"{GRID}:not(.old)")).to_be_visible()
    page.locator(GRID).scroll_into_view_if_needed()


def choose(page: Page, subject: str) -> None:
    """Choose what the map is of."""
    page.locator(f'.map .subjects [data-subject="{subject}"]').click()
    expect(page.locator(f'{GRID}[data-subject="{subject}"]:not(.old)')).to_be_visible()


def point(page: Page, tau: int, t: int) -> None:
    """Move the pointer to a cell."""
    grid = page.locator(GRID)
    box = page.locator(f"{GRID} .map-none").bounding_box()
    assert box is not None
    rows = int(grid.get_attribute("aria-rowcount") or 0)
    columns = int(grid.get_attribute("aria-colcount") or 0)
    x = box["x"] + (t - 0.5) * box["width"] / columns
    page.mouse.move(x, box["y"] + (tau - 0.5) * box["height"] / rows)
    settle(page)


def middle(element: Locator) -> tuple[float, float]:
    """Where the middle of what is drawn stands."""
    box = element.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def readout(page: Page) -> Locator:
    """What is said of the cell that is pointed at."""
    return page.locator(".map .readout")


def said(number: float) -> str:
    """A size as the sentence has it."""
    return f"{number:.{max(0, 2 - math.floor(math.log10(number)))}f}"


def written(text: str) -> float:
    """The number behind "= +0.14"."""
    return float(text.split(" ")[-1].replace("−", "-"))


def summed(sums: Locator) -> list[float]:
    """The sums beside or below a signed table, which are written rounded, behind an equals sign."""
    values = []
    for each in sums.all():
        values.append(float(each.get_attribute("data-value") or "nan"))
        assert written(each.text_content() or "") == pytest.approx(values[-1], abs=5.1e-3)
    return values


def numbers(page: Page) -> dict[tuple[int, int], str]:
    """What stands in the cells."""
    read = "texts => texts.map(({ dataset, textContent }) => [dataset.cell, textContent])"
    found = page.locator(f"{GRID} .map-number").evaluate_all(read)
    places = [[int(number) for number in cell.split(" ")] for cell, _ in found]
    return {(tau, t): text for (tau, t), (_, text) in zip(places, found, strict=True)}


def test_every_cell_has_the_norm_of_the_api_and_the_sentence_says_it(page: Page) -> None:
    open_map(page, FRAGMENT)
    norms = itemised(page, truncation=CUT)["decomposition"]["log10_norms"]["W_hh"]
    shown = numbers(page)
    assert set(shown) == {(tau, t) for tau in range(1, 5) for t in range(1, tau + 1)}
    for (tau, t), text in shown.items():
        log = norms[tau - 1][t - 1]
        assert float(text) == pytest.approx(0 if log is None else 10**log, abs=0.0051)
    point(page, 4, 3)
    value = said(10 ** norms[3][2])
    expect(readout(page)).to_have_text(
        f"Loss 4 reaches copy 3 of Whh: {value}, through 1 recurrent step."
    )
    expect(page.locator(".map .what")).to_contain_text("norms do not add")


def test_what_cannot_be_reached_is_zero_or_is_cut_looks_and_is_said_differently(
    page: Page,
) -> None:
    open_map(page, FRAGMENT)
    expect(page.locator(".map .looks li")).to_have_text(["cannot reach", "exactly zero", "cut off"])
    last = page.get_by_role("toolbar", name="Targets").get_by_role("button").last
    last.click()
    expect(page.locator(".map .looks li")).to_have_text(
        ["cannot reach", "exactly zero", "cut off", "Lno loss"]
    )
    last.click()
    expect(page.locator(".map .looks li")).to_have_count(3)
    expect(page.locator(".map-grid.old")).to_have_count(0)
    zeros, strikes = page.locator(f"{GRID} .map-zero"), page.locator(f"{GRID} .map-strike")
    assert (zeros.get_attribute("d") or "").count("M") == 4
    assert (strikes.get_attribute("d") or "").count("M") == 2
    point(page, 4, 1)
    expect(readout(page)).to_contain_text("exactly zero")
    point(page, 4, 2)
    expect(readout(page)).to_contain_text("Cut off: loss 4 would reach copy 2")
    point(page, 2, 3)
    expect(readout(page)).to_contain_text("cannot reach copy 3 of Whh: that comes later")
    choose(page, "W_hy")
    point(page, 4, 2)
    expect(readout(page)).to_contain_text("no arrow leads")
    assert set(numbers(page)) == {(tau, tau) for tau in range(1, 5)}


@pytest.mark.parametrize("fragment", ["beat=20", FRAGMENT])
def test_the_signed_table_adds_up_to_copies_and_gradient(page: Page, fragment: str) -> None:
    open_map(page, fragment)
    page.get_by_role("radio", name="one entry").check()
    total = page.locator(f"{GRID} .sum.total")
    expect(total).to_be_visible()
    kind, parameter, row, column = (total.get_attribute("data-of") or "").split(" ")
    assert (kind, parameter) == ("gradient", "W_hh")
    place = {"row": int(row) - 1, "column": int(column) - 1}
    truncation = CUT if "cut" in fragment else None
    run = itemised(page, truncation=truncation, entry={"parameter": "W_hh"} | place)
    table, kept = run["decomposition"]["entry"], run["decomposition"]["kept"]
    for (tau, t), text in numbers(page).items():
        assert written(text) == pytest.approx(table[tau - 1][t - 1], abs=5.1e-3)
    left = [[v * k for v, k in zip(*both, strict=True)] for both in zip(table, kept, strict=True)]
    rows = summed(page.locator(f"{GRID} [data-row]"))
    assert rows == pytest.approx([sum(each) for each in left])
    [factors] = run["copy_factors"]["W_hh"]
    copies = [
        a[place["row"]] * b[place["column"]]
        for a, b in zip(factors["left"], factors["right"], strict=True)
    ]
    assert summed(page.locator(f'{GRID} [data-of^="copy W_hh"]')) == pytest.approx(copies)
    assert copies == pytest.approx([sum(r[t] for r in left if t < len(r)) for t in range(4)])
    gradient = run["gradients"]["W_hh"][place["row"]][place["column"]]
    assert summed(total) == pytest.approx([gradient])
    assert sum(rows) == pytest.approx(gradient)
    # the menus say which entry it is, and choose another
    menus = [page.locator(".map").get_by_role("combobox", name=name) for name in ("row", "column")]
    assert [int(menu.input_value()) - 1 for menu in menus] == list(place.values())
    menus[1].select_option("4")
    gradient = run["gradients"]["W_hh"][place["row"]][3]
    other = page.locator(f'{GRID}:not(.old) [data-of="gradient W_hh {row} 4"]')
    expect(other).to_be_visible()
    assert summed(other) == pytest.approx([gradient])


def test_an_entry_that_is_picked_in_the_ledger_is_the_one_of_the_signed_table(page: Page) -> None:
    open_map(page, "beat=33")
    page.get_by_role("radio", name="one entry").check()
    page.locator("details.ledger summary").click()
    page.locator('button[data-parameter="b_h"]').click()
    page.locator('table[data-parameter="b_h"] button').nth(2).click()
    total = page.locator(f'{GRID}:not(.old) [data-of="gradient b_h 3 1"]')
    gradient = itemised(page)["gradients"]["b_h"][2]
    expect(total).to_be_visible()
    assert summed(total) == pytest.approx([gradient])
    # its ring stands in all copies of the row and in their sum
    expect(page.locator(".panel.ledger .picked")).to_have_count(5)


def test_pointing_at_a_cell_draws_the_way_from_its_loss_to_its_copy(page: Page) -> None:
    open_map(page, "beat=20")
    ways = page.locator(".stage .path > g")
    expect(ways).to_have_count(0)
    point(page, 4, 2)
    expect(ways).to_have_count(3)
    ends = page.locator(".stage .way-end")
    tile, end = (
        page.locator('.stage .grab[data-parameter="W_hh"][data-t="2"]').bounding_box(),
        ends.bounding_box(),
    )
    assert tile is not None
    assert end is not None
    assert end["x"] + end["width"] / 2 == pytest.approx(tile["x"] + tile["width"] / 2, abs=1)
    assert end["y"] + end["height"] / 2 == pytest.approx(tile["y"] + tile["height"] / 2, abs=1)
    expect(page.locator(".stage .path .lost, .stage .path .scissors")).to_have_count(0)
    choose(page, "h")
    point(page, 3, 3)
    expect(ways).to_have_count(1)
    page.mouse.move(400, 400)
    expect(ways).to_have_count(0)


def test_a_copy_that_has_left_its_arrow_is_ringed_in_the_ledger(page: Page) -> None:
    open_map(page, "cut=segment&steps=2&beat=33")
    ring = page.locator(".panel.ledger .way-end")
    expect(ring).to_have_count(0)
    point(page, 4, 3)
    expect(ring).to_have_class("way-end")
    slot = page.locator(".panel.ledger [data-of='copy W_hh 3']")
    assert middle(ring) == pytest.approx(middle(slot), abs=1)
    point(page, 4, 2)
    expect(ring).to_have_class("way-end lost")
    page.mouse.move(400, 400)
    expect(ring).to_have_count(0)


def hold(page: Page, slider: Locator, *shares: float) -> None:
    """Press a slider at a share of its width, and move on to others without letting it go."""
    box = slider.bounding_box()
    assert box is not None
    first, *others = [box["x"] + share * box["width"] for share in shares]
    y = box["y"] + box["height"] / 2
    page.mouse.move(first, y)
    page.mouse.down()
    for x in others:
        page.mouse.move(x, y)


def test_while_a_slider_is_held_no_scale_moves_and_nothing_else_changes_its_colour(
    page: Page,
) -> None:
    open_map(page, "gain=1&hidden=8")
    text = "(all) => all.map(({ textContent }) => textContent).join()"
    tile = "(all) => all.map((each) => each.previousElementSibling.innerHTML).join()"

    def still() -> list[str]:
        """What two matrices look like that the gain leaves alone, and the ends of the scales."""
        tiles = page.locator(".stage [data-of='weight W_xh'], .stage [data-of='weight W_hy']")
        return [
            tiles.evaluate_all(tile),
            page.locator(".legend .end").evaluate_all(text),
            page.locator(".map .decades .power").evaluate_all(text),
        ]

    settle(page)
    before = still()
    assert "fill" in before[0]
    gain = page.get_by_role("slider", name="Recurrent gain")
    hold(page, gain, 0.47, 0.5, 0.6, 0.75)
    expect(page.locator(".decay li.reference")).to_contain_text(
        f"ρ = {float(gain.input_value()):.2f}"
    )
    settle(page)
    held = still()
    assert held[:2] == before[:2]
    # in whole decades, if at all
    assert held[2].startswith(before[2][0])
    page.mouse.up()
    # then the weights have a scale of their own again
    weights = page.locator(".legend dl > div").nth(1).locator(".end").first
    expect(weights).not_to_have_text(before[1].split(",")[2])


def test_a_way_that_is_cut_stops_at_the_scissors(page: Page) -> None:
    open_map(page, FRAGMENT)
    point(page, 4, 2)
    expect(page.locator(".stage .path .scissors")).to_have_count(1)
    expect(page.locator(".stage .way-end.lost")).to_have_count(1)
    point(page, 4, 3)
    expect(page.locator(".stage .path .way")).not_to_have_count(0)
    expect(page.locator(".stage .path .lost, .stage .path .scissors")).to_have_count(0)


def test_the_arrow_keys_walk_over_the_map(page: Page) -> None:
    open_map(page, "beat=20")
    grid, cell = page.locator(GRID), page.locator("#map-cell")
    grid.focus()
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    expect(cell).to_have_attribute("data-tau", "3")
    expect(cell).to_have_attribute("data-t", "2")
    expect(grid).to_have_attribute("data-of", "norm W_hh 3 2")
    expect(page.locator(".stage .path > g")).to_have_count(2)
    page.keyboard.press("Home")
    expect(readout(page)).to_contain_text("exactly zero")
    expect(page.locator(".transport .beat")).to_have_text("beat 20 / 35")
    page.keyboard.press("Tab")
    expect(page.locator(".stage .path > g")).to_have_count(0)


def test_the_map_of_a_long_sequence_is_pointed_at_by_place(page: Page) -> None:
    open_map(page, "text=pack+my+box+with+five+dozen+liquor+jugs+of+old+wine.&hidden=16")
    assert numbers(page) == {}
    run = itemised(page, "pack my box with five dozen liquor jugs of old wine.", hidden_size=16)
    point(page, 40, 37)
    value = said(10 ** run["decomposition"]["log10_norms"]["W_hh"][39][36])
    expect(readout(page)).to_have_text(
        f"Loss 40 reaches copy 37 of Whh: {value}, through 3 recurrent steps."
    )


def top(page: Page, tau: int) -> list[float]:
    """Where the line of a loss is from the top, by lag."""
    places = page.locator(f'.decay .plot [data-tau="{tau}"]').get_attribute("d") or ""
    return [float(place.split(" ")[1]) for place in places[1:].split("L")]


def test_the_gain_makes_the_gradient_vanish_or_explode_on_one_scale(page: Page) -> None:
    text = "hello hello"
    open_map(page, "text=hello+hello&gain=0.5&hidden=8")
    gain = page.get_by_role("slider", name="Recurrent gain")
    rho = page.locator(".decay li.reference")

    def falls(expected: float) -> None:
        expect(rho).to_contain_text(f"ρ = {expected:.2f}, the spectral radius of Whh: what an")
        expect(page.locator(".decay .plot:not(.old)")).to_be_visible()
        tables = itemised(page, text, hidden_size=8, gain=expected)["decomposition"]
        row = tables["log10_state_norms"]["h"][-1][::-1]
        shown = top(page, len(row))
        # one scale: a decade is as tall everywhere
        tall = [(shown[0] - y) / (row[0] - log) for y, log in zip(shown[1:], row[1:], strict=True)]
        assert tall == pytest.approx([tall[0]] * len(tall), rel=0.1)
        logs = [log for each in tables["log10_state_norms"]["h"] for log in each]
        ticks = page.locator(".decay .plot .power").all_text_contents()
        assert max(logs) <= power(ticks[0]) < max(logs) + 1
        assert power(ticks[-1]) <= min(logs) + 1

    falls(0.5)
    assert top(page, 10)[0] < top(page, 10)[-1]
    hold(page, gain, 0.23, 0.4, 0.7, 0.98)
    # still held
    expect(rho).to_contain_text(f"ρ = {float(gain.input_value()):.2f}")
    page.mouse.up()
    falls(float(gain.input_value()))
    reference = page.locator(".decay .plot .compared.reference").get_attribute("d") or ""
    start, *_, end = (float(place.split(" ")[1]) for place in reference[1:].split("L"))
    assert end < start


def power(tick: str) -> int:
    """The power of ten at a tick."""
    plain = {"1": 0, "10": 1, "100": 2}
    return plain[tick] if tick in plain else int(tick[2:].replace("−", "-"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_a_cell_is_pointed_at(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_map(page, FRAGMENT)
    point(page, 4, 3)
    assert axe(page) == []
    page.get_by_role("radio", name="one entry").check()
    expect(page.locator(f"{GRID} .sum.total")).to_be_visible()
    assert axe(page) == []
