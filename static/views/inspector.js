/** @import {View, Model} from "../panels.js" */
/** @import {Explanation} from "../inspect/explain.js" */
/** @import {Quantity} from "../quantity.js" */
import { putBeat } from "../drawing/beat.js";
import { drawInspected } from "../drawing/inspected.js";
import { explainMemory } from "../inspect/explain.js";
import { operandsOf } from "../inspect/expression.js";
import { neighbour } from "../inspect/neighbours.js";
import { inspectedIn, pinnedIn, readList } from "../inspecting.js";
import { read, write } from "../quantity.js";
import { Pen } from "../svg.js";
import { INSPECTING, nameText } from "../words/inspecting.js";
import { short } from "../numbers.js";

/** One number with its equation; while none is pointed at, the mathematics of the beat. */
/** @type {View} */
export const inspector = {
  name: "inspector",
  region: "aside",
  follows: ["inspecting", "tables", "edits"],
  title: INSPECTING.title,
  mount(host, { dispatch, redraw }) {
    const body = /** @type {HTMLElement} */ (new Pen(host).put("body", "div", { class: "body" }));
    const pen = new Pen(body);
    const spoken = new Pen(host);
    spoken.put("spoken", "p", { class: "spoken", "aria-live": "polite" });
    const explain = explainMemory();
    /** @type {Model | null} */
    let shown = null;
    /** @type {Quantity | null} */
    let now = null;
    /** The number whose long sums are written out. */
    let all = "";
    /** Whether the focus is to go to the number that is inspected. */
    let takesFocus = false;

    /** @param {Quantity | null} of @param {"follow" | "walk"} [how] */
    const go = (of, how) => dispatch({ type: "inspect", of, ...(how && { how }) });
    /** @param {string} text */
    function follow(text) {
      takesFocus = true;
      go(read(text), "follow");
    }
    const act = {
      back: () => {
        takesFocus = true;
        dispatch({ type: "back" });
      },
      pin: () => go(now),
      unpin: () => go(null),
      all: () => {
        all = all === "" && now ? write(now) : "";
        redraw();
      },
    };

    /** @param {Event} event @param {string} name */
    const at = ({ target }, name) =>
      (target instanceof Element && target.closest(`[${name}]`)?.getAttribute(name)) || "";
    /** @param {Event} event */
    const point = (event) =>
      dispatch({
        type: "operands",
        of: readList(at(event, "data-operand") || at(event, "data-term")),
      });
    body.addEventListener("pointerover", point);
    body.addEventListener("pointerleave", () => dispatch({ type: "operands", of: [] }));
    body.addEventListener("focusin", point);
    body.addEventListener("focusout", () => dispatch({ type: "operands", of: [] }));
    body.addEventListener("click", (event) => {
      const operand = at(event, "data-operand");
      if (operand) follow(operand);
    });
    body.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !shown || !now) return;
      if (!press(event, shown, now)) return;
      event.preventDefault();
      event.stopPropagation();
    });

    /**
     * What a key does to the number inspected.
     *
     * @param {KeyboardEvent} event
     * @param {Model} model
     * @param {Quantity} quantity
     * @returns {boolean}  whether it does anything
     */
    function press({ key, shiftKey, target }, { trace }, quantity) {
      if (key.startsWith("Arrow")) {
        const beside = neighbour(trace, quantity, key, shiftKey);
        if (beside) go(beside, "walk");
        return true;
      }
      if (key === "Backspace") act.back();
      else if (key === "Escape") act.unpin();
      else if (key === "Enter" && target instanceof Element && target.matches(".inspected")) {
        const first = body.querySelector("[data-operand]");
        if (first) follow(first.getAttribute("data-operand") ?? "");
      } else return false;
      return true;
    }

    return (model) => {
      const { state, trace } = model;
      const quantity = inspectedIn(state);
      const begun = state.inspecting.begun !== (shown?.state.inspecting.begun ?? 0);
      const isPinned = pinnedIn(state) !== null;
      const known = { rate: state.settings.rate, tables: state.tables };
      const found = quantity && explain(trace, quantity, known);
      const had = body.contains(host.ownerDocument.activeElement);
      shown = model;
      now = quantity;
      pen.draw(() => {
        if (!found || !quantity) putBeat(pen, model);
        else drawInspected(pen, model, found, { isPinned, all: all === write(quantity), act });
      });
      spoken.put(
        "spoken",
        "p",
        { class: "spoken", "aria-live": "polite" },
        isPinned && found ? said(model, found) : "",
      );
      const inspected = /** @type {HTMLElement | null} */ (body.querySelector(".inspected"));
      const lost = had && !body.contains(host.ownerDocument.activeElement);
      if (inspected && (begun || takesFocus || lost)) inspected.focus({ preventScroll: !begun });
      takesFocus = false;
    };
  },
};

/**
 * The number, and what it is worked out from where that is little, to be read out.
 *
 * @param {Model} model
 * @param {Explanation} explanation
 */
function said({ trace }, { quantity, value, expression }) {
  const operands = expression ? operandsOf(expression) : [];
  const named = operands.map((each) => `${nameText(trace, each.quantity)}, ${short(each.value)}`);
  return INSPECTING.said(nameText(trace, quantity), short(value), named);
}
