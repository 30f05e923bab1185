/** @import {Graph} from "./cell/graph.js" */
/** @import {Trace} from "./trace.js" */
import { tokens } from "./cell/equation.js";

/**
 * Which losses a copy or a state can teach at all, and by which ways: told from the arrows of the
 * cell alone, whatever the numbers are.
 *
 * @typedef {object} Ways  all ways from a copy, or a state, of time-stamp t to L_τ
 * @property {number} tau
 * @property {number} t
 * @property {string[]} starts  the values that they begin at
 * @property {(name: string, at: number) => boolean} has      whether one leads over a value
 * @property {(name: string, at: number) => boolean} isShort  whether a shortest one does
 * @property {(name: string, at: number) => number} from      how many arrows it is from the start
 */

/**
 * The values of time-stamp t that a parameter, or a state, acts on the loss through.
 *
 * @param {Trace} trace
 * @param {string} subject
 * @param {number} t
 */
export function startsOf(trace, subject, t) {
  if (!trace.parameters.includes(subject)) return [subject];
  if (!trace.covers(subject, t)) return [];
  return trace
    .partAt(t)
    .graph.nodes.filter(({ equation }) =>
      tokens(equation ?? "").some(({ text }) => text === subject),
    )
    .map(({ name }) => name);
}

/**
 * Tells whether there is any way from a copy or a state of time-stamp t to L_τ.
 *
 * @param {Trace} trace
 * @param {string} subject
 * @returns {(tau: number, t: number) => boolean}
 */
export function reachOf(trace, subject) {
  const steps = stepMemory();
  /** What is reached at t, t + 1, … of a start. @type {Map<number, boolean[]>} */
  const known = new Map();
  /** @param {number} t */
  function from(t) {
    let at = within(trace.partAt(t).graph, startsOf(trace, subject, t));
    const reached = [at.includes("y")];
    for (let next = t + 1; next <= trace.length; next += 1) {
      at = steps(trace.partAt(next).graph, at);
      reached.push(at.includes("y"));
    }
    return reached;
  }
  return (tau, t) => {
    if (t > tau) return false;
    const reached = known.get(t) ?? from(t);
    known.set(t, reached);
    return (reached[tau - t] ?? false) && trace.partAt(tau).isLast;
  };
}

/**
 * All ways from a copy or a state of time-stamp t to L_τ; null where there is none.
 *
 * @param {Trace} trace
 * @param {string} subject
 * @param {number} tau
 * @param {number} t
 * @returns {Ways | null}
 */
export function waysOf(trace, subject, tau, t) {
  const starts = startsOf(trace, subject, t);
  const there = distances(
    starts.map((name) => spot(name, t)),
    (name, at) => [
      ...arrows(trace, at).flatMap(({ from, to, lag }) =>
        from === name && lag === 0 ? [spot(to, at)] : [],
      ),
      ...(at < tau ? arrows(trace, at + 1) : []).flatMap(({ from, to, lag }) =>
        from === name && lag === 1 ? [spot(to, at + 1)] : [],
      ),
    ],
  );
  const back = distances([spot("y", tau)], (name, at) =>
    arrows(trace, at).flatMap(({ from, to, lag }) =>
      to === name && from !== "x" && at - lag >= t ? [spot(from, at - lag)] : [],
    ),
  );
  const length = there.get(spot("y", tau));
  if (length === undefined || !trace.partAt(tau).isLast) return null;
  const has = (/** @type {string} */ name, /** @type {number} */ at) =>
    there.has(spot(name, at)) && back.has(spot(name, at));
  const far = (/** @type {string} */ name, /** @type {number} */ at) =>
    there.get(spot(name, at)) ?? Infinity;
  return {
    tau,
    t,
    starts: starts.filter((name) => has(name, t)),
    has,
    isShort: (name, at) => far(name, at) + (back.get(spot(name, at)) ?? Infinity) === length,
    from: far,
  };
}

/**
 * @param {Trace} trace
 * @param {number} t
 */
function arrows(trace, t) {
  return trace.partAt(t).graph.edges;
}

/**
 * How many arrows every value is away.
 *
 * @param {string[]} starts
 * @param {(name: string, t: number) => string[]} next
 */
function distances(starts, next) {
  const found = new Map(starts.map((start) => [start, 0]));
  for (const [at, distance] of found) {
    const [name = "", t] = at.split("@");
    for (const each of next(name, Number(t))) if (!found.has(each)) found.set(each, distance + 1);
  }
  return found;
}

/**
 * @param {string} name
 * @param {number} t
 */
function spot(name, t) {
  return `${name}@${t}`;
}

/**
 * What follows from some values within their time-stamp, and these.
 *
 * @param {Graph} graph
 * @param {string[]} names
 */
function within({ edges }, names) {
  const found = new Set(names);
  for (const at of found)
    for (const { from, to, lag } of edges) if (lag === 0 && from === at) found.add(to);
  return [...found].sort();
}

/** What follows from some values at the next time-stamp, each found once. */
function stepMemory() {
  /** @type {Map<Graph, Map<string, string[]>>} */
  const known = new Map();
  return (/** @type {Graph} */ graph, /** @type {string[]} */ names) => {
    const steps = known.get(graph) ?? new Map();
    known.set(graph, steps);
    const key = names.join(" ");
    const next =
      steps.get(key) ??
      within(
        graph,
        graph.edges
          .filter(({ from, lag }) => lag === 1 && names.includes(from))
          .map(({ to }) => to),
      );
    steps.set(key, next);
    return next;
  };
}
