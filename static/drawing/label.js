/** @import {Piece} from "../formulas/math.js" */
/** @import {Pen, Attributes} from "../svg.js" */

const SHIFT = { line: 0, below: 4, above: -6 };

/**
 * A typeset name in a drawing.
 *
 * @param {Pen} pen
 * @param {string} key
 * @param {Attributes} attributes  of the text element
 * @param {Piece[]} pieces
 */
export function drawLabel(pen, key, attributes, pieces) {
  const className = `math ${attributes["class"] ?? ""}`;
  pen.group(key, "text", { ...attributes, class: className }, (inner) => {
    let shift = 0;
    pieces.forEach(({ text, place }, i) => {
      const wanted = SHIFT[place];
      inner.put(
        String(i),
        "tspan",
        { class: place === "line" ? null : "script", dy: wanted - shift || null },
        text,
      );
      shift = wanted;
    });
  });
}
