/** @import {Step} from "./derivative.js" */
/** @import {Tree} from "./equation.js" */

/**
 * One entry of a part of an equation. A matrix mixes entries: with one in it there is none.
 *
 * @param {Tree} tree
 * @param {(name: string, lag: number) => number} read  the entry of a value or a bias
 * @returns {number | null}
 */
export function entryOf(tree, read) {
  switch (tree.kind) {
    case "name":
      return read(tree.text, tree.lag);
    case "number":
      return Number(tree.text);
    case "product":
      return null;
    case "minus":
      return map(entryOf(tree.of, read), (a) => -a);
    case "call":
      return map(entryOf(tree.of, read), FUNCTIONS[tree.word] ?? Number);
    case "both": {
      const [a, b] = [entryOf(tree.left, read), entryOf(tree.right, read)];
      return a === null || b === null ? null : SIGNS[tree.sign](a, b);
    }
  }
}

/**
 * What a step of a way multiplies an entry by.
 *
 * @param {Step} step
 * @param {(name: string, lag: number) => number} read
 * @param {number} whole  the entry of the value whose equation it is
 * @returns {number | null}
 */
export function factorOf(step, read, whole) {
  if (step.kind === "minus") return -1;
  if (step.kind === "matrix") return null;
  if (step.kind === "times") return entryOf(step.by, read);
  const given = step.whole ? whole : map(entryOf(step.of, read), FUNCTIONS[step.word] ?? Number);
  return map(given, SLOPES[step.word] ?? Number);
}

/** @type {Record<string, (a: number) => number>} */
const FUNCTIONS = {
  tanh: Math.tanh,
  sigmoid: (a) => 1 / (1 + Math.exp(-a)),
  relu: (a) => Math.max(0, a),
};

/** The slopes by the value that the function gives. @type {Record<string, (a: number) => number>} */
const SLOPES = {
  tanh: (a) => 1 - a * a,
  sigmoid: (a) => a * (1 - a),
  relu: (a) => Number(a > 0),
};

/** @type {Record<"+" | "-" | "*", (a: number, b: number) => number>} */
const SIGNS = { "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b };

/**
 * @param {number | null} value
 * @param {(value: number) => number} f
 */
function map(value, f) {
  return value === null ? null : f(value);
}
