/** @import {Context} from "../panels.js" */
/** @import {Pen} from "../svg.js" */
import { clamp } from "../frame.js";

/**
 * Makes a drawn matrix clickable: a click chooses the entry under the pointer.
 *
 * @param {Pen} pen
 * @param {Context["dispatch"]} dispatch
 * @param {string} parameter
 * @param {{x: number, y: number, width: number, height: number}} box
 * @param {{rows: number, columns: number, lying: boolean}} matrix  `lying`: a vector drawn as a row
 */
export function putPick(pen, dispatch, parameter, box, matrix) {
  pen.put("target", "rect", { class: "pick", ...box }, null, {
    click: (event) => dispatch({ type: "pick", entry: { parameter, ...entryAt(event, matrix) } }),
  });
}

/**
 * @param {MouseEvent} event
 * @param {{rows: number, columns: number, lying: boolean}} matrix
 */
function entryAt(event, { rows, columns, lying }) {
  const area = /** @type {Element} */ (event.target).getBoundingClientRect();
  const x = clamp((event.clientX - area.x) / area.width) * 0.999;
  const y = clamp((event.clientY - area.y) / area.height) * 0.999;
  return lying
    ? { row: Math.floor(x * rows), column: 0 }
    : { row: Math.floor(y * rows), column: Math.floor(x * columns) };
}
