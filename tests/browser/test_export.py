"""The run shown, taken away as a program."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.film import beat, open_page, settle, type_text

SHEET = ".export .sheet"


def open_export(page: Page, form: str) -> str:
    """Open the panel and choose; gives the program."""
    page.get_by_role("button", name="Show the program").click()
    page.get_by_role("radio", name=form, exact=True).check(force=True)
    settle(page)
    return page.locator(SHEET).inner_text()


def expect_loss(page: Page, loss: float) -> None:
    """The page shows that L, to four digits."""
    page.get_by_role("button", name="4 Update").click()
    expect(page.locator(".loss .total math")).to_have_text(f"L={loss:.4f}")


def write(page: Page, text: str) -> None:
    """Type a text with tokens of several characters, and wait until the page shows it."""
    page.get_by_role("textbox", name="Sequence").fill(text)
    expect(page.locator(".masthead .subtitle")).not_to_contain_text("hello")


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_curl_command_answers_with_the_very_run(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page, "cell=gru&seed=7&cut=window")
    write(page, "it's 👩‍🚀 “so”\\n")
    command = open_export(page, "curl")
    ran = subprocess.run(["sh", "-c", command], capture_output=True, check=True)
    answered = json.loads(ran.stdout)
    expect_loss(page, answered["loss"])
    assert answered["cell"]["name"] == "gru"
    assert answered["comparison"] is not None


def test_the_python_client_answers_with_the_very_run(page: Page, tmp_path: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(
        page,
        "masked=2&hidden=3&equations=" + "h%3Dtanh(W_xh%40x%2BW_hh%40h%5Bt-1%5D)%0Ay%3DW_hy%40h",
    )
    write(page, 'it\'s "👩‍🚀" \\n ok')
    program = tmp_path / "client.py"
    program.write_text(open_export(page, "Python"), "utf-8")
    ran = subprocess.run(
        [sys.executable, "-W", "error", program], capture_output=True, check=True, encoding="utf-8"
    )
    first, *rest = ran.stdout.splitlines()
    expect_loss(page, float(first.removeprefix("loss ")))
    assert [line.partition(" ")[0] for line in rest] == ["W_xh", "W_hh", "W_hy"]


def test_the_program_for_pytorch_is_asked_for_while_it_is_looked_at(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("api/v1/")[2]))
    open_page(page)
    type_text(page, "closed")
    assert "export/pytorch" not in asked
    page.get_by_role("button", name="Show the program").click()
    sheet = page.locator(SHEET)
    expect(sheet).to_contain_text("import torch")
    expect(sheet).to_contain_text("W_hh")
    assert asked.count("export/pytorch") == 1
    page.locator("#cell").select_option("lstm")
    expect(sheet).to_contain_text("W_hf")
    page.get_by_role("radio", name="curl", exact=True).check(force=True)
    page.locator("#cell").select_option("gru")
    expect(sheet).to_contain_text("gru")
    page.get_by_role("radio", name="Python", exact=True).check(force=True)
    assert asked.count("export/pytorch") == 2
    page.get_by_role("radio", name="PyTorch", exact=True).check(force=True)
    expect(sheet).to_contain_text("W_hr")


def test_a_program_is_copied_and_downloaded_as_it_is_shown(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page)
    program = open_export(page, "Python")
    page.locator(".export").get_by_role("button", name="Copy").click()
    expect(page.locator(".export").get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()").strip() == program.strip()
    for form, name in (
        ("PyTorch", "bptt_run.py"),
        ("curl", "bptt_run.sh"),
        ("Python", "bptt_client.py"),
    ):
        page.get_by_role("radio", name=form, exact=True).check(force=True)
        with page.expect_download() as begun:
            page.get_by_role("button", name="Download").click()
        assert begun.value.suggested_filename == name
        kept = Path(begun.value.path()).read_text("utf-8")
        assert kept.strip() == page.locator(SHEET).inner_text().strip()


def test_without_a_clipboard_the_program_is_selected(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    open_page(page)
    program = open_export(page, "curl")
    page.locator(".export").get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name=re.compile("Selected"))).to_be_visible()
    assert page.evaluate("() => String(getSelection())").strip() == program.strip()


def test_keys_scroll_a_program_and_do_not_move_the_film(page: Page) -> None:
    open_page(page)
    open_export(page, "PyTorch")
    sheet = page.locator(SHEET)
    expect(sheet).to_contain_text("import torch")
    sheet.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("area => area.scrollLeft > 0", arg=sheet.element_handle())
    assert beat(page)[0] == 0


def test_what_the_server_has_against_a_program_is_said_in_its_place(page: Page) -> None:
    problem = {"title": "No", "detail": "there is none for this"}
    page.route("**/export/pytorch", lambda route: route.fulfill(status=422, json=problem))
    open_page(page)
    page.get_by_role("button", name="Show the program").click()
    expect(page.locator(".export .mistake")).to_have_text("There is none for this")
    page.get_by_role("radio", name="curl", exact=True).check(force=True)
    expect(page.locator(".export .mistake")).to_have_count(0)
    expect(page.locator(SHEET)).to_contain_text("curl")
