/** @import {Point} from "../layout.js" */
/** @import {Pen} from "../svg.js" */

/**
 * @typedef {object} ArrowLook
 * @property {number} share         how far it has come from its start
 * @property {string} className
 * @property {number} [opacity]
 * @property {boolean} [dashed]
 */

const HEAD = 7;
/** Of a corner. */
const ROUND = 7;

/**
 * An arrow along its corners, as far as it has come.
 *
 * @param {Pen} pen
 * @param {string} key
 * @param {Point[]} points
 * @param {ArrowLook} look
 */
export function drawArrow(pen, key, points, { share, className, opacity = 1, dashed = false }) {
  if (share <= 0 || opacity <= 0) return;
  const part = upTo(points, share);
  pen.group(
    key,
    "g",
    { class: `arrow ${className}`, opacity: opacity < 1 ? opacity : null },
    (inner) => {
      inner.put("line", "path", {
        d: lineTo(part),
        fill: "none",
        "stroke-dasharray": dashed ? "3 3" : null,
      });
      inner.put("head", "path", { d: headOf(part) });
    },
  );
}

/**
 * The point at a share of the way.
 *
 * @param {Point[]} points
 * @param {number} share
 * @returns {Point}
 */
export function pointAt(points, share) {
  const part = upTo(points, share);
  return /** @type {Point} */ (part[part.length - 1]);
}

/**
 * The first part of a way.
 *
 * @param {Point[]} points
 * @param {number} share
 * @returns {Point[]}
 */
function upTo(points, share) {
  if (share >= 1) return points;
  const lengths = points.slice(1).map((b, i) => distance(/** @type {Point} */ (points[i]), b));
  let left = share * lengths.reduce((sum, each) => sum + each, 0);
  const part = points.slice(0, 1);
  for (const [i, each] of lengths.entries()) {
    const [a, b] = /** @type {[Point, Point]} */ (points.slice(i, i + 2));
    if (left <= each) {
      part.push(mix(a, b, each > 0 ? left / each : 1));
      break;
    }
    part.push(b);
    left -= each;
  }
  return part;
}

/**
 * @param {Point} a
 * @param {Point} b
 */
function distance(a, b) {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/**
 * @param {Point} a
 * @param {Point} b
 * @param {number} share
 * @returns {Point}
 */
function mix(a, b, share) {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

/**
 * Straight from corner to corner, the corners rounded.
 *
 * @param {Point[]} points
 */
export function lineTo(points) {
  return points
    .map((point, i) => {
      const before = points[i - 1];
      const after = points[i + 1];
      if (!before) return `M${written(point)}`;
      if (!after) return `L${written(point)}`;
      const [into, out] = [distance(before, point), distance(point, after)];
      const from = mix(point, before, Math.min(0.5, ROUND / into));
      const to = mix(point, after, Math.min(0.5, ROUND / out));
      return `L${written(from)}Q${written(point)} ${written(to)}`;
    })
    .join("");
}

/** @param {Point} point */
function written({ x, y }) {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

/** @param {Point[]} points */
function headOf(points) {
  const tip = /** @type {Point} */ (points[points.length - 1]);
  const before =
    [...points].reverse().find(({ x, y }) => Math.hypot(tip.x - x, tip.y - y) > 0.5) ?? tip;
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const wing = (/** @type {number} */ side) =>
    `${Math.round((tip.x - HEAD * Math.cos(angle + side)) * 10) / 10} ${Math.round((tip.y - HEAD * Math.sin(angle + side)) * 10) / 10}`;
  return `M${Math.round(tip.x * 10) / 10} ${Math.round(tip.y * 10) / 10}L${wing(0.45)} ${wing(-0.45)}z`;
}
