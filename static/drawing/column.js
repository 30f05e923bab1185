/** @import {Column, Frame} from "../frame.js" */
/** @import {ColumnPlace, Layout, Place} from "../layout.js" */
/** @import {Route} from "../layout/routes.js" */
/** @import {Nudge} from "../nudge.js" */
/** @import {Entry} from "../state.js" */
/** @import {Scales} from "../scales.js" */
/** @import {Path} from "../tables.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Trace} from "../trace.js" */
/** @import {Edit} from "./edit.js" */
/** @import {Grab} from "./grab.js" */
/** @import {Lit} from "./lit.js" */
import { namePieces } from "../formulas/math.js";
import { pointsOf } from "../layout.js";
import { shownToken } from "../tokens.js";
import { cut } from "./cut.js";
import { drawInitial } from "./initial.js";
import { drawLabel } from "./label.js";
import { inMath, widthIn } from "./letters.js";
import { drawOutcome } from "./probabilities.js";
import { drawRoute } from "./route.js";
import { drawStrip } from "./strip.js";

/** Below a column: how wide a token may be with its name, what that takes of it with the quotes, a
 * digit of the time-stamp, and what stays free to the next. */
const TOKEN = { most: 106, name: 42, digit: 6, gap: 4 };

/**
 * @typedef {object} Scene
 * @property {Trace} trace
 * @property {Frame} frame
 * @property {Layout} layout
 * @property {Scales} scales
 * @property {number} rate
 * @property {Map<string, Element>} anchors
 * @property {Grab} grab                         of the copies
 * @property {Edit} edit                         of the shared weights
 * @property {Entry | null} entry                the one that is looked at
 * @property {Nudge | null} nudge                the one weight that is changed
 * @property {(number | null)[] | null} changes  what that changes each loss by
 * @property {Lit | null} lit                    what the number inspected is worked out from
 * @property {Path | null} path                  of the cell of the map that is pointed at
 */

/**
 * All that the drawing of a time-stamp depends on.
 *
 * @param {Scene} scene
 * @param {number} t
 * @returns {unknown[]}
 */
export function columnInputs({ trace, frame, layout, scales, rate, changes }, t) {
  const { values, deltas, ...shares } = frame.column(t);
  return [
    trace,
    layout,
    scales,
    frame.updated > 0 ? rate : null,
    changes?.[t - 1],
    frame.backward,
    frame.summing,
    frame.updated,
    ...Object.values(values),
    ...Object.values(deltas),
    ...Object.values(shares),
    ...Object.values(frame.column(t - 1).deltas),
  ];
}

/**
 * One time-stamp of the stage, around its middle.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {number} t
 * @param {() => void} [toggle]  opens or closes it; none where that changes nothing
 */
export function drawColumn(pen, scene, t, toggle) {
  const { frame, layout, trace } = scene;
  const column = frame.column(t);
  const here = layout.columns[t - 1];
  if (!here) return;
  const { routes, places } = here.form;
  if (toggle)
    pen.put("opens", "rect", { class: "opens", ...groundOf(layout, t) }, null, { click: toggle });
  const shade = (/** @type {string} */ name) => (trace.reachesY(name, t) ? null : "dimmed");
  for (const route of routes)
    pen.group(`route ${route.key}`, "g", { class: shade(route.edge.to) }, (inner) =>
      drawRoute(inner, scene, route, t, column),
    );
  for (const place of places)
    pen.group(`place ${place.name}`, "g", { class: shade(place.name) }, (inner) =>
      drawPlace(inner, scene, place, t, column),
    );
  if (t === 1) drawStarts(pen, scene, routes, column);
  if (trace.partAt(t).isLast) drawOutcome(pen, scene, t, column);
  drawToken(pen, scene, t);
}

/**
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {number} t
 */
function drawToken(pen, { trace, layout }, t) {
  const { read, shown, named } = readAt(trace, t);
  const token = cut(shown, roomAt(layout, trace, t) - named, inMath);
  // a mark, which is no token of a text, has brackets of its own
  const quoted = shown.startsWith("⟨") && read !== shown ? token : `“${token}”`;
  const middle = { x: inputOf(layout.columns[t - 1]), "text-anchor": "middle" };
  drawLabel(pen, "token", { ...middle, y: layout.tokenY, class: "name" }, [
    ...namePieces("x", { below: t }),
    ...(token ? [{ text: ` = ${quoted}`, place: /** @type {const} */ ("line") }] : []),
  ]);
}

/**
 * The middle of the input of a column, from that of the column.
 *
 * @param {ColumnPlace | undefined} column
 */
function inputOf(column) {
  const { x = 0, width = 0 } = column?.form.places.find(({ name }) => name === "x") ?? {};
  return x + width / 2;
}

/**
 * The token that is read at a time-stamp, what stands around it, and how wide both want to be.
 *
 * @param {Trace} trace
 * @param {number} t
 */
function readAt(trace, t) {
  const read = trace.inputToken(t);
  const shown = shownToken(read);
  const named = TOKEN.name + TOKEN.digit * String(t).length;
  return { read, shown, named, wanted: Math.min(TOKEN.most, named + widthIn(shown, inMath)) };
}

/**
 * How wide a text below a column may be: half of what is between it and its neighbour, or what that
 * leaves of it; at either end as far as to the edge.
 *
 * @param {Layout} layout
 * @param {Trace} trace
 * @param {number} t
 */
function roomAt({ columns, width }, trace, t) {
  const middle = (/** @type {ColumnPlace} */ column) => column.x + inputOf(column);
  const here = columns[t - 1];
  if (!here) return 0;
  const sides = [t - 1, t + 1].map((at) => {
    const other = columns[at - 1];
    if (!other) return 2 * (at < t ? middle(here) : width - middle(here));
    const apart = Math.abs(middle(other) - middle(here)) - TOKEN.gap;
    return Math.max(apart, 2 * apart - readAt(trace, at).wanted);
  });
  return Math.min(TOKEN.most, ...sides);
}

/**
 * The ground of a column, from its middle.
 *
 * @param {Layout} layout
 * @param {number} t
 */
export function groundOf({ columns, height }, t) {
  const { left = 0, right = 0 } = columns[t - 1]?.form ?? {};
  return { x: left - 4, y: 0, width: right - left + 8, height, rx: 10 };
}

/**
 * What the states start with.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Route[]} routes
 * @param {Column} column
 */
function drawStarts(pen, scene, routes, column) {
  for (const route of routes) {
    const [start] = pointsOf(scene.layout, route, 1);
    if (!start || route.edge.lag === 0 || !route.isMain) continue;
    const { from } = route.edge;
    pen.group(`initial ${from}`, "g", {}, (inner) =>
      drawInitial(inner, scene, from, start, column.copies),
    );
  }
}

/**
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Place} place
 * @param {number} t
 * @param {Column} column
 */
function drawPlace(pen, { trace, frame, scales, anchors }, place, t, column) {
  const { name, x, y, width, height, upright, label } = place;
  const share = column.values[name] ?? 0;
  if (place.frame) {
    const isState = trace.answer.cell.states.includes(name);
    pen.put("frame", "rect", { class: isState ? "box state" : "box", ...place.frame, rx: 7 });
  }
  if (share < 1) pen.put("empty", "rect", { class: "waiting", x, y, width, height, rx: 2.5 });
  // with other weights the values would be others: those of before pale
  const now = name === "x" ? 1 : 1 - 0.6 * frame.updated;
  drawStrip(
    pen,
    "values",
    {
      x,
      y,
      width,
      height,
      upright,
      share: share * now,
      className: "values",
      of: `value ${name} ${t}`,
    },
    trace.answer.values[name]?.[t - 1] ?? [],
    name === "x" ? scales.inputs : scales.values,
  );
  const delta = (column.deltas[name] ?? 0) * (1 - frame.updated);
  const strip = drawStrip(
    pen,
    "deltas",
    {
      x: place.deltaX,
      y: place.deltaY,
      width: place.deltaWidth,
      height: place.deltaHeight,
      upright,
      share: delta,
      className: "deltas",
      of: `delta ${name} ${t}`,
    },
    trace.answer.deltas[name]?.[t - 1] ?? [],
    scales.deltas,
  );
  if (strip) anchors.set(`delta:${name}:${t}`, strip);
  if (name !== "x" && name !== "y" && frame.backward > 0 && delta > 0)
    drawUnit(pen, place, trace.unitAt(name, t), delta * (1 - frame.summing));
  if (name !== "x")
    drawLabel(
      pen,
      "name",
      { x: label.x, y: label.y, "text-anchor": label.anchor, class: "name" },
      namePieces(name, { below: t }),
    );
}

/**
 * A mark at the unit whose numbers are written on the arrows.
 *
 * @param {Pen} pen
 * @param {Place} place
 * @param {number} unit
 * @param {number} opacity
 */
function drawUnit(pen, { size, upright, deltaX, deltaY, deltaWidth, deltaHeight }, unit, opacity) {
  if (opacity <= 0 || size === 1) return;
  const share = (unit + 0.5) / size;
  const [x, y] = upright
    ? [deltaX + deltaWidth + 2, deltaY + share * deltaHeight]
    : [deltaX + share * deltaWidth, deltaY + deltaHeight + 1];
  pen.put("unit", "path", {
    class: "unit",
    d: `M${round(x)} ${round(y)}${upright ? "l4 -3v6z" : "l-3 4h6z"}`,
    opacity,
  });
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
