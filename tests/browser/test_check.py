"""Every number of the page against differences."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.browser.film import open_page, settle, type_text

CHECK = "**/api/v1/check"
PLACE = {"row": 0, "column": None, "copy": None}
VERDICT = ".check .verdict"
# not by a route: the browser would put each failure on the console
GOES_AWAY = """
window.asked = 0;
const fetched = window.fetch;
window.fetch = (path, ...options) =>
  String(path).endsWith("/check") && ++window.asked > 2
    ? Promise.reject(new TypeError("Failed to fetch"))
    : fetched(path, ...options);
"""


def begin(page: Page) -> None:
    page.get_by_role("button", name="Check now").click()


def asked(route: Route) -> list[str]:
    """The parameters that are to be checked."""
    parameters: list[str] = json.loads(route.request.post_data or "")["parameters"]
    return parameters


def fulfil(route: Route, **fields: Any) -> None:
    """Answer that a parameter is right, but for these fields."""
    fine = {"entries": 20, "skipped": 0, "worst_error": 1e-12, "resolution": 1e-9, "agrees": True}
    [name] = asked(route)
    route.fulfill(json={"parameters": {name: {**fine, "worst": PLACE, **fields}}})


def hold(_: Route) -> None:
    """Lets a question wait until it is no longer routed."""


def rows(page: Page) -> dict[str, list[str]]:
    """The lines of the table: parameter → what stands beside it."""
    found: dict[str, list[str]] = page.locator(".check tbody tr").evaluate_all(
        """lines => Object.fromEntries(lines.map(line => [line.dataset.parameter,
           [...line.querySelectorAll("td")].map(cell => cell.textContent)]))"""
    )
    return found


def test_all_numbers_of_a_run_agree_with_differences(page: Page) -> None:
    open_page(page, "cell=lstm&hidden=2&text=abc")
    begin(page)
    expect(page.locator(VERDICT)).to_have_text(re.compile(r"^All [\d,]+ numbers agree\.$"))
    lines = rows(page)
    assert len(lines) == 14
    # 2 time-stamps and the sum, of 2 × 3 entries
    assert lines["W_xi"][0] == "18"
    assert {line[-1] for line in lines.values()} == {"agrees"}
    assert "×10⁻" in lines["W_hf"][1]


def test_the_worst_entry_is_shown_where_its_copy_fills_in(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")

    def answer(route: Route) -> None:
        [name] = asked(route)
        place = {"row": 1, "column": 2, "copy": 1} if name == "W_hh" else PLACE
        error = 3e-9 if name == "W_hh" else 1e-12
        fulfil(route, worst=place, worst_error=error)

    page.route(CHECK, answer)
    open_page(page, "seed=2")
    begin(page)
    worst = page.locator(".check .worst")
    expect(worst).to_contain_text("3.0×10⁻⁹")
    expect(worst).to_contain_text("[2, 3] of copy t = 2.")
    page.get_by_role("button", name="Show it").focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_role("button", name="2 Backward")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".stage .sentence")).to_contain_text("the copies of time-stamp 2")
    expect(page.locator(".panel.stage")).to_be_in_viewport()
    # it is outlined in every copy and in the shared matrix
    expect(page.locator(".stage .nudge-entry")).to_have_count(5)


def test_a_number_that_does_not_agree_is_said_plainly(page: Page) -> None:
    def answer(route: Route) -> None:
        [name] = asked(route)
        agrees = {"b_h": False, "b_y": None}.get(name, True)
        error = {"b_h": 0.02, "b_y": 3.0}.get(name, 1e-12)
        fulfil(route, skipped=2, agrees=agrees, worst_error=error)

    page.route(CHECK, answer)
    open_page(page)
    begin(page)
    expect(page.locator(VERDICT)).to_have_text(
        "The gradient of bh does not agree with the differences."
    )
    expect(page.locator(".check")).to_contain_text(
        "10 skipped: the interval crosses the kink of relu."
    )
    assert [line[-1] for line in rows(page).values()] == [
        "agrees",
        "agrees",
        "does not agree",
        "agrees",
        "too small to tell",
    ]
    expect(page.locator(".check .worst")).to_contain_text("0.0200")


def test_a_refusal_stands_beside_the_button_and_what_was_checked_stays(page: Page) -> None:
    open_page(page, "hidden=32&text=" + "the+quick+brown+fox+jumps+over+a+lazy+dog+" * 2)
    begin(page)
    expect(page.locator(VERDICT)).to_have_text(
        re.compile(r"^All [\d,]+ numbers that were checked agree\.$"), timeout=20_000
    )
    mistake = page.locator(".check .mistake")
    expect(mistake).to_contain_text("Not checked: Wxh, Whh and Why.")
    expect(mistake).to_contain_text("over the limit")
    lines = rows(page)
    assert lines["W_hh"][-1] == "not checked"
    assert lines["b_h"][-1] == "agrees"


def test_a_server_that_goes_away_is_asked_no_more(page: Page) -> None:
    page.add_init_script(GOES_AWAY)
    open_page(page)
    begin(page)
    expect(page.locator(".check .mistake")).to_contain_text(
        "Not checked: bh, Why and by. The server does not answer."
    )
    expect(page.locator(VERDICT)).to_contain_text("that were checked agree")
    assert page.evaluate("() => asked") == 3


def test_another_run_ends_a_check_and_takes_its_verdict_away(page: Page) -> None:
    page.route(CHECK, hold)
    open_page(page)
    begin(page)
    expect(page.locator(VERDICT)).to_have_text("Checking Wxh, 1 of 5 parameters …")
    assert [line[-1] for line in rows(page).values()] == ["running …"] + 4 * ["waits"]
    type_text(page, "other")
    expect(page.locator(VERDICT)).to_have_text("")
    expect(page.locator(".check table")).to_have_count(0)
    expect(page.get_by_role("button", name="Check now")).to_be_visible()
    page.unroute(CHECK)
    begin(page)
    expect(page.locator(VERDICT)).to_contain_text("numbers agree")


def test_a_check_can_be_stopped(page: Page) -> None:
    page.route(CHECK, hold)
    open_page(page)
    begin(page)
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator(VERDICT)).to_have_text("")
    assert {line[-1] for line in rows(page).values()} == {"not checked"}
    page.unroute(CHECK)
    page.get_by_role("button", name="Check again").click()
    expect(page.locator(VERDICT)).to_contain_text("numbers agree")


def test_what_is_held_fixed_under_truncation_is_said(page: Page) -> None:
    open_page(page)
    expect(page.locator(".check")).not_to_contain_text("held fixed")
    open_page(page, "cut=segment&text=hello+world")
    expect(page.locator(".check")).to_contain_text("held fixed")
    begin(page)
    expect(page.locator(VERDICT)).to_contain_text("numbers agree")
