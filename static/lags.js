/** @import {Answer} from "./answer.js" */

/** The lags that get a row, where the sequence has them. */
const LAGS = [0, 1, 2, 5, 10, 20, 40];

/**
 * @typedef {object} Row
 * @property {number} lag
 * @property {number[]} norms   |∂L_τ/∂v_t| of either run
 * @property {number[]} shares  how long their bars are, from 0 to 1 on one log scale
 *
 * @typedef {{state: string, tau: number, rows: Row[]}} Comparison
 */

/**
 * How far the gradient of the one loss reaches back in two runs of the same length; null where
 * there are more losses, or no state that both have.
 *
 * @param {Answer} here
 * @param {Answer} beside
 * @returns {Comparison | null}
 */
export function compareByLag(here, beside) {
  const state = here.cell.states.find((name) => beside.cell.states.includes(name));
  const tau = onlyLoss(here);
  if (state === undefined || tau === null || tau !== onlyLoss(beside)) return null;
  const lags = LAGS.filter((lag) => lag < tau);
  const norms = lags.map((lag) =>
    [here, beside].map(({ deltas }) => Math.hypot(...(deltas[state]?.[tau - lag - 1] ?? []))),
  );
  const share = shareOf(norms.flat());
  const rows = lags.map((lag, i) => {
    const both = norms[i] ?? [];
    return { lag, norms: both, shares: both.map(share) };
  });
  return { state, tau, rows };
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

/**
 * A log scale that ends at the largest and begins up to one and a half decades below the smallest.
 *
 * @param {number[]} norms
 */
function shareOf(norms) {
  const logs = norms.filter((norm) => norm > 0).map(Math.log10);
  const most = Math.max(...logs);
  const least = Math.floor(Math.min(...logs) - 0.5);
  return (/** @type {number} */ norm) =>
    norm > 0 ? (Math.log10(norm) - least) / (most - least) : 0;
}
