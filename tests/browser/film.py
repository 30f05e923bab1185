"""What a user does on the page, and what there is to be seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import APIRequestContext, Page, expect

SIGNATURE = """
(selector) => {
  const written = (element) => {
    const names = element.getAttributeNames().sort();
    const own = names.map((name) => `${name}=${element.getAttribute(name)}`);
    const inner = [...element.childNodes].map((child) =>
      child.nodeType === 3 ? child.textContent : written(child));
    return `<${element.tagName} ${own.join(" ")}>${inner.join("")}</>`;
  };
  return written(document.querySelector(selector));
}
"""
MOVE = """
(scrubber, position) => {
  scrubber.value = position;
  scrubber.dispatchEvent(new Event("input", { bubbles: true }));
}
"""
PICTURES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def open_page(page: Page, fragment: str = "") -> None:
    """Open the page at an address and wait for its first picture."""
    page.goto(f"./#{fragment}")
    page.wait_for_selector("html[data-ready]")
    settle(page)


def settle(page: Page) -> None:
    """Let the browser draw what has been asked for."""
    page.evaluate(PICTURES)


def move(page: Page, position: float) -> None:
    """Set the clock: drag the scrubber to a position in beats."""
    page.locator(".scrubber").evaluate(MOVE, str(position))
    settle(page)


def beat(page: Page) -> tuple[int, int]:
    """The number of the beat shown and of the last one."""
    text = page.locator(".transport .beat").inner_text()
    now, last = text.removeprefix("beat ").split(" / ")
    return int(now), int(last)


def walk(page: Page) -> Iterator[int]:
    """Show every beat of the film, one after another."""
    _, last = beat(page)
    for position in range(last + 1):
        move(page, position)
        yield position


def signature(page: Page, selector: str) -> str:
    """Everything that the first such element consists of."""
    return str(page.evaluate(SIGNATURE, selector))


def answer(page: Page, **request: Any) -> dict[str, Any]:
    """What the API answers to a request."""
    context: APIRequestContext = page.request
    response = context.post("./api/v1/bptt", data=request)
    assert response.ok
    body: dict[str, Any] = response.json()
    return body


def text_sequence(text: str) -> dict[str, str]:
    """The sequence of a text, by character."""
    return {"kind": "text", "text": text, "by": "character"}


def type_text(page: Page, text: str) -> None:
    """Type a text as the sequence, and wait until the page shows it."""
    page.get_by_role("textbox", name="Sequence").fill(text)
    expect(page.locator(".masthead .subtitle")).to_contain_text(f"“{text}”")


def open_ledger(page: Page, parameter: str) -> None:
    """Open the ledger's table at a parameter."""
    if page.locator("details.ledger[open]").count() == 0:
        page.locator("details.ledger summary").press("Enter")
    page.locator(f'button[data-parameter="{parameter}"]').click()
    expect(page.locator(f'table[data-parameter="{parameter}"]')).to_be_visible()
    settle(page)


def column_of_ledger(page: Page, place: str) -> list[float]:
    """The exact numbers of a column of the ledger's table: "sum", or "copy" for all copies."""
    cells = page.locator(f"details.ledger td.{place}[data-value]")
    values: list[str] = cells.evaluate_all("cells => cells.map(cell => cell.dataset.value)")
    return [float(value) for value in values]
