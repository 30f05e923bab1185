/** @import {Part} from "../cell/part.js" */
/** @import {Group} from "./groups.js" */
/** @import {Trace} from "../trace.js" */
import { nameWidth } from "../formulas/math.js";

/**
 * Where things are in the ledger: a row per parameter, a slot per copy, the sum, and the bars of
 * one entry. x counts from the left edge of the panel, of slots from that of the slots. The slot of
 * time-stamp t has the same x in all rows, whatever other copies a row has.
 *
 * @typedef {object} LedgerRow
 * @property {string} parameter
 * @property {boolean} isVector
 * @property {number} y
 * @property {number} height
 * @property {{width: number, height: number}} tile
 * @property {number} lowered  how much lower its name is, for the head of the half above it
 *
 * @typedef {object} LedgerGroup  the head of a group of rows, which is all of it when it is folded
 * @property {Group} group
 * @property {string | null} within  of the groups of a half: the name of that half
 * @property {boolean} isFirst        of the groups beside each other
 * @property {boolean} isFolded
 * @property {number} y
 *
 * @typedef {{part: Part, y: number, height: number}} LedgerHalf  all rows of the encoder or decoder
 *
 * @typedef {object} LedgerLayout
 * @property {LedgerRow[]} rows
 * @property {LedgerGroup[]} groups
 * @property {LedgerHalf[]} halves  none but in a translation
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
/** How high a matrix is where two halves are to be in sight. */
const LOW = 36;
/** Height of the head of a group. */
export const HEAD = 28;
/** What the button of a group has beside its name. */
export const BUTTON = 36;
/** How much further right it is within a half. */
export const INDENT = 10;
const FLAT = 14;
const PLUS = 22;
const NORM = 15;
const BETWEEN = 5;
const EQUALS = 30;
const MORE = 28;
/** How narrow the bars may be where it brings all slots into sight. */
const NARROW_BARS = 150;
/** The head of an open half stands beside the first of its matrices: what is above that, and how
 * much lower the name of the matrix is. */
const ABOVE = 4;
const LOWERED = 15;

/**
 * @param {Trace} trace
 * @param {number} width
 * @param {Group[]} [groups]
 * @param {Set<string>} [folded]  the keys of those that are
 * @returns {LedgerLayout}
 */
export function rowsOf(trace, width, groups = [], folded = new Set()) {
  const { parameters, length } = trace;
  const slotsX = roomForNames(parameters, groups, width);
  const room = width - slotsX - EQUALS - SLOT - 10;
  const least = (length - 1) * (SLOT + PLUS) + SLOT + 4;
  const barsWidth = roomForBars(width, room - least);
  const most = room - (barsWidth ? barsWidth + 16 : 0);
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
 * @returns {Pick<LedgerLayout, "rows" | "groups" | "halves" | "height">}
 */
function stacked({ parameters, answer }, groups, folded) {
  /** @type {Pick<LedgerLayout, "rows" | "groups" | "halves">} */
  const all = { rows: [], groups: [], halves: [] };
  let y = 2;
  const isHalved = groups.some(({ half }) => half !== null);
  const isFlat = (/** @type {string} */ name) => answer.cell.parameters[name]?.length === 1;
  /** @param {string} parameter @param {number} [lowered] */
  const putRow = (parameter, lowered = 0) => {
    const isVector = isFlat(parameter);
    const tile = { width: SLOT, height: isVector ? FLAT : isHalved ? LOW : SLOT };
    const height = tile.height + NORM;
    all.rows.push({ parameter, isVector, y, height, tile, lowered });
    y += height + BETWEEN;
  };
  /** @param {Group} group @param {number} i @param {string | null} within */
  const putGroup = (group, i, within) => {
    const top = y;
    const isFolded = folded.has(group.key);
    all.groups.push({ group, within, isFirst: i === 0, isFolded, y });
    const own = isFolded || group.inner.length > 0 ? [] : group.parameters;
    const isBeside = group.half !== null && own[0] !== undefined && !isFlat(own[0]);
    y += isBeside ? ABOVE : HEAD;
    own.forEach((parameter, i) => putRow(parameter, isBeside && i === 0 ? LOWERED : 0));
    if (!isFolded) group.inner.forEach((each, n) => putGroup(each, n, group.name));
    if (group.half) all.halves.push({ part: group.half, y: top, height: y - top });
  };
  groups.forEach((group, i) => putGroup(group, i, null));
  if (groups.length === 0) parameters.forEach((parameter) => putRow(parameter));
  return { ...all, height: groups.length > 0 ? y : y - BETWEEN + 2 };
}

/**
 * @param {number} width
 * @param {number} left  what there is beside all slots
 */
function roomForBars(width, left) {
  if (width < 520) return 0;
  const wanted = Math.min(220, width * 0.26);
  return left - 16 >= NARROW_BARS ? Math.min(wanted, left - 16) : wanted;
}

/**
 * As much as the longest name wants, within reason.
 *
 * @param {string[]} parameters
 * @param {Group[]} groups
 * @param {number} width
 */
function roomForNames(parameters, groups, width) {
  const heads = groups.flatMap((group) => [
    widthOf(group),
    ...group.inner.map((each) => widthOf(each) + INDENT),
  ]);
  const wanted = [...parameters.map((name) => nameWidth(name) + 16), ...heads];
  return Math.max(width < 560 ? 58 : 84, Math.min(Math.max(0, ...wanted), width * 0.24));
}

/** @param {Group} group */
function widthOf({ name }) {
  return nameWidth(name) + BUTTON;
}
