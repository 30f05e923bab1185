/** @import {Pen} from "../svg.js" */

/**
 * A pair of scissors, blades up, whose middle is at x, y.
 *
 * @param {Pen} pen
 * @param {string} key
 * @param {number} x
 * @param {number} y
 */
export function drawScissors(pen, key, x, y) {
  pen.group(key, "g", { class: "scissors", transform: `translate(${x},${y})` }, (inner) => {
    inner.put("blades", "path", { d: "M-3 3L4 -7M3 3L-4 -7", fill: "none" });
    inner.put("left", "circle", { cx: -3.6, cy: 5, r: 2.2, fill: "none" });
    inner.put("right", "circle", { cx: 3.6, cy: 5, r: 2.2, fill: "none" });
  });
}
