/** @import {Trace} from "../trace.js" */

/**
 * How far a parameter's own copies have come into its sum. A half of a translation has copies of
 * its own time-stamps alone: the decoder's sum is complete before the encoder's has begun.
 *
 * @typedef {object} Progress
 * @property {number} first    its first time-stamp
 * @property {number} last     and its last, whose copy comes first
 * @property {number} of       how many copies it has
 * @property {number} docked   how many of them are in; fractional while one is on its way
 * @property {number} arrived  how many are all in
 * @property {boolean} isComplete
 */

/**
 * @param {Trace} trace
 * @param {string} parameter
 * @param {number} docked  of how many time-stamps the copies are in, of T, T−1, …
 * @returns {Progress}
 */
export function progressOf(trace, parameter, docked) {
  const { first, length } = trace.partOf(parameter);
  const last = first + length;
  const own = Math.min(length, Math.max(0, docked - (trace.length - last)));
  return {
    first: first + 1,
    last,
    of: length,
    docked: own,
    arrived: Math.floor(own),
    isComplete: own >= length,
  };
}

/**
 * The time-stamp whose copies came in last, or are coming.
 *
 * @param {number} length  T
 * @param {number} docked
 */
export function dockingAt(length, docked) {
  return length + 1 - Math.max(1, Math.ceil(docked));
}
