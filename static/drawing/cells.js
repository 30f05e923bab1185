/** @import {Grid} from "../grid.js" */
/** @import {SignScale} from "../scales.js" */
/** @import {Pen} from "../svg.js" */

/**
 * @typedef {{width: number, height: number}} Size
 * @typedef {{paths: {d: string, colour: string}[], isRound: boolean}} Paths
 */

/**
 * The cells of a grid in a box, as one path per colour.
 *
 * @param {Pen} pen
 * @param {Grid} grid
 * @param {Size} box
 * @param {SignScale} scale
 */
export function drawCells(pen, grid, box, scale) {
  const { paths, isRound } = pathsOf(grid, box, scale);
  paths.forEach(({ d, colour }, i) => {
    pen.put(String(i), "path", {
      d,
      fill: colour,
      stroke: isRound ? colour : null,
      "stroke-width": isRound ? 2 : null,
      "stroke-linejoin": isRound ? "round" : null,
    });
  });
}

/**
 * The last paths of a grid's numbers, which never change: a shared matrix is drawn in every column.
 *
 * @type {WeakMap<Float64Array, {inputs: unknown[], made: Paths}>}
 */
const drawn = new WeakMap();

/**
 * @param {Grid} grid
 * @param {Size} box
 * @param {SignScale} scale
 * @returns {Paths}
 */
function pathsOf(grid, box, scale) {
  const inputs = [grid.rows, grid.columns, box.width, box.height, scale];
  const before = drawn.get(grid.values);
  if (before && inputs.every((input, i) => input === before.inputs[i])) return before.made;
  const made = makePaths(grid, box, scale);
  drawn.set(grid.values, { inputs, made });
  return made;
}

/**
 * @param {Grid} grid
 * @param {Size} box
 * @param {SignScale} scale
 * @returns {Paths}
 */
function makePaths({ rows, columns, values }, { width, height }, scale) {
  const w = width / columns;
  const h = height / rows;
  const gap = Math.min(w, h) >= 4 ? 1 : 0;
  const round = gap > 0 ? 1 : 0;
  // to write a number takes longer than all the rest, so each is written once for its row or column
  const [wide, high] = [hundredth(w - gap - 2 * round), hundredth(h - gap - 2 * round)];
  const shape = `h${wide}v${high}h${-wide}z`;
  const starts = Array.from(
    { length: columns },
    (_, j) => `M${hundredth(j * w + gap / 2 + round)} `,
  );
  const ends = Array.from({ length: rows }, (_, i) => hundredth(i * h + gap / 2 + round) + shape);
  /** @type {Map<number, string>} */
  const paths = new Map();
  for (let i = 0, at = 0; i < rows; i += 1)
    for (let j = 0; j < columns; j += 1, at += 1) {
      const step = scale.step(values[at] ?? 0);
      paths.set(step, (paths.get(step) ?? "") + starts[j] + ends[i]);
    }
  const sorted = [...paths].sort(([a], [b]) => a - b);
  return {
    paths: sorted.map(([step, d]) => ({ d, colour: scale.colour(step) })),
    isRound: round > 0,
  };
}

/** @param {number} value */
function hundredth(value) {
  return Math.round(value * 100) / 100;
}
