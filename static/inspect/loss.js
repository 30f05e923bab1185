/** @import {Trace} from "../trace.js" */
/** @import {Expression} from "./expression.js" */
import { call, constant, minus, sum } from "./expression.js";
import { operand } from "./forward.js";

/** Beyond this exp leaves the numbers, so that all outputs are counted from the largest. */
const LARGE = 300;

/**
 * A probability: exp y[k] / Σ_j exp y[j].
 *
 * @param {Trace} trace
 * @param {number} t
 * @param {number} unit
 * @returns {Expression}
 */
export function softmax(trace, t, unit) {
  return { kind: "quotient", over: power(trace, t, unit), under: powers(trace, t) };
}

/**
 * −log p of the class that was to come; of a p that is too small for a number the same from y.
 *
 * @param {Trace} trace
 * @param {number} t
 * @returns {Expression | null}  null where no class was to come
 */
export function loss(trace, t) {
  const target = trace.target(t);
  if (target === null) return null;
  const p = operand(trace, { kind: "value", name: "p", t, unit: target });
  if (p.value > 1e-300) return minus(call("log", p));
  const y = operand(trace, { kind: "value", name: "y", t, unit: target });
  const most = constant(largestOutput(trace, t));
  return sum([most, call("log", powers(trace, t)), minus(y)]);
}

/**
 * Σ_t L_t
 *
 * @param {Trace} trace
 */
export function total(trace) {
  const times = trace.answer.losses.flatMap((each, i) => (each === null ? [] : [i + 1]));
  if (times.length === 0) return constant(0);
  /** @param {number | string} t */
  const at = (t) => operand(trace, { kind: "loss", t });
  return sum(times.map(at), { index: "t", term: at("t") });
}

/**
 * @param {Trace} trace
 * @param {number} t
 */
function powers(trace, t) {
  const row = trace.answer.values["y"]?.[t - 1] ?? [];
  return sum(
    row.map((_, k) => power(trace, t, k)),
    { index: "j", term: power(trace, t, "j") },
  );
}

/**
 * @param {Trace} trace
 * @param {number} t
 * @param {number | string} unit
 */
function power(trace, t, unit) {
  const y = operand(trace, { kind: "value", name: "y", t, unit });
  const most = largestOutput(trace, t);
  return call("exp", most ? sum([y, minus(constant(most))]) : y);
}

/**
 * The largest output, where it is too large for its power; else 0.
 *
 * @param {Trace} trace
 * @param {number} t
 */
function largestOutput(trace, t) {
  const row = trace.answer.values["y"]?.[t - 1] ?? [];
  const most = Math.max(...row);
  return row.some((y) => Math.abs(y) > LARGE) ? most : 0;
}
