/** @import {Grid} from "../grid.js" */
/** @import {SignScale} from "../scales.js" */
/** @import {Pen} from "../svg.js" */

/**
 * The cells of a grid in a box, as one path per colour.
 *
 * @param {Pen} pen
 * @param {Grid} grid
 * @param {{width: number, height: number}} box
 * @param {SignScale} scale
 */
export function drawCells(pen, { rows, columns, values }, { width, height }, scale) {
  const w = width / columns;
  const h = height / rows;
  const gap = Math.min(w, h) >= 4 ? 1 : 0;
  const round = gap > 0 ? 1 : 0;
  /** @type {Map<number, string>} */
  const paths = new Map();
  for (let i = 0; i < values.length; i += 1) {
    const x = (i % columns) * w + gap / 2 + round;
    const y = Math.floor(i / columns) * h + gap / 2 + round;
    const step = scale.step(values[i] ?? 0);
    const cell = `M${tenth(x)} ${tenth(y)}h${tenth(w - gap - 2 * round)}v${tenth(h - gap - 2 * round)}h${-tenth(w - gap - 2 * round)}z`;
    paths.set(step, (paths.get(step) ?? "") + cell);
  }
  const sorted = [...paths].sort(([a], [b]) => a - b);
  sorted.forEach(([step, d], i) => {
    const colour = scale.colour(step);
    pen.put(String(i), "path", {
      d,
      fill: colour,
      stroke: round ? colour : null,
      "stroke-width": round ? 2 : null,
      "stroke-linejoin": round ? "round" : null,
    });
  });
}

/** @param {number} value */
function tenth(value) {
  return Math.round(value * 100) / 100;
}
