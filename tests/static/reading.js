/** @import {Answer, Rows} from "../../static/answer.js" */
/** @import {Formula} from "../../static/formulas/math.js" */

import { shownToken } from "../../static/tokens.js";

/**
 * Reads a formula of the page, as MathML, and works it out: so that what stands there is checked,
 * and not only what it was made from.
 *
 * @typedef {number | number[] | number[][]} Value
 * @typedef {{says: string, below: string[], half?: string}} Sign  `half`: whose parameter it is
 */

/**
 * The right side of a formula in numbers.
 *
 * @param {Answer} answer
 * @param {Formula[]} pieces
 * @returns {Value}
 */
export function valueOf(answer, pieces) {
  const signs = pieces.flatMap((piece) => signsOf(piece));
  const right = signs.slice(signs.findIndex(({ says }) => says === "=") + 1);
  return new Reader(answer, right).read();
}

/**
 * @param {Formula | string} part
 * @returns {Sign[]}
 */
function signsOf(part) {
  if (typeof part === "string") return [{ says: part, below: [] }];
  const [tag, ...children] = part;
  if (/^\s*(\(cut\))?$/.test(String(children[0]))) return [];
  if (/^m(row|table|tr|td)$/.test(tag)) return children.flatMap(signsOf);
  const inner = children.map((child) => signsOf(child));
  const [first = [], second = [], third = []] = inner;
  if (tag === "mfrac") {
    const [, of] = second;
    return [{ says: "∂", below: [of?.says ?? "", ...(of?.below ?? [])] }];
  }
  if (tag === "msup") return [...first, ...second];
  if (tag === "msub" || tag === "msubsup") {
    const half = third.find(({ says }) => /^(enc|dec)$/.test(says));
    const letter = { says: first[0]?.says ?? "", below: second.map(({ says }) => says) };
    return [{ ...letter, half: half?.says }, ...third.filter((sign) => sign !== half)];
  }
  return first;
}

class Reader {
  /**
   * @param {Answer} answer
   * @param {Sign[]} signs
   */
  constructor(answer, signs) {
    this.answer = answer;
    this.signs = signs;
    this.at = 0;
  }

  read() {
    const value = this.sum();
    if (this.at < this.signs.length) throw new Error(`not read: ${this.signs[this.at]?.says}`);
    return value;
  }

  /** @param {string} says */
  sees(says) {
    if (this.signs[this.at]?.says !== says) return false;
    this.at += 1;
    return true;
  }

  /** @returns {Value} */
  sum() {
    let value = this.product();
    for (;;) {
      if (this.sees("+")) value = apart(value, this.product(), (a, b) => a + b);
      else if (this.sees("−")) value = apart(value, this.product(), (a, b) => a - b);
      else return value;
    }
  }

  /** @returns {Value} */
  product() {
    let value = this.applied();
    while (this.sees("⊙") || this.sees("·")) value = apart(value, this.applied(), times);
    return value;
  }

  /** What stands side by side: a matrix and what it multiplies, or a column and a row. */
  /** @returns {Value} */
  applied() {
    if (this.sees("−")) return apart(-1, this.applied(), times);
    const value = this.factor();
    this.sees("\u2062");
    const next = this.signs[this.at]?.says;
    if (next === undefined || /^[-+−⊙·)]$/.test(next)) return value;
    const right = this.applied();
    if (isMatrix(value) && !isMatrix(right))
      return value.map((row) => dot(row, /** @type {number[]} */ (right)));
    if (!isMatrix(value) && isMatrix(right) && right.length === 1)
      return /** @type {number[]} */ (value).map((a) => (right[0] ?? []).map((b) => a * b));
    throw new Error(`${next} does not stand beside what is before it`);
  }

  /** @returns {Value} */
  factor() {
    let value = this.primary();
    for (;;) {
      if (this.sees("⊤")) value = transpose(value);
      else if (this.sees("2")) value = apart(value, value, times);
      else return value;
    }
  }

  /** @returns {Value} */
  primary() {
    const sign = this.signs[this.at++];
    if (!sign) throw new Error("nothing to read");
    const { says, below, half } = sign;
    if (says === "(") return this.closed();
    if (says in FUNCTIONS) {
      if (!this.sees("(")) throw new Error(`no bracket after ${says}`);
      return each(this.closed(), FUNCTIONS[says] ?? Number);
    }
    if (says === "∂") return this.named(below[0] ?? "", below.slice(1), this.answer.deltas);
    const { vocabulary } = this.answer.sequence;
    if (says === "1" && below.length > 0)
      return (this.answer.values["y"]?.at(-1) ?? []).map((_, k) =>
        Number(shownToken(vocabulary?.[k] ?? `${k}`) === below.join("")),
      );
    if (/^[\d.]/.test(says)) return Number(says);
    const parameter = [says, "_", ...below, ...(half ? ["_", half] : [])].join("");
    return this.answer.weights[parameter] ?? this.named(says, below, this.answer.values);
  }

  closed() {
    const value = this.sum();
    if (!this.sees(")")) throw new Error("a bracket is not closed");
    return value;
  }

  /**
   * @param {string} letter
   * @param {string[]} below
   * @param {Record<string, Rows>} values
   * @returns {Value}
   */
  named(letter, below, values) {
    const { initial_state } = this.answer;
    const comma = below.indexOf(",");
    const name = comma < 0 ? letter : `${letter}_${below.slice(0, comma).join("")}`;
    const t = Number(below.slice(comma + 1).join(""));
    const value = t === 0 ? initial_state[name] : values[name]?.[t - 1];
    if (!value) throw new Error(`there is no ${name} of time-stamp ${t}`);
    return value;
  }
}

/** @type {Record<string, (value: number) => number>} */
const FUNCTIONS = {
  tanh: Math.tanh,
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  relu: (z) => Math.max(0, z),
  "tanh′": (z) => 1 - Math.tanh(z) ** 2,
  "sigmoid′": (z) => 1 / (2 + Math.exp(z) + Math.exp(-z)),
  "relu′": (z) => Number(z > 0),
};

/** @param {number} a @param {number} b */
function times(a, b) {
  return a * b;
}

/**
 * Entry by entry; a number goes with every entry.
 *
 * @param {Value} a
 * @param {Value} b
 * @param {(a: number, b: number) => number} f
 * @returns {Value}
 */
function apart(a, b, f) {
  if (typeof a === "number") return each(b, (entry) => f(a, entry));
  if (typeof b === "number") return each(a, (entry) => f(entry, b));
  if (a.length !== b.length) throw new Error(`${a.length} entries do not go with ${b.length}`);
  return /** @type {Value} */ (a.map((entry, i) => apart(entry, b[i] ?? NaN, f)));
}

/**
 * @param {Value} value
 * @param {(entry: number) => number} f
 * @returns {Value}
 */
function each(value, f) {
  if (typeof value === "number") return f(value);
  return /** @type {Value} */ (value.map((entry) => each(entry, f)));
}

/**
 * A vector becomes a row.
 *
 * @param {Value} value
 * @returns {Value}
 */
function transpose(value) {
  if (typeof value === "number") return value;
  if (!isMatrix(value)) return [value];
  return (value[0] ?? []).map((_, j) => value.map((row) => row[j] ?? NaN));
}

/** @param {Value} value @returns {value is number[][]} */
function isMatrix(value) {
  return Array.isArray(value) && Array.isArray(value[0]);
}

/** @param {number[]} a @param {number[]} b */
function dot(a, b) {
  if (a.length !== b.length) throw new Error(`${a.length} columns do not go with ${b.length} rows`);
  return a.reduce((sum, entry, i) => sum + entry * (b[i] ?? NaN), 0);
}
