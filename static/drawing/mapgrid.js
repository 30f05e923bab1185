/** @import {Table} from "../itemised.js" */

/**
 * Where the cells of a map are, in its picture.
 *
 * @typedef {object} MapGrid
 * @property {number} x       left of the cells
 * @property {number} y       top
 * @property {number} size    of a cell
 * @property {number} gap     between two
 * @property {number} right   of the cells
 * @property {number} bottom
 * @property {number} width   of the picture
 * @property {number} height
 * @property {(tau: number, t: number) => {x: number, y: number}} at  left, top
 * @property {(x: number, y: number) => {tau: number, t: number}} nearest
 */

const WIDTH = 256;
const LARGEST = 46;
/** Before the cells the losses, below them the time-stamps; around a signed table its sums. */
const NAMES = { left: 26, long: 33, below: 17 };
const SUMS = { right: 58, below: 44 };

/**
 * @param {Table} table
 * @param {boolean} hasSums
 * @returns {MapGrid}
 */
export function mapGrid({ taus, times }, hasSums) {
  const left = (taus.at(-1) ?? 1) < 100 ? NAMES.left : NAMES.long;
  const room = WIDTH - left - (hasSums ? SUMS.right : 0);
  const size = Math.min(LARGEST, room / Math.max(times.length, taus.length));
  const [x, y] = [left, 1];
  const [right, bottom] = [x + times.length * size, y + taus.length * size];
  const [firstTau = 1, firstTime = 1] = [taus[0], times[0]];
  /** @param {number} from @param {number} at @param {number} count */
  const along = (from, at, count) =>
    Math.min(count - 1, Math.max(0, Math.floor((at - from) / size)));
  return {
    x,
    y,
    size,
    gap: size >= 12 ? 2 : size >= 4 ? 1 : 0,
    right,
    bottom,
    width: WIDTH,
    height: bottom + (hasSums ? SUMS.below : NAMES.below),
    at: (tau, t) => ({ x: x + (t - firstTime) * size, y: y + (tau - firstTau) * size }),
    nearest: (px, py) => ({
      tau: firstTau + along(y, py, taus.length),
      t: firstTime + along(x, px, times.length),
    }),
  };
}
