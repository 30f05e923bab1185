/** @import {OfItem, OfNorm, OfSingle, Quantity} from "../quantity.js" */
/** @import {Tables} from "../tables.js" */
/** @import {Trace} from "../trace.js" */
/** @import {Expression} from "./expression.js" */
import { lossesOf, rightOf, timesOf, valueByLoss } from "../bylosses.js";
import { statesOf } from "../tables.js";
import { usesOf } from "./copies.js";
import { call, constant, evaluate, product, sum } from "./expression.js";
import { expanded, operand } from "./forward.js";

/**
 * What one loss leaves in a copy: what it sends back to where the matrix is used, times what went in
 * there.
 *
 * @param {Trace} trace
 * @param {OfItem} of
 * @param {Tables | null} tables
 * @returns {Expression | null}
 */
export function itemised(trace, { parameter, tau, t, row, column }, tables) {
  const use = onlyUse(trace, parameter);
  if (!use?.input || !rightOf(trace, parameter, t)?.[column]) return null;
  const sent = operand(trace, { kind: "sent", parameter, tau, t, row }, tables);
  return product(sent, expanded(trace, use.input, t, column));
}

/**
 * What one loss leaves in all copies together.
 *
 * @param {Trace} trace
 * @param {OfSingle} of
 * @param {Tables | null} tables
 */
export function single(trace, of, tables) {
  if (!tables) return null;
  /** @param {number | string} t */
  const copyAt = (t) => operand(trace, { ...of, kind: "itemised", t }, tables);
  const times = timesOf(trace, tables, of.parameter, of.tau);
  if (times.length === 0) return constant(0);
  return sum(times.map(copyAt), { index: "t", term: copyAt("t") });
}

/**
 * A copy, or a gradient, as the sum of what each loss leaves in it.
 *
 * @param {Trace} trace
 * @param {Quantity} quantity
 * @param {Tables | null} tables
 * @returns {Expression | null}
 */
export function byLosses(trace, quantity, tables) {
  if (quantity.kind !== "copy" && quantity.kind !== "gradient") return null;
  const { parameter, row, column } = quantity;
  const t = quantity.kind === "copy" ? quantity.t : 0;
  /** @param {number | string} tau */
  const named = (tau) =>
    t === 0
      ? { kind: "single", parameter, tau, row, column }
      : { kind: "itemised", parameter, tau, t, row, column };
  if (!tables) return null;
  const taus = lossesOf(trace, tables, t);
  const isKnown = taus.every(
    (tau) => valueByLoss(trace, /** @type {OfItem | OfSingle} */ (named(tau)), tables) !== null,
  );
  if (!isKnown || taus.length === 0) return null;
  /** @param {number | string} tau */
  const at = (tau) => operand(trace, named(tau), tables);
  return sum(taus.map(at), { index: "τ", term: at("τ") });
}

/**
 * The norm of what one loss leaves in a copy: one product of two norms, for every entry is a product
 * of what came back and what went in.
 *
 * @param {Trace} trace
 * @param {OfNorm} of
 * @param {Tables | null} tables
 * @returns {Expression | null}
 */
export function norm(trace, of, tables) {
  const { subject, tau, t } = of;
  const use = onlyUse(trace, subject);
  const whole = valueByLoss(trace, of, tables);
  if (!use?.input || !whole || !tables) return null;
  const { input } = use;
  /** @param {number | string} j */
  const square = (j) =>
    /** @type {Expression} */ ({ kind: "square", of: expanded(trace, input, t, j) });
  const { columns } = trace.weight(subject);
  const squares = Array.from({ length: columns }, (_, j) => square(j));
  const right = root({ kind: "sum", terms: squares, general: { index: "j", term: square("j") } });
  const size = evaluate(right);
  if (size === 0) return null;
  const isState = use.steps.length === 0 && statesOf(trace).includes(use.name);
  const left = isState
    ? operand(trace, { kind: "norm", subject: use.name, tau, t }, tables)
    : constant(whole / size, "hidden");
  return product(left, right);
}

/**
 * The norm of a copy.
 *
 * @param {Trace} trace
 * @param {{parameter: string, t: number}} of
 */
export function size(trace, { parameter, t }) {
  const { rows, columns } = trace.weight(parameter);
  /** @param {number | string} row @param {number | string} column */
  const square = (row, column) =>
    /** @type {Expression} */ ({
      kind: "square",
      of: operand(trace, { kind: "copy", parameter, t, row, column }),
    });
  const terms = Array.from({ length: rows * columns }, (_, i) =>
    square(Math.floor(i / columns), i % columns),
  );
  const isVector = trace.answer.cell.parameters[parameter]?.length === 1;
  const general = { index: isVector ? "i" : "i, j", term: square("i", "j") };
  return root({ kind: "sum", terms, general });
}

/**
 * The one place where a parameter is used; `input`: what a matrix is multiplied to.
 *
 * @param {Trace} trace
 * @param {string} parameter
 */
export function onlyUse(trace, parameter) {
  if (!trace.parameters.includes(parameter)) return null;
  const [use, ...others] = usesOf(trace, parameter);
  if (!use || others.length > 0) return null;
  return { ...use, input: use.part.kind === "product" ? use.part.of : null };
}

/** @param {Expression} of */
function root(of) {
  return call("√", of);
}
