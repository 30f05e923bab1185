import { partOf, withPart } from "./fragment.js";

/**
 * Which panels are folded to their headings: their names, in the order in which they were folded.
 * That is layout, no setting of the run; the address names them so that a link can bring it.
 *
 * @typedef {readonly string[]} Folded
 */

/** Its name in the address. */
const KEY = "panels";
const MOST = 40;
const NAME = /^[a-z][a-z-]{0,30}$/;

/** @type {Folded} */
export const NONE_FOLDED = [];

/**
 * The state of all panels after one was folded or unfolded.
 *
 * @param {Folded} folded
 * @param {string} panel
 * @param {boolean} on  whether it is to be folded
 * @returns {Folded}
 */
export function withFolded(folded, panel, on) {
  if (folded.includes(panel) === on) return folded;
  return on ? [...folded, panel] : folded.filter((name) => name !== panel);
}

/** @param {Folded} folded */
export function writeFolded(folded) {
  return folded.join(",");
}

/**
 * The names in a text, without whatever in it cannot be one.
 *
 * @param {string} text
 * @returns {Folded}
 */
export function readFolded(text) {
  const names = text.split(",").filter((name) => NAME.test(name));
  return [...new Set(names)].slice(0, MOST);
}

/**
 * What a fragment of the address says of it; null where it says nothing.
 *
 * @param {string} fragment
 * @returns {Folded | null}
 */
export function foldedIn(fragment) {
  const text = partOf(fragment, KEY);
  return text === null ? null : readFolded(text);
}

/**
 * An address that says it too.
 *
 * @param {string} address
 * @param {Folded} folded
 */
export function addressWith(address, folded) {
  if (folded.length === 0) return address;
  return withPart(address, KEY, writeFolded(folded));
}
