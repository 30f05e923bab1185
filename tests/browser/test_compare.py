"""The weights of a PyTorch module, pasted."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.film import move, open_page, type_text
from tests.command import ROOT
from tests.engine.oracles.modules import MODULES

FOLDER = ROOT / "tests" / "static" / "statedicts"
SUBTITLE = ".masthead .subtitle"


def written(name: str) -> dict[str, Any]:
    """A state dict with what PyTorch found, see statedicts/make.py."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found


def paste(page: Page, text: str) -> None:
    page.locator("#state-dict").fill(text)
    page.get_by_role("button", name="Run at these weights").click()


def run_at(page: Page, dictionary: dict[str, Any]) -> dict[str, Any]:
    """Paste a state dict; gives the answer that the page then shows."""

    def is_run(response: Response) -> bool:
        if not response.url.endswith("/bptt"):
            return False
        weights = json.loads(response.request.post_data or "")["weights"] or {}
        return bool(weights.get("W_hy") == dictionary["out.weight"])

    with page.expect_response(is_run) as answered:
        paste(page, json.dumps(dictionary))
    body: dict[str, Any] = answered.value.json()
    return body


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("rnn", "elman"),
        ("rnn-relu", "elman-relu"),
        ("rnn-layers", "stacked"),
        ("lstm", "lstm"),
        ("gru", "gru"),
    ],
)
def test_the_run_at_pasted_weights_has_the_loss_and_the_gradients_of_pytorch(
    page: Page, name: str, cell: str
) -> None:
    torch = written(name)
    page.emulate_media(reduced_motion="reduce")
    # what is set before is left: another size, a gain, and where it can be told, the cell
    chosen = "cell=elman-relu" if cell == "elman-relu" else "cell=gru-reset-before"
    open_page(page, f"{chosen}&hidden=5&gain=0.9")
    answer = run_at(page, torch["state_dict"])
    expect(page.locator(SUBTITLE)).to_contain_text("H = 3")
    assert answer["cell"]["name"] == cell
    page.get_by_role("button", name="4 Update").click()
    expect(page.locator(".loss .total math")).to_have_text(f"L={torch['loss']:.4f}")
    assert answer["loss"] == pytest.approx(torch["loss"], rel=1e-12)
    gradients = answer["gradients"]
    for key, grad in MODULES[cell].stacked(gradients).items():
        if f"core.{key}" in torch["gradients"]:
            assert grad == pytest.approx(np.array(torch["gradients"][f"core.{key}"]), abs=1e-12)
    for key, ours in (("out.weight", "W_hy"), ("out.bias", "b_y")):
        if key in torch["gradients"]:
            found = np.array(torch["gradients"][key])
            assert np.array(gradients[ours]) == pytest.approx(found, abs=1e-12)


def test_a_run_with_pasted_weights_says_so_and_lets_them_go(page: Page) -> None:
    open_page(page)
    drawn = page.locator(".stage svg.picture").inner_html()
    run_at(page, written("lstm")["state_dict"])
    worn = page.locator(".compare .worn")
    expect(worn).to_contain_text("Weights: pasted (nn.LSTM, H = 3)")
    expect(worn).to_contain_text("The link brings them")
    expect(page.locator(SUBTITLE)).to_contain_text("LSTM")
    expect(page).to_have_url(re.compile(r"#cell=lstm&hidden=3&weights=W_xi\.3\.[\w-]+\+"))
    page.locator("#hidden").fill("4")
    expect(worn).to_contain_text("wait")
    page.locator("#hidden").fill("3")
    expect(worn).to_contain_text("Weights: pasted")
    page.get_by_role("button", name="Use drawn weights again").click()
    expect(worn).to_have_text("")
    page.locator("#cell").select_option("elman")
    page.locator("#hidden").fill("4")
    expect(page.locator(SUBTITLE)).to_contain_text("Elman RNN")
    expect(page.locator(SUBTITLE)).to_contain_text("H = 4")
    move(page, 0)
    assert page.locator(".stage svg.picture").inner_html() == drawn


def test_weights_that_do_not_fit_the_sequence_are_refused_beside_them(page: Page) -> None:
    open_page(page)
    run_at(page, written("rnn")["state_dict"])
    expect(page.locator(SUBTITLE)).to_contain_text("H = 3")
    page.get_by_role("textbox", name="Sequence").fill("abcdef")
    mistake = page.locator("#state-dict-mistake")
    expect(mistake).to_contain_text("W_xh is 3 × 6 numbers, not 3 × 4")
    expect(mistake).to_contain_text("a vocabulary of 4")
    expect(page.locator("#state-dict")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".stale")).to_be_visible()
    expect(page.locator(SUBTITLE)).to_contain_text("“hello”")
    banner = page.locator(".banner")
    expect(banner).to_contain_text("do not fit")
    banner.get_by_role("button", name="Use drawn weights again").click()
    expect(page.locator(SUBTITLE)).to_contain_text("“abcdef”")
    expect(page.locator(".mistake")).to_have_count(0)


def test_one_network_is_none_for_a_translation(page: Page) -> None:
    open_page(page, "kind=translation")
    paste(page, json.dumps(written("lstm")["state_dict"]))
    mistake = page.locator("#state-dict-mistake")
    expect(mistake).to_have_text(
        "A translation has two networks, encoder and decoder; "
        "the pasted one fits a text or vectors."
    )
    page.get_by_role("radio", name="text", exact=True).check(force=True)
    page.get_by_role("textbox", name="Sequence").fill("hello")
    expect(page.locator(".compare .worn")).to_contain_text("Weights: pasted")
    expect(page.locator(".mistake")).to_have_count(0)


def test_what_cannot_be_read_is_said_beside_the_field_and_the_picture_stays(page: Page) -> None:
    open_page(page)
    paste(page, '{"rnn.weight_ih_l0": [[1, 2]')
    mistake = page.locator("#state-dict-mistake")
    expect(mistake).to_contain_text("line 1, column 29")
    paste(page, json.dumps({**written("rnn")["state_dict"], "embedding.weight": [[1.0]]}))
    expect(mistake).to_contain_text("embedding.weight")
    expect(page.locator("#state-dict")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(SUBTITLE)).to_contain_text("H = 4")
    expect(page.locator(".stale")).to_have_count(0)
    run_at(page, written("rnn")["state_dict"])
    expect(mistake).to_have_count(0)


def test_an_example_brings_its_own_weights_again(page: Page) -> None:
    open_page(page)
    run_at(page, written("rnn")["state_dict"])
    page.get_by_role("button", name="Reset all").click()
    expect(page.locator(".compare .worn")).to_have_text("")
    expect(page.locator(SUBTITLE)).to_contain_text("H = 4")
    type_text(page, "banana")
    expect(page.locator(".mistake")).to_have_count(0)


def test_the_line_that_writes_the_json_is_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page)
    page.get_by_role("button", name="Copy this line").click()
    line = page.evaluate("() => navigator.clipboard.readText()")
    assert line == "json.dumps({k: v.tolist() for k, v in model.state_dict().items()})"
