/** @import {Formula} from "../formulas/math.js" */
/** @import {Token} from "../cell/equation.js" */
/** @import {Pen} from "../svg.js" */
import { tokens } from "../cell/equation.js";
import { row, tokenFormula } from "../formulas/math.js";
import { putFormula } from "./formula.js";

/**
 * A line of equations as formulas, one after the other: where there is no room for all, the next
 * begins a line at a + or −, where a single formula could not.
 *
 * @param {Pen} pen
 * @param {string} key
 * @param {string} line
 */
export function putEquation(pen, key, line) {
  pen.cached(key, "div", { class: "equation" }, [line], (equation) => {
    pieces(tokens(line)).forEach(({ sign, rest }, i) => {
      equation.group(`${i}`, "span", {}, (piece) => {
        if (sign) putFormula(piece, "sign", formulaOf(sign));
        putFormula(piece, "rest", row(...rest.map(formulaOf)));
      });
    });
  });
}

/** @param {Token} token @returns {Formula} */
function formulaOf(token) {
  return tokenFormula(token, "t");
}

/**
 * Taken apart at every sign between two terms. The sign stands alone in its formula, for as the
 * first of a formula it would be set as one before a number.
 *
 * @param {Token[]} all
 */
function pieces(all) {
  /** @type {{sign: Token | null, rest: Token[]}[]} */
  const found = [{ sign: null, rest: [] }];
  all.forEach((token, i) => {
    const before = all[i - 1];
    const isTerm = before !== undefined && (before.kind !== "sign" || before.text === ")");
    if (isTerm && /^[-+]$/.test(token.text)) found.push({ sign: token, rest: [] });
    else found.at(-1)?.rest.push(token);
  });
  return found;
}
