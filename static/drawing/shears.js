/** @import {Kind} from "../scissors.js" */
/** @import {Handlers, Pen} from "../svg.js" */
import { SCISSORS, cutInWords } from "../words/scissors.js";
import { putName } from "./name.js";
import { drawScissors } from "./scissors.js";

/**
 * A pair of scissors that is dragged to where back-propagation is cut.
 *
 * @typedef {object} Shears
 * @property {string} key
 * @property {number} x           where it cuts
 * @property {number} y           its top
 * @property {number} foot        how far down the cut goes
 * @property {boolean} cuts       whether anything
 * @property {boolean} isFirst    the one for the keyboard
 * @property {Kind} kind
 * @property {number} steps
 * @property {number} length      of the sequence
 */

/** How far its cut goes through a pair. */
const NEAR = 2;

/**
 * The line of a cut and, at its top, what it is held by. Where a window ends the other losses go on:
 * there is no line.
 *
 * @param {Pen} pen  of what lies over the stage
 * @param {Shears} shears
 * @param {Handlers} handlers
 */
export function putShears(pen, { key, x, y, foot, cuts, isFirst, kind, steps, length }, handlers) {
  const left = Math.round(x);
  if (cuts && kind === "segment")
    pen.put(`line ${key}`, "div", {
      class: "cut-line",
      "style:left": `${left}px`,
      "style:height": `${foot}px`,
    });
  const slider = {
    role: "slider",
    tabindex: 0,
    "aria-label": SCISSORS.name,
    "aria-valuemin": 1,
    "aria-valuemax": length,
    "aria-valuenow": steps,
    "aria-valuetext": cutInWords(kind, steps, length),
  };
  const state = `${isFirst ? "" : " other"}${cuts ? "" : " resting"}`;
  const look = {
    class: `shears${state}`,
    title: SCISSORS.hint[cuts ? kind : "off"],
    "style:left": `${left - (cuts ? NEAR : 0)}px`,
    "style:top": `${y}px`,
  };
  pen.group(
    key,
    "div",
    { ...look, ...(isFirst ? slider : { "aria-hidden": "true" }) },
    (inner) =>
      inner.group("icon", "svg", { viewBox: "-12 -12 24 24", "aria-hidden": "true" }, (icon) =>
        drawScissors(icon, "scissors", 0, 1),
      ),
    handlers,
  );
}

/**
 * How far gradients go back: a bracket from where they are cut to the last loss they come from.
 *
 * @param {Pen} pen
 * @param {string} key
 * @param {number} from
 * @param {number} to
 * @param {number | null} [tau]  of a window: the time-stamp of its loss
 */
export function putReach(pen, key, from, to, tau = null) {
  const width = Math.max(0, Math.round(to - from));
  const look = {
    class: "reach",
    "style:left": `${Math.round(from)}px`,
    "style:width": `${width}px`,
  };
  pen.group(key, "div", look, (bracket) => {
    if (tau === null) return;
    bracket.group("of", "span", { class: "window-of" }, (label) => {
      label.put("words", "span", {}, SCISSORS.window);
      putName(label, "loss", `L_${tau}`);
    });
  });
}
