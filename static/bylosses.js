/** @import {OfItem, OfNorm, OfSent, OfSingle} from "./quantity.js" */
/** @import {Tables} from "./tables.js" */
/** @import {Trace} from "./trace.js" */

/**
 * The numbers of one loss alone, out of the tables: there are those of the one entry that the tables
 * are of, and the norms.
 *
 * @typedef {OfItem | OfSingle | OfSent | OfNorm} OfLoss
 */

/** A norm beyond has no number of its own. */
const LARGEST = 300;

/**
 * Whether there is such a number at all, whatever the tables are of.
 *
 * @param {Trace} trace
 * @param {OfLoss} quantity
 */
export function isOfLoss(trace, quantity) {
  const { answer, length } = trace;
  const { tau } = quantity;
  if (tau > length || (answer.losses[tau - 1] ?? null) === null) return false;
  if (quantity.kind !== "single" && (quantity.t < 1 || quantity.t > tau)) return false;
  if (quantity.kind === "norm" && answer.cell.states.includes(quantity.subject)) return true;
  const parameter = quantity.kind === "norm" ? quantity.subject : quantity.parameter;
  if (!trace.parameters.includes(parameter)) return false;
  const [rows = 0, columns = 1] = answer.cell.parameters[parameter] ?? [];
  if ("t" in quantity && !trace.covers(parameter, quantity.t)) return false;
  if ("column" in quantity && quantity.column >= columns) return false;
  return rows > ("row" in quantity ? quantity.row : 0);
}

/**
 * The number; null where the tables have none of that name.
 *
 * @param {Trace} trace
 * @param {OfLoss} quantity
 * @param {Tables | null} tables
 * @returns {number | null}
 */
export function valueByLoss(trace, quantity, tables) {
  if (!tables?.decomposition || tables.trace !== trace || !isOfLoss(trace, quantity)) return null;
  if (quantity.kind === "norm") return normOf(trace, tables, quantity);
  const { entry } = tables;
  const { parameter, row, tau } = quantity;
  if (entry?.parameter !== parameter || entry.row !== row) return null;
  if (quantity.kind === "sent") {
    const { t } = quantity;
    const right = rightOf(trace, parameter, t)?.[entry.column] ?? 0;
    return right === 0 ? null : entryAt(trace, tables, parameter, tau, t) / right;
  }
  if (entry.column !== quantity.column) return null;
  return quantity.kind === "itemised"
    ? entryAt(trace, tables, parameter, tau, quantity.t)
    : timesOf(trace, tables, parameter, tau).reduce(
        (sum, t) => sum + entryAt(trace, tables, parameter, tau, t),
        0,
      );
}

/**
 * The losses that are kept in the copy of time-stamp t; 0: in any.
 *
 * @param {Trace} trace
 * @param {Tables} tables
 * @param {number} t
 */
export function lossesOf(trace, tables, t) {
  const taus = trace.answer.losses.flatMap((loss, i) => (loss === null ? [] : [i + 1]));
  return t === 0 ? taus : taus.filter((tau) => t <= tau && isKept(trace, tables, tau, t));
}

/**
 * The time-stamps whose copies keep something of L_tau.
 *
 * @param {Trace} trace
 * @param {Tables} tables
 * @param {string} parameter
 * @param {number} tau
 */
export function timesOf(trace, tables, parameter, tau) {
  const { first, length } = trace.partOf(parameter);
  return Array.from({ length }, (_, i) => first + i + 1).filter(
    (t) => t <= tau && isKept(trace, tables, tau, t),
  );
}

/**
 * What went in where a parameter is used at t, if that is one place alone: of a matrix the vector,
 * of a bias a one.
 *
 * @param {Trace} trace
 * @param {string} parameter
 * @param {number} t
 * @returns {number[] | null}
 */
export function rightOf(trace, parameter, t) {
  const { answer } = trace;
  const [only, ...others] = answer.copy_factors[parameter] ?? [];
  if (!only || others.length > 0) return null;
  const { first } = trace.partOf(parameter);
  const isVector = answer.cell.parameters[parameter]?.length === 1;
  return isVector ? [1] : (only.right?.[t - first - 1] ?? null);
}

/**
 * @param {Trace} trace
 * @param {Tables} tables
 * @param {number} tau
 * @param {number} t
 */
export function isKept(trace, { decomposition }, tau, t) {
  const { first } = trace.partAt(trace.length);
  return decomposition?.kept[tau - first - 1]?.[t - 1] !== false;
}

/**
 * @param {Trace} trace
 * @param {Tables} tables
 * @param {string} parameter
 * @param {number} tau
 * @param {number} t
 */
function entryAt(trace, { decomposition }, parameter, tau, t) {
  const { first } = trace.partAt(trace.length);
  return decomposition?.entry?.[tau - first - 1]?.[t - trace.partOf(parameter).first - 1] ?? 0;
}

/**
 * @param {Trace} trace
 * @param {Tables} tables
 * @param {OfNorm} of
 */
function normOf(trace, { decomposition }, { subject, tau, t }) {
  const isCopy = trace.parameters.includes(subject);
  const rows = decomposition?.[isCopy ? "log10_norms" : "log10_state_norms"][subject];
  if (!rows) return null;
  const { first } = trace.partAt(trace.length);
  const before = isCopy ? trace.partOf(subject).first : 0;
  const log = rows[tau - first - 1]?.[t - before - 1] ?? -Infinity;
  if (log === -Infinity) return 0;
  return Math.abs(log) > LARGEST ? null : 10 ** log;
}
