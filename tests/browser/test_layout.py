"""Nothing stands on anything else, with every panel open."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.film import open_page, settle

# Boxes of texts and of controls, as far as their scrollers let them be seen. A formula is one text,
# and so is a text of a picture. What is see-through, clipped away or laid over a picture to be
# clicked is no box. A panel that floats over the page, on a small screen, is free to.
FAULTS = """() => {
  const NEAR = 1;
  const range = document.createRange();  // one: each that lives slows down every change of a text
  scrollTo(0, 0);  // what is sticky then stands in its place
  const seen = (element, box, within) => {
    let { left, right, top, bottom } = box;
    for (let up = element; up && up !== within.parentElement; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.clipPath.startsWith("inset(50%")) return null;
      if (up === element && element.namespaceURI.endsWith("svg")) continue;
      const clips = style.overflowX !== "visible" || style.overflowY !== "visible";
      if (!clips) continue;
      const edge = up.getBoundingClientRect();
      if (style.overflowX !== "visible")
        [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      if (style.overflowY !== "visible")
        [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return right - left > 2 && bottom - top > 2 ? { left, right, top, bottom } : null;
  };
  const clear = (colour) => /, 0\\)$|^transparent$/.test(colour);
  const clipOf = (text) => {
    const [, id] = text.closest("[clip-path]")?.getAttribute("clip-path").match(/#([^)]*)/) ?? [];
    return id ? text.ownerSVGElement.querySelector(`[id="${id}"] rect`) : null;
  };
  const boxesOf = (panel) => {
    const texts = [];
    const controls = [];
    const add = (to, element, box, says, node = element) => {
      const shown = seen(element, box, panel);
      if (shown) to.push({ ...shown, says: `${says.trim().slice(0, 40)}`, element, node });
    };
    const walk = (element) => {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return;
      const style = getComputedStyle(element);
      const tag = element.localName;
      if (element.matches("button, select, input, textarea, summary, a[href]")) {
        const empty = !element.matches("input, select, textarea") && !element.textContent.trim();
        const laidOver = clear(style.backgroundColor) && empty && !element.querySelector("svg");
        const says = element.getAttribute("aria-label") || element.textContent || element.id;
        if (!laidOver) add(controls, element, element.getBoundingClientRect(), `[${says}]`);
        if (tag === "select" || tag === "textarea") return;
      }
      if (element.matches("g:has(> title):has(> rect)")) {
        const rect = element.querySelector("rect");
        const says = `[${element.querySelector("title").textContent}]`;
        const box = rect.getBoundingClientRect();
        if (!clear(getComputedStyle(rect).fill)) add(controls, element, box, says);
      }
      if (tag === "math" || (tag === "text" && element.ownerSVGElement)) {
        const box = element.getBoundingClientRect();
        const clip = tag === "text" ? clipOf(element) : null;
        const edge = clip ? clip.getBoundingClientRect() : box;
        const ground = clip ? element.ownerSVGElement.getBoundingClientRect() : null;
        const from = clip ? ground.left + Number(clip.getAttribute("x")) : edge.left;
        const to = clip ? from + Number(clip.getAttribute("width")) : edge.right;
        const { top, bottom } = box;
        const [left, right] = [Math.max(box.left, from), Math.min(box.right, to)];
        if (tag === "math" || !clear(style.fill)) {
          add(texts, element, { left, right, top, bottom }, element.textContent);
        }
        return;
      }
      for (const node of element.childNodes) {
        if (node.nodeType === 1) walk(node);
        if (node.nodeType !== 3 || !node.data.trim() || clear(style.color)) continue;
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) add(texts, element, box, node.data, node);
      }
    };
    walk(panel);
    return { texts, controls };
  };
  const crosses = (a, b, wide, tall) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > wide &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > tall;
  const pairs = (list, test) =>
    list.flatMap((a, i) => list.slice(i + 1).filter((b) => test(a, b)).map((b) => [a, b]));
  const floats = ({ element }) => getComputedStyle(element).position === "fixed";
  const related = (a, b) => a.element.contains(b.element) || b.element.contains(a.element);

  const faults = [];
  const panels = [...document.querySelectorAll("main .panel, main .bare, header")]
    .filter((panel) => panel.getClientRects().length)
    .map((panel) => {
      const { left, right, top, bottom } = panel.getBoundingClientRect();
      return { left, right, top, bottom, says: panel.className || panel.localName, element: panel };
    });
  const still = panels.filter((panel) => !floats(panel));
  for (const [a, b] of pairs(still, (a, b) => crosses(a, b, NEAR, NEAR)))
    faults.push(`panels: ${a.says} | ${b.says}`);
  for (const panel of panels) {
    const { texts, controls } = boxesOf(panel.element);
    for (const box of [...texts, ...controls])
      if (
        box.left < panel.left - NEAR || box.right > panel.right + NEAR ||
        box.top < panel.top - NEAR || box.bottom > panel.bottom + NEAR
      )
        faults.push(`${panel.says}: ${box.says} sticks out`);
    for (const [a, b] of pairs(texts, (a, b) => a.node !== b.node && crosses(a, b, 2, 4)))
      faults.push(`${panel.says}: ${a.says} | ${b.says}`);
    for (const [a, b] of pairs(controls, (a, b) => !related(a, b) && crosses(a, b, NEAR, NEAR)))
      faults.push(`${panel.says}: ${a.says} | ${b.says}`);
    for (const text of texts)
      for (const control of controls)
        if (!related(text, control) && crosses(text, control, 2, 4))
          faults.push(`${panel.says}: ${text.says} | ${control.says}`);
  }
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth > innerWidth) faults.push(`the page is ${scrollWidth} wide`);
  return faults;
}"""

# What the page may show, from the registry of its panels.
REGISTRY = """async () => {
  const { VIEWS } = await import(new URL("static/views/index.js", document.baseURI).href);
  return VIEWS.filter(({ title }) => title !== undefined).map(({ name }) => name);
}"""
SHOWN = """() => [...document.querySelectorAll(".panel")]
  .filter((panel) => panel.getClientRects().length)
  .map((panel) => panel.classList[1])"""

CUT = "cut=window&gain=0.9&nudge=W_hh,1,2,2,0.2&look=delta+h+2+1"
SCENES = {
    "few time-stamps": f"{CUT}&text=hello",
    "many time-stamps": f"{CUT}&example=vanishing&hidden=16",
    "gates": "cell=lstm&text=hello+you&cut=segment&nudge=W_hf,1,1,2,0.2&open=2",
    "two halves": "kind=translation&cell=gru&cut=window",
}
PHASES = ("1 Forward", "2 Backward", "3 Sum copies", "4 Update")
WIDTHS = {1440: 900, 390: 844}


def open_all(page: Page) -> None:
    """Open whatever can be opened."""
    # by key: what has been opened may move what is opened next
    page.get_by_role("button", name="Check now").press("Enter")
    page.get_by_role("button", name="Show the program").press("Enter")
    for summary in page.locator("summary:visible").all():
        summary.press("Enter")
    expect(page.locator(".check tbody .result").last).not_to_have_text("waits")
    expect(page.locator(".export .sheet")).to_contain_text("import torch")


def toggle_editor(page: Page) -> None:
    """Open the equations to edit them, or close them."""
    page.get_by_role("button", name="Edit equations").click()
    settle(page)


# What is not in a scroller, and ends so near to the edge of its panel or past it.
BEYOND = """() => [...document.querySelectorAll(".panel")].flatMap((panel) => {
  const edge = panel.getBoundingClientRect().right - 4;
  return [...panel.querySelectorAll("svg, math, table")]
    .filter((element) => element.closest(".scroller, .over, .spoken") === null)
    .filter((element) => element.parentElement.closest("svg") === null)
    .filter((element) => element.checkVisibility())
    .filter((element) => element.getBoundingClientRect().right > edge)
    .map((element) => `${panel.className}: ${element.getAttribute("class") ?? element.localName}`);
})"""


@pytest.mark.parametrize("scene", SCENES)
def test_nothing_overlaps_with_every_panel_open(page: Page, scene: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page, SCENES[scene])
    open_all(page)
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        for phase in PHASES:
            page.get_by_role("button", name=phase).click()
            settle(page)
            assert page.evaluate(FAULTS) == [], f"{width} {phase}"
        toggle_editor(page)
        assert page.evaluate(FAULTS) == [], f"{width} equations"
        toggle_editor(page)


@pytest.mark.parametrize("width", [360, 1200, 1280, 1366, 1920])
def test_no_picture_or_formula_goes_beyond_its_panel(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for fragment in ("text=hello+world", "example=vanishing", "cell=lstm&nudge=W_hi,1,1,1,0.1"):
        page.goto("about:blank")
        open_page(page, f"{fragment}&beat=9999")
        expect(page.locator(".decay .plot")).to_be_visible()
        expect(page.locator(".training .trail")).to_be_visible()
        assert page.evaluate(BEYOND) == [], fragment


def test_the_bar_of_the_film_stays_in_sight_however_low_the_screen_is(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    bar = page.locator(".panel.transport")
    button = page.locator(".panel.stage .opening button").last

    def top(of: Locator) -> float:
        box = of.bounding_box()
        assert box is not None
        return box["y"]

    for width in (1280, 1440):
        page.goto("about:blank")
        page.set_viewport_size({"width": width, "height": 600})
        open_page(page)
        page.get_by_role("button", name="3 Sum copies").click()
        expect(page.locator(".ledger .picture")).to_be_in_viewport()
        page.mouse.move(width / 2, 400)
        page.mouse.wheel(0, top(button) - 20)
        page.wait_for_function(
            "() => document.querySelector('.stage .opening button').getBoundingClientRect().y < 40"
        )
        assert top(bar) >= 0
        # what the keys lead to does not stay below it
        button.focus()
        tall = bar.evaluate("(panel) => panel.offsetHeight")
        assert top(button) >= top(bar) + tall


def test_every_panel_of_the_registry_is_in_one_of_these_scenes(page: Page) -> None:
    open_page(page, SCENES["many time-stamps"])
    shown = set(page.evaluate(SHOWN))
    toggle_editor(page)
    assert shown | set(page.evaluate(SHOWN)) == set(page.evaluate(REGISTRY))
