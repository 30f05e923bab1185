/** @import {Explanation} from "../inspect/explain.js" */
/** @import {Source} from "../inspect/sources.js" */
/** @import {Model} from "../panels.js" */
/** @import {Quantity} from "../quantity.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Trace} from "../trace.js" */
import { isKept } from "../bylosses.js";
import { nameFormula } from "../formulas/math.js";
import { isSumOfMessages, linesOf } from "../inspect/lines.js";
import { sourcesOf } from "../inspect/sources.js";
import { symbolOf } from "../inspect/symbol.js";
import { inNumbers, symbols } from "../inspect/typeset.js";
import { exact, short, signed } from "../numbers.js";
import { same, valueOf, write } from "../quantity.js";
import { INSPECTING, nameText, placeText } from "../words/inspecting.js";
import { putFormula } from "./formula.js";
import { givenText } from "./given.js";
import { hidesOperand } from "./hidden.js";
import { putPieces } from "./innumbers.js";

const ICONS = {
  back: "M7 3L2.5 8L7 13M3 8H13.5",
  pin: "M6 2h4M6.5 2l-.5 5-2 2.5h8l-2-2.5-.5-5M8 9.5V14",
};

/**
 * @typedef {{back: () => void, pin: () => void, unpin: () => void, all: () => void}} Acts
 * @typedef {{isPinned: boolean, all: boolean, act: Acts}} Manner  `all`: long sums are written out
 */

/**
 * One number: which it is, its equation in symbols and in numbers, its value.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Explanation} explanation
 * @param {Manner} manner
 */
export function drawInspected(pen, model, explanation, { isPinned, all, act }) {
  const { trace, state } = model;
  const { quantity, value, expression, byLosses } = explanation;
  const look = {
    class: isPinned ? "inspected pinned" : "inspected",
    tabindex: 0,
    role: "group",
    "aria-label": `${INSPECTING.region}: ${nameText(trace, quantity)}`,
    "data-inspected": write(quantity),
    "data-value": String(value),
  };
  const { inspecting, settings, weights, tables } = state;
  const shown = [explanation, isPinned, all, inspecting, settings, weights, tables];
  pen.cached("inspected", "div", look, shown, (inner) => {
    putHead(inner, model, explanation, { isPinned, all, act });
    const lines = linesOf(trace, explanation);
    if (lines.length > 0)
      inner.group("lines", "div", { class: "lines" }, (group) =>
        lines.forEach((line, i) => putFormula(group, String(i), line, { display: "block" })),
      );
    const isPointed = (/** @type {Quantity} */ of) =>
      state.inspecting.operands.some((each) => same(of, each)) ||
      (isPinned && same(of, state.inspecting.pointed));
    const isSplit = expression !== null && isSumOfMessages(expression);
    if (isSplit) putSources(inner, trace, sourcesOf(trace, quantity), isPointed);
    inner.group("worth", "div", { class: "worth" }, (worth) => {
      if (expression && !isSplit)
        putPieces(worth, trace, inNumbers(expression, all), isPointed, act.all);
      worth.group("result", "span", { class: "result" }, (result) => {
        if (expression) result.put("equals", "span", { class: "sign spaced" }, "=");
        result.put("value", "strong", { class: "value", title: exact(value) }, short(value));
      });
      worth.put("exact", "span", { class: "exact" }, exact(value));
    });
    if (byLosses)
      inner.group("by losses", "div", { class: "by-losses" }, (worth) => {
        worth.group("label", "div", { class: "lines" }, (line) =>
          putFormula(line, "sum", symbols(trace, symbolOf(trace, quantity), byLosses), {
            display: "block",
          }),
        );
        putPieces(worth, trace, inNumbers(byLosses, all), isPointed, act.all);
      });
    if (all)
      inner.put("fewer", "button", { type: "button", class: "quiet" }, INSPECTING.showFewer, {
        click: act.all,
      });
    if (hidesOperand(model, explanation))
      inner.put("closed", "p", { class: "hint" }, INSPECTING.closed);
    const isCut = isOfCut(model, quantity);
    if (isCut) inner.put("cut", "p", { class: "given" }, INSPECTING.isCut);
    if (expression && /^(norm|size)$/.test(quantity.kind))
      inner.put("norms", "p", { class: "given" }, INSPECTING.norms);
    if (!expression) inner.put("given", "p", { class: "given" }, givenText(model, quantity));
    inner.group("last", "div", { class: "last" }, (last) =>
      putLast(last, model, quantity, isPinned),
    );
  });
}

/**
 * Whether it is what one loss would leave where the truncation cuts it off.
 *
 * @param {Model} model
 * @param {Quantity} quantity
 */
function isOfCut({ trace, state }, quantity) {
  if (!("tau" in quantity) || !("t" in quantity) || !state.tables) return false;
  return !isKept(trace, state.tables, quantity.tau, quantity.t);
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Explanation} explanation
 * @param {Manner} manner
 */
function putHead(pen, { trace, state }, { quantity, value }, { isPinned, act }) {
  pen.group("head", "div", { class: "head" }, (head) => {
    head.group("what", "p", { class: "what" }, (what) => {
      putFormula(what, "symbol", symbolOf(trace, quantity));
      what.put("value", "strong", { class: "value", title: exact(value) }, `= ${short(value)}`);
      what.put("place", "span", {}, placeText(trace, quantity));
    });
    // its place stays free, so that what is below stays where it is
    const hasBack = state.inspecting.trail.length > 0;
    putIcon(
      head,
      "back",
      hasBack ? "back" : "back none",
      INSPECTING.back,
      INSPECTING.backTo,
      act.back,
    );
    if (isPinned) putIcon(head, "pin", "pin on", INSPECTING.unpin, INSPECTING.unpinHint, act.unpin);
    else putIcon(head, "pin", "pin", INSPECTING.pin, INSPECTING.pin, act.pin);
  });
}

/**
 * @param {Pen} pen
 * @param {"back" | "pin"} icon
 * @param {string} look
 * @param {string} label
 * @param {string} title
 * @param {() => void} click
 */
function putIcon(pen, icon, look, label, title, click) {
  pen.group(
    icon,
    "button",
    { type: "button", class: `icon line ${look}`, "aria-label": label, title },
    (button) =>
      button.group(
        "icon",
        "svg",
        { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
        (svg) => svg.put("path", "path", { d: ICONS[icon] }),
      ),
    { click },
  );
}

/**
 * The last line: what is pointed at while another number is pinned, else what the keys do.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Quantity} inspected
 * @param {boolean} isPinned
 */
function putLast(pen, { trace, state }, inspected, isPinned) {
  const { settings, tables, inspecting } = state;
  const { pointed } = inspecting;
  const value = pointed && valueOf(trace, pointed, { rate: settings.rate, tables });
  if (!isPinned || !pointed || value === null || same(pointed, inspected)) {
    if (!isPinned) pen.put("hint", "p", { class: "hint" }, INSPECTING.pinHint);
    else {
      // which of the two is seen depends on where the focus is
      pen.put("keys", "p", { class: "hint keys" }, INSPECTING.keysHint);
      pen.put("begin", "p", { class: "hint begin" }, INSPECTING.beginHint);
    }
    return;
  }
  pen.group("under", "p", { class: "under" }, (line) => {
    line.put("label", "span", { class: "label" }, INSPECTING.under);
    putFormula(line, "symbol", symbolOf(trace, pointed));
    line.put("value", "span", { class: "number" }, `= ${short(value)}`);
  });
}

/**
 * A line for each thing that a gradient is the sum of.
 *
 * @param {Pen} pen
 * @param {Trace} trace
 * @param {Source[]} sources
 * @param {(of: Quantity) => boolean} isPointed
 */
function putSources(pen, trace, sources, isPointed) {
  pen.group("sources", "ul", { class: "sources", "aria-label": INSPECTING.sources }, (list) => {
    for (const { quantity, value, isOwn, cut } of sources) {
      const { from, lag, t } = quantity;
      const text = write(quantity);
      list.group(text, "li", { class: cut === null ? "" : "is-cut" }, (item) => {
        const look = {
          type: "button",
          class: isPointed(quantity) ? "source pointed" : "source",
          "data-operand": text,
          title: `${nameText(trace, quantity)}: ${exact(value)}`,
        };
        item.group("source", "button", look, (line) => {
          const words = INSPECTING.from;
          const label = isOwn ? words.loss : lag > 0 ? words.future : "";
          line.put("label", "span", { class: "label" }, label);
          if (from !== "loss") {
            line.put("through", "span", { class: "through" }, words.through);
            putFormula(line, "name", nameFormula(from, { below: t + lag }));
          }
          line.put("number", "span", { class: "number" }, signed(value));
        });
        if (cut !== null)
          item.put("cut", "span", { class: "cut" }, `✂ ${signed(cut)} ${INSPECTING.cut}`);
      });
    }
  });
}
