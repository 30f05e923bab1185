/** @import {Graph} from "../cell/graph.js" */
/** @import {Part} from "../cell/part.js" */

/**
 * The parameters by the value whose equation they are in, for the ledger; in a translation first by
 * the half that they belong to. A group that is folded is one low row.
 *
 * @typedef {object} Group
 * @property {string} key         what the address calls it: i, in a translation i_enc, of a half enc
 * @property {string} name        the value, or the half
 * @property {Part | null} half   which half of a translation all of it is; null of a value's
 * @property {string} suffix      what all its parameters have behind their names: _enc, "" of the only network
 * @property {string[]} parameters
 * @property {Group[]} inner      the groups within a half
 */

/** What the address says when no group is folded; "" leaves it to the page. */
const NONE = "0";
/** With more rows than this, only one group is open at first. */
const MANY = 6;

/**
 * The groups; none where all parameters but those of the output are in one equation.
 *
 * @param {Part[]} parts
 * @returns {Group[]}
 */
export function groupsOf(parts) {
  const [only] = parts;
  if (only && parts.length === 1) return byValue(only.graph, "");
  return parts.map((half) => {
    const { name, graph } = half;
    const key = name.slice(0, 3);
    const suffix = `_${key}`;
    const inner = byValue(graph, suffix);
    return { key, name, half, suffix, parameters: graph.parameters, inner };
  });
}

/**
 * The keys of the groups that are folded.
 *
 * @param {Group[]} groups
 * @param {string} fold       what the address says
 * @param {string[]} watched  the parameters that are looked at, the most looked at first
 * @returns {Set<string>}
 */
export function foldedOf(groups, fold, watched) {
  const keys = keysOf(groups);
  const said = fold.split(",").filter((key) => keys.includes(key));
  if (said.length > 0 || fold === NONE) return new Set(said);
  if (groups.flatMap(({ parameters }) => parameters).length <= MANY) return new Set();
  return new Set(allButOne(groups, watched));
}

/**
 * What the address says after a group was folded or unfolded.
 *
 * @param {Set<string>} folded
 * @param {string} key
 */
export function turned(folded, key) {
  const after = folded.has(key)
    ? [...folded].filter((each) => each !== key)
    : [...folded, key].sort();
  return after.join(",") || NONE;
}

/**
 * @param {Graph} graph
 * @param {string} suffix
 * @returns {Group[]}
 */
function byValue({ parameters, homes }, suffix) {
  const names = [...new Set(parameters.map((parameter) => homes[parameter] ?? "y"))];
  if (names.filter((name) => name !== "y").length < 2) return [];
  return names.map((name) => ({
    key: name + suffix,
    name,
    half: null,
    suffix,
    parameters: parameters.filter((parameter) => (homes[parameter] ?? "y") === name),
    inner: [],
  }));
}

/** @param {Group[]} groups @returns {string[]} */
function keysOf(groups) {
  return groups.flatMap(({ key, inner }) => [key, ...keysOf(inner)]);
}

/**
 * Of the groups beside each other all but the one that is looked at, else the first.
 *
 * @param {Group[]} groups
 * @param {string[]} watched
 * @returns {string[]}
 */
function allButOne(groups, watched) {
  const owners = watched.map((each) => groups.find(({ parameters }) => parameters.includes(each)));
  const open = owners.find((owner) => owner) ?? groups[0];
  return groups.flatMap((group) => [
    ...(group === open ? [] : [group.key]),
    ...allButOne(group.inner, watched),
  ]);
}
