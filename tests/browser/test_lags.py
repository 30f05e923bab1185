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
    expect(page.locator(".panel.lags")).to_be_visible()


def written(text: str) -> float:
    """The number that stands as 0.0132 or 8.7×10⁻¹³."""
    mantissa, _, power = text.partition("×10")
    return float(mantissa) * 10.0 ** int(power.translate(POWERS) or 0)


def column(page: Page, number: int) -> list[float]:
    """What one of the two runs has at each lag."""
    cells = page.locator(f".lags tbody td:nth-child({number + 1}) .norm").all_inner_texts()
    return [written(text) for text in cells]


def lengths(page: Page, number: int) -> list[float]:
    """How long the bars of one of the two runs are, in pixels."""
    bars = page.locator(f".lags tbody td:nth-child({number + 1}) .bar")
    return [float(bar.evaluate("(bar) => bar.getBoundingClientRect().width")) for bar in bars.all()]


def examples(page: Page) -> dict[str, dict[str, Any]]:
    """The requests of the examples by name."""
    return {each["name"]: each["request"] for each in page.request.get("./api/v1/examples").json()}


def by_lag(page: Page, request: dict[str, Any]) -> list[float]:
    """|∂L_T/∂h_t| at the lags of the panel, as the API itemises it."""
    tables = answer(page, **{**request, "include": ["decomposition"]})["decomposition"]
    row = tables["log10_state_norms"]["h"][-1]
    return [10.0 ** row[-1 - lag] for lag in LAGS]


def test_both_columns_have_the_numbers_of_the_api_and_bars_that_shrink_with_them(
    page: Page,
) -> None:
    open_page(page)
    expect(page.locator(".panel.lags")).to_be_hidden()
    choose(page, "vanishing")
    requests = examples(page)
    heads = page.locator(".lags thead th .cell").all_inner_texts()
    assert heads == ["Elman RNN", "LSTM"]
    assert page.locator(".lags tbody th").all_inner_texts() == list(map(str, LAGS))
    elman = by_lag(page, requests["vanishing"])
    lstm = by_lag(page, requests["vanishing-lstm"])
    assert column(page, 1) == pytest.approx(elman, rel=0.05)
    assert column(page, 2) == pytest.approx(lstm, rel=0.05)
    assert lengths(page, 1) == sorted(lengths(page, 1), reverse=True)
    assert lengths(page, 1)[-1] < 0.2 * lengths(page, 1)[0]
    assert lengths(page, 2)[-1] > 0.5 * lengths(page, 2)[0]
    times = round(lstm[-1] / elman[-1] / 1e9)
    said = page.locator(".lags .ratio").inner_text()
    assert said == f"At lag 40 the gradient of LSTM is {times / 10}×10¹⁰ times that of Elman RNN."


def test_the_run_beside_comes_to_the_front_and_a_reload_keeps_it(page: Page) -> None:
    open_page(page)
    choose(page, "vanishing")
    before = [column(page, 1), column(page, 2)]
    choose(page, "vanishing-lstm")
    expect(page.locator(".lags thead th .cell").first).to_have_text("LSTM")
    assert [column(page, 2), column(page, 1)] == before
    page.wait_for_url("**example=vanishing-lstm**")
    page.reload()
    expect(page.locator(".panel.lags")).to_be_visible()
    assert [column(page, 2), column(page, 1)] == before


def test_a_sequence_of_ones_own_has_nothing_beside_it(page: Page) -> None:
    open_page(page)
    choose(page, "vanishing")
    type_text(page, "hello")
    expect(page.locator(".panel.lags")).to_be_hidden()
