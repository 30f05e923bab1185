/** @import {Pen} from "../svg.js" */
import { fixed, short } from "../numbers.js";
import { sized } from "../svg.js";
import { WORDS } from "../words.js";

const SIZE = { width: 256, height: 62 };
/** Beside the line: room for the numbers at its ends. */
const EDGE = { above: 16, below: 5, sides: 4 };
/** Points are drawn one by one as long as they stand apart. */
const APART = 7;

/** From one to the other L grows or falls so many times where its scale is logarithmic. */
const WIDE = 30;

/**
 * Whether the losses are so far apart that a linear scale would show the largest alone.
 *
 * @param {number[]} losses
 */
export function isWide(losses) {
  return Math.min(...losses) > 0 && Math.max(...losses) > WIDE * Math.min(...losses);
}

/** @param {number[]} losses */
function linearShare(losses) {
  const most = Math.max(...losses, 1e-12);
  return (/** @type {number} */ loss) => loss / most;
}

/** @param {number[]} losses  positive */
function logShare(losses) {
  const logs = losses.map(Math.log);
  const [least, most] = [Math.min(...logs), Math.max(...logs)];
  return (/** @type {number} */ loss) => (Math.log(loss) - least) / (most - least);
}

/**
 * L before the first update, after it, and so on; the baseline is zero, or of a log scale the
 * smallest of them. What the next update leads to is dashed.
 *
 * @param {Pen} pen
 * @param {number[]} all
 * @param {number} known  how many of them have been made
 */
export function drawTrail(pen, all, known) {
  const losses = all.slice(0, known);
  const share = isWide(all) ? logShare(all) : linearShare(all);
  const { width, height } = SIZE;
  const step = (width - 2 * EDGE.sides) / Math.max(1, all.length - 1);
  const at = (/** @type {number} */ loss, /** @type {number} */ i) => ({
    x: EDGE.sides + i * step,
    y: height - EDGE.below - share(loss) * (height - EDGE.above - EDGE.below),
  });
  const points = all.map(at);
  const line = (/** @type {number} */ from, /** @type {number} */ to) =>
    points
      .slice(from, to)
      .map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`)
      .join("");
  pen.group(
    "trail",
    "svg",
    { class: "trail", ...sized(width, height), "aria-hidden": "true" },
    (svg) => {
      svg.put("ground", "path", { class: "ground", d: `M0 ${height - EDGE.below + 0.5}H${width}` });
      svg.put("line", "path", { class: "line", d: line(0, losses.length) });
      if (known < all.length)
        svg.put("next", "path", { class: "line next", d: line(losses.length - 1, all.length) });
      points.forEach(({ x, y }, i) => {
        const isEnd = i === 0 || i >= losses.length - 1;
        if (isEnd || step >= APART)
          svg.put(`${i}`, "circle", {
            class: i < losses.length ? "point" : "point next",
            cx: x,
            cy: y,
            r: isEnd ? 3 : 2,
          });
      });
      const [first, last] = [points[0], points.at(-1)];
      if (first)
        svg.put("first", "text", { class: "number", x: first.x, y: first.y - 6 }, fixed(all[0], 3));
      if (last && points.length > 1)
        svg.put(
          "last",
          "text",
          { class: "number", x: last.x, y: last.y - 6, "text-anchor": "end" },
          fixed(all.at(-1), 3),
        );
    },
  );
  pen.group("list", "ol", { class: "spoken", "aria-label": WORDS.training.trail }, (list) =>
    losses.forEach((loss, i) => list.put(`${i}`, "li", {}, WORDS.training.at(i, short(loss)))),
  );
}
