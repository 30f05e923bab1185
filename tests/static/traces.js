/** @import {Cell} from "../../static/answer.js" */
import { readFileSync } from "node:fs";
import { Trace } from "../../static/trace.js";

/**
 * The trace of a kept answer of the API, see make_answers.py.
 *
 * @param {string} name
 */
export function traceOf(name) {
  const { request, answer } = JSON.parse(
    readFileSync(new URL(`answers/${name}.json`, import.meta.url), "utf-8"),
  );
  return new Trace(answer, request);
}

/** The names of all kept answers. */
export const NAMES = ["hello", "segment", "window", "masked", "single", "lstm"];

/**
 * The cell of a kept answer with other sizes.
 *
 * @param {string} name
 * @param {number} hidden
 * @param {number} classes
 * @returns {Cell}
 */
export function cellOf(name, hidden, classes) {
  const { cell } = traceOf(name).answer;
  return {
    ...cell,
    nodes: cell.nodes.map((node) => ({
      ...node,
      size: node.name === "x" || node.name === "y" ? classes : hidden,
    })),
  };
}
