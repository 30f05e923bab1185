/** @import {Formula} from "./math.js" */
import { row } from "./math.js";

/** As wide as the panel of formulas at its narrowest, in pixels. */
const WIDTH = 256;
const LETTER = 8;
const SCRIPT = 0.7;
/** No space for MathML, so that the sign after it stands as between two terms. @type {Formula} */
const INDENT = ["mi", "\u2003"];

/**
 * The pieces of a formula, in lines that are not too wide.
 *
 * @param {Formula[]} pieces
 * @returns {Formula}
 */
export function broken(pieces) {
  /** @type {Formula[]} */
  const lines = [];
  let room = 0;
  for (const piece of pieces) {
    const width = widthOf(piece);
    const line = lines[lines.length - 1];
    if (line && width <= room) lines[lines.length - 1] = joined(line, piece);
    else lines.push(line ? joined(INDENT, piece) : piece);
    room = line && width <= room ? room - width : WIDTH - width - (line ? 2 * LETTER : 0);
  }
  const [only = row()] = lines;
  if (lines.length < 2) return only;
  return ["mtable", ...lines.map((line) => /** @type {Formula} */ (["mtr", ["mtd", line]]))];
}

/**
 * One after the other in one row, so that a sign between them is one between two terms.
 *
 * @param {...Formula} parts
 */
function joined(...parts) {
  const pieces = parts.flatMap((part) => (part[0] === "mrow" ? part.slice(1) : [part]));
  return row(.../** @type {Formula[]} */ (pieces));
}

/**
 * About how wide a formula is, in pixels.
 *
 * @param {Formula | string} part
 * @returns {number}
 */
function widthOf(part) {
  if (typeof part === "string") return part.length * LETTER;
  const [tag, ...children] = part;
  const widths = children.map(widthOf);
  const [first = 0, second = 0, third = 0] = widths;
  if (tag === "mfrac") return Math.max(first, second) + 2;
  if (tag === "msub" || tag === "msup") return first + SCRIPT * second;
  if (tag === "msubsup") return first + SCRIPT * Math.max(second, third);
  if (tag === "munder") return Math.max(first * 1.6, SCRIPT * second);
  const isSign = tag === "mo" && /^[-+−⊙·=≈]$/.test(String(children[0]));
  return widths.reduce((sum, width) => sum + width, 0) + (isSign ? 8 : 0);
}
