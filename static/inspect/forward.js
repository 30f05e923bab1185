/** @import {Tree} from "../cell/equation.js" */
/** @import {Tables} from "../tables.js" */
/** @import {Trace} from "../trace.js" */
/** @import {Quantity} from "../quantity.js" */
/** @import {Expression, Operand} from "./expression.js" */
import { parse } from "../cell/equation.js";
import { equationIn } from "../cell/graph.js";
import { valueOf } from "../quantity.js";
import { call, constant, evaluate, minus, product, sum } from "./expression.js";

/**
 * A unit, or the letter that stands for all of a sum.
 *
 * @typedef {number | string} Unit
 */

/** The letters of sums, one inside the other. */
const LETTERS = ["j", "k", "l", "m", "n"];
/** From how many terms on a sum inside a sum is not written out. */
const MOST = 4096;

/**
 * A named number as an operand.
 *
 * @param {Trace} trace
 * @param {Record<string, unknown>} quantity  with a letter for a place its value is unknown
 * @param {Tables | null} [tables]
 * @returns {Operand}
 */
export function operand(trace, quantity, tables = null) {
  const named = /** @type {Quantity} */ (/** @type {unknown} */ (quantity));
  const isGeneral = ["unit", "row", "column", "t", "tau"].some(
    (place) => typeof quantity[place] === "string",
  );
  const value = isGeneral ? NaN : (valueOf(trace, named, { rate: 0, tables }) ?? 0);
  return { kind: "of", quantity: named, value };
}

/**
 * What a unit of a value is worked out from.
 *
 * @param {Trace} trace
 * @param {string} name
 * @param {number} t
 * @param {number} unit
 * @returns {Expression | null}  null where it is not worked out: of x and of an initial state
 */
export function forward(trace, name, t, unit) {
  const equation = t > 0 ? equationIn(trace.partAt(t).graph, name) : "";
  return equation ? expanded(trace, parse(equation), t, unit) : null;
}

/**
 * A part of an equation at one unit.
 *
 * @param {Trace} trace
 * @param {Tree} tree
 * @param {number} t
 * @param {Unit} unit
 * @param {number} [depth]  how many sums it is inside of
 * @returns {Expression}
 */
export function expanded(trace, tree, t, unit, depth = 0) {
  /** @param {Tree} part */
  const at = (part) => expanded(trace, part, t, unit, depth);
  switch (tree.kind) {
    case "number":
      return constant(Number(tree.text));
    case "name":
      return leaf(trace, tree, t, unit);
    case "minus":
      return minus(at(tree.of));
    case "call":
      return call(tree.word, at(tree.of));
    case "product":
      return productAt(trace, tree, t, unit, depth);
    case "both": {
      const [left, right] = [at(tree.left), at(tree.right)];
      if (tree.sign === "*") return product(left, right);
      return sum([left, tree.sign === "-" ? minus(right) : right]);
    }
  }
}

/**
 * @param {Trace} trace
 * @param {Tree & {kind: "name"}} tree
 * @param {number} t
 * @param {Unit} unit
 */
function leaf(trace, { text, lag }, t, unit) {
  if (Object.hasOwn(trace.answer.cell.parameters, text))
    return operand(trace, { kind: "weight", parameter: text, row: unit, column: 0 });
  return operand(trace, { kind: "value", name: text, t: t - lag, unit });
}

/**
 * Σ_j W[unit, j] · v[j]
 *
 * @param {Trace} trace
 * @param {Tree & {kind: "product"}} tree
 * @param {number} t
 * @param {Unit} unit
 * @param {number} depth
 */
function productAt(trace, { parameter, of }, t, unit, depth) {
  const { columns } = trace.weight(parameter);
  /** @param {Unit} j */
  const term = (j) =>
    product(
      operand(trace, { kind: "weight", parameter, row: unit, column: j }),
      expanded(trace, of, t, j, depth + 1),
    );
  return summed(columns, depth, term);
}

/**
 * A sum over an index; inside others a long one is a number alone.
 *
 * @param {number} count
 * @param {number} depth
 * @param {(index: Unit) => Expression} term
 */
export function summed(count, depth, term) {
  const index = LETTERS[depth] ?? "j";
  const terms = Array.from({ length: count }, (_, j) => term(j));
  const whole = sum(terms, { index, term: term(index) });
  const isLong = depth > 0 && count ** (depth + 1) > MOST;
  return isLong ? constant(evaluate(whole), "hidden") : whole;
}
