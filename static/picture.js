/** @import {Context, Model, Region, View} from "./panels.js" */
/** @import {Scales} from "./scales.js" */
/** @import {State} from "./state.js" */
/** @import {Trace} from "./trace.js" */
import { frameOf } from "./frame.js";
import { mountPanels } from "./panels.js";
import { scalesOf } from "./scales.js";
import { mistakeText } from "./words.js";

/**
 * Draws the whole page from a state. The panels are built with the first answer.
 *
 * @param {Document} document
 * @param {View[]} views
 * @param {Context} context
 * @returns {(state: State, systemIsDark: boolean) => void}
 */
export function createPicture(document, views, context) {
  const status = /** @type {HTMLElement} */ (document.querySelector("#status"));
  const { dataset } = document.documentElement;
  const scales = scalesMemory();
  /** @type {((model: Model) => void) | null} */
  let draw = null;
  return (state, systemIsDark) => {
    const { trace, theme } = state;
    const dark = theme === "auto" ? systemIsDark : theme === "dark";
    dataset["theme"] = dark ? "dark" : "light";
    status.hidden = trace !== null;
    if (!trace) {
      if (state.mistakes.length > 0) status.textContent = state.mistakes.map(mistakeText).join(" ");
      return;
    }
    const position = state.still ? Math.floor(state.position) : state.position;
    const frame = frameOf(trace.timeline, trace.length, position);
    dataset["phase"] = frame.phase;
    dataset["ready"] = "";
    draw ??= mountPanels(views, regionsOf(document), context);
    draw({ state, trace, frame, scales: scales(trace, dark) });
  };
}

/** @param {Document} document */
function regionsOf(document) {
  const regions = /** @type {Record<Region, HTMLElement>} */ ({});
  for (const element of document.querySelectorAll("[data-region]")) {
    const region = /** @type {HTMLElement} */ (element);
    regions[/** @type {Region} */ (region.dataset["region"])] = region;
  }
  return regions;
}

/** Remembers the scales of the last trace and theme. */
function scalesMemory() {
  /** @type {{trace: Trace, dark: boolean, scales: Scales} | null} */
  let memory = null;
  return (/** @type {Trace} */ trace, /** @type {boolean} */ dark) => {
    if (memory?.trace !== trace || memory.dark !== dark)
      memory = { trace, dark, scales: scalesOf(trace, dark) };
    return memory.scales;
  };
}
