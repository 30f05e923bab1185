/** @import {Edge, Graph} from "./graph.js" */
import { statesOf } from "./graph.js";

/**
 * The graph of a closed column: of the values between x and y only the states, and an arrow from
 * one to the other where a way leads through what is hidden.
 *
 * @param {Graph} graph
 * @returns {Graph}
 */
export function closedOf(graph) {
  const states = statesOf(graph);
  /** @param {string} name */
  const isShown = (name) => name === "x" || name === "y" || states.has(name);
  /** @type {Set<string>} */
  const placed = new Set();
  const nodes = graph.nodes.filter(({ name }) => isShown(name));
  const edges = nodes.flatMap(({ name }) => arrowsInto(graph, name, isShown));
  return {
    ...graph,
    nodes,
    edges: edges.map((edge) => ({
      ...edge,
      parameters: edge.parameters.filter((name) => !placed.has(name) && placed.add(name)),
    })),
    companions: {},
  };
}

/**
 * Whether closing a column hides anything.
 *
 * @param {Graph} graph
 */
export function hidesAnything(graph) {
  return closedOf(graph).nodes.length < graph.nodes.length;
}

/**
 * @param {Graph} graph
 * @param {string} name
 * @param {(name: string) => boolean} isShown
 * @returns {Edge[]}
 */
function arrowsInto({ edges }, name, isShown) {
  const inside = hiddenBefore(edges, name, isShown);
  const within = edges.filter(({ to }) => inside.has(to));
  /** @param {Edge} edge */
  const isEntry = ({ from, lag }) => lag > 0 || isShown(from);
  /** @type {Map<string, Edge>} */
  const arrows = new Map();
  for (const { from, lag } of within.filter(isEntry)) {
    const first = within.filter((edge) => edge.from === from && edge.lag === lag);
    const way = [...first];
    for (const { to } of way) {
      if (to === name) continue;
      way.push(...within.filter((edge) => edge.from === to && !edge.lag && !way.includes(edge)));
    }
    const parameters = [...new Set(way.flatMap((edge) => edge.parameters))];
    const through = first.map(({ to }) => to);
    arrows.set(`${from}@${lag}`, { from, to: name, lag, parameters, through });
  }
  return [...arrows.values()];
}

/**
 * A value, and the hidden ones that it follows from within a time-stamp.
 *
 * @param {Edge[]} edges
 * @param {string} name
 * @param {(name: string) => boolean} isShown
 */
function hiddenBefore(edges, name, isShown) {
  const found = new Set([name]);
  for (const at of found)
    for (const { from, to, lag } of edges)
      if (to === at && lag === 0 && !isShown(from)) found.add(from);
  return found;
}
