/** @import {Rows} from "./answer.js" */
/** @import {Trace} from "./trace.js" */
import { interpolateLab, interpolatePuOr, piecewise } from "./vendor/d3.js";
import { sizeColours } from "./decades.js";
import { largest } from "./grid.js";
import { limitOf } from "./held.js";

/**
 * Sign and size as a colour. `limit` is the largest size in the data; `bend` makes small sizes
 * visible beside large ones (1: in proportion, 0.5: as their square root).
 *
 * @typedef {object} SignScale
 * @property {number} limit
 * @property {number} bend
 * @property {(value: number) => number} step   −STEPS … STEPS; equal steps have equal colours
 * @property {(step: number) => string} colour  of a step
 *
 * @typedef {object} Scales
 * @property {SignScale} inputs     x, most often 0 or 1
 * @property {SignScale} values     hidden values and outputs
 * @property {SignScale} weights    of the matrices; a larger bias is drawn like the largest of them
 * @property {SignScale} deltas     ∂L/∂ a value
 * @property {SignScale} gradients  ∂L/∂ a weight: copies
 * @property {SignScale} sums       of copies; the same scale, unless the copies would be lost in it
 * @property {(t: number) => string} time
 * @property {ReturnType<typeof sizeColours>} sizes  of norms, on a log scale
 */

export const STEPS = 24;
const ROOT = 0.4;
/** How much larger than the largest copy the largest sum may be on the scale of both. */
const TOGETHER = 4;

/** As viridis, but every hue is dark (or light) enough for a thin frame on the page's ground. */
const TIME = ["#3b4f8f", "#1f8f8c", "#3a9d4f", "#c98a00"];
const TIME_ON_DARK = ["#8fa2e8", "#3fc4bd", "#7fd66b", "#ffc94d"];
const DARK_RAMP = ["#ffb65c", "#c9761a", "#7a4a1c", "#2b2d36", "#544a86", "#8b7bd0", "#c9bcff"];

/**
 * @param {Trace} trace
 * @param {boolean} dark
 * @param {Scales | null} [held]  what the scales were before a pointer took hold, see held.js
 * @returns {Scales}
 */
export function scalesOf(trace, dark, held = null) {
  const { answer, parameters, length } = trace;
  const { p: _, x: inputs, ...values } = answer.values;
  const ramp = dark
    ? piecewise(interpolateLab, DARK_RAMP)
    : (/** @type {number} */ share) => interpolatePuOr(1 - share);
  const most = (/** @type {number[]} */ sizes) => Math.max(0, ...sizes);
  const copy = most(
    parameters.flatMap((name) =>
      (answer.copy_factors[name] ?? []).map(({ left, right }) => largestOuter(left, right)),
    ),
  );
  const sum = most(parameters.map((name) => largest(trace.runningTotal(name, length).values)));
  // a bias that starts at 1 would leave the matrices pale
  const matrices = parameters.filter((name) => name.startsWith("W_"));
  const scaled = matrices.length > 0 ? matrices : parameters;
  const weight = most(scaled.map((name) => largest(trace.weight(name).values)));
  /** @param {Exclude<keyof Scales, "time" | "sizes">} name @param {number} size @param {number} bend */
  const scale = (name, size, bend) => signScale(limitOf(size, held?.[name].limit), bend, ramp);
  const isTogether = held ? held.gradients === held.sums : sum <= TOGETHER * copy;
  const together = isTogether ? scale("gradients", Math.max(copy, sum), ROOT) : null;
  return {
    inputs: scale("inputs", largestOf(inputs ?? []), 1),
    values: scale("values", most(Object.values(values).map(largestOf)), 1),
    weights: scale("weights", weight, 1),
    deltas: scale("deltas", most(Object.values(answer.deltas).map(largestOf)), ROOT),
    gradients: together ?? scale("gradients", copy, ROOT),
    sums: together ?? scale("sums", sum, ROOT),
    time: timeScale(length, dark),
    sizes: sizeColours(dark),
  };
}

/**
 * @param {number} limit
 * @param {number} bend
 * @param {(share: number) => string} ramp
 * @returns {SignScale}
 */
export function signScale(limit, bend, ramp) {
  const colours = Array.from({ length: 2 * STEPS + 1 }, (_, i) => ramp(i / (2 * STEPS)));
  return {
    limit,
    bend,
    step(value) {
      if (value === 0 || limit === 0) return 0;
      const share = Math.min(1, Math.abs(value) / limit) ** bend;
      return Math.sign(value) * Math.max(1, Math.round(share * STEPS));
    },
    colour: (step) => colours[step + STEPS] ?? "",
  };
}

/**
 * A time-stamp's colour: from blue over green to gold, never so pale that a frame of it is lost.
 *
 * @param {number} length
 * @param {boolean} dark
 * @returns {(t: number) => string}
 */
function timeScale(length, dark) {
  const ramp = piecewise(interpolateLab, dark ? TIME_ON_DARK : TIME);
  return (t) => ramp(length > 1 ? (t - 1) / (length - 1) : 0);
}

/** @param {Rows} rows */
function largestOf(rows) {
  return rows.reduce((most, row) => Math.max(most, largest(row ?? [])), 0);
}

/**
 * @param {number[][]} left
 * @param {number[][] | null} right
 */
function largestOuter(left, right) {
  return left.reduce(
    (most, row, t) => Math.max(most, largest(row) * (right ? largest(right[t] ?? []) : 1)),
    0,
  );
}
