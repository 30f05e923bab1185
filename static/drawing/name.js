/** @import {Mark} from "../formulas/math.js" */
/** @import {Pen} from "../svg.js" */
import { nameParts } from "../formulas/math.js";

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
