"""The gradient by lag, beside that of the run which the example names."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.film import answer, open_page, type_text

LAGS = [0, 1, 2, 5, 10, 20, 40]
POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def choose(page: Page, example: str) -> None:
    """Load an example from the menu, and wait for the run beside it."""
    page.get_by_role("combobox", name="Examples").select_option(example)
    complete(page)


def complete(page: Page) -> None:
    """Wait for the tables of the run that is shown, and for the run beside it."""
    expect(page.locator(".decay .ratio")).to_be_visible()
    expect(page.locator(".decay .plot:not(.old) .compared.beside")).to_have_count(1)


def open_table(page: Page) -> None:
    """Open the table under the picture."""
    page.locator(".decay summary").click()
    expect(page.locator(".decay tbody th")).to_have_text(list(map(str, LAGS)))


def written(text: str) -> float:
    """The number that stands as 0.0132 or 8.7×10⁻¹³."""
    mantissa, _, power = text.partition("×10")
    return float(mantissa) * 10.0 ** int(power.translate(POWERS) or 0)


def column(page: Page, number: int) -> list[float]:
    """What one of the two runs has at each lag."""
    cells = page.locator(f".decay tbody td:nth-child({number + 1})").all_inner_texts()
    return [written(text) for text in cells]


def heights(page: Page, line: str) -> list[float]:
    """How far up a line of the picture is, at each lag."""
    places = page.locator(f".decay .plot {line}").get_attribute("d") or ""
    return [-float(place.split(" ")[1]) for place in places[1:].split("L")]


def examples(page: Page) -> dict[str, dict[str, Any]]:
    """The requests of the examples by name."""
    return {each["name"]: each["request"] for each in page.request.get("./api/v1/examples").json()}


def by_lag(page: Page, request: dict[str, Any]) -> list[float]:
    """|∂L_T/∂h_t| at the lags of the table, as the API itemises it."""
    tables = answer(page, **{**request, "include": ["decomposition"]})["decomposition"]
    row = tables["log10_state_norms"]["h"][-1]
    return [10.0 ** row[-1 - lag] for lag in LAGS]


def test_both_columns_have_the_numbers_of_the_api_and_the_lines_fall_with_them(
    page: Page,
) -> None:
    open_page(page)
    expect(page.locator(".decay .plot .compared.beside")).to_have_count(0)
    choose(page, "vanishing")
    open_table(page)
    requests = examples(page)
    expect(page.locator(".decay thead th .cell")).to_have_text(["Elman RNN", "LSTM"])
    elman = by_lag(page, requests["vanishing"])
    lstm = by_lag(page, requests["vanishing-lstm"])
    assert column(page, 1) == pytest.approx(elman, rel=0.05)
    assert column(page, 2) == pytest.approx(lstm, rel=0.05)
    fading, lasting = heights(page, ".line"), heights(page, ".compared.beside")
    assert fading[0] - fading[-1] > 5 * (lasting[0] - lasting[-1])
    times = round(lstm[-1] / elman[-1] / 1e9)
    said = page.locator(".decay .ratio").inner_text()
    assert said == f"At lag 40 the gradient of LSTM is {times / 10}×10¹⁰ times that of Elman RNN."


def test_the_run_beside_comes_to_the_front_and_a_reload_keeps_it(page: Page) -> None:
    open_page(page)
    choose(page, "vanishing")
    open_table(page)
    before = [column(page, 1), column(page, 2)]
    choose(page, "vanishing-lstm")
    expect(page.locator(".decay thead th .cell").first).to_have_text("LSTM")
    complete(page)
    assert [column(page, 2), column(page, 1)] == before
    page.wait_for_url("**example=vanishing-lstm**")
    page.reload()
    complete(page)
    open_table(page)
    assert [column(page, 2), column(page, 1)] == before


def test_a_sequence_of_ones_own_has_nothing_beside_it(page: Page) -> None:
    open_page(page)
    choose(page, "vanishing")
    type_text(page, "hello")
    expect(page.locator(".decay .ratio")).to_have_count(0)
    expect(page.locator(".decay .plot .compared.beside")).to_have_count(0)
