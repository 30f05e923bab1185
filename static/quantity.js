/** @import {Tables} from "./tables.js" */
/** @import {Trace} from "./trace.js" */
import { isOfLoss, valueByLoss } from "./bylosses.js";

/**
 * The name of any one number on the page. Time-stamps count from 1 over the whole sequence, as in
 * trace.js; 0 is that of the initial state. Units, rows and columns count from 0; a bias has the
 * one column 0.
 *
 * value      x, p and the named values           loss      of a time-stamp
 * total      L                                   delta     ∂L/∂ a value
 * message    what the arrow to `from` brings back to `to`, received at t; from "loss" too
 * joint      several messages that one arrow of a closed column has: `froms` as "i.f"
 * weight     of the shared matrix                copy      ∂L/∂W^(t)
 * running    the sum of the copies t, t + 1, …   gradient  the sum of all copies
 * updated    W − η ∂L/∂W                         size      the norm of a copy
 *
 * and of one loss alone, where the tables say it:
 *
 * itemised   ∂L_tau/∂W^(t)                       single    ∂L_tau/∂W, of the copies that keep it
 * sent       what came back to where W is used   norm      of ∂L_tau/∂W^(t), or of ∂L_tau/∂ a state
 *
 * @typedef {{kind: "value" | "delta", name: string, t: number, unit: number}} OfValue
 * @typedef {{kind: "message", from: string, to: string, lag: number, t: number, unit: number}} OfMessage
 * @typedef {{kind: "joint", froms: string, to: string, lag: number, t: number, unit: number}} OfJoint
 * @typedef {{kind: "weight" | "gradient" | "updated", parameter: string, row: number, column: number}} OfWeight
 * @typedef {{kind: "copy" | "running", parameter: string, t: number, row: number, column: number}} OfCopy
 * @typedef {{kind: "itemised", parameter: string, tau: number, t: number, row: number, column: number}} OfItem
 * @typedef {{kind: "single", parameter: string, tau: number, row: number, column: number}} OfSingle
 * @typedef {{kind: "sent", parameter: string, tau: number, t: number, row: number}} OfSent
 * @typedef {{kind: "norm", subject: string, tau: number, t: number}} OfNorm
 * @typedef {{kind: "loss", t: number} | {kind: "total"} | OfValue | OfMessage | OfJoint | OfWeight
 *   | OfCopy | OfItem | OfSingle | OfSent | OfNorm | {kind: "size", parameter: string, t: number}} Quantity
 */

/** The fields of each kind in the order in which they are written. @type {Record<string, string[]>} */
const FIELDS = {
  value: ["name", "t", "unit"],
  delta: ["name", "t", "unit"],
  message: ["from", "to", "lag", "t", "unit"],
  joint: ["froms", "to", "lag", "t", "unit"],
  loss: ["t"],
  total: [],
  weight: ["parameter", "row", "column"],
  gradient: ["parameter", "row", "column"],
  updated: ["parameter", "row", "column"],
  copy: ["parameter", "t", "row", "column"],
  running: ["parameter", "t", "row", "column"],
  size: ["parameter", "t"],
  itemised: ["parameter", "tau", "t", "row", "column"],
  single: ["parameter", "tau", "row", "column"],
  sent: ["parameter", "tau", "t", "row"],
  norm: ["subject", "tau", "t"],
};
const NAMES = new Set(["name", "from", "froms", "to", "parameter", "subject"]);
const NAME = /^[A-Za-z]\w{0,60}$/;
/** Written from 1, as on the page. */
const PLACES = new Set(["unit", "row", "column"]);

/**
 * "value h 2 3": h of time-stamp 2, the third unit. This stands in the attribute `data-of` of what
 * shows a number, and in the address. Of a vector or a matrix that is one drawing the attribute
 * leaves the place out: "value h 2", "weight W_hh".
 *
 * @param {Quantity} quantity
 */
export function write(quantity) {
  const fields = /** @type {Record<string, string | number>} */ (/** @type {unknown} */ (quantity));
  const written = (FIELDS[quantity.kind] ?? []).map((field) =>
    PLACES.has(field) ? Number(fields[field]) + 1 : fields[field],
  );
  return [quantity.kind, ...written].join(" ");
}

/**
 * The vector or matrix that a number is in, as an attribute names it; the name itself of a number
 * alone.
 *
 * @param {Quantity} quantity
 */
export function gridOf(quantity) {
  const fields = FIELDS[quantity.kind] ?? [];
  const places = fields.filter((field) => PLACES.has(field)).length;
  const words = write(quantity).split(" ");
  return words.slice(0, words.length - places).join(" ");
}

/**
 * The number that a text names; null where it names none.
 *
 * @param {string} text
 * @returns {Quantity | null}
 */
export function read(text) {
  const [kind = "", ...words] = text.split(" ");
  const fields = Object.hasOwn(FIELDS, kind) ? FIELDS[kind] : undefined;
  if (!fields || words.length !== fields.length) return null;
  /** @type {Record<string, string | number>} */
  const found = { kind };
  for (const [i, field] of fields.entries()) {
    const word = words[i] ?? "";
    const names = field === "froms" ? word.split(".") : [word];
    if (NAMES.has(field) ? !names.every((name) => NAME.test(name)) : !/^\d{1,4}$/.test(word))
      return null;
    const number = PLACES.has(field) ? Number(word) - 1 : Number(word);
    if (number < 0) return null;
    found[field] = NAMES.has(field) ? word : number;
  }
  return /** @type {Quantity} */ (/** @type {unknown} */ (found));
}

/**
 * The number at a place of a vector or matrix that an attribute names.
 *
 * @param {string} grid  as "value h 2" or "copy W_hh 3"
 * @param {{row: number, column: number}} place  of a vector the row is the unit
 */
export function within(grid, { row, column }) {
  const [kind = ""] = grid.split(" ");
  const isVector = FIELDS[kind]?.at(-1) === "unit";
  return read(isVector ? `${grid} ${row + 1}` : `${grid} ${row + 1} ${column + 1}`);
}

/**
 * @param {Quantity | null} a
 * @param {Quantity | null} b
 */
export function same(a, b) {
  return a === b || (a !== null && b !== null && write(a) === write(b));
}

/**
 * What a number can rest on beside the answer: the learning rate, for `updated`, and the tables.
 *
 * @typedef {{rate: number, tables?: Tables | null}} Known
 */

/**
 * The number itself; null where the answer has none of that name.
 *
 * @param {Trace} trace
 * @param {Quantity} quantity
 * @param {Known} known
 * @returns {number | null}
 */
export function valueOf(trace, quantity, { rate, tables = null }) {
  const { answer } = trace;
  switch (quantity.kind) {
    case "value": {
      const { name, t, unit } = quantity;
      const row = t === 0 ? answer.initial_state[name] : answer.values[name]?.[t - 1];
      return row?.[unit] ?? null;
    }
    case "delta": {
      const { name, t, unit } = quantity;
      const row = t === 0 ? answer.initial_deltas[name] : answer.deltas[name]?.[t - 1];
      return row?.[unit] ?? null;
    }
    case "message": {
      const { t, unit } = quantity;
      return messageOf(trace, quantity)?.values[t - 1]?.[unit] ?? null;
    }
    case "joint": {
      const values = messagesIn(quantity).map((message) => valueOf(trace, message, { rate }));
      return values.reduce(
        (sum, value) => (sum === null || value === null ? null : sum + value),
        0,
      );
    }
    case "loss":
      return answer.losses[quantity.t - 1] ?? null;
    case "total":
      return answer.loss;
    case "size":
      return trace.covers(quantity.parameter, quantity.t) &&
        trace.parameters.includes(quantity.parameter)
        ? trace.normOf(quantity.parameter, quantity.t)
        : null;
    case "itemised":
    case "single":
    case "sent":
    case "norm":
      return valueByLoss(trace, quantity, tables);
    default:
      return ofParameter(trace, quantity, rate);
  }
}

/**
 * Whether the answer, or a table of it, has a number of that name.
 *
 * @param {Trace} trace
 * @param {Quantity} quantity
 */
export function exists(trace, quantity) {
  if ("tau" in quantity) return isOfLoss(trace, quantity);
  return valueOf(trace, quantity, { rate: 0 }) !== null;
}

/**
 * What an arrow of a closed column has together, one by one.
 *
 * @param {OfJoint} of
 * @returns {OfMessage[]}
 */
export function messagesIn({ froms, ...place }) {
  return froms.split(".").map((from) => ({ ...place, kind: "message", from }));
}

/**
 * The arrow that a message is on.
 *
 * @param {Trace} trace
 * @param {{from: string, to: string, lag: number}} arrow
 */
export function messageOf({ answer }, { from, to, lag }) {
  return answer.messages.find(
    (message) => message.from === from && message.to === to && message.lag === lag,
  );
}

/**
 * @param {Trace} trace
 * @param {OfWeight | OfCopy} quantity
 * @param {number} rate
 */
function ofParameter(trace, quantity, rate) {
  const { parameter, row, column } = quantity;
  const shape = trace.answer.cell.parameters[parameter];
  if (!shape || row >= (shape[0] ?? 0) || column >= (shape[1] ?? 1)) return null;
  const at = row * (shape[1] ?? 1) + column;
  switch (quantity.kind) {
    case "weight":
      return trace.weight(parameter).values[at] ?? null;
    case "gradient":
      return trace.gradients[parameter]?.values[at] ?? null;
    case "updated":
      return trace.updated(parameter, rate).values[at] ?? null;
    default: {
      const { t } = quantity;
      if (!trace.covers(parameter, t)) return null;
      return quantity.kind === "copy"
        ? trace.entry(parameter, t, quantity)
        : (trace.runningTotal(parameter, trace.length - t + 1).values[at] ?? null);
    }
  }
}
