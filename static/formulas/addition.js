/** @import {Formula} from "./math.js" */
import { broken } from "./breaking.js";
import { number, row } from "./math.js";
import { equality, fixed, parsed, short } from "../numbers.js";

/**
 * Numbers and their sum, in one line or several.
 *
 * @param {Formula} label
 * @param {number[]} values
 * @param {number} sum
 * @returns {Formula}
 */
export function addition(label, values, sum) {
  const write = writer(...values, sum);
  const [first = 0, ...rest] = values;
  const equal = equality(values.map(write), write(sum));
  return broken([
    row(label, number(write(first))),
    ...rest.map((value) => row(...term(value, write))),
    row(equal, number(write(sum))),
  ]);
}

/**
 * Numbers and their product.
 *
 * @param {Formula} label
 * @param {number[]} values
 * @returns {Formula}
 */
export function multiplication(label, values) {
  const write = writer(...values);
  const product = values.reduce((a, b) => a * b, 1);
  const rounded = values.reduce((a, b) => a * parsed(write(b)), 1);
  const factors = values.flatMap((value, i) => {
    const shown = number(write(value));
    return i > 0 ? ["·", ...(value < 0 ? ["(", shown, ")"] : [shown])] : [shown];
  });
  const writeProduct = writer(product);
  const isExact = Math.abs(rounded - parsed(writeProduct(product))) < 1e-9;
  return broken([row(label, ...factors), row(isExact ? "=" : "≈", number(writeProduct(product)))]);
}

/**
 * A number as a further term of a sum.
 *
 * @param {number} value
 * @param {(value: number) => string} write
 */
export function term(value, write) {
  return [value < 0 ? "−" : "+", number(write(Math.abs(value)))];
}

/**
 * Writes the numbers of one line alike, and short enough to stand beside each other.
 *
 * @param {number[]} values
 * @returns {(value: number) => string}
 */
export function writer(...values) {
  const most = Math.max(...values.map(Math.abs));
  if (most < 0.01) return short;
  return (value) => fixed(value, most < 10 ? 3 : most < 1000 ? 1 : 0);
}
