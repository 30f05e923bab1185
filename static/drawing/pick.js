/** @import {Context} from "../panels.js" */
/** @import {Pen} from "../svg.js" */
/** @import {TileBox} from "./tile.js" */
import { clamp } from "../frame.js";
import { numbersOf } from "./of.js";
import { areaOf } from "./tile.js";

/**
 * A drawn matrix; `lying`: a vector drawn as a row.
 *
 * @typedef {{rows: number, columns: number, lying?: boolean}} Shape
 */

/**
 * Makes a drawn matrix clickable: a click chooses the entry under the pointer.
 *
 * @param {Pen} pen
 * @param {Context["dispatch"]} dispatch
 * @param {string} parameter
 * @param {TileBox} box
 * @param {Shape} matrix
 * @param {string} of  what it shows, see quantity.js
 */
export function putPick(pen, dispatch, parameter, box, matrix, of) {
  const shows = numbersOf(of, matrix, { isTile: true, isLying: matrix.lying });
  pen.put("target", "rect", { class: "pick", ...box, ...shows }, null, {
    click: (event) =>
      dispatch({ type: "pick", entry: { parameter, ...entryAt(event, box, matrix) } }),
  });
}

/**
 * The entry under the pointer; beside the cells that of the nearest.
 *
 * @param {MouseEvent} event  on what covers the tile
 * @param {TileBox} box
 * @param {Shape} matrix
 */
export function entryAt(event, box, { rows, columns, lying = false }) {
  const target = /** @type {Element} */ (event.target).getBoundingClientRect();
  const area = areaOf(lying ? { rows: 1, columns: rows } : { rows, columns }, box);
  const along = (
    /** @type {number} */ share,
    /** @type {number} */ from,
    /** @type {number} */ length,
  ) => clamp((share - from) / length) * 0.999;
  const x = along(((event.clientX - target.x) / target.width) * box.width, area.x, area.width);
  const y = along(((event.clientY - target.y) / target.height) * box.height, area.y, area.height);
  return lying
    ? { row: Math.floor(x * rows), column: 0 }
    : { row: Math.floor(y * rows), column: Math.floor(x * columns) };
}
