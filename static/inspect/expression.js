/** @import {Quantity} from "../quantity.js" */

/**
 * What one number is worked out from: a tree of numbers down to single products. An operand has a
 * name of its own, so that it can be looked into in turn.
 *
 * @typedef {{kind: "number", value: number, why?: "cut" | "kept" | "hidden"}} Constant
 *   `why`: cut by the truncation; only the losses that are kept; worked out but not written out
 * @typedef {{kind: "of", quantity: Quantity, value: number}} Operand
 * @typedef {{index: string, term: Expression}} General
 *   a sum's terms with a letter for the index
 * @typedef {Constant | Operand
 *   | {kind: "sum", terms: Expression[], general?: General}
 *   | {kind: "product", factors: Expression[]}
 *   | {kind: "quotient", over: Expression, under: Expression}
 *   | {kind: "minus", of: Expression}
 *   | {kind: "square", of: Expression}
 *   | {kind: "call", word: string, of: Expression}} Expression
 */

/** `step`: the slope of relu. @type {Record<string, (a: number) => number>} */
const FUNCTIONS = {
  tanh: Math.tanh,
  sigmoid: (a) => 1 / (1 + Math.exp(-a)),
  relu: (a) => Math.max(0, a),
  step: (a) => Number(a > 0),
  exp: Math.exp,
  log: Math.log,
  "√": Math.sqrt,
};

/** @param {Expression} expression @returns {number} */
export function evaluate(expression) {
  switch (expression.kind) {
    case "number":
    case "of":
      return expression.value;
    case "sum":
      return expression.terms.reduce((sum, term) => sum + evaluate(term), 0);
    case "product":
      return expression.factors.reduce((product, factor) => product * evaluate(factor), 1);
    case "quotient":
      return evaluate(expression.over) / evaluate(expression.under);
    case "minus":
      return -evaluate(expression.of);
    case "square":
      return evaluate(expression.of) ** 2;
    case "call":
      return (FUNCTIONS[expression.word] ?? Number)(evaluate(expression.of));
  }
}

/**
 * The operands in the order in which they are written, each once.
 *
 * @param {Expression} expression
 * @returns {Operand[]}
 */
export function operandsOf(expression) {
  switch (expression.kind) {
    case "number":
      return [];
    case "of":
      return [expression];
    case "sum":
      return expression.terms.flatMap(operandsOf);
    case "product":
      return expression.factors.flatMap(operandsOf);
    case "quotient":
      return [...operandsOf(expression.over), ...operandsOf(expression.under)];
    default:
      return operandsOf(expression.of);
  }
}

/** @param {number} value @param {Constant["why"]} [why] @returns {Expression} */
export function constant(value, why) {
  return why ? { kind: "number", value, why } : { kind: "number", value };
}

/**
 * A sum, flat; of one term that term.
 *
 * @param {Expression[]} terms
 * @param {General} [general]
 * @returns {Expression}
 */
export function sum(terms, general) {
  const [only] = terms;
  if (only && terms.length === 1) return only;
  if (general) return { kind: "sum", terms, general };
  return {
    kind: "sum",
    terms: terms.flatMap((term) => (term.kind === "sum" && !term.general ? term.terms : [term])),
  };
}

/**
 * A product, flat; its sign in front.
 *
 * @param {...Expression} factors
 * @returns {Expression}
 */
export function product(...factors) {
  let negative = false;
  const flat = factors.flatMap((factor) => {
    const bare = factor.kind === "minus" ? factor.of : factor;
    if (factor.kind === "minus") negative = !negative;
    return bare.kind === "product" ? bare.factors : [bare];
  });
  /** @type {Expression} */
  const whole = flat.length === 1 && flat[0] ? flat[0] : { kind: "product", factors: flat };
  return negative ? minus(whole) : whole;
}

/** @param {Expression} of @returns {Expression} */
export function minus(of) {
  return of.kind === "minus" ? of.of : { kind: "minus", of };
}

/** @param {string} word @param {Expression} of @returns {Expression} */
export function call(word, of) {
  return { kind: "call", word, of };
}
