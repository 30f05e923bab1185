"""The update, and the updates after it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Response, Route, expect

from tests.browser.film import answer, beat, open_page, settle, text_sequence
from tests.browser.test_access import axe
from tests.browser.test_edit import LOSS, PANEL, await_run

HELLO: dict[str, Any] = {"sequence": text_sequence("hello")}
RATE = 0.1


def stepped(run: dict[str, Any], rate: float = RATE) -> dict[str, Any]:
    """The weights after an update, in the page's own order of operations: W + (−η) g."""

    def step(weight: Any, gradient: Any) -> Any:
        if isinstance(weight, list):
            return [step(w, g) for w, g in zip(weight, gradient, strict=True)]
        return weight + -rate * gradient

    return {name: step(grid, run["gradients"][name]) for name, grid in run["weights"].items()}


def after(page: Page, steps: int, **body: Any) -> list[dict[str, Any]]:
    """The runs of the API before the first update and after each."""
    runs = [answer(page, **HELLO | body)]
    for _ in range(steps):
        runs.append(answer(page, **HELLO | body | {"weights": stepped(runs[-1])}))
    return runs


def again(page: Page, name: str = "Again") -> dict[str, Any]:
    """Press a button of the training; gives the request of the first run that it asks for."""

    def is_run(response: Response) -> bool:
        asked = response.request.post_data or ""
        return response.url.endswith("/bptt") and '"fields"' not in asked

    with page.expect_response(is_run) as answered:
        page.locator(PANEL).get_by_role("button", name=name, exact=True).click()
    body: dict[str, Any] = json.loads(answered.value.request.post_data or "")
    return body


def losses(page: Page) -> list[str]:
    """The trail as it is read out."""
    return page.locator(f"{PANEL} ol li").all_inner_texts()


def test_again_runs_at_exactly_the_weights_that_the_update_shows(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page, "beat=9999")
    last = beat(page)[1]
    before, one, two = after(page, 2)
    assert again(page)["weights"] == stepped(before)
    await_run(page, one)
    assert beat(page)[0] == last
    assert again(page)["weights"] == stepped(one)
    await_run(page, two)
    expect(page.locator(PANEL)).to_contain_text("after 2 updates")
    assert [float(text.split(": ")[1]) for text in losses(page)] == [
        pytest.approx(run["loss"], rel=2e-3) for run in (before, one, two)
    ]


def test_the_film_plays_anew_from_the_new_weights(page: Page) -> None:
    open_page(page, "beat=9999")
    page.locator("body").press("a")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator(PANEL)).to_contain_text("after 1 update")
    assert beat(page)[0] < beat(page)[1]
    page.get_by_role("button", name="Pause").click()
    assert axe(page) == []


def test_again_is_pressed_again_and_again_at_the_same_place(page: Page) -> None:
    open_page(page, "beat=9999")
    runs = after(page, 3)
    button = page.locator(".stage").get_by_role("button", name="Again")
    beside = page.locator(PANEL).get_by_role("button", name="Again", exact=True)
    places = [button.bounding_box(), beside.bounding_box()]
    assert places[0] is not None
    x, y = places[0]["x"] + 5, places[0]["y"] + 5
    for count, run in enumerate(runs[1:], 1):
        page.mouse.click(x, y)
        expect(page.locator(f"{PANEL} .stand")).to_contain_text(f"after {count} update")
        assert [button.bounding_box(), beside.bounding_box()] == places
        expect(page.locator(f"{PANEL} ol li").last).to_contain_text(f"{run['loss']:.2f}"[:3])
    page.locator("body").press("End")
    await_run(page, runs[3])


def test_ten_at_a_time_stay_at_the_beat_and_one_undo_takes_them_back(page: Page) -> None:
    open_page(page, "beat=1")
    runs = after(page, 10)
    expect(page.locator(LOSS)).to_have_text("L=…")
    again(page, "Again × 10")
    expect(page.locator(f"{PANEL} ol li")).to_have_count(11)
    # the film stands where nothing is summed yet
    expect(page.locator(LOSS)).to_have_text("L=…")
    assert beat(page)[0] == 1
    page.locator("body").press("End")
    await_run(page, runs[10])
    page.wait_for_function("() => location.hash.includes('weights=')")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    await_run(page, runs[10])
    again(page, "Again × 10")
    expect(page.locator(f"{PANEL} ol li")).to_have_count(11)
    page.locator("body").press("Control+z")
    await_run(page, runs[10])
    expect(page.locator(f"{PANEL} ol li")).to_have_count(1)


def test_the_step_of_an_entry_is_written_in_numbers_and_pointed_at(page: Page) -> None:
    open_page(page, "beat=9999")
    run = answer(page, **HELLO)
    tile = page.locator(f'{PANEL} [data-of="updated W_hh"]')
    box = tile.bounding_box()
    assert box is not None
    tile.hover(position={"x": 5, "y": 5})
    line = page.locator(f"{PANEL} .numbers")
    expect(line).to_contain_text("[1,1]")
    weight, gradient = run["weights"]["W_hh"][0][0], run["gradients"]["W_hh"][0][0]
    text = line.inner_text().replace("−", "-").replace("\n", "")
    assert f"{weight:.3f}"[:5] in text
    assert f"{weight - RATE * gradient:.3f}"[:5] in text
    tile.click(position={"x": box["width"] - 5, "y": 5})
    page.mouse.move(0, 0)
    expect(line).to_contain_text("[1,4]")
    page.locator(f'{PANEL} [data-subject="b_h"]').click()
    expect(page.locator(f'{PANEL} [data-of="weight b_h"]')).to_be_visible()
    expect(page.locator(PANEL)).to_contain_text("L is a sum of 4 losses")


def test_nothing_moves_when_the_loss_after_the_update_comes(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if '"fields":["loss"]' in (route.request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/v1/bptt", hold)
    with page.expect_request(lambda sent: '"fields":["loss"]' in (sent.post_data or "")):
        open_page(page, "beat=9999")
    expect(page.locator(".loss .after strong")).to_have_text("…")
    below = [page.locator(f".panel.{name}") for name in ("legend", "tables")]
    before = [panel.bounding_box() for panel in below]
    for route in held:
        route.continue_()
    expect(page.locator(".loss .after strong")).not_to_have_text("…")
    settle(page)
    assert [panel.bounding_box() for panel in below] == before


def test_a_rate_too_large_is_called_so(page: Page) -> None:
    open_page(page, "cell=elman-relu&rate=3&beat=9999")
    expect(page.locator(PANEL)).to_contain_text("η is too large")
    page.get_by_role("textbox", name="Learning rate").fill("0.1")
    expect(page.locator(PANEL)).not_to_contain_text("η is too large")


def test_a_step_out_of_the_finite_numbers_is_refused_beside_the_button(page: Page) -> None:
    edits = "+".join(f"W_hh.{i}.{i}.1e60" for i in range(1, 5))
    open_page(page, f"cell=elman-relu&edits={edits}&beat=9999")
    shown = page.locator(LOSS)
    before = shown.text_content() or ""
    button = page.locator(PANEL).get_by_role("button", name="Again", exact=True)
    button.click()
    expect(page.locator("#training-mistake")).to_be_visible()
    expect(button).to_have_attribute("aria-describedby", "training-mistake")
    expect(shown).to_have_text(before)
    expect(page.locator(PANEL)).to_contain_text("4 entries set by hand")


def test_another_text_begins_a_new_trail_and_the_weights_wait_for_their_tokens(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page, "beat=9999")
    one = after(page, 1)[1]
    again(page)
    await_run(page, one)
    sequence = page.get_by_role("textbox", name="Sequence")
    sequence.fill("abcdef")
    expect(page.locator(PANEL)).to_contain_text("wait")
    expect(page.locator(f"{PANEL} ol li")).to_have_count(1)
    sequence.fill("hello")
    await_run(page, one)
    expect(page.locator(f"{PANEL} ol li")).to_have_count(2)
