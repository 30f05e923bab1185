/** @import {ColumnPlace} from "../layout.js" */
/** @import {Form} from "./form.js" */

/** Around a column. */
export const PAD = 3;
/** Before a column, for what cuts it from the one before. */
export const LEAD = 6;
/** How much further a decoder stands from its encoder, and the ground between them. */
const HANDOVER = 20;
const BETWEEN = 14;
/** Neighbours are no nearer than this, for what is written above and below them. */
const NEAREST = 86;
/** Columns with room to spare stand no further apart than this. */
const FAR = 190;

/**
 * The columns in their places: with room to spare they stand further apart, up to a point.
 *
 * @param {{form: Form, isOpen: boolean, isFirst: boolean}[]} columns  `isFirst`: of its part
 * @param {number} margin  before the arrows into the first
 * @param {number} width   what there is room for
 * @returns {ColumnPlace[]}
 */
export function placed(columns, margin, width) {
  let x = 0;
  const least = columns.map(({ form, isFirst }, i) => {
    const before = columns[i - 1];
    x += before ? apart(before.form, form) + (isFirst ? HANDOVER : 0) : margin + LEAD - form.start;
    return x;
  });
  const last = columns.at(-1);
  const spare = Math.max(0, width - x - (last ? endOf(last.form) : 0)) / (columns.length - 1 || 1);
  let moved = 0;
  return columns.map(({ form, isOpen }, i) => {
    const place = least[i] ?? 0;
    if (i > 0) moved += Math.min(spare, Math.max(0, FAR - (place - (least[i - 1] ?? 0))));
    return { form, isOpen, x: place + moved };
  });
}

/**
 * How far the last column reaches from its middle.
 *
 * @param {Form} form
 */
export function endOf({ ends, right }) {
  return Math.max(right, ends.right) + PAD + 2;
}

/**
 * Where one half ends and the next begins.
 *
 * @param {ColumnPlace} before
 * @param {ColumnPlace} here
 * @returns {[number, number]}
 */
export function between({ x, form }, here) {
  const from = x + Math.max(exitOf(form), form.body.right, form.ends.right);
  const to = here.x + Math.min(here.form.start, here.form.body.left, here.form.ends.left);
  const middle = (from + to) / 2;
  return [middle - BETWEEN / 2, middle + BETWEEN / 2];
}

/**
 * Where the last of the arrows to the next column leaves.
 *
 * @param {Form} form
 */
function exitOf({ exits, right }) {
  const xs = Object.values(exits).map(({ x }) => x);
  return xs.length > 0 ? Math.max(...xs) : right;
}

/**
 * How far apart the middles of neighbours have to be.
 *
 * @param {Form} before
 * @param {Form} form
 */
function apart(before, form) {
  const clear = form.trunks ? before.right + PAD : exitOf(before);
  return Math.max(
    NEAREST,
    before.ends.right + PAD - form.ends.left,
    before.body.right + 2 * PAD - form.body.left,
    clear + LEAD - form.start,
  );
}
