/** @import {Context, Model} from "../panels.js" */
/** @import {Pen} from "../svg.js" */
import { putMistakes } from "./field.js";
import { readMask, writeMask } from "../masks.js";
import { shownToken } from "../tokens.js";
import { WORDS } from "../words.js";

const KEYS = ["ArrowLeft", "ArrowRight", "Home", "End"];

/**
 * A button for each target, to leave it out. One of them can be reached with Tab, and the others
 * from it with the arrow keys.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 * @param {{t: number}} last  the time-stamp of the button that had the focus last
 * @param {boolean} isOld     whether the picture is of another sequence
 */
export function putTargets(pen, model, context, last, isOld) {
  const { mistakes, settings } = model.state;
  const { masked } = settings;
  const times = isOld ? [] : targetTimes(model.trace);
  if (times.length > 0 || masked !== "")
    pen.group("targets top", "div", { class: "top" }, (top) => {
      top.put("label", "span", { class: "label", id: "targets" }, WORDS.targets.label);
      if (times.length > 1 || masked !== "") putQuick(top, times, masked, context.dispatch);
    });
  if (times.length > 0) putRow(pen, model, times, context, last);
  putMistakes(pen, mistakes, "masked");
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {number[]} times
 * @param {Context} context
 * @param {{t: number}} last
 */
function putRow(pen, { state, trace }, times, { dispatch, redraw }, last) {
  const { masked } = state.settings;
  const stop = times.includes(last.t) ? last.t : times[0];
  const look = { class: "targets", role: "toolbar", "aria-labelledby": "targets" };
  const row = pen.cached("targets", "div", look, [trace, masked, stop], (inner) => {
    const left = new Set(readMask(masked));
    for (const t of times) {
      const token = shownToken(trace.token(trace.target(t) ?? trace.maskedTarget(t)));
      inner.put(
        `${t}`,
        "button",
        {
          type: "button",
          tabindex: t === stop ? 0 : -1,
          "aria-pressed": String(!left.has(t)),
          "aria-label": WORDS.targets.target(token, t),
          title: WORDS.targets.target(token, t),
        },
        token,
        {
          click: () => dispatch({ type: "mask", t }),
          focus() {
            last.t = t;
            redraw();
          },
          keydown: (event) => walk(event, row),
        },
      );
    }
  });
  pen.put("targets hint", "p", { class: "hint" }, WORDS.targets.hint);
}

/**
 * The usual choices, of which one is pressed where just its targets count.
 *
 * @param {Pen} pen
 * @param {number[]} times
 * @param {string} masked
 * @param {Context["dispatch"]} dispatch
 */
function putQuick(pen, times, masked, dispatch) {
  const left = readMask(masked) ?? [];
  const counted = times.filter((t) => !left.includes(t));
  /** @param {"all" | "last"} name @param {number[]} others  that it leaves out */
  const put = (name, others) => {
    const isPressed = counted.join() === times.filter((t) => !others.includes(t)).join();
    const look = { type: "button", class: "edit", "aria-pressed": String(isPressed) };
    pen.put(name, "button", look, WORDS.targets[name], {
      click: () => dispatch({ type: "set", field: "masked", text: writeMask(others) }),
    });
  };
  put("all", []);
  if (times.length > 1) put("last", times.slice(0, -1));
}

/**
 * The time-stamps that have a target or would have one without the mask.
 *
 * @param {Model["trace"]} trace
 */
function targetTimes(trace) {
  const times = Array.from({ length: trace.length }, (_, i) => i + 1);
  return times.filter((t) => (trace.target(t) ?? trace.maskedTarget(t)) !== null);
}

/**
 * Moves the focus along the row; the film does not hear of it.
 *
 * @param {KeyboardEvent} event
 * @param {Element} row
 */
function walk(event, row) {
  if (!KEYS.includes(event.key)) return;
  const buttons = /** @type {HTMLElement[]} */ ([...row.children]);
  const at = buttons.indexOf(/** @type {HTMLElement} */ (event.target));
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: buttons.length - 1 };
  buttons[to[/** @type {keyof typeof to} */ (event.key)]]?.focus();
  event.preventDefault();
  event.stopPropagation();
}
