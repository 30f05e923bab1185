import { WORDS } from "./words.js";

/**
 * Tensors by their keys, as nested lists, the rows outside.
 *
 * @typedef {Record<string, unknown>} Dict
 */

/** No tensor of a layer has more indices. */
const DEEPEST = 5;

/** What is wrong with a state dict, in a sentence. */
export class Unusable extends Error {}

/**
 * @param {Dict} dict
 * @param {string} key
 * @param {number[]} shape
 * @returns {number[][]}
 */
export function matrixAt(dict, key, shape) {
  return /** @type {number[][]} */ (fitting(dict, key, shape));
}

/**
 * @param {Dict} dict
 * @param {string} key
 * @param {number} length
 * @returns {number[]}
 */
export function vectorAt(dict, key, length) {
  return /** @type {number[]} */ (fitting(dict, key, [length]));
}

/**
 * @param {Dict} dict
 * @param {string} key
 * @param {number[]} shape
 */
function fitting(dict, key, shape) {
  const found = shapeAt(dict, key);
  if (by(found) !== by(shape)) throw new Unusable(WORDS.compare.shape(key, by(shape), by(found)));
  return dict[key];
}

/**
 * The lengths of nested lists of finite numbers, from the outside.
 *
 * @param {Dict} dict
 * @param {string} key
 */
export function shapeAt(dict, key) {
  if (!(key in dict)) throw new Unusable(WORDS.compare.missing(key));
  return shapeOf(dict[key], key, DEEPEST);
}

/**
 * @param {unknown} value
 * @param {string} key
 * @param {number} deepest  how many lists may stand in each other
 * @returns {number[]}
 */
function shapeOf(value, key, deepest) {
  if (!Array.isArray(value) || deepest === 0) {
    if (typeof value === "number" && Number.isFinite(value)) return [];
    throw new Unusable(WORDS.compare.noNumber(key));
  }
  const [first = [], ...others] = value.map((each) => shapeOf(each, key, deepest - 1));
  if (others.some((other) => by(other) !== by(first)))
    throw new Unusable(WORDS.compare.ragged(key));
  return [value.length, ...first];
}

/** @param {number[]} shape */
export function by(shape) {
  return shape.join(" × ");
}
