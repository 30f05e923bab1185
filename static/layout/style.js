/** @import {Level} from "./levels.js" */
/** @import {Graph} from "../cell/graph.js" */

/**
 * How large things are. A cell of one value a row is drawn with upright vectors; one with more
 * has flat ones in boxes, which arrows can reach side by side.
 *
 * @typedef {object} Style
 * @property {boolean} upright
 * @property {boolean} isTight  whether columns stand as near to each other as can be
 * @property {number} cell      side of a number
 * @property {number} delta     the thinner side of a gradient
 * @property {number} tile      side of a matrix on an arrow
 * @property {number} least     how high an upright value is at least, for what stands on its arrows
 * @property {number} between   from a value to the one beside it
 * @property {number} digits    how many the last time-stamp has
 */

const UPRIGHT = {
  upright: true,
  isTight: false,
  cell: 14,
  delta: 9,
  tile: 36,
  least: 28,
  between: 16,
};
const TIGHT = {
  upright: true,
  isTight: true,
  cell: 11,
  delta: 6,
  tile: 30,
  least: 40,
  between: 12,
};
const FLAT = {
  upright: false,
  isTight: false,
  cell: 11,
  delta: 7,
  tile: 28,
  least: 0,
  between: 16,
};

/**
 * The styles in which a cell can be drawn, the roomiest first.
 *
 * @param {Graph} graph
 * @param {Level[]} levels
 * @param {number} length  T
 * @returns {Style[]}
 */
export function stylesOf({ edges, companions }, levels, length) {
  const inner = levels.slice(1, -1).map(({ groups }) => groups);
  const narrow = inner.every((groups) => {
    const [only] = groups;
    if (groups.length > 1 || !only) return false;
    const comes = edges.filter(({ to, from }) => only.includes(to) && companions[from] !== to);
    const near = comes.filter(({ lag }) => lag === 0);
    return near.length <= 1 && comes.length - near.length <= 1;
  });
  return (narrow ? [UPRIGHT, TIGHT] : [FLAT]).map((style) => ({
    ...style,
    digits: String(length).length,
  }));
}
