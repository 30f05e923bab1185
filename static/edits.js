/** @import {Values} from "./weights.js" */
/** @import {Entry} from "./state.js" */

/**
 * Single weights set by hand, over those that a run has otherwise. Rows and columns count from 0; a
 * bias has the one column 0.
 *
 * @typedef {Entry & {value: number}} Edit
 */

const ENTRY = /^([Wb]_\w{1,60})\.(\d{1,4})\.(\d{1,4})\.(\S{1,30})$/;
const NUMBER = /^[+-]?(?:\d{1,25}\.?\d{0,25}|\.\d{1,25})(?:e[+-]?\d{1,3})?$/i;

/**
 * The edits that a setting says: "W_hh.2.3.0.5 b_h.1.1.-1" has row 2, column 3 of W_hh at 0.5. Of
 * an entry said twice the later counts. Null for what is no such text.
 *
 * @param {string} text
 * @returns {Edit[] | null}
 */
export function readEdits(text) {
  /** @type {Edit[]} */
  let edits = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const [, parameter = "", row, column, number = ""] = ENTRY.exec(word) ?? [];
    const edit = { parameter, row: Number(row) - 1, column: Number(column) - 1 };
    const value = readNumber(number);
    if (value === null || edit.row < 0 || edit.column < 0) return null;
    edits = withEdit(edits, edit, value);
  }
  return edits;
}

/**
 * All digits of every number, so that it is read again as the same one.
 *
 * @param {Edit[]} edits
 */
export function writeEdits(edits) {
  return edits
    .map(({ parameter, row, column, value }) => [parameter, row + 1, column + 1, value].join("."))
    .join(" ");
}

/**
 * The number that is typed; null for what is no finite one.
 *
 * @param {string} text
 */
export function readNumber(text) {
  const plain = text.trim().replace("\u2212", "-");
  const value = NUMBER.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(value) ? value : null;
}

/**
 * The same for a number that somebody types, who may write a decimal comma.
 *
 * @param {string} text
 */
export function readTyped(text) {
  return readNumber(text.includes(".") ? text : text.replace(",", "."));
}

/**
 * The edits with an entry at a value.
 *
 * @param {Edit[]} edits
 * @param {Entry} entry
 * @param {number} value
 * @returns {Edit[]}
 */
export function withEdit(edits, { parameter, row, column }, value) {
  const edit = { parameter, row, column, value };
  const isThere = edits.some((each) => sameEntry(each, edit));
  return isThere ? edits.map((each) => (sameEntry(each, edit) ? edit : each)) : [...edits, edit];
}

/**
 * @param {Entry} a
 * @param {Entry} b
 */
export function sameEntry(a, b) {
  return a.parameter === b.parameter && a.row === b.row && a.column === b.column;
}

/**
 * Those of the edits that a network with parameters of such shapes has an entry for.
 *
 * @param {Edit[]} edits
 * @param {Record<string, number[]>} shapes
 */
export function fitting(edits, shapes) {
  return edits.filter(({ parameter, row, column }) => {
    const [rows = 0, columns = 1] = shapes[parameter] ?? [];
    return row < rows && column < columns;
  });
}

/**
 * The edited parameters, each whole.
 *
 * @param {Values} values  of all parameters, or of the edited ones
 * @param {Edit[]} edits   what has no entry there changes nothing
 * @returns {Values}
 */
export function edited(values, edits) {
  /** @type {Values} */
  const changed = {};
  for (const { parameter, row, column, value } of fitting(edits, shapesOf(values))) {
    const grid = (changed[parameter] ??= copied(values[parameter] ?? []));
    const line = grid[row];
    if (Array.isArray(line)) line[column] = value;
    else /** @type {number[]} */ (grid)[row] = value;
  }
  return changed;
}

/**
 * @param {Values} values
 * @returns {Record<string, number[]>}
 */
export function shapesOf(values) {
  return Object.fromEntries(
    Object.entries(values).map(([name, grid]) => {
      const [first] = grid;
      return [name, Array.isArray(first) ? [grid.length, first.length] : [grid.length]];
    }),
  );
}

/**
 * @param {number[] | number[][]} grid
 * @returns {number[] | number[][]}
 */
function copied(grid) {
  return /** @type {number[][]} */ (grid.map((line) => (Array.isArray(line) ? [...line] : line)));
}
