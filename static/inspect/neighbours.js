/** @import {Quantity} from "../quantity.js" */
/** @import {Trace} from "../trace.js" */
import { exists } from "../quantity.js";

/**
 * The number beside one: up and down the unit or the row before and after; left and right the
 * time-stamp, or in a matrix the column, where with Shift it is the time-stamp of a copy. Of one loss
 * alone it is up and down the loss, and left and right the time-stamp, as on the map.
 *
 * @param {Trace} trace
 * @param {Quantity} quantity
 * @param {string} key
 * @param {boolean} shift
 * @returns {Quantity | null}  null where there is none
 */
export function neighbour(trace, quantity, key, shift) {
  const way = /** @type {Record<string, [string, number]>} */ ({
    ArrowUp: ["row", -1],
    ArrowDown: ["row", 1],
    ArrowLeft: ["column", -1],
    ArrowRight: ["column", 1],
  })[key];
  if (!way) return null;
  const [along, by] = way;
  const isMatrix = "row" in quantity;
  const isOfLoss = "tau" in quantity;
  const across = isMatrix && !shift && !isOfLoss ? "column" : "t";
  const down = isOfLoss ? "tau" : isMatrix ? "row" : "unit";
  const field = along === "row" ? down : across;
  const fields = /** @type {Record<string, number>} */ (/** @type {unknown} */ (quantity));
  const before = fields[field];
  if (before === undefined || before + by < 0) return null;
  const other = /** @type {Quantity} */ ({ ...quantity, [field]: before + by });
  return exists(trace, other) ? other : null;
}
