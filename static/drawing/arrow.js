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

/**
 * An arrow along two points or a Bézier curve of four, as far as it has come.
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
 * The first part of a curve, by de Casteljau's division.
 *
 * @param {Point[]} points
 * @param {number} share
 * @returns {Point[]}
 */
function upTo(points, share) {
  if (share >= 1) return points;
  /** @type {Point[]} */
  const first = [];
  let level = points;
  while (level.length > 0) {
    first.push(/** @type {Point} */ (level[0]));
    level = level.slice(1).map((b, i) => mix(/** @type {Point} */ (level[i]), b, share));
  }
  return first;
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

/** @param {Point[]} points */
function lineTo(points) {
  const [start, ...rest] = points.map(
    ({ x, y }) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`,
  );
  return `M${start}${rest.length > 1 ? "C" : "L"}${rest.join(" ")}`;
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
