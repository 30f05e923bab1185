/** @import {Formula} from "../formulas/math.js" */
/** @import {Quantity} from "../quantity.js" */
/** @import {Trace} from "../trace.js" */
/** @import {Expression} from "./expression.js" */
import { broken } from "../formulas/breaking.js";
import { number, row, text } from "../formulas/math.js";
import { exact, short } from "../numbers.js";
import { evaluate, operandsOf } from "./expression.js";
import { symbolOf } from "./symbol.js";

/**
 * A piece of a formula in a line. `breaks`: the line may end before it; `term`: what it is part of
 * that is worked out on the way.
 *
 * @typedef {{breaks?: boolean, term?: Term} & ({kind: "sign", text: string} | {kind: "word", text: string}
 *   | {kind: "number", text: string, value: number, why?: string}
 *   | {kind: "operand", quantity: Quantity, value: number}
 *   | {kind: "more", count: number, value: number}
 *   | {kind: "sigma", index: string} | {kind: "fraction", over: Piece[], under: Piece[]})} Piece
 */

/**
 * What is worked out before it is added, or multiplied. `adds`: what it adds to the sum that it is a
 * term of, with its sign.
 *
 * @typedef {{value: number, adds: number | null, quantities: Quantity[]}} Term
 */

/** The most terms of a sum that are written out. */
export const MOST = 16;

/**
 * The formula in symbols: sums over an index with their sign.
 *
 * @param {Trace} trace
 * @param {Formula} left
 * @param {Expression} expression
 * @returns {Formula}
 */
export function symbols(trace, left, expression) {
  const pieces = written(expression, { general: true, most: Infinity });
  /** @type {Formula[][]} */
  const lines = [[left, ["mo", "="]]];
  for (const piece of pieces) {
    if (piece.breaks && (lines.at(-1)?.length ?? 0) > 0) lines.push([]);
    lines.at(-1)?.push(formulaOf(trace, piece));
  }
  return broken(lines.map((line) => row(...line)));
}

/**
 * @param {Trace} trace
 * @param {Piece} piece
 * @returns {Formula}
 */
function formulaOf(trace, piece) {
  switch (piece.kind) {
    case "sign":
      // brackets that may stand in different lines do not stretch
      return /[()]/.test(piece.text) ? text(piece.text) : ["mo", piece.text];
    case "word":
      return ["mi", piece.text];
    case "operand":
      return symbolOf(trace, piece.quantity);
    case "sigma":
      return ["munder", ["mo", "∑"], ["mi", piece.index]];
    case "fraction": {
      const line = (/** @type {Piece[]} */ pieces) =>
        row(...pieces.map((each) => formulaOf(trace, each)));
      return ["mfrac", line(piece.over), line(piece.under)];
    }
    case "number":
      return piece.why === "cut"
        ? row(number(piece.text), text("\u00a0(cut)"))
        : number(piece.text);
    default:
      return number(short(piece.value));
  }
}

/**
 * The formula in its numbers, in pieces that stand in a line.
 *
 * @param {Expression} expression
 * @param {boolean} all  whether every term of a long sum is wanted
 */
export function inNumbers(expression, all) {
  const pieces = written(expression, { general: false, most: all ? Infinity : MOST });
  const [first] = pieces;
  // what the whole comes to stands at its end
  const isOne = pieces.every(({ term }) => term === first?.term);
  return isOne ? pieces.map(({ term: _term, ...piece }) => /** @type {Piece} */ (piece)) : pieces;
}

/**
 * @typedef {{general: boolean, most: number}} Manner
 *   whether sums are written with their sign; and how many of their terms else
 *
 * @param {Expression} expression
 * @param {Manner} manner
 * @returns {Piece[]}
 */
function written(expression, manner) {
  const inside = (/** @type {Expression} */ part) => written(part, manner);
  switch (expression.kind) {
    case "number":
      return [numberPiece(expression)];
    case "of":
      return [{ kind: "operand", quantity: expression.quantity, value: expression.value }];
    case "minus":
      return [sign("−"), ...bracketed(expression.of, manner, isSum(expression.of))];
    case "square":
      return [...bracketed(expression.of, manner, !isLetter(expression.of, manner)), sign("²")];
    case "call":
      return [
        { kind: "word", text: expression.word === "step" ? "relu′" : expression.word },
        sign("("),
        ...inside(expression.of),
        sign(")"),
      ];
    case "quotient":
      return manner.general
        ? [{ kind: "fraction", over: inside(expression.over), under: inside(expression.under) }]
        : [
            ...inside(expression.over),
            { ...sign("/"), breaks: true },
            sign("("),
            ...inside(expression.under),
            sign(")"),
          ];
    case "product":
      return expression.factors.flatMap((factor, i) => {
        const open = isSum(factor) || factor.kind === "minus" || isNegative(factor, manner);
        return [...(i > 0 ? [sign("·")] : []), ...bracketed(factor, manner, open)];
      });
    case "sum":
      return expression.general && manner.general
        ? [{ kind: "sigma", index: expression.general.index }, ...inside(expression.general.term)]
        : sumPieces(expression, manner);
  }
}

/**
 * The terms of a sum with their signs: of a long one the largest, and what the others come to.
 *
 * @param {Expression & {kind: "sum"}} whole
 * @param {Manner} manner
 * @returns {Piece[]}
 */
function sumPieces(whole, manner) {
  const { terms } = whole;
  const { shown, left } = manner.general ? { shown: terms, left: [] } : chosen(terms, manner.most);
  const pieces = shown.flatMap((term, i) => {
    const bare = term.kind === "minus" ? term.of : term;
    const plain = bracketed(bare, manner, isSum(bare) && term.kind === "minus");
    const inner = manner.general ? plain : together(plain, bare, evaluate(term));
    const before = term.kind === "minus" ? "−" : i > 0 ? "+" : "";
    return before ? [{ ...sign(before), breaks: i > 0 && !isSlope(terms) }, ...inner] : inner;
  });
  if (isSlope(terms) && !manner.general) return together(pieces, whole, null);
  if (left.length === 0) return pieces;
  const value = left.reduce((sum, term) => sum + evaluate(term), 0);
  const more = /** @type {Piece} */ ({ kind: "more", count: left.length, value });
  return shown.length > 0 ? [...pieces, { ...sign("+"), breaks: true }, more] : [more];
}

/**
 * The pieces of what is worked out on the way: none of a number alone, and of what may end in
 * several lines its parts are.
 *
 * @param {Piece[]} pieces
 * @param {Expression} expression
 * @param {number | null} adds
 */
function together(pieces, expression, adds) {
  const isAlone = expression.kind === "of" || expression.kind === "number";
  if (isAlone || pieces.some(({ breaks }) => breaks)) return pieces;
  const quantities = operandsOf(expression).map(({ quantity }) => quantity);
  const term = { value: evaluate(expression), adds, quantities };
  return pieces.map((piece) => ({ ...piece, term }));
}

/**
 * The largest terms in their order. Of several that are exactly zero none is among them.
 *
 * @param {Expression[]} terms
 * @param {number} most
 */
function chosen(terms, most) {
  if (most === Infinity) return { shown: terms, left: [] };
  const sizes = terms.map((term) => Math.abs(evaluate(term)));
  const zeros = sizes.filter((size) => size === 0).length;
  const order = [...sizes.keys()].sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0));
  const count = Math.min(most, zeros > 1 ? terms.length - zeros : terms.length);
  const kept = new Set(terms.length - count > 1 ? order.slice(0, count) : order);
  return {
    shown: terms.filter((_, i) => kept.has(i)),
    left: terms.filter((_, i) => !kept.has(i)),
  };
}

/**
 * @param {Expression} expression
 * @param {Manner} manner
 * @param {boolean} brackets
 */
function bracketed(expression, manner, brackets) {
  const inner = written(expression, manner);
  return brackets ? [sign("("), ...inner, sign(")")] : inner;
}

/**
 * Whether a sum is 1 − s or 1 − h², which stays in one line.
 *
 * @param {Expression[]} terms
 */
function isSlope([first, second, ...others]) {
  const { kind: last } = second?.kind === "minus" ? second.of : { kind: "" };
  return first?.kind === "number" && /^(of|square)$/.test(last) && others.length === 0;
}

/**
 * Whether what is squared needs no brackets: a fraction does.
 *
 * @param {Expression} expression
 * @param {Manner} manner
 */
function isLetter(expression, { general }) {
  if (expression.kind !== "of") return false;
  return !general || expression.quantity.kind === "value";
}

/** @param {Expression} expression */
function isSum({ kind }) {
  return kind === "sum";
}

/**
 * Whether a sign stands before the number that is written.
 *
 * @param {Expression} expression
 * @param {Manner} manner
 */
function isNegative(expression, { general }) {
  return expression.kind === "number" && !general && expression.value < 0;
}

/** @param {string} text @returns {Piece & {kind: "sign"}} */
function sign(text) {
  return { kind: "sign", text };
}

/** @param {Expression & {kind: "number"}} constant @returns {Piece} */
function numberPiece({ value, why }) {
  const written = why === undefined ? exact(value) : short(value);
  return { kind: "number", text: written, value, ...(why && { why }) };
}
