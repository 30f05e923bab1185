/** @import {Formula} from "../formulas/math.js" */
/** @import {Pen} from "../svg.js" */

/**
 * A formula as MathML; drawn again only when it is another, and then changed only where it differs.
 *
 * @param {Pen} pen
 * @param {string} key
 * @param {Formula} formula
 * @param {{display?: "block" | "inline"}} [look]
 */
export function putFormula(pen, key, formula, { display = "inline" } = {}) {
  pen.cached(key, "math", { display }, [JSON.stringify(formula)], (inner) =>
    putPart(inner, "whole", formula),
  );
}

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {Formula} formula
 */
function putPart(pen, key, [tag, ...children]) {
  const [only] = children;
  if (children.length === 1 && typeof only === "string") {
    pen.put(`${key} ${tag} of letters`, tag, {}, only);
    return;
  }
  pen.group(`${key} ${tag}`, tag, {}, (inner) => {
    children.forEach((child, i) => {
      if (typeof child === "string") inner.put(`${i} letters`, "mtext", {}, child);
      else putPart(inner, String(i), child);
    });
  });
}
