/** @import {Edge, Graph} from "../cell/graph.js" */
import { statesOf } from "../cell/graph.js";

/**
 * The rows of a column, from the outputs at the top down to the input. A group is a value with its
 * companions before it. A state has a row of its own, so that its lane runs straight.
 *
 * @typedef {{groups: string[][], lane: string | null}} Level  `lane`: the state whose row it is
 */

/**
 * By depth, the deepest at the top; but a state that only shows what another one carries stands
 * below the gates that read it, as in the usual picture of an LSTM.
 *
 * @param {Graph} graph
 * @returns {Level[]}
 */
export function levelsOf(graph) {
  const { nodes, companions } = graph;
  const states = statesOf(graph);
  const heads = nodes.filter(
    ({ name }) => name !== "x" && name !== "y" && companions[name] === undefined,
  );
  const depths = [...new Set(heads.map(({ depth }) => depth))].sort((a, b) => a - b);
  const upwards = depths.flatMap((depth) => {
    const here = heads.filter((node) => node.depth === depth).map(({ name }) => name);
    const gates = here.filter((name) => !states.has(name)).map((name) => group(name, companions));
    const lanes = here.filter((name) => states.has(name));
    return [
      ...(gates.length > 0 ? [{ groups: gates, lane: null }] : []),
      ...lanes.map((name) => ({ groups: [group(name, companions)], lane: name })),
    ];
  });
  for (const level of [...upwards]) {
    if (!level.lane || !isExposed(graph, level.lane)) continue;
    const readers = graph.edges.filter(({ from, lag }) => from === level.lane && lag > 0);
    upwards.splice(upwards.indexOf(level), 1);
    const lowest = upwards.findIndex(({ groups }) =>
      groups.flat().some((name) => readers.some(({ to }) => to === name)),
    );
    upwards.splice(Math.max(0, lowest), 0, level);
  }
  return [
    { groups: [["y"]], lane: states.has("y") ? "y" : null },
    ...upwards.reverse(),
    { groups: [["x"]], lane: null },
  ];
}

/**
 * Whether a state reads one that is carried on element by element, and does not read itself.
 *
 * @param {Graph} graph
 * @param {string} state
 */
function isExposed({ edges, companions }, state) {
  /** @param {Edge} edge @param {string} name */
  const loops = ({ from, to, lag }, name) =>
    lag > 0 && from === name && head(to, companions) === name;
  const reads = edges.filter(({ to, lag }) => lag === 0 && head(to, companions) === state);
  return (
    !edges.some((edge) => loops(edge, state)) &&
    reads.some(({ from }) =>
      edges.some((edge) => loops(edge, from) && edge.parameters.length === 0),
    )
  );
}

/**
 * @param {string} name
 * @param {Record<string, string>} companions
 * @returns {string}
 */
function head(name, companions) {
  const next = companions[name];
  return next === undefined ? name : head(next, companions);
}

/**
 * @param {string} name
 * @param {Record<string, string>} companions
 * @returns {string[]}
 */
function group(name, companions) {
  const before = Object.keys(companions).filter((each) => companions[each] === name);
  return [...before.flatMap((each) => group(each, companions)), name];
}
