/** @import {Graph} from "./graph.js" */

/** A cell with more values than this starts with closed columns. */
const MANY = 4;

/**
 * Whether the column of time-stamp t shows its inside.
 *
 * @param {string} open  the setting: "auto", "all", "none", or the time-stamps of open columns
 * @param {Graph} graph
 * @param {number} t
 */
export function isOpen(open, { nodes }, t) {
  if (open === "auto") return nodes.length - 2 <= MANY;
  if (open === "all" || open === "none") return open === "all";
  return open.split(",").includes(String(t));
}

/**
 * The setting with the column of time-stamp t the other way.
 *
 * @param {string} open
 * @param {Graph} graph
 * @param {number} length
 * @param {number} t
 */
export function toggled(open, graph, length, t) {
  const times = Array.from({ length }, (_, i) => i + 1);
  const now = times.filter((each) => isOpen(open, graph, each) !== (each === t));
  if (now.length === 0) return "none";
  return now.length === length ? "all" : now.join(",");
}
