/** @import {Cell, Table} from "../itemised.js" */
/** @import {Pen} from "../svg.js" */
/** @import {MapGrid} from "./mapgrid.js" */
import { compact, signedCompact } from "../numbers.js";
import { namePieces } from "../formulas/math.js";
import { isDark } from "../decades.js";
import { drawLabel } from "./label.js";

/**
 * How the numbers of a map look.
 *
 * @typedef {object} MapInk
 * @property {(value: number) => number} step    equal steps have equal colours
 * @property {(step: number) => string} colour
 * @property {(value: number) => string} text
 * @property {number} letters                    how long that can get
 */

/** Of a number in a cell. */
const LETTER = 6.6;
/** Least distance of two strikes. */
const STRIKES = 7;
/** Least distance of the names of two losses, and between those of two time-stamps. */
const APART = 15;
const CLEAR = 6;

/**
 * The cells of a table. What cannot be reached is the ground; what is exactly zero is empty; what is
 * cut off is pale and struck out.
 *
 * @param {Pen} pen
 * @param {Table} table
 * @param {MapGrid} grid
 * @param {MapInk} ink
 */
export function drawMap(pen, table, grid, ink) {
  const { cells } = table;
  const of = (/** @type {Cell["look"]} */ look) => cells.filter((cell) => cell.look === look);
  const cut = of("cut");
  const inset = grid.gap > 0 ? grid.size * 0.16 : 0;
  pen.put("ground", "rect", {
    class: "map-none",
    x: grid.x,
    y: grid.y,
    width: grid.right - grid.x,
    height: grid.bottom - grid.y,
    rx: 3,
  });
  drawColours(pen, "kept", of("kept"), grid, ink);
  drawColours(pen, "cut", cut, grid, ink);
  const zeros = of("zero").map((cell) => boxOf(cell, grid, grid.gap / 2 + 0.5));
  if (zeros.length > 0) pen.put("zero", "path", { class: "map-zero", d: zeros.join("") });
  // of small cells the strikes of neighbours make few long lines
  const apart = Math.max(1, Math.ceil(STRIKES / grid.size));
  const struck = cut.filter(({ tau, t }) => (tau + t) % apart === 0);
  const strikes = struck.map(({ tau, t }) => {
    const { x, y } = grid.at(tau, t);
    const long = grid.size - 2 * inset;
    return `M${round(x + inset)} ${round(y + grid.size - inset)}l${round(long)} ${round(-long)}`;
  });
  if (struck.length > 0) pen.put("strikes", "path", { class: "map-strike", d: strikes.join("") });
  if (fits(grid, ink)) for (const cell of cells) drawNumber(pen, cell, grid, ink);
}

/**
 * The names of the losses at the left, of the time-stamps below.
 *
 * @param {Pen} pen
 * @param {Table} table
 * @param {MapGrid} grid
 */
export function drawMapEdges(pen, { taus, times, trace }, { x, y, size, bottom, width }) {
  const everyLoss = stride(APART / size);
  const digits = String(times.at(-1) ?? 1).length;
  const everyTime = stride((digits * LETTER + CLEAR) / size);
  taus.forEach((tau, i) => {
    if (tau % everyLoss > 0) return;
    const silent = trace.answer.losses[tau - 1] === null;
    const place = { x: x - 4, y: y + (i + 0.5) * size + 4, "text-anchor": "end" };
    drawLabel(
      pen,
      `loss ${tau}`,
      { ...place, class: silent ? "edge silent" : "edge" },
      namePieces("L", { below: tau }),
    );
  });
  times.forEach((t, i) => {
    if (t % everyTime > 0) return;
    const middle = Math.min(x + (i + 0.5) * size, width - (digits * LETTER) / 2);
    const place = { x: middle, y: bottom + 13, "text-anchor": "middle" };
    pen.put(`time ${t}`, "text", { ...place, class: "tick" }, String(t));
  });
  // small cells leave it no room below the last loss
  const place = everyTime > 1 ? { x: x + 1 } : { x: x - 4, "text-anchor": "end" };
  drawLabel(pen, "t", { ...place, y: bottom + 13, class: "edge" }, [
    { text: "\u{1d461}", place: "line" },
  ]);
}

/**
 * Whether a number has room in a cell.
 *
 * @param {MapGrid} grid
 * @param {MapInk} ink
 */
export function fits(grid, { letters }) {
  return letters <= lettersIn(grid);
}

/**
 * How many letters have room in a cell.
 *
 * @param {MapGrid} grid
 */
export function lettersIn({ size, gap }) {
  return Math.floor((size - gap - 1) / LETTER);
}

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {Cell[]} cells
 * @param {MapGrid} grid
 * @param {MapInk} ink
 */
function drawColours(pen, key, cells, grid, ink) {
  if (cells.length === 0) return;
  /** @type {Map<number, string>} */
  const paths = new Map();
  for (let i = 0; i < cells.length; i += 1) {
    const cell = /** @type {Cell} */ (cells[i]);
    const step = ink.step(cell.value);
    let count = 1;
    // without gaps neighbours of one colour are one box
    while (grid.gap === 0 && isNext(cells[i + 1], cell.tau, cell.t + count, step, ink)) {
      count += 1;
      i += 1;
    }
    paths.set(step, (paths.get(step) ?? "") + boxOf(cell, grid, grid.gap / 2, count));
  }
  pen.group(key, "g", { class: `map-${key}` }, (inner) => {
    for (const [step, d] of [...paths].sort(([a], [b]) => a - b))
      inner.put(String(step), "path", { d, fill: ink.colour(step) });
  });
}

/**
 * @param {Cell | undefined} cell
 * @param {number} tau
 * @param {number} t
 * @param {number} step
 * @param {MapInk} ink
 */
function isNext(cell, tau, t, step, ink) {
  return cell !== undefined && cell.tau === tau && cell.t === t && ink.step(cell.value) === step;
}

/**
 * @param {Cell} cell
 * @param {MapGrid} grid
 * @param {number} inset
 * @param {number} [count]  how many side by side
 */
function boxOf({ tau, t }, { at, size }, inset, count = 1) {
  const { x, y } = at(tau, t);
  const wide = round(count * size - 2 * inset);
  return `M${round(x + inset)} ${round(y + inset)}h${wide}v${round(size - 2 * inset)}h${-wide}z`;
}

/**
 * @param {Pen} pen
 * @param {Cell} cell
 * @param {MapGrid} grid
 * @param {MapInk} ink
 */
function drawNumber(pen, { tau, t, look, value }, { at, size }, ink) {
  const { x, y } = at(tau, t);
  const place = { x: x + size / 2, y: y + size / 2 + 4, "text-anchor": "middle" };
  pen.put(
    `number ${tau} ${t}`,
    "text",
    {
      ...place,
      "data-cell": `${tau} ${t}`,
      class:
        look === "kept" && isDark(ink.colour(ink.step(value)))
          ? "map-number on-dark"
          : `map-number ${look}`,
    },
    look === "zero" ? "0" : ink.text(value),
  );
}

/**
 * A size that is given as its log10, in at most five letters where that is possible.
 *
 * @param {number} log
 */
export function sizeText(log) {
  if (Math.abs(log) < 300) return compact(10 ** log);
  const power = Math.floor(log);
  return `${Math.round(10 ** (log - power))}e${power}`.replace("-", "−");
}

/**
 * @param {number} value
 * @param {number} letters
 */
export function entryText(value, letters) {
  return value === 0 ? "0" : signedCompact(value, letters);
}

/** @param {number} least */
function stride(least) {
  return [1, 2, 5, 10, 20, 50, 100].find((each) => each >= least) ?? 100;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 100) / 100;
}
