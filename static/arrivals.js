/** @import {Trace} from "./trace.js" */
import { reaches } from "./timeline.js";

/**
 * What an arrow brings back to a value at a time-stamp; `lag` is 1 when it comes from the next one.
 *
 * @typedef {{from: string, to: string, lag: number, values: number[]}} Arrival
 */

/**
 * All that reaches a value at a time-stamp but its own loss, first what comes from the same
 * time-stamp.
 *
 * @param {Trace} trace
 * @param {string} name
 * @param {number} t
 * @returns {Arrival[]}
 */
export function arrivalsAt({ answer, graph, timeline, length }, name, t) {
  const place = (/** @type {Arrival} */ { from }) =>
    graph.nodes.findIndex((node) => node.name === from);
  return answer.messages
    .filter(({ from, to, lag }) => to === name && t + lag <= length && reaches(timeline, from))
    .map(({ from, to, lag, values }) => ({ from, to, lag, values: values[t - 1] ?? [] }))
    .sort((a, b) => a.lag - b.lag || place(a) - place(b));
}
