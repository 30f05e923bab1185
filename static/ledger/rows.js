/** @import {Group} from "./groups.js" */
/** @import {Trace} from "../trace.js" */
import { nameWidth } from "../formulas/math.js";

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
 * @typedef {object} LedgerGroup  the head of a group of rows, which is all of it when it is folded
 * @property {string} name
 * @property {string[]} parameters
 * @property {boolean} isFolded
 * @property {number} y
 *
 * @typedef {object} LedgerLayout
 * @property {LedgerRow[]} rows
 * @property {LedgerGroup[]} groups
 * @property {number} width
 * @property {number} height
 * @property {number} slotsX     left edge of the slots
 * @property {number} slotsWidth what of them is in sight
 * @property {number} pitch      from slot to slot
 * @property {number} allSlots   width of all slots
 * @property {number} more       room at either side for the mark that there are more; 0 if all are in sight
 * @property {number} totalX
 * @property {number} barsX
 * @property {number} barsWidth  0 where there is no room for bars
 * @property {number} names      room for the names
 */

export const SLOT = 44;
/** Height of the head of a group. */
export const HEAD = 28;
/** What the button of a group has beside its name. */
export const BUTTON = 36;
const FLAT = 14;
const PLUS = 22;
const NORM = 15;
const BETWEEN = 5;
const EQUALS = 30;
const MORE = 28;

/**
 * @param {Trace} trace
 * @param {number} width
 * @param {Group[]} [groups]
 * @param {Set<string>} [folded]
 * @returns {LedgerLayout}
 */
export function rowsOf(trace, width, groups = [], folded = new Set()) {
  const { parameters, length } = trace;
  const slotsX = roomForNames(parameters, groups, width);
  const barsWidth = width < 520 ? 0 : Math.min(220, width * 0.26);
  const most = width - slotsX - EQUALS - SLOT - 10 - (barsWidth ? barsWidth + 16 : 0);
  const pitch = Math.min(SLOT + 2 * PLUS, Math.max(SLOT + PLUS, Math.floor(most / length)));
  const allSlots = (length - 1) * pitch + SLOT + 4;
  const more = allSlots > most ? MORE : 0;
  // whole slots: a half one at the end would read as another sum
  const seen = Math.max(1, Math.floor((most - 2 * more + pitch - SLOT) / pitch));
  const slotsWidth = more ? (seen - 1) * pitch + SLOT + 4 : allSlots;
  return {
    ...stacked(trace, groups, folded),
    width,
    slotsX: slotsX + more,
    slotsWidth,
    pitch,
    allSlots,
    more,
    totalX: slotsX + slotsWidth + 2 * more + EQUALS,
    barsX: width - barsWidth,
    barsWidth,
    names: slotsX,
  };
}

/**
 * Rows and heads from the top down.
 *
 * @param {Trace} trace
 * @param {Group[]} groups
 * @param {Set<string>} folded
 * @returns {Pick<LedgerLayout, "rows" | "groups" | "height">}
 */
function stacked({ parameters, answer }, groups, folded) {
  let y = 2;
  /** @param {string} parameter @returns {LedgerRow} */
  const row = (parameter) => {
    const isVector = answer.cell.parameters[parameter]?.length === 1;
    const tile = { width: SLOT, height: isVector ? FLAT : SLOT };
    const height = tile.height + NORM;
    y += height + BETWEEN;
    return { parameter, isVector, y: y - height - BETWEEN, height, tile };
  };
  if (groups.length === 0) {
    const rows = parameters.map(row);
    return { rows, groups: [], height: y - BETWEEN + 2 };
  }
  /** @type {LedgerRow[]} */
  const rows = [];
  const heads = groups.map(({ name, parameters: own }) => {
    const head = { name, parameters: own, isFolded: folded.has(name), y };
    y += HEAD;
    if (!head.isFolded) rows.push(...own.map(row));
    return head;
  });
  return { rows, groups: heads, height: y };
}

/**
 * As much as the longest name wants, within reason.
 *
 * @param {string[]} parameters
 * @param {Group[]} groups
 * @param {number} width
 */
function roomForNames(parameters, groups, width) {
  const wanted = [
    ...parameters.map((name) => nameWidth(name) + 16),
    ...groups.map(({ name }) => nameWidth(name) + BUTTON),
  ];
  return Math.max(width < 560 ? 58 : 84, Math.min(Math.max(0, ...wanted), width * 0.24));
}
