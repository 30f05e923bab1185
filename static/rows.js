/** @import {Trace} from "./trace.js" */

/**
 * Where things are in the ledger: a row per parameter, a slot per copy, the sum, and the bars of
 * one entry. x counts from the left edge of the panel, of slots from that of the slots.
 *
 * @typedef {object} LedgerRow
 * @property {string} parameter
 * @property {boolean} isVector
 * @property {number} y
 * @property {number} height
 * @property {{width: number, height: number}} tile
 *
 * @typedef {object} LedgerLayout
 * @property {LedgerRow[]} rows
 * @property {number} height
 * @property {number} slotsX     left edge of the slots
 * @property {number} slotsWidth what of them is in sight
 * @property {number} pitch      from slot to slot
 * @property {number} allSlots   width of all slots
 * @property {number} more       room at either side for the mark that there are more; 0 if all are in sight
 * @property {number} totalX
 * @property {number} barsX
 * @property {number} barsWidth  0 where there is no room for bars
 */

const SLOT = 44;
const FLAT = 14;
const PLUS = 22;
const NORM = 15;
const BETWEEN = 5;
const EQUALS = 30;
const MORE = 28;

/**
 * @param {Trace} trace
 * @param {number} width
 * @returns {LedgerLayout}
 */
export function rowsOf({ parameters, answer, length }, width) {
  let y = 2;
  const rows = parameters.map((parameter) => {
    const isVector = answer.cell.parameters[parameter]?.length === 1;
    const tile = { width: SLOT, height: isVector ? FLAT : SLOT };
    const height = tile.height + NORM;
    const row = { parameter, isVector, y, height, tile };
    y += height + BETWEEN;
    return row;
  });
  const slotsX = width < 560 ? 58 : 84;
  const barsWidth = width < 520 ? 0 : Math.min(220, width * 0.26);
  const most = width - slotsX - EQUALS - SLOT - 10 - (barsWidth ? barsWidth + 16 : 0);
  const pitch = Math.min(SLOT + 2 * PLUS, Math.max(SLOT + PLUS, Math.floor(most / length)));
  const allSlots = (length - 1) * pitch + SLOT + 4;
  const more = allSlots > most ? MORE : 0;
  // whole slots: a half one at the end would read as another sum
  const seen = Math.max(1, Math.floor((most - 2 * more + pitch - SLOT) / pitch));
  const slotsWidth = more ? (seen - 1) * pitch + SLOT + 4 : allSlots;
  return {
    rows,
    height: y - BETWEEN + 2,
    slotsX: slotsX + more,
    slotsWidth,
    pitch,
    allSlots,
    more,
    totalX: slotsX + slotsWidth + 2 * more + EQUALS,
    barsX: width - barsWidth,
    barsWidth,
  };
}
