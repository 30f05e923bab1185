/** @import {Table} from "./itemised.js" */

/**
 * The cell that the keys walk from: the last one, else that of the last loss at its own time-stamp.
 *
 * @param {Table} table
 * @param {{tau: number, t: number} | null} here
 */
export function activeIn({ taus, times }, here) {
  const within = (/** @type {number[]} */ all, /** @type {number} */ one) =>
    Math.min(all.at(-1) ?? 1, Math.max(all[0] ?? 1, one));
  return { tau: within(taus, here?.tau ?? Infinity), t: within(times, here?.t ?? Infinity) };
}

/**
 * Where a key leads to; null for one that is none of the map's.
 *
 * @param {Table} table
 * @param {{tau: number, t: number}} from
 * @param {string} key
 */
export function stepped(table, { tau, t }, key) {
  const steps = /** @type {Record<string, [number, number]>} */ ({
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Home: [0, -Infinity],
    End: [0, Infinity],
  });
  const step = steps[key];
  return step ? activeIn(table, { tau: tau + step[0], t: t + step[1] }) : null;
}
