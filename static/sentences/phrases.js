/** @import {Trace} from "../trace.js" */
import { shownToken } from "../tokens.js";

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
 */
export function quoted(token, otherwise) {
  if (token === "") return otherwise;
  const shown = shownToken(token);
  return shown !== token && shown.startsWith("⟨") ? shown : `“${shown}”`;
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
