/** @import {Trace} from "../trace.js" */
import { cut } from "../drawing/cut.js";
import { inMath } from "../drawing/letters.js";
import { shownToken } from "../tokens.js";

/** Letters of the scripts that run from right to left. */
const LEFTWARD = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A text of the user's that may run from right to left, so that it turns nothing beside it.
 *
 * @param {string} text
 */
export function isolated(text) {
  return LEFTWARD.test(text) ? `\u2068${text}\u2069` : text;
}

/**
 * i, f and g
 *
 * @param {string[]} names
 */
export function listed(names) {
  const last = names[names.length - 1] ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
}

/** @param {number} count */
export function counted(count) {
  return (
    ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"][count] ?? `${count}`
  );
}

/**
 * A token in quotes, what marks the start or the end without: ⟨start⟩.
 *
 * @param {string} token
 * @param {string} otherwise
 * @param {number} [room]  in pixels; what is wider is cut short
 */
export function quoted(token, otherwise, room = Infinity) {
  if (token === "") return otherwise;
  const shown = shownToken(token);
  return shown !== token && shown.startsWith("⟨")
    ? shown
    : `“${isolated(cut(shown, room, inMath))}”`;
}

/**
 * Where a time-stamp is the encoder's last, that it is.
 *
 * @param {Trace} trace
 * @param {number} t
 */
export function stamp(trace, t) {
  return `time-stamp ${t}${trace.handsOver(t) ? ", the encoder’s last" : ""}`;
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Why a time-stamp has no target: it never had one, or it is left out.
 *
 * @param {Trace} trace
 * @param {number} t
 */
export function untargeted(trace, t) {
  const masked = trace.maskedTarget(t);
  if (masked === null) return `Time-stamp ${t} has no target`;
  return `The target of time-stamp ${t}, ${quoted(trace.token(masked), "a class")}, is left out`;
}
