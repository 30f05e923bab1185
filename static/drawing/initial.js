/** @import {Pen} from "../svg.js" */
/** @import {Scene} from "./column.js" */
import { clipped, namePieces } from "../formulas/math.js";
import { drawLabel } from "./label.js";
import { drawStrip } from "./strip.js";

/** What there is for the name of a state before the first column. */
const ROOM = 12;

/**
 * The initial value of a state: its numbers with the gradient that comes back to them, or a word
 * that it is zero.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {string} state
 * @param {{x: number, y: number}} start  of the arrow from it
 * @param {number} back  share of the gradient
 */
export function drawInitial(pen, { trace, frame, scales, layout }, state, start, back) {
  const name = namePieces(clipped(state, ROOM), { below: 0 });
  const place = layout.starting.get(state);
  if (!place) {
    const attributes = { x: start.x - 3, y: start.y + 5, class: "name", "text-anchor": "end" };
    drawLabel(pen, "initial", attributes, [...name, { text: "=0", place: "line" }]);
    return;
  }
  const { x, y, width, height, label } = place;
  const { initial_state: values, initial_deltas: deltas } = trace.answer;
  drawStrip(
    pen,
    "initial values",
    { x, y, width, height, upright: true, share: 1, className: "values", of: `value ${state} 0` },
    values[state] ?? [],
    scales.values,
  );
  drawStrip(
    pen,
    "initial deltas",
    {
      x: place.deltaX,
      y: place.deltaY,
      width: place.deltaWidth,
      height: place.deltaHeight,
      upright: true,
      share: back * (1 - frame.updated),
      className: "deltas",
      of: `delta ${state} 0`,
    },
    deltas[state] ?? [],
    scales.deltas,
  );
  drawLabel(
    pen,
    "initial",
    { x: label.x, y: label.y, "text-anchor": label.anchor, class: "name" },
    name,
  );
}
