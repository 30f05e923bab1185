/** @import {Piece} from "../formulas/math.js" */
/** @import {Pen, Attributes} from "../svg.js" */

const SHIFT = { line: 0, below: 4, above: -6 };
/** About how wide a letter of a script is. */
const LETTER = 5.6;
/** What a script above keeps from the slope of the letter before it. */
const KERN = 2;

/**
 * A typeset name in a drawing; a script above stands over one below.
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
      const before = pieces[i - 1];
      const isOver = place === "above" && before?.place === "below";
      inner.put(
        String(i),
        "tspan",
        {
          class: place === "line" ? null : "script",
          dx: isOver ? KERN - LETTER * [...before.text].length : null,
          dy: wanted - shift || null,
        },
        text,
      );
      shift = wanted;
    });
  });
}
