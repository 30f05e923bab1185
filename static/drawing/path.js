/** @import {Layout, Point} from "../layout.js" */
/** @import {Route} from "../layout/routes.js" */
/** @import {Ways} from "../reach.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Path} from "../tables.js" */
/** @import {Trace} from "../trace.js" */
import { borderOf, pointsOf } from "../layout.js";
import { namePieces } from "../formulas/math.js";
import { outerOf } from "../layout/strips.js";
import { waysOf } from "../reach.js";
import { drawArrow } from "./arrow.js";
import { drawLabel } from "./label.js";
import { drawScissors } from "./scissors.js";

/**
 * @typedef {object} Ground  where the columns are
 * @property {Trace} trace
 * @property {Layout} layout
 * @property {number[]} times               of the columns in sight
 * @property {(t: number) => number} centre
 * @property {number} from                  what is in sight of them
 * @property {number} to
 */

/** What stands for an end that is out of sight. */
const BEYOND = { width: 66, height: 26 };
/** Around what lies on the way. */
const CLEAR = 2.5;
/** Around a loss that stands as a text. */
const LOSS = { width: 84, above: 13, below: 5 };

/**
 * The way of a gradient, from loss τ down through y_τ and back along the arrows to the copy, or the
 * state, of time-stamp t: the shortest ones strong, the others faint. What the truncation cuts off
 * is dashed, beyond a pair of scissors.
 *
 * @param {Pen} pen
 * @param {Ground} ground
 * @param {Path} path
 */
export function drawPath(pen, ground, { tau, t, subject }) {
  const { trace, layout, times, centre } = ground;
  const ways = tau <= trace.length ? waysOf(trace, subject, tau, t) : null;
  if (!ways) return;
  const first = trace.firstKept(tau);
  for (const at of times) {
    if (at < t || at > tau) continue;
    const x = Math.round(centre(at) * 10) / 10;
    pen.group(`way ${at}`, "g", { transform: `translate(${x},0)` }, (column) =>
      drawColumnOfPath(column, layout, { ways, subject, at, first }),
    );
  }
  drawBeyond(pen, ground, ways, subject);
}

/**
 * At the edges of what is in sight, the ends of the way that are not.
 *
 * @param {Pen} pen
 * @param {Ground} ground
 * @param {Ways} ways
 * @param {string} subject
 */
function drawBeyond(pen, { trace, layout, centre, from, to }, { tau, t }, subject) {
  const isCopy = trace.parameters.includes(subject);
  const ends = [
    { key: "loss", at: tau, pieces: namePieces("L", { below: tau }) },
    { key: "end", at: t, pieces: namePieces(subject, isCopy ? { above: t } : { below: t }) },
  ];
  const rows = { left: 0, right: 0 };
  for (const { key, at, pieces } of ends) {
    const x = centre(at);
    if (x >= from && x <= to) continue;
    const side = x < from ? "left" : "right";
    const edge = side === "left" ? from + BEYOND.width / 2 + 2 : to - BEYOND.width / 2 - 2;
    const y = layout.lossY + layout.bars.height + rows[side]++ * BEYOND.height;
    const box = { x: edge - BEYOND.width / 2, y, width: BEYOND.width, height: BEYOND.height - 4 };
    pen.put(`beyond ${key}`, "rect", { class: "beyond", ...box, rx: 4 });
    const arrow = (/** @type {string} */ text) => /** @type {const} */ ({ text, place: "line" });
    drawLabel(
      pen,
      `beyond name ${key}`,
      { x: edge, y: y + 16, "text-anchor": "middle", class: "name" },
      side === "left" ? [arrow("◂ "), ...pieces] : [...pieces, arrow(" ▸")],
    );
  }
}

/**
 * @param {Pen} pen
 * @param {Layout} layout
 * @param {{ways: Ways, subject: string, at: number, first: number}} way
 */
function drawColumnOfPath(pen, layout, { ways, subject, at, first }) {
  const form = layout.columns[at - 1]?.form;
  if (!form) return;
  const isLost = at < first;
  for (const route of form.routes) {
    const kind = kindOf(ways, route, at);
    const tile = at === ways.t ? route.tiles.find(({ parameter }) => parameter === subject) : null;
    if (!kind && !tile) continue;
    const points = pointsOf(layout, route, at).toReversed();
    const look = kind === "detour" ? "way detour" : "way";
    const end = tile ? { x: tile.x + tile.size / 2, y: tile.y + tile.size / 2 } : null;
    const all = end ? until(points, end) : points;
    const isCut = !isLost && at === first && route.edge.lag > 0 && !end;
    if (isCut) {
      const x = borderOf(layout, at);
      put(pen, `${route.key} lost`, all, `${look} lost`);
      put(pen, route.key, before(all, x), look);
      drawScissors(pen, `scissors ${route.key}`, x, (points.at(-1)?.y ?? 0) - 4);
    } else put(pen, route.key, all, isLost ? `${look} lost` : look);
  }
  for (const place of form.places) {
    if (!ways.has(place.name, at)) continue;
    const isEnd = at === ways.t && place.name === subject;
    const look = isEnd ? "way-end" : ways.isShort(place.name, at) ? "way-place" : null;
    if (look) putFrame(pen, place.name, outerOf(place), isLost ? `${look} lost` : look);
  }
  if (at === ways.t)
    for (const { tiles } of form.routes)
      for (const { parameter, x, y, size } of tiles)
        if (parameter === subject)
          putFrame(
            pen,
            `copy ${x} ${y}`,
            { x, y, width: size, height: size },
            isLost ? "way-end lost" : "way-end",
          );
  if (at === ways.tau) drawLoss(pen, layout, at);
}

/**
 * From the loss down to the outputs.
 *
 * @param {Pen} pen
 * @param {Layout} layout
 * @param {number} tau
 */
function drawLoss(pen, { columns, lossY }, tau) {
  const output = columns[tau - 1]?.form.places.find(({ name }) => name === "y");
  if (!output) return;
  const { x: left, y } = outerOf(output);
  const x = left - 10;
  const middle = output.x + output.width / 2;
  putFrame(
    pen,
    "loss",
    {
      x: middle - LOSS.width / 2,
      y: lossY - LOSS.above,
      width: LOSS.width,
      height: LOSS.above + LOSS.below,
    },
    "way-place",
  );
  put(
    pen,
    "from loss",
    [
      { x, y: lossY + LOSS.below + CLEAR },
      { x, y: y + output.height / 2 },
      { x: left - 2, y: y + output.height / 2 },
    ],
    "way",
  );
}

/**
 * Whether the shortest ways lead over an arrow, or only others; null for none.
 *
 * @param {Ways} ways
 * @param {Route} route
 * @param {number} at
 */
function kindOf(ways, { edge: { from, to, lag, through } }, at) {
  const start = at - lag;
  if (start < ways.t || !ways.has(from, start) || !ways.has(to, at)) return null;
  // of a closed column: the hidden values that read it on the way
  const reads = (through ?? [to]).filter((name) => ways.has(name, at));
  if (reads.length === 0) return null;
  const isShort =
    ways.isShort(from, start) &&
    ways.isShort(to, at) &&
    reads.some(
      (name) => ways.isShort(name, at) && ways.from(name, at) === ways.from(from, start) + 1,
    );
  return isShort ? "short" : "detour";
}

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {Point[]} points
 * @param {string} className
 */
function put(pen, key, points, className) {
  if (points.length > 1) drawArrow(pen, key, points, { share: 1, className });
}

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {{x: number, y: number, width: number, height: number}} box
 * @param {string} className
 */
function putFrame(pen, key, { x, y, width, height }, className) {
  pen.put(`frame ${key}`, "rect", {
    class: className,
    x: x - CLEAR,
    y: y - CLEAR,
    width: width + 2 * CLEAR,
    height: height + 2 * CLEAR,
    rx: 4,
  });
}

/**
 * A way as far as to a point beside or on it.
 *
 * @param {Point[]} points
 * @param {Point} end
 */
function until(points, end) {
  const at = points.findIndex((a, i) => {
    const b = points[i + 1];
    return b && between(a.x, end.x, b.x) && between(a.y, end.y, b.y);
  });
  return at < 0 ? [...points.slice(0, 1), end] : [...points.slice(0, at + 1), end];
}

/**
 * The part of a way to the right of a border.
 *
 * @param {Point[]} points
 * @param {number} x
 */
function before(points, x) {
  const at = points.findIndex((point) => point.x < x);
  if (at < 1) return points;
  const { y } = /** @type {Point} */ (points[at]);
  return [...points.slice(0, at), { x, y }];
}

/** @param {number} a @param {number} at @param {number} b */
function between(a, at, b) {
  return at >= Math.min(a, b) - 6 && at <= Math.max(a, b) + 6;
}
