/** @import {Entry} from "./state.js" */
import { partOf, withPart } from "./fragment.js";

/** Its name in the address: "entry=W_hh.2.3", row and column from 1; a bias has the column 1. */
const KEY = "entry";
const ENTRY = /^([Wb]_\w{1,60})\.(\d{1,4})\.(\d{1,4})$/;

/**
 * The entry that a fragment of the address looks at; null where it names none.
 *
 * @param {string} fragment
 * @returns {Entry | null}
 */
export function entryIn(fragment) {
  const [, parameter = "", row, column] = ENTRY.exec(partOf(fragment, KEY) ?? "") ?? [];
  const entry = { parameter, row: Number(row) - 1, column: Number(column) - 1 };
  return entry.row >= 0 && entry.column >= 0 ? entry : null;
}

/**
 * An address that names it too.
 *
 * @param {string} address
 * @param {Entry | null} entry
 */
export function withEntry(address, entry) {
  if (!entry) return address;
  const { parameter, row, column } = entry;
  return withPart(address, KEY, `${parameter}.${row + 1}.${column + 1}`);
}
