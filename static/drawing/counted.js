/** @import {Context, Model} from "../panels.js" */
/** @import {Layout} from "../layout.js" */
/** @import {Pen} from "../svg.js" */
import { readMask } from "../masks.js";
import { isOld } from "../sequences.js";
import { shownToken } from "../tokens.js";
import { WORDS } from "../words.js";

/** Half the width of a button over the names below the bars, and how high it is over the bars. */
const HALF = 38;
const OVER = 6;
const HEIGHT = 24;

/**
 * Over the name of each target, below the probabilities, a button that leaves it out, or takes it in
 * again; none over the picture of a sequence that is not the one typed.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context["dispatch"]} dispatch
 * @param {{layout: Layout, top: number, times: number[], centre: (t: number) => number}} view
 */
export function putCounted(pen, { state, trace }, dispatch, { layout, top, times, centre }) {
  if (isOld(state, trace)) return;
  const left = new Set(readMask(state.settings.masked));
  const { bars } = layout;
  const y = top + bars.y + bars.height - OVER;
  for (const t of times) {
    const target = trace.target(t) ?? trace.maskedTarget(t);
    if (target === null) continue;
    const isCounted = !left.has(t);
    pen.put(
      `target ${t}`,
      "button",
      {
        type: "button",
        class: "counted",
        "aria-pressed": String(isCounted),
        "aria-label": WORDS.stage.counted(t, shownToken(trace.token(target))),
        title: isCounted ? WORDS.stage.leaveOut : WORDS.stage.takeIn,
        "style:left": `${Math.round(centre(t) - HALF)}px`,
        "style:top": `${y}px`,
        "style:width": `${2 * HALF}px`,
        "style:height": `${HEIGHT}px`,
      },
      null,
      { click: () => dispatch({ type: "mask", t }) },
    );
  }
}
