/** @import {Decomposition, Tables} from "./tables.js" */
/** @import {Trace} from "./trace.js" */
import { reachOf } from "./reach.js";
import { statesOf } from "./tables.js";

/**
 * One cell of the map: what L_τ taught the copy, or sends back to the state, of time-stamp t.
 *
 * later    t is after τ            no loss  time-stamp τ has no target
 * no way   nothing leads there     zero     exactly zero: it could be another number
 * cut      the truncation loses it kept     part of the gradient
 *
 * @typedef {"later" | "no loss" | "no way" | "zero" | "cut" | "kept"} Look
 * @typedef {object} Cell
 * @property {number} tau
 * @property {number} t
 * @property {Look} look
 * @property {number} value  log10 of the norm, −∞ for zero; of a signed table the entry
 *
 * @typedef {object} Table
 * @property {string} subject
 * @property {Trace} trace
 * @property {number[]} taus    of its rows
 * @property {number[]} times   of its columns
 * @property {(tau: number, t: number) => Cell} cell
 * @property {Cell[]} cells     that can be reached
 */

/** The looks of what the loss could teach. @type {Look[]} */
const REACHED = ["zero", "cut", "kept"];

/**
 * The norms of a parameter's copies, or of a state, by loss.
 *
 * @param {Tables} tables
 * @param {string} subject
 * @returns {Table | null}
 */
export function normTable({ trace, decomposition }, subject) {
  if (!decomposition) return null;
  const isState = statesOf(trace).includes(subject) && !trace.parameters.includes(subject);
  const rows = decomposition[isState ? "log10_state_norms" : "log10_norms"][subject];
  if (!rows) return null;
  return tableOf(trace, decomposition, subject, (i, j) => rows[i]?.[j] ?? -Infinity, -Infinity);
}

/**
 * The signed entry of every copy, by loss.
 *
 * @param {Tables} tables
 * @returns {Table | null}
 */
export function entryTable({ trace, decomposition, entry }) {
  const rows = decomposition?.entry;
  if (!decomposition || !rows || !entry) return null;
  return tableOf(trace, decomposition, entry.parameter, (i, j) => rows[i]?.[j] ?? 0, 0);
}

/**
 * What the kept cells of a signed table add up to: by row, by column, together.
 *
 * @param {Table} table
 */
export function sumsOf({ taus, times, cell }) {
  const kept = (/** @type {number} */ tau, /** @type {number} */ t) => {
    const { look, value } = cell(tau, t);
    return look === "kept" ? value : 0;
  };
  const rows = taus.map((tau) => times.reduce((sum, t) => sum + kept(tau, t), 0));
  return {
    rows,
    columns: times.map((t) => taus.reduce((sum, tau) => sum + kept(tau, t), 0)),
    total: rows.reduce((sum, each) => sum + each, 0),
  };
}

/**
 * @param {Trace} trace
 * @param {Decomposition} decomposition
 * @param {string} subject
 * @param {(i: number, j: number) => number} at
 * @param {number} zero
 * @returns {Table}
 */
function tableOf(trace, { kept }, subject, at, zero) {
  const last = trace.partAt(trace.length);
  const own = trace.parameters.includes(subject)
    ? trace.partOf(subject)
    : { first: 0, length: trace.length };
  const taus = Array.from({ length: last.length }, (_, i) => last.first + i + 1);
  const times = Array.from({ length: own.length }, (_, i) => own.first + i + 1);
  const reaches = reachOf(trace, subject);
  /** @param {number} tau @param {number} t @returns {Cell} */
  const made = (tau, t) => {
    const [i, j] = [tau - last.first - 1, t - own.first - 1];
    if (t > tau) return { tau, t, look: "later", value: zero };
    if (trace.answer.losses[tau - 1] === null) return { tau, t, look: "no loss", value: zero };
    if (!reaches(tau, t)) return { tau, t, look: "no way", value: zero };
    const value = at(i, j);
    if (value === zero) return { tau, t, look: "zero", value };
    return { tau, t, look: kept[i]?.[t - 1] === false ? "cut" : "kept", value };
  };
  const all = taus.map((tau) => times.map((t) => made(tau, t)));
  return {
    subject,
    trace,
    taus,
    times,
    cell: (tau, t) => all[tau - last.first - 1]?.[t - own.first - 1] ?? made(tau, t),
    cells: all.flat().filter(({ look }) => REACHED.includes(look)),
  };
}
