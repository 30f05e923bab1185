/** @import {Graph} from "./cell/graph.js" */
/** @import {Table, Look} from "./itemised.js" */
/** @import {Looking} from "./tables.js" */
/** @import {Trace} from "./trace.js" */
import { parse, products, tokens } from "./cell/equation.js";
import { equationIn } from "./cell/graph.js";
import { spectralRadius } from "./spectral.js";
import { statesOf } from "./tables.js";

/**
 * How the gradient of one loss goes back through time.
 *
 * @typedef {{lag: number, log: number, look: Look}} Point  `log`: log10 of the norm
 * @typedef {{tau: number, points: Point[]}} Line
 *
 * @typedef {object} Reference  what an unsaturated net would do, which is linear
 * @property {string} parameter  the one recurrent matrix
 * @property {number} rho        its spectral radius
 */

/**
 * The state that is looked at: what was chosen, where the run has it, else the last one.
 *
 * @param {Looking} looking
 * @param {Trace} trace
 */
export function stateOf({ state }, trace) {
  const states = statesOf(trace);
  return states.includes(state) ? state : (states.at(-1) ?? "");
}

/**
 * A line for every loss, from lag 0 on.
 *
 * @param {Table} table  of a state
 * @returns {Line[]}
 */
export function linesOf({ taus, times, cell, trace }) {
  return taus
    .filter((tau) => trace.answer.losses[tau - 1] !== null)
    .map((tau) => ({
      tau,
      points: times
        .filter((t) => t <= tau)
        .reverse()
        .map((t) => {
          const { look, value } = cell(tau, t);
          return { lag: tau - t, log: value, look };
        }),
    }));
}

/**
 * The recurrent matrix of a cell whose one state comes back to itself through a single matrix and
 * functions whose slope is 1 at zero; null for any other cell. There W^lag carries the gradient back
 * as long as nothing saturates.
 *
 * @param {Trace} trace
 * @returns {Reference | null}
 */
export function referenceOf(trace) {
  const [part, ...others] = trace.parts;
  const parameter = part && others.length === 0 ? recurrentMatrix(part.graph) : null;
  return parameter === null ? null : { parameter, rho: spectralRadius(trace.weight(parameter)) };
}

/**
 * @param {Graph} graph
 * @returns {string | null}
 */
function recurrentMatrix(graph) {
  const { edges, states, nodes, companions } = graph;
  const [edge, ...others] = edges.filter(({ lag }) => lag > 0);
  if (!edge || others.length > 0 || states.length !== 1) return null;
  const [parameter, ...further] = edge.parameters;
  if (!parameter || further.length > 0) return null;
  const state = edge.from;
  const isDirect = edge.to === state;
  if (!isDirect && companions[edge.to] !== state) return null;
  const lines = [edge.to, state].map((name) => equationIn(graph, name));
  const uses = nodes
    .flatMap(({ equation }) => products(equation ?? ""))
    .filter((product) => product.parameter === parameter);
  const isBare = uses.length === 1 && uses[0]?.operand.length === 1;
  const reads = nodes.flatMap(({ equation }) =>
    tokens(equation ?? "").filter(({ text, lag }) => text === state && lag > 0),
  );
  return isBare && reads.length === 1 && lines.every(hasUnitSlope) ? parameter : null;
}

/**
 * Whether nothing but sums, and functions whose slope is 1 at zero, stands in an equation.
 *
 * @param {string} line
 */
function hasUnitSlope(line) {
  /** @param {import("./cell/equation.js").Tree} tree @returns {boolean} */
  const holds = (tree) => {
    if (tree.kind === "call") return tree.word !== "sigmoid" && holds(tree.of);
    if (tree.kind === "both") return tree.sign !== "*" && holds(tree.left) && holds(tree.right);
    if (tree.kind === "minus") return holds(tree.of);
    return tree.kind !== "number";
  };
  return holds(parse(line));
}
