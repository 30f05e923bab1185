/** @import {Cell} from "../../static/answer.js" */
import { readFileSync } from "node:fs";
import { Trace } from "../../static/trace.js";

/**
 * The trace of a kept answer of the API, see make_answers.py.
 *
 * @param {string} name
 */
export function traceOf(name) {
  const { request, answer } = read(`answers/${name}.json`);
  return new Trace(answer, request);
}

/** The names of all kept answers. */
export const NAMES = [
  ...["hello", "segment", "window", "masked", "single", "lstm", "gru", "stacked", "shut"],
  ...["translation", "translation-segment", "translation-window", "translation-lstm"],
  ...["translation-masked", "translation-branched"],
];

/**
 * The built-in cells and fifty random ones, see make_cells.py.
 *
 * @type {Record<string, Cell>}
 */
export const CELLS = read("cells.json");

/**
 * A cell with other sizes.
 *
 * @param {Cell} cell
 * @param {number} hidden
 * @param {number} classes
 * @returns {Cell}
 */
export function sized(cell, hidden, classes) {
  return {
    ...cell,
    nodes: cell.nodes.map((node) => ({
      ...node,
      size: node.name === "x" || node.name === "y" ? classes : hidden,
    })),
  };
}

/** @param {string} file */
function read(file) {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf-8"));
}
