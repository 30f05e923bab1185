/** @import {Layout} from "../layout.js" */
import { borderOf } from "../layout.js";

/** Before the arrows into the first column. */
const BEFORE = 12;

/**
 * Where the borders of the columns are: before the first, after it, after the second … The last
 * leaves room for what lies beside it.
 *
 * @param {Layout} layout
 * @param {number} spare  right of the columns
 * @param {number} room   what the last needs
 */
export function bordersOf(layout, spare, room) {
  const { columns, width } = layout;
  const [first] = columns;
  const before = (first?.x ?? 0) + (first?.form.start ?? 0) - BEFORE;
  return [
    Math.max(0, before),
    ...columns.slice(1).map(({ x }, i) => x + borderOf(layout, i + 2)),
    width - Math.min(room, Math.max(0, room - spare)),
  ];
}

/**
 * The last time-stamp whose column lies before a place as a whole; the first, if none does.
 *
 * @param {Layout} layout
 * @param {number} right
 */
export function lastWithin({ columns }, right) {
  const beyond = columns.findIndex(({ x, form }) => x + form.right > right + 1);
  return beyond < 0 ? columns.length : Math.max(1, beyond);
}

/**
 * Where a column ends.
 *
 * @param {Layout} layout
 * @param {number} t
 */
export function rightOf({ columns }, t) {
  const { x = 0, form } = columns[t - 1] ?? {};
  return x + (form?.right ?? 0);
}
