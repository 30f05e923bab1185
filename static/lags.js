/** @import {Answer} from "./answer.js" */

/** The lags that get a row in a table, where the sequence has them. */
const LAGS = [0, 1, 2, 5, 10, 20, 40, 80, 160];

/**
 * @typedef {{lag: number, logs: number[]}} Row  log10 |∂L_τ/∂v_t| of either run, −Infinity for zero
 *
 * @typedef {object} Comparison
 * @property {number} tau
 * @property {Row[]} rows
 * @property {(number | null)[]} logs  log10 of the norms of the run beside, by lag; null for zero
 */

/**
 * How far the gradient of the one loss reaches back in two runs of the same length; null where
 * there are more losses, or where one of them has no such state.
 *
 * @param {Answer} here
 * @param {Answer} beside
 * @param {string} state
 * @returns {Comparison | null}
 */
export function compareByLag(here, beside, state) {
  // what a truncation leaves is no match for a full gradient
  if (here.comparison) return null;
  const tau = onlyLoss(here);
  const isThere = [here, beside].every(({ cell }) => cell.states.includes(state));
  if (!isThere || tau === null || tau !== onlyLoss(beside)) return null;
  const log = (/** @type {Answer} */ { deltas }, /** @type {number} */ lag) =>
    Math.log10(Math.hypot(...(deltas[state]?.[tau - lag - 1] ?? [])));
  return {
    tau,
    rows: rowsOf(tau - 1).map((lag) => ({
      lag,
      logs: [here, beside].map((run) => log(run, lag)),
    })),
    logs: Array.from({ length: tau }, (_, lag) => log(beside, lag)).map((each) =>
      each === -Infinity ? null : each,
    ),
  };
}

/**
 * The lags that a table has rows for.
 *
 * @param {number} most
 */
export function rowsOf(most) {
  return LAGS.filter((lag) => lag <= most);
}

/**
 * The time-stamp of a run's only loss: there the deltas are those of L_τ. Null where there are more.
 *
 * @param {Answer} answer
 */
function onlyLoss({ losses }) {
  const stamps = losses.flatMap((loss, i) => (loss === null ? [] : [i + 1]));
  return stamps.length === 1 ? (stamps[0] ?? null) : null;
}
