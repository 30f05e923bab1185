/** @import {Settings} from "./settings.js" */
/** @import {State} from "./state.js" */
import { askedFor, kindOf } from "./sequences.js";
import { WORDS, mistakeText } from "./words.js";

/**
 * Values of a user's own for the parameters, and the network that they are of.
 *
 * @typedef {Record<string, number[] | number[][]>} Values  by full name
 * @typedef {Pick<Settings, "cell" | "equations" | "sizes" | "hidden">} Network
 *
 * @typedef {object} Weights
 * @property {Values} values
 * @property {Network} network
 * @property {string} source  what they were taken from: "nn.LSTM"
 */

/**
 * Whether weights and states of the one fit the other.
 *
 * @param {Network} a
 * @param {Network} b
 */
export function sameNetwork(a, b) {
  const fields = /** @type {const} */ (["cell", "equations", "sizes", "hidden"]);
  return fields.every((field) => a[field] === b[field]);
}

/**
 * The weights that a run of the settings takes; null where it draws them.
 *
 * @param {{settings: Settings, weights: Weights | null}} state
 */
export function weightsFor({ settings, weights }) {
  return weights && sameNetwork(weights.network, settings) ? weights : null;
}

/**
 * What the server has against running at given weights; none where it has nothing.
 *
 * @param {Pick<State, "mistakes" | "settings" | "weights" | "examples">} state
 * @returns {string[]}
 */
export function misfitsIn({ mistakes, settings, weights, examples }) {
  const mine = mistakes.filter(({ field }) => field === "weights").map(mistakeText);
  if (mine.length === 0) return mine;
  const isTwo = kindOf(askedFor(settings, examples)) === "translation";
  // of one network's weights in two it would say that each name is unknown
  return isTwo && weights?.values["W_hy"] ? [WORDS.compare.translation] : mine;
}
