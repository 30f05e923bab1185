/** @import {Route} from "../layout.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Scene} from "./column.js" */
import { namePieces } from "../math.js";
import { drawLabel } from "./label.js";
import { drawStrip } from "./strip.js";

/**
 * The initial value of a state: its numbers with the gradient that comes back to them, or a word
 * that it is zero.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Route} route
 * @param {number} back  share of the gradient
 */
export function drawInitial(pen, { trace, frame, scales }, { edge, initial }, back) {
  const name = namePieces(edge.from, { below: 0 });
  const place = initial?.place;
  if (!place) {
    const { x = 0, y = 0 } = initial?.points[0] ?? {};
    drawLabel(pen, "initial", { x: x - 10, y: y - 8, class: "name" }, [
      ...name,
      { text: " = 0", place: "line" },
    ]);
    return;
  }
  const { label, ...box } = place;
  const { initial_state: values, initial_deltas: deltas } = trace.answer;
  drawStrip(
    pen,
    "initial values",
    { ...box, share: 1, className: "values" },
    values[edge.from] ?? [],
    scales.values,
  );
  drawStrip(
    pen,
    "initial deltas",
    {
      x: box.deltaX,
      y: box.deltaY,
      width: box.deltaWidth,
      height: box.deltaHeight,
      upright: true,
      share: back * (1 - frame.updated),
      className: "deltas",
    },
    deltas[edge.from] ?? [],
    scales.deltas,
  );
  drawLabel(
    pen,
    "initial",
    { x: label.x, y: label.y, "text-anchor": label.anchor, class: "name" },
    name,
  );
}
