"""The documentation of the API works in a browser, with nothing from outside."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_the_docs_list_the_addresses_and_complain_of_nothing(page: Page) -> None:
    page.goto("docs")
    for address in ("/api/v1/bptt", "/api/v1/cells", "/api/v1/examples", "/healthz"):
        expect(page.get_by_role("button", name=address).first).to_be_visible()
