/** @import {Said} from "../drawing/name.js" */
/** @import {Kind} from "../scissors.js" */
/** @import {Trace} from "../trace.js" */
import { recurrentFirst } from "../cell/graph.js";
import { compact, fixed } from "../numbers.js";

/** What the page says about where back-propagation is cut. */
export const SCISSORS = {
  name: "Truncation, on the stage",
  hint: {
    off: "Drag to the left to cut back-propagation into segments",
    segment: "Drag for shorter or longer segments; past the end nothing is cut",
    window: "Drag for a shorter or longer window; over the whole sequence nothing is cut",
  },
  off: "off: nothing is cut",
  steps: {
    segment: (/** @type {number} */ steps) => `segments of ${stamps(steps)}`,
    window: (/** @type {number} */ steps) => `every loss reaches ${stamps(steps)}`,
  },
  window: "window of ",
  whole: "not truncated: the gradient is the full one",
  cost: (/** @type {string[]} */ [error, cosine, ratio]) =>
    `: relative error ${error}, cosine ${cosine}, norm ratio ${ratio}`,
  zero: ": the full gradient is zero",
};

/** What a truncation costs. */
export const COST = {
  title: "Truncated against full gradient",
  against: "against its full gradient",
  parameter: "gradient of",
  error: "relative error",
  cosine: "cosine",
  ratio: "norm ratio",
  zero: "full gradient is zero",
  noDirection: "The truncated gradient is zero: it has no direction.",
  whole: "Not truncated: this is the full gradient.",
};

/**
 * How it is cut, in words.
 *
 * @param {Kind} kind
 * @param {number} steps
 * @param {number} length  of the sequence
 */
export function cutInWords(kind, steps, length) {
  return steps >= length ? SCISSORS.off : SCISSORS.steps[kind](steps);
}

/** @param {number} steps */
function stamps(steps) {
  return steps === 1 ? "1 time-stamp" : `${steps} time-stamps`;
}

/**
 * What the truncation of a run costs, in a few words: that of the recurrent matrix, of a
 * translation the decoder's.
 *
 * @param {Trace} trace
 * @returns {Said}
 */
export function costInWords({ answer, parts }) {
  if (!answer.comparison) return [SCISSORS.whole];
  const [name = ""] = recurrentFirst(/** @type {typeof parts[0]} */ (parts.at(-1)).graph);
  const { relative_error, cosine, norm_ratio } = answer.comparison.parameters[name] ?? {};
  const cost =
    relative_error === null || relative_error === undefined
      ? SCISSORS.zero
      : SCISSORS.cost([compact(relative_error), fixed(cosine, 2), compact(norm_ratio ?? 0)]);
  return [[name], cost];
}
