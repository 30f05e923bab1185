/** @import {Settings} from "./settings.js" */
/** @import {Values, Weights} from "./weights.js" */
import { partOf, withPart } from "./fragment.js";

/** The name of whole weights in the address, and how long that may become with them. */
const KEY = "weights";
export const LONGEST_LINK = 4000;

const WORD = /^([Wb]_\w{1,60})\.(\d{1,4})\.([\w-]{1,60000})$/;
const BYTES = 8;

/**
 * An address that brings the weights, too, where they fit.
 *
 * @param {string} address
 * @param {Weights | null} weights
 */
export function withWeights(address, weights) {
  if (!weights) return address;
  const whole = withPart(address, KEY, writeValues(weights.values));
  return whole.length <= LONGEST_LINK ? whole : address;
}

/**
 * Whether weights and an address fit into a link.
 *
 * @param {string} address
 * @param {Weights | null} weights
 */
export function fitInLink(address, weights) {
  return weights === null || withWeights(address, weights) !== address;
}

/**
 * The weights that a fragment of the address brings for its settings; null where there are none.
 *
 * @param {string} fragment
 * @param {Settings} settings
 * @returns {Weights | null}
 */
export function weightsIn(fragment, { cell, equations, sizes, hidden }) {
  const text = partOf(fragment, KEY);
  const values = text ? readValues(text) : null;
  return values && { values, network: { cell, equations, sizes, hidden }, source: "" };
}

/**
 * Every bit of every number: a name, its rows and the float64 in base64url, little end first.
 *
 * @param {Values} values
 */
export function writeValues(values) {
  return Object.entries(values)
    .map(([name, grid]) => `${name}.${grid.length}.${encoded(grid.flat())}`)
    .join("+");
}

/**
 * @param {string} text  with spaces where `writeValues` has a plus
 * @returns {Values | null}
 */
export function readValues(text) {
  /** @type {Values} */
  const values = {};
  for (const word of text.split(/[ +]/)) {
    const [, name = "", rows, code = ""] = WORD.exec(word) ?? [];
    const numbers = decoded(code);
    const columns = (numbers?.length ?? 0) / Number(rows);
    if (!numbers || !Number.isInteger(columns) || columns < 1) return null;
    if (name.startsWith("b_") && columns !== 1) return null;
    values[name] = name.startsWith("b_")
      ? numbers
      : Array.from({ length: Number(rows) }, (_, i) =>
          numbers.slice(i * columns, (i + 1) * columns),
        );
  }
  return values;
}

/** @param {number[]} numbers */
function encoded(numbers) {
  const view = new DataView(new ArrayBuffer(numbers.length * BYTES));
  numbers.forEach((number, i) => view.setFloat64(i * BYTES, number, true));
  const bytes = [...new Uint8Array(view.buffer)].map((byte) => String.fromCharCode(byte));
  return btoa(bytes.join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * @param {string} code
 * @returns {number[] | null}  null for what are no finite numbers
 */
function decoded(code) {
  if (!/^[\w-]+$/.test(code) || code.length % 4 === 1) return null;
  const bytes = atob(code.replaceAll("-", "+").replaceAll("_", "/"));
  if (bytes.length % BYTES !== 0) return null;
  const view = new DataView(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)).buffer);
  const numbers = Array.from({ length: bytes.length / BYTES }, (_, i) =>
    view.getFloat64(i * BYTES, true),
  );
  return numbers.every(Number.isFinite) ? numbers : null;
}
