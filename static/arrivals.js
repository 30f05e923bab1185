/** @import {Trace} from "./trace.js" */

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
export function arrivalsAt(trace, name, t) {
  const { answer, graph, length } = trace;
  const place = (/** @type {Arrival} */ { from }) =>
    graph.nodes.findIndex((node) => node.name === from);
  return answer.messages
    .filter(({ to, lag }) => to === name && t + lag <= length)
    .flatMap(({ from, to, lag, values }) => {
      const row = values[t - 1];
      return row && trace.reachesY(from, t + lag) ? [{ from, to, lag, values: row }] : [];
    })
    .sort((a, b) => a.lag - b.lag || place(a) - place(b));
}
