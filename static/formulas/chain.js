/** @import {Step} from "../cell/derivative.js" */
/** @import {Tree} from "../cell/equation.js" */
/** @import {Formula} from "./math.js" */
import { nameFormula, number, row, squared, tokenFormula, transposed } from "./math.js";

/**
 * The chain rule, typeset: a gradient and what it is multiplied by on its way down into an equation.
 *
 * @typedef {{negative: boolean, formula: Formula, isProduct: boolean}} Term
 *   `isProduct`: needs brackets before something is multiplied to it
 */

/**
 * @param {Step[]} steps
 * @param {Formula} delta  the gradient at the value whose equation it is
 * @param {string} value   that value
 * @param {number} t       its time-stamp
 * @returns {Term}
 */
export function along(steps, delta, value, t) {
  let formula = delta;
  let negative = false;
  /** @type {(Formula | string)[]} */
  let values = [];
  /** @type {(Formula | string)[]} */
  let slopes = [];
  const isBare = () => values.length + slopes.length === 0;
  const product = () => (isBare() ? formula : row(...values, ...slopes, formula));
  for (const step of steps) {
    if (step.kind === "minus") negative = !negative;
    else if (step.kind === "matrix") {
      const inner = isBare() ? formula : bracketed(product());
      formula = row(transposed(nameFormula(step.parameter)), inner);
      values = [];
      slopes = [];
    } else if (step.kind === "slope") slopes = [...slope(step, value, t), ...slopes];
    else {
      if (step.by.kind === "minus") negative = !negative;
      values = [...factor(step.by.kind === "minus" ? step.by.of : step.by, t), ...values];
    }
  }
  return { negative, formula: product(), isProduct: product() !== delta };
}

/**
 * A sum, a line or a piece of one for each term.
 *
 * @param {Formula} left
 * @param {Term[]} terms
 * @returns {Formula[]}
 */
export function sumOf(left, terms) {
  const [first, ...rest] = merged(terms);
  if (!first) return [row(left, "=", number("0"))];
  return [
    row(left, "=", ...(first.negative ? ["−", first.formula] : [first.formula])),
    ...rest.map(({ negative, formula }) => row(negative ? "−" : "+", formula)),
  ];
}

/**
 * Terms that are alike, as one: h * h has the slope 2 h.
 *
 * @param {Term[]} terms
 */
function merged(terms) {
  const keys = terms.map((term) => JSON.stringify(term));
  return terms.flatMap((term, i) => {
    if (keys.indexOf(keys[i] ?? "") < i) return [];
    const count = keys.filter((key) => key === keys[i]).length;
    return count === 1
      ? [term]
      : [{ ...term, formula: row(number(String(count)), "·", term.formula) }];
  });
}

/**
 * A part of an equation at a time-stamp.
 *
 * @param {Tree} tree
 * @param {number} t
 * @returns {Formula}
 */
function treeFormula(tree, t) {
  switch (tree.kind) {
    case "call":
      return row(["mi", tree.word], bracketed(treeFormula(tree.of, t)));
    case "product":
      return row(nameFormula(tree.parameter), operand(tree.of, t));
    case "minus":
      return row("−", inside(tree.of, t, tree.of.kind === "both"));
    case "both":
      return both(tree, t);
    default:
      return tokenFormula(tree.kind === "name" ? tree : { ...tree, lag: 0 }, t);
  }
}

/**
 * What a matrix is multiplied by: in brackets where it is more than a name.
 *
 * @param {Tree} tree
 * @param {number} t
 */
export function operand(tree, t) {
  return inside(tree, t, !["name", "call", "number"].includes(tree.kind));
}

/**
 * @param {Tree & {kind: "both"}} tree
 * @param {number} t
 */
function both({ sign, left, right }, t) {
  const isSum = (/** @type {Tree} */ part) => part.kind === "both" && part.sign !== "*";
  if (sign !== "*") {
    const second = inside(right, t, isSum(right) || right.kind === "minus");
    return row(treeFormula(left, t), sign === "-" ? "−" : "+", second);
  }
  const first = inside(left, t, isSum(left) || left.kind === "product");
  const times = left.kind === "number" ? "·" : "⊙";
  return row(first, times, operand(right, t));
}

/**
 * A factor and the sign after it.
 *
 * @param {Tree} tree
 * @param {number} t
 * @returns {(Formula | string)[]}
 */
function factor(tree, t) {
  return [operand(tree, t), tree.kind === "number" ? "·" : "⊙"];
}

/**
 * The slope of a function: by the value that it gives where that has a name, else by its argument.
 *
 * @param {Step & {kind: "slope"}} step
 * @param {string} value
 * @param {number} t
 * @returns {(Formula | string)[]}
 */
function slope({ word, of, whole }, value, t) {
  if (!whole || word === "relu")
    return [row(["mi", `${word}′`], bracketed(treeFormula(of, t))), "⊙"];
  const itself = nameFormula(value, { below: t });
  if (word === "tanh") return [row("(", number("1"), "−", squared(itself), ")"), "⊙"];
  return [itself, "⊙", row("(", number("1"), "−", itself, ")"), "⊙"];
}

/**
 * @param {Tree} tree
 * @param {number} t
 * @param {boolean} brackets
 */
function inside(tree, t, brackets) {
  const formula = treeFormula(tree, t);
  return brackets ? bracketed(formula) : formula;
}

/** @param {Formula} formula */
function bracketed(formula) {
  return row("(", formula, ")");
}
