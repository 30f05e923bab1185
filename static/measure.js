/** @import {Graph} from "./graph.js" */
/** @import {CellNode} from "./answer.js" */
/** @import {Place} from "./layout.js" */
import { edgeKey } from "./graph.js";

/**
 * The rows of a column, from the probabilities down to the input, and how tall each is.
 *
 * @typedef {{places: Place[], tileRight: number}} RowMeasure
 * @typedef {object} Measures
 * @property {RowMeasure[]} rows
 * @property {Map<string, {x: number, y: number}>} slots  edge → left, top of its first tile
 * @property {{x: number, y: number, width: number, height: number}} bars
 * @property {number} half     half the width of the widest strip
 * @property {number} lossY
 * @property {number} tokenY
 * @property {number} height
 */

/** Side of a tile on an arrow. */
export const TILE = 36;

const LONGEST = 64;
const LONGEST_FLAT = 60;
const CELL = 14;
const DELTA = 9;
const GAP = 16;
const LOSS = 13;
const BARS = { top: 20, height: 28, letters: 16 };
const ARROW = 30;
const LABEL = 18;

/**
 * @param {Graph} graph
 * @returns {Measures}
 */
export function measure(graph) {
  const levels = levelsOf(graph);
  const output = /** @type {CellNode} */ (graph.nodes.find(({ name }) => name === "y"));
  const input = /** @type {CellNode} */ (graph.nodes.find(({ name }) => name === "x"));
  const top = flat(output, BARS.top + BARS.height + BARS.letters + 4);
  /** @type {Measures["slots"]} */
  const slots = new Map();
  /** @type {RowMeasure[]} */
  const rows = [{ places: [top], tileRight: 0 }];
  let y = top.deltaY + top.deltaHeight;
  let above = ["y"];
  for (const level of [...levels].reverse()) {
    y += gapInto(graph, above);
    const row = upright(level, graph, y);
    rows.push({ places: row, tileRight: tilesBelow(graph, above, rows, row, slots, y) });
    y = Math.max(...row.map((place) => place.y + place.height));
    above = level.flat();
  }
  y += gapInto(graph, above);
  const bottom = flat(input, y);
  rows.push({ places: [bottom], tileRight: tilesBelow(graph, above, rows, [bottom], slots, y) });
  return {
    rows,
    slots,
    half: Math.max(top.width, bottom.width) / 2,
    lossY: LOSS,
    tokenY: bottom.y + bottom.height + 16,
    height: bottom.y + bottom.height + 22,
    bars: { x: top.x, y: BARS.top, width: top.width, height: BARS.height },
  };
}

/**
 * The values between x and y as rows of groups; a group is a value and its companions before it.
 *
 * @param {Graph} graph
 * @returns {string[][][]}
 */
function levelsOf({ nodes, companions }) {
  const inner = nodes.filter(({ name }) => name !== "x" && name !== "y");
  const heads = inner.filter(({ name }) => companions[name] === undefined);
  const depths = [...new Set(heads.map(({ depth }) => depth))].sort((a, b) => a - b);
  return depths.map((depth) =>
    heads.filter((node) => node.depth === depth).map(({ name }) => group(name, companions)),
  );
}

/**
 * @param {string} name
 * @param {Record<string, string>} companions
 * @returns {string[]}
 */
function group(name, companions) {
  const before = Object.keys(companions).filter((each) => companions[each] === name);
  return [...before.flatMap((each) => group(each, companions)), name];
}

/**
 * Room for the tiles on the arrows into some values.
 *
 * @param {Graph} graph
 * @param {string[]} names
 */
function gapInto({ edges }, names) {
  const stacked = edges
    .filter(({ to, lag }) => lag === 0 && names.includes(to))
    .map(({ parameters }) => parameters.length);
  const most = Math.max(0, ...stacked);
  return most > 0 ? ARROW + most * (TILE + 4) : ARROW + LABEL;
}

/**
 * @param {CellNode} node
 * @param {number} y
 * @returns {Place}
 */
function flat({ name, size, reaches_y: reachesY = true }, y) {
  const cell = Math.min(CELL, LONGEST_FLAT / size);
  const width = cell * size;
  const isInput = name === "x";
  return {
    name,
    size,
    upright: false,
    x: -width / 2,
    y,
    width,
    height: CELL,
    deltaX: -width / 2,
    deltaY: isInput ? y : y + CELL + 2,
    deltaWidth: width,
    deltaHeight: isInput ? 0 : DELTA,
    label: { x: width / 2 + 8, y: y + 12, anchor: "start" },
    reachesY,
  };
}

/**
 * @param {string[][]} level
 * @param {Graph} graph
 * @param {number} y
 * @returns {Place[]}
 */
function upright(level, { nodes }, y) {
  const spaced = level.length > 1 ? Math.max(GAP, TILE - CELL - DELTA + 14) : GAP;
  const one = CELL + 2 + DELTA;
  const count = level.flat().length;
  const width = count * one + (level.length - 1) * spaced + (count - level.length) * GAP;
  let x = -width / 2;
  return level.flatMap((names, g) =>
    names.map((name, i) => {
      if (g + i > 0) x += i > 0 ? GAP : spaced;
      const node = /** @type {CellNode} */ (nodes.find((each) => each.name === name));
      const place = strip(node, x, y, i < names.length - 1);
      x += one;
      return place;
    }),
  );
}

/**
 * An upright value.
 *
 * @param {Pick<CellNode, "name" | "size" | "reaches_y">} node
 * @param {number} x
 * @param {number} y
 * @param {boolean} isCompanion
 * @returns {Place}
 */
export function strip({ name, size, reaches_y: reachesY = true }, x, y, isCompanion) {
  // never so low that the number of the arrow beside it meets the name above it
  const height = Math.max(2 * CELL, Math.min(CELL, LONGEST / size) * size);
  const label = isCompanion ? { x: x + CELL / 2, y: y - 8 } : { x: x + CELL / 2 + 7, y: y - 9 };
  return {
    name,
    size,
    upright: true,
    x,
    y,
    width: CELL,
    height,
    deltaX: x + CELL + 2,
    deltaY: y,
    deltaWidth: DELTA,
    deltaHeight: height,
    label: { ...label, anchor: isCompanion ? "middle" : "start" },
    reachesY,
  };
}

/**
 * Gives the arrows from one row upwards their tiles' places, right of the arrow, and says how far
 * right they reach.
 *
 * @param {Graph} graph
 * @param {string[]} above
 * @param {RowMeasure[]} rows
 * @param {Place[]} row
 * @param {Measures["slots"]} slots
 * @param {number} bottom
 */
function tilesBelow({ edges }, above, rows, row, slots, bottom) {
  let right = 0;
  for (const edge of edges) {
    if (edge.lag > 0 || edge.parameters.length === 0 || !above.includes(edge.to)) continue;
    const to = rows.flatMap(({ places }) => places).find(({ name }) => name === edge.to);
    const from = row.find(({ name }) => name === edge.from);
    if (!to) continue;
    const line = from?.upright ? from : to;
    const x = line.x + line.width / 2 + 9;
    const tall = edge.parameters.length * (TILE + 4) - 4;
    const ceiling = Math.max(to.y + to.height, to.deltaY + to.deltaHeight);
    slots.set(edgeKey(edge), {
      x,
      y: ceiling + (bottom - ceiling - tall) / 2 - (from?.upright ? 6 : 0),
    });
    right = Math.max(right, x + TILE);
  }
  return right;
}
