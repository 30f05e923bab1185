/** @import {Token} from "../cell/equation.js" */
import { cut } from "../drawing/cut.js";
import { inMath } from "../drawing/letters.js";
import { shownToken } from "../tokens.js";

/**
 * Typeset names and formulas. A formula is a tree of MathML elements; in a drawing, where there is
 * no MathML, a name is a row of pieces that stand on, below or above the line.
 *
 * @typedef {[string, ...(Formula | string)[]]} Formula
 * @typedef {{text: string, place: "line" | "below" | "above"}} Piece
 *
 * @typedef {object} Mark
 * @property {string | number} [below]  a further subscript, usually a time-stamp
 * @property {string | number} [above]  what stands in brackets above: of which copy
 */

/** Of the encoder and the decoder: what stands above the name of a parameter that each half has. */
const HALF = /^([Wb]_.+)_(enc|dec)$/;

/**
 * W_xh → W with xh below; W_xh_enc → the same with enc above.
 *
 * @param {string} name
 * @param {Mark} [mark]
 * @returns {Formula}
 */
export function nameFormula(name, mark = {}) {
  const { base, sub, half } = split(name, mark);
  /** @type {Formula | null} */
  const below = sub && ["mrow", ...sub.map(symbol)];
  /** @type {Formula[]} */
  const copy =
    mark.above === undefined ? [] : [["mo", "("], symbol(String(mark.above)), ["mo", ")"]];
  /** @type {Formula[]} */
  const marks = [...(half ? [symbol(half)] : []), ...copy];
  /** @type {Formula | null} */
  const above = marks.length > 0 ? ["mrow", ...marks] : null;
  const letter = symbol(base);
  if (below && above) return ["msubsup", letter, below, above];
  if (below) return ["msub", letter, below];
  return above ? ["msup", letter, above] : letter;
}

/**
 * The same for a drawing.
 *
 * @param {string} name
 * @param {Mark} [mark]
 * @returns {Piece[]}
 */
export function namePieces(name, mark = {}) {
  const { base, sub, half } = split(name, mark);
  /** @type {Piece[]} */
  const pieces = [{ text: italic(base), place: "line" }];
  if (sub) pieces.push({ text: sub.map(italic).join(""), place: "below" });
  const above = half + (mark.above === undefined ? "" : `(${italic(String(mark.above))})`);
  if (above) pieces.push({ text: above, place: "above" });
  return pieces;
}

/**
 * The same for running text.
 *
 * @param {string} name
 * @param {Mark} [mark]
 */
export function nameParts(name, mark = {}) {
  const { base, sub, half } = split(name, mark);
  return { base, below: sub?.join("") ?? "", above: half };
}

/**
 * About how wide a name is in a drawing, in pixels.
 *
 * @param {string} name
 */
export function nameWidth(name) {
  const { base, below, above } = nameParts(name);
  const scripts = Math.max(below.length, above.length) * 6.5;
  return 1 + base.length * 9 + scripts + (/[A-Z]/.test(base) ? 4 : 0);
}

/**
 * A name cut short where it is too wide; of which half it is stays.
 *
 * @param {string} name
 * @param {number} width
 */
export function clipped(name, width) {
  const [, stem = name, half = ""] = HALF.exec(name) ?? [];
  const end = half && `_${half}`;
  let shown = stem;
  while (shown.length > 3 && nameWidth(shown + end) > width)
    shown = `${shown.replace(/…$/, "").slice(0, -1)}…`;
  return shown + end;
}

/**
 * ∂L/∂v
 *
 * @param {Formula} of
 * @param {Formula} [loss]
 * @returns {Formula}
 */
export function partial(of, loss = ["mi", "L"]) {
  return ["mfrac", ["mrow", ["mi", "∂"], loss], ["mrow", ["mi", "∂"], of]];
}

/**
 * @param {...(Formula | string)} parts  a string is an operator
 * @returns {Formula}
 */
export function row(...parts) {
  return ["mrow", ...parts.map((part) => (typeof part === "string" ? operator(part) : part))];
}

/** @param {Formula} of @returns {Formula} */
export function transposed(of) {
  return raised(of, ["mo", "⊤"]);
}

/** Entry by entry. @param {Formula} of @returns {Formula} */
export function squared(of) {
  return raised(of, number("2"));
}

/** @param {string} text @returns {Formula} */
export function number(text) {
  return ["mn", text];
}

/** @param {string} text @returns {Formula} */
export function text(text) {
  return ["mtext", text];
}

/** How wide a class may be written, in pixels, so that the numbers beside it have room. */
export const CLASS_ROOM = 72;

/** @param {string} token @returns {Formula} */
export function classText(token) {
  return text(cut(shownToken(token), CLASS_ROOM, inMath));
}

/** @param {string} name @returns {Formula} */
export function symbol(name) {
  return [/^\d/.test(name) ? "mn" : /^[^\w\u0370-\u03ff]/.test(name) ? "mo" : "mi", name];
}

/** @param {Formula} of @param {Formula} above @returns {Formula} */
function raised(of, above) {
  const [tag, ...parts] = of;
  if (tag === "msub") return ["msubsup", ...parts, above];
  if (tag !== "msubsup") return ["msup", of, above];
  // behind another mark an operator would stand off
  const [letter = "", below = "", marks = ""] = parts;
  return ["msubsup", letter, below, ["mrow", marks, ["mi", ...above.slice(1)]]];
}

/** @param {string} sign @returns {Formula} */
function operator(sign) {
  return ["mo", sign];
}

/**
 * A parameter's half stands last in its name, after everything that says what it is.
 *
 * @param {string} name
 * @param {Mark} mark
 * @returns {{base: string, sub: string[] | null, half: string}}
 */
function split(name, { below }) {
  const [, stem = name, half = ""] = HALF.exec(name) ?? [];
  const cut = stem.indexOf("_");
  const base = cut > 0 ? stem.slice(0, cut) : stem;
  const letters = cut > 0 ? [...stem.slice(cut + 1)] : [];
  const further = below === undefined ? [] : (String(below).match(/\d+|./gu) ?? []);
  const sub =
    letters.length > 0 && further.length > 0
      ? [...letters, ",", ...further]
      : [...letters, ...further];
  return { base, sub: sub.length > 0 ? sub : null, half };
}

/**
 * Latin letters as the italic letters of a mathematical font.
 *
 * @param {string} name
 */
function italic(name) {
  if (name.length > 1 && /^[A-Za-z]+$/.test(name)) return name;
  return name.replace(/[A-Za-z]/g, (letter) => {
    if (letter === "h") return "\u210e";
    const code = letter.charCodeAt(0);
    return String.fromCodePoint(code >= 97 ? 0x1d44e + code - 97 : 0x1d434 + code - 65);
  });
}

/**
 * A piece of an equation at a time-stamp.
 *
 * @param {Token} token
 * @param {string | number} t
 * @returns {Formula}
 */
export function tokenFormula({ kind, text: word, lag }, t) {
  if (kind === "number") return number(word);
  if (kind === "sign")
    return ["mo", word === "*" ? "⊙" : word === "@" ? "\u2062" : word === "-" ? "−" : word];
  if (/^[Wb]_/.test(word)) return nameFormula(word);
  if (/^(tanh|sigmoid|relu)$/.test(word)) return ["mi", word];
  return nameFormula(word, { below: earlier(t, lag) });
}

/**
 * @param {string | number} t
 * @param {number} lag
 */
function earlier(t, lag) {
  if (lag === 0) return t;
  return typeof t === "number" ? t - lag : `${t}−1`;
}
