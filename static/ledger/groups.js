/** @import {Graph} from "../cell/graph.js" */

/**
 * The parameters of a cell by the value whose equation they are in, for the ledger. A group that is
 * folded is one low row.
 *
 * @typedef {{name: string, parameters: string[]}} Group
 */

/** What the address says when no group is folded; "" leaves it to the page. */
const NONE = "0";
/** With more rows than this, only one group is open at first. */
const MANY = 6;

/**
 * The groups; none where all parameters but those of the output are in one equation.
 *
 * @param {Graph} graph
 * @returns {Group[]}
 */
export function groupsOf({ parameters, homes }) {
  const names = [...new Set(parameters.map((parameter) => homes[parameter] ?? "y"))];
  if (names.filter((name) => name !== "y").length < 2) return [];
  return names.map((name) => ({
    name,
    parameters: parameters.filter((parameter) => (homes[parameter] ?? "y") === name),
  }));
}

/**
 * The names of the groups that are folded.
 *
 * @param {Group[]} groups
 * @param {string} fold            what the address says
 * @param {string | null} watched  a parameter that is looked at
 * @returns {Set<string>}
 */
export function foldedOf(groups, fold, watched) {
  const names = groups.map(({ name }) => name);
  const said = fold.split(",").filter((name) => names.includes(name));
  if (said.length > 0 || fold === NONE) return new Set(said);
  if (groups.flatMap(({ parameters }) => parameters).length <= MANY) return new Set();
  const open =
    groups.find(({ parameters }) => watched && parameters.includes(watched)) ?? groups[0];
  return new Set(names.filter((name) => name !== open?.name));
}

/**
 * What the address says after a group was folded or unfolded.
 *
 * @param {Set<string>} folded
 * @param {string} name
 */
export function turned(folded, name) {
  const after = folded.has(name)
    ? [...folded].filter((each) => each !== name)
    : [...folded, name].sort();
  return after.join(",") || NONE;
}
