/** @import {Mark} from "../formulas/math.js" */
/** @import {Pen} from "../svg.js" */
import { nameParts } from "../formulas/math.js";
import { WORDS } from "../words.js";

/**
 * A name in running text: a letter with its index below and its half above.
 *
 * @param {Pen} pen
 * @param {string} key
 * @param {string} name
 * @param {Mark} [mark]
 * @param {string} [before]  what stands in front of it
 */
export function putName(pen, key, name, mark = {}, before = "") {
  const { base, below, above } = nameParts(name, mark);
  pen.group(key, "span", { class: "name" }, (inner) => {
    inner.put("base", "i", {}, before + base);
    if (below) inner.put("below", "sub", {}, below);
    if (above) inner.put("above", "sup", {}, above);
  });
}

/**
 * A sentence with names in it: a list in it is of names, written as one reads them out.
 *
 * @typedef {(string | string[])[]} Said
 *
 * @param {Pen} pen
 * @param {Said} said
 */
export function putSaid(pen, said) {
  said.forEach((part, i) => {
    if (typeof part === "string") pen.put(`${i}`, "span", {}, part);
    else
      part.forEach((name, j) => {
        const before = j === 0 ? "" : j === part.length - 1 ? WORDS.and : ", ";
        pen.put(`${i} before ${j}`, "span", {}, before);
        putName(pen, `${i} ${j}`, name);
      });
  });
}
