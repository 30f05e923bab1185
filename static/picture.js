/** @import {Context, Region, View} from "./panels.js" */
/** @import {Scales} from "./scales.js" */
/** @import {State} from "./state.js" */
/** @import {Trace} from "./trace.js" */
import { frameOf } from "./frame.js";
import { createHold, heldMemory } from "./held.js";
import { mountPanels } from "./panels.js";
import { scalesOf } from "./scales.js";
import { mistakeText } from "./words.js";

/**
 * Draws the whole page from a state. The panels are built with the first answer.
 *
 * @param {Window} window
 * @param {View[]} views
 * @param {Context} context
 * @returns {(state: State, systemIsDark: boolean, isAnew: boolean) => void}
 */
export function createPicture(window, views, context) {
  const { document } = window;
  const status = /** @type {HTMLElement} */ (document.querySelector("#status"));
  const { dataset } = document.documentElement;
  const scales = scalesMemory();
  /** What came while a pointer was held, and is drawn on the scales of before. */
  let isStale = false;
  const hold = createHold(window, () => {
    if (isStale) context.redraw();
    isStale = false;
  });
  /** @type {Pick<State, "trace" | "tables"> | null} */
  let shown = null;
  /** @type {ReturnType<typeof mountPanels> | null} */
  let draw = null;
  return (state, systemIsDark, isAnew) => {
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
    const isHeld = hold.isHeld();
    if (isHeld && (shown?.trace !== trace || shown.tables !== state.tables)) isStale = true;
    shown = state;
    draw({ state, trace, frame, isHeld, scales: scales(isHeld, trace, dark) }, isAnew);
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
  return heldMemory(
    (
      /** @type {Scales | null} */ before,
      /** @type {Trace} */ trace,
      /** @type {boolean} */ dark,
    ) => scalesOf(trace, dark, before),
  );
}
