/** @import {SignScale} from "../scales.js" */
/** @import {Pen} from "../svg.js" */
import { gridOf } from "../grid.js";
import { drawCells } from "./cells.js";
import { numbersOf } from "./of.js";

/**
 * A vector as a strip of coloured cells.
 *
 * @param {Pen} pen
 * @param {string} key
 * @param {{x: number, y: number, width: number, height: number, upright: boolean, share: number, className: string, of: string}} box
 *   `of`: what it shows, see quantity.js
 * @param {number[]} values
 * @param {SignScale} scale
 */
export function drawStrip(
  pen,
  key,
  { x, y, width, height, upright, share, className, of },
  values,
  scale,
) {
  if (share <= 0) return null;
  const attributes = {
    transform: `translate(${x},${y})`,
    class: `strip ${className}`,
    opacity: share < 1 ? share : null,
    ...numbersOf(of, { rows: values.length, columns: 1 }, { isLying: !upright }),
  };
  return pen.cached(key, "g", attributes, [values, scale, width, height], (inner) => {
    const column = gridOf(values);
    const grid = upright ? column : { rows: 1, columns: column.rows, values: column.values };
    drawCells(inner, grid, { width, height }, scale);
    inner.put("edge", "rect", {
      class: "edge",
      x: -0.5,
      y: -0.5,
      width: width + 1,
      height: height + 1,
      rx: 2.5,
    });
  });
}
