/** @import {Layout} from "../layout.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Scene} from "./column.js" */
/** @import {Pin} from "./shared.js" */
import { columnInputs, drawColumn, groundOf } from "./column.js";
import { drawGrounds, drawTitles } from "./halves.js";
import { drawNudged } from "./nudged.js";
import { drawLit } from "./lit.js";
import { drawPath } from "./path.js";
import { drawPinGround, drawShared } from "./shared.js";
import { drawTies } from "./ties.js";

/** Above the stage, in its picture. */
export const TOP = 5;

/**
 * What of the stage is to be seen.
 *
 * @typedef {object} Window
 * @property {number} width
 * @property {number} from    between the shared weights at the left
 * @property {number} to      and those at the right
 * @property {number} origin  where the columns count from
 * @property {Pin[]} pins
 */

/**
 * The columns with the shared weights beside them.
 *
 * @param {Pen} canvas
 * @param {Scene} scene
 * @param {Window} window
 * @param {((t: number) => void) | null} toggle
 */
export function drawScene(canvas, scene, window, toggle) {
  const { layout, frame } = scene;
  const { from, to, pins } = window;
  const times = timesIn(layout, window);
  const centre = centreOf(layout, window);
  const down = `translate(0,${TOP})`;
  if (layout.halves.length > 1) for (const pin of pins) drawPinGround(canvas, scene, pin, TOP);
  canvas.group("clip", "clipPath", { id: "columns" }, (clip) =>
    clip.put("box", "rect", {
      x: from,
      y: -TOP,
      width: Math.max(0, to - from),
      height: layout.height + 3 * TOP,
    }),
  );
  canvas.group("columns", "g", { "clip-path": "url(#columns)", transform: down }, (columns) => {
    drawGrounds(columns, scene, window);
    const now = frame.beat.t;
    if (times.includes(now))
      columns.put("tint", "rect", {
        class: "tint",
        transform: `translate(${Math.round(centre(now) * 10) / 10},0)`,
        ...groundOf(layout, now),
      });
    drawTitles(columns, scene, window);
    columns.group("ties", "g", {}, (ties) => {
      for (const pin of pins)
        ties.group(pin.side, "g", {}, (inner) => drawTies(inner, scene, pin, { times, centre }));
    });
    for (const t of times)
      columns.cached(
        `column ${t}`,
        "g",
        { transform: `translate(${Math.round(centre(t) * 10) / 10},0)` },
        columnInputs(scene, t),
        (column) => drawColumn(column, scene, t, toggle ? () => toggle(t) : undefined),
      );
    columns.group("nudged", "g", {}, (nudged) => drawNudged(nudged, scene, { times, centre }));
    const { path, trace, lit } = scene;
    if (path)
      columns.cached(
        "path",
        "g",
        { class: "path" },
        [path, trace, layout, window.origin, from, to],
        (ways) => drawPath(ways, { trace, layout, times, centre, from, to }, path),
      );
    if (lit)
      columns.group("lit", "g", { class: "lighting" }, (inner) =>
        drawLit(inner, { trace, frame, layout, centre, pins }, lit, false),
      );
  });
  for (const pin of pins)
    canvas.group(`shared ${pin.side}`, "g", { transform: down }, (shared) =>
      drawShared(shared, scene, pin),
    );
  const { lit, trace } = scene;
  if (lit)
    canvas.group("lit", "g", { class: "lighting", transform: down }, (inner) =>
      drawLit(inner, { trace, frame, layout, centre, pins }, lit, true),
    );
}

/**
 * The middle of a column in the window.
 *
 * @param {Layout} layout
 * @param {Window} window
 */
export function centreOf({ columns }, { origin }) {
  return (/** @type {number} */ t) => origin + (columns[t - 1]?.x ?? 0);
}

/**
 * The time-stamps of which anything is in sight; an arrow reaches from column to column.
 *
 * @param {Layout} layout
 * @param {Window} window
 */
export function timesIn({ columns }, { from: left, to: right, origin }) {
  const from = columns.findIndex(({ x, form }) => origin + x + form.right > left);
  const to = columns.findIndex(({ x, form }) => origin + x + form.start > right);
  const [first, last] = [Math.max(1, from), to < 0 ? columns.length : to + 1];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
