/** @import {Cell, CellNode} from "../answer.js" */
import { biases, products } from "./equation.js";

/**
 * What is drawn of a cell: its arrows with the matrices that stand on them, and which values are
 * drawn side by side because the one is nothing but a function of the other.
 *
 * @typedef {object} Edge
 * @property {string} from
 * @property {string} to
 * @property {number} lag           1 when it comes from the time-stamp before
 * @property {string[]} parameters  the matrices that stand on it
 * @property {string[]} [through]   of a closed column, the values that read `from` on the way to `to`
 *
 * @typedef {object} Graph
 * @property {CellNode[]} nodes
 * @property {Edge[]} edges
 * @property {string[]} states                   the values that the next time-stamp may read
 * @property {string[]} parameters               in the order of the equations
 * @property {Record<string, string>} homes      parameter → the value whose equation has it first
 * @property {Record<string, string>} companions value → the value it stands beside
 */

/**
 * @param {Cell} cell
 * @returns {Graph}
 */
export function graphOf(cell) {
  const { nodes } = cell;
  return {
    nodes,
    edges: nodes.flatMap((node) => edgesTo(node)),
    states: cell.states,
    parameters: Object.keys(cell.parameters),
    homes: homesOf(nodes),
    companions: companionsOf(cell),
  };
}

/**
 * The values that are read as [t-1]. All of them are in an encoder too, even one that nothing but
 * the read-out of the decoder reads.
 *
 * @param {Graph} graph
 */
export function statesOf({ states }) {
  return new Set(states);
}

/**
 * Whether a value leads to an output, so that it has a gradient.
 *
 * @param {Graph} graph
 * @param {string} name
 */
export function reaches({ nodes }, name) {
  return nodes.some((node) => node.name === name && node.reaches_y !== false);
}

/**
 * The line that a value is computed by; "" of x.
 *
 * @param {Graph} graph
 * @param {string} name
 */
export function equationIn({ nodes }, name) {
  return nodes.find((node) => node.name === name)?.equation ?? "";
}

/**
 * Whether a value leads to a state that the next time-stamp reads, so that later losses teach it.
 *
 * @param {Graph} graph
 * @param {string} name
 */
export function leadsOn({ edges, states }, name) {
  const found = new Set([name]);
  for (const at of found)
    for (const { from, to, lag } of edges) if (from === at && lag === 0) found.add(to);
  return states.some((state) => found.has(state));
}

/** @param {Edge} edge */
export function edgeKey({ from, to, lag }) {
  return `${from}>${to}@${lag}`;
}

/**
 * The parameters, those on arrows from the time-stamp before in front.
 *
 * @param {Graph} graph
 */
export function recurrentFirst({ edges, parameters }) {
  const recurrent = new Set(edges.flatMap((edge) => (edge.lag > 0 ? edge.parameters : [])));
  return [
    ...parameters.filter((name) => recurrent.has(name)),
    ...parameters.filter((name) => !recurrent.has(name)),
  ];
}

/**
 * @param {CellNode} node
 * @returns {Edge[]}
 */
function edgesTo(node) {
  const found = products(node.equation ?? "");
  const edges = node.inputs.map(({ name, lag }) => ({
    from: name,
    to: node.name,
    lag,
    parameters: /** @type {string[]} */ ([]),
  }));
  for (const { parameter, operand } of found) {
    const names = operand.filter(({ kind }) => kind === "name");
    const sources = edges.filter((edge) =>
      names.some(({ text, lag }) => text === edge.from && lag === edge.lag),
    );
    const edge = sources.find(({ lag }) => lag === 1) ?? sources[0];
    if (edge && !edge.parameters.includes(parameter)) edge.parameters.push(parameter);
  }
  return edges;
}

/** @param {CellNode[]} nodes */
function homesOf(nodes) {
  /** @type {Record<string, string>} */
  const homes = {};
  for (const { name, equation } of nodes) {
    const line = equation ?? "";
    for (const parameter of [
      ...products(line).map((product) => product.parameter),
      ...biases(line),
    ])
      homes[parameter] ??= name;
  }
  return homes;
}

/**
 * z stands beside h when h = f(z) is all that either of them is good for.
 *
 * @param {Cell} cell
 */
function companionsOf({ nodes, states }) {
  /** @type {Record<string, string>} */
  const companions = {};
  for (const { name, inputs, equation } of nodes) {
    const [only] = inputs;
    if (inputs.length !== 1 || !only || only.lag || name === "y") continue;
    if (only.name === "x" || only.name === "y") continue;
    if (products(equation ?? "").length > 0) continue;
    const uses = nodes.flatMap((node) => node.inputs.filter((input) => input.name === only.name));
    if (uses.length === 1 && !states.includes(only.name)) companions[only.name] = name;
  }
  return companions;
}
