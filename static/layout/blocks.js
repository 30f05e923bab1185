/** @import {CellNode} from "../answer.js" */
/** @import {Edge, Graph} from "../cell/graph.js" */
/** @import {Level} from "./levels.js" */
/** @import {Style} from "./style.js" */
import { boxHeight, boxWidth, endHeight, endWidth, uprightHeight, uprightWidth } from "./strips.js";

/**
 * A group of values in its row, and the places where arrows reach it.
 *
 * @typedef {object} Tap      where an arrow ends
 * @property {Edge} edge
 * @property {number} width   room for the matrices on it and for its number
 * @property {number} x       from the middle of the column
 *
 * @typedef {object} Block
 * @property {string[]} names
 * @property {number} row
 * @property {number} x       its middle
 * @property {number} width
 * @property {number} height
 * @property {{name: string, left: number, width: number, height: number}[]} members  from the block's middle
 * @property {Edge | null} side  the arrow that reaches it from the left
 * @property {Tap[]} below    from the left to the right
 * @property {Tap[]} above
 * @property {{up: boolean, down: boolean}} leaves  whether arrows within the time-stamp leave it
 */

/** Between two arrows that reach or leave the same value. */
const PORT = 14;
/** Room for a number on an arrow. */
const NUMBER = 36;
/** The same beside another. */
const NUMBERS = 43;

/**
 * @param {Graph} graph
 * @param {Level[]} levels
 * @param {Style} style
 * @returns {Block[]}
 */
export function blocksOf(graph, levels, style) {
  const rowOf = new Map(
    levels.flatMap(({ groups }, row) => groups.flat().map((name) => [name, row])),
  );
  /** @param {string} name */
  const row = (name) => rowOf.get(name) ?? 0;
  return levels.flatMap(({ groups }, at) =>
    groups.map((names) => {
      const comes = graph.edges.filter(
        ({ from, to, lag }) => names.includes(to) && (lag > 0 || !names.includes(from)),
      );
      const goes = graph.edges.filter(
        ({ from, to, lag }) => names.includes(from) && lag === 0 && !names.includes(to),
      );
      const side = groups.length === 1 ? sideOf(comes, levels[at]?.lane ?? null) : null;
      const taps = comes.filter((edge) => edge !== side);
      const isAbove = (/** @type {Edge} */ { from, lag }) => lag === 0 && row(from) < at;
      return sized(graph, style, {
        names,
        row: at,
        x: 0,
        width: 0,
        height: 0,
        members: [],
        side,
        below: tapsOf(
          taps.filter((edge) => !isAbove(edge)),
          style,
        ),
        above: tapsOf(taps.filter(isAbove), style),
        leaves: {
          up: goes.some(({ to }) => row(to) < at),
          down: goes.some(({ to }) => row(to) > at),
        },
      });
    }),
  );
}

/**
 * The arrow that may come straight from the left: that of the row's own lane, else any one.
 *
 * @param {Edge[]} comes
 * @param {string | null} lane
 */
function sideOf(comes, lane) {
  const past = comes.filter(({ lag }) => lag > 0);
  if (lane !== null && past.some(({ from }) => from === lane))
    return past.find(({ from }) => from === lane) ?? null;
  return past.length === 1 ? (past[0] ?? null) : null;
}

/**
 * @param {Edge[]} edges
 * @param {Style} style
 * @returns {Tap[]}
 */
function tapsOf(edges, { tile }) {
  const numbered = edges.filter(({ from }) => from !== "x").length;
  return edges.map((edge) => {
    const matrices = edge.parameters.length > 0 ? tile : 0;
    const number = edge.from === "x" ? 0 : numbered > 1 ? NUMBERS : NUMBER;
    return { edge, width: Math.max(matrices, number, PORT - 4) + 4, x: 0 };
  });
}

/**
 * @param {Graph} graph
 * @param {Style} style
 * @param {Block} block
 * @returns {Block}
 */
function sized({ nodes }, style, block) {
  const { names, below, above, leaves } = block;
  const first = names[0] ?? "";
  const isEnd = first === "x" || first === "y";
  const widest = Math.max(
    sum(below) + (below.length > 0 && leaves.down ? 2 * PORT : 0),
    sum(above) + (above.length > 0 && leaves.up ? PORT : 0),
  );
  const taps = Math.max(below.length, above.length);
  let left = 0;
  const members = names.map((name) => {
    const { size } = /** @type {CellNode} */ (nodes.find((node) => node.name === name));
    const own = isEnd
      ? { width: Math.max(endWidth(size), taps > 1 ? widest : 0), height: endHeight(name) }
      : style.upright
        ? { width: uprightWidth(style), height: uprightHeight(size, style) }
        : { width: Math.max(widest, boxWidth(name, size, style)), height: boxHeight(style) };
    const member = { name, left, ...own };
    left += own.width + style.between;
    return member;
  });
  const width = left - style.between;
  return {
    ...block,
    width,
    height: Math.max(...members.map(({ height }) => height)),
    members: members.map((member) => ({ ...member, left: member.left - width / 2 })),
  };
}

/** @param {Tap[]} taps */
function sum(taps) {
  return taps.reduce((total, { width }) => total + width, 0);
}
