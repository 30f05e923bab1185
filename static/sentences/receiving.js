/** @import {Arrival} from "../arrivals.js" */
/** @import {Beat} from "../timeline.js" */
/** @import {Trace} from "../trace.js" */
import { arrivalsAt } from "../arrivals.js";
import { equationIn } from "../cell/graph.js";
import { signedFixed } from "../numbers.js";
import { capital, counted, listed, quoted, stamp, untargeted } from "./phrases.js";

/**
 * What comes back to the values of a beat, in words.
 *
 * @param {Trace} trace
 * @param {Beat} beat
 */
export function received(trace, { t, names }) {
  const [name = ""] = names;
  if (names.length === 1) return receivedBy(trace, name, t);
  if (names.length === 2 && names.some((each) => isState(trace, t, each)))
    return names.map((each) => receivedBy(trace, each, t)).join(" ");
  const ways = names.map((each) => wayTo(trace, each, t));
  const parts = [...new Set(ways)].map((way) => {
    const those = names.filter((_, i) => ways[i] === way);
    return way ? `${way} to ${listed(those)}` : `nothing to ${listed(those)}`;
  });
  return `The gradient of time-stamp ${t} goes on: ${parts.join(", ")}.${isState(trace, t, ...names) ? truncated(trace, t) : ""}`;
}

/**
 * The error of the outputs, and what comes back to them where the next time-stamp reads them.
 *
 * @param {Trace} trace
 * @param {Beat} beat
 */
export function errorOf(trace, { t }) {
  const target = trace.target(t);
  const arrivals = arrivalsAt(trace, "y", t);
  const own =
    target === null
      ? `${untargeted(trace, t)}, so it has no error${arrivals.length > 0 ? " of its own" : ""}.`
      : `The error of time-stamp ${t}: its probabilities, minus one at ${quoted(trace.token(target), "the target")}, which was to come.`;
  if (!isState(trace, t, "y") && arrivals.length === 0) return own;
  if (arrivals.length === 0) return `${own} Nothing reads the outputs after it.`;
  if (trace.cutAfter(t) && arrivals.every(({ lag }) => lag > 0)) return own + truncated(trace, t);
  const unit = trace.unitAt("y", t);
  const came = signedFixed(sumIn(arrivals, unit));
  return `${own} The outputs are read again: through ${sourcesOf(arrivals, t)} comes back ${came} for ${quoted(trace.token(unit), `class ${unit + 1}`)}${target === null ? "" : ", and adds to it"}.${truncated(trace, t)}`;
}

/**
 * @param {Trace} trace
 * @param {string} name
 * @param {number} t
 */
function receivedBy(trace, name, t) {
  const arrivals = arrivalsAt(trace, name, t);
  const now = arrivals.filter(({ lag }) => lag === 0);
  const later = arrivals.filter(({ lag }) => lag > 0);
  if (!isState(trace, t, name)) return receivedNow(trace, name, now, t);
  const unit = trace.unitAt(name, t);
  const from =
    now.length === 0
      ? ""
      : isOwnLoss(trace, now)
        ? "from its own loss"
        : `through ${listed(now.map((each) => each.from))}`;
  const amount = signedFixed(sumIn(now, unit));
  if (isOwnLoss(trace, now) && trace.answer.losses[t - 1] === null)
    return withoutLoss(trace, name, later, t);
  if (t === trace.length) {
    if (!from)
      return `Time-stamp ${t} is the last, and only a later one would read ${name}: its gradient is zero.`;
    return isOwnLoss(trace, now)
      ? `Time-stamp ${t} is the last: only its own loss reaches ${name}. Unit ${unit + 1} gets ${amount}.`
      : `Time-stamp ${t} is the last: ${name} has no future. ${capital(from)}, unit ${unit + 1} gets ${amount}.`;
  }
  if (trace.cutAfter(t))
    return from
      ? `${capital(from)}, unit ${unit + 1} of ${name} gets ${amount}.${truncated(trace, t)}`
      : `Only later time-stamps read ${name}.${truncated(trace, t)}`;
  if (!from && isOutOfReach(trace, t))
    return `Nothing comes back to ${name} of ${stamp(trace, t)}: the truncation lets no loss back to it.`;
  const ahead = trace.handsOver(t) ? "the decoder" : "the future";
  const through = isPlain(trace) ? "" : `, through ${sourcesOf(later, t)}`;
  const future = `${signedFixed(sumIn(later, unit))} from ${ahead}${through}`;
  if (!from && trace.handsOver(t))
    return `The encoder has no loss of its own: all that ${name} of time-stamp ${t} gets comes back from the decoder’s first step${through}. Unit ${unit + 1} gets ${signedFixed(sumIn(later, unit))}.${truncated(trace, t)}`;
  if (!from)
    return `Only the future reaches ${name} of time-stamp ${t}: in unit ${unit + 1}, ${future}.${truncated(trace, t)}`;
  return `${counted(arrivals.length)} arrows reach ${name} of ${stamp(trace, t)}${trace.handsOver(t) ? "," : ""} and add up: in unit ${unit + 1}, ${amount} ${from} and ${future}.${truncated(trace, t)}`;
}

/**
 * @param {Trace} trace
 * @param {string} name
 * @param {Arrival[]} arrivals
 * @param {number} t
 */
function receivedNow(trace, name, arrivals, t) {
  const unit = trace.unitAt(name, t);
  const [first] = arrivals;
  if (!first) return `Nothing comes back to ${name} of time-stamp ${t}.`;
  const line = equationIn(trace.partAt(t).graph, first.from);
  const call = new RegExp(`=\\s*(\\w+)\\(\\s*${name}\\s*\\)$`).exec(line);
  if (arrivals.length === 1 && call)
    return `Times the slope of ${call[1]}, the gradient at ${first.from} becomes the gradient at ${name} of time-stamp ${t}.`;
  if (arrivals.length === 1)
    return `Through ${first.from} the gradient of time-stamp ${t} goes on to ${name}: unit ${unit + 1} gets ${signedFixed(sumIn(arrivals, unit))}.`;
  const parts = arrivals.map(
    ({ from, values }) => `${signedFixed(values[unit] ?? 0)} through ${from}`,
  );
  return `${counted(arrivals.length)} arrows reach ${name} of time-stamp ${t} and add up: in unit ${unit + 1}, ${listed(parts)}.`;
}

/**
 * @param {Trace} trace
 * @param {string} name
 * @param {Arrival[]} later
 * @param {number} t
 */
function withoutLoss(trace, name, later, t) {
  const start =
    trace.maskedTarget(t) === null
      ? `Time-stamp ${t} has no loss of its own`
      : `${untargeted(trace, t)}, so it has no loss of its own`;
  if (t === trace.length)
    return `${start}, and nothing comes after it: the gradient of ${name} is zero.`;
  if (trace.cutAfter(t)) return `${start}: the gradient of ${name} is zero.${truncated(trace, t)}`;
  if (isOutOfReach(trace, t))
    return `${start}, and the truncation lets no later one back to it: the gradient of ${name} is zero.`;
  const unit = trace.unitAt(name, t);
  return `${start}: only the future reaches ${name}. Unit ${unit + 1} gets ${signedFixed(sumIn(later, unit))}.${truncated(trace, t)}`;
}

/**
 * @param {Trace} trace
 * @param {string} name
 * @param {number} t
 */
function wayTo(trace, name, t) {
  const arrivals = trace.cutAfter(t)
    ? arrivalsAt(trace, name, t).filter(({ lag }) => lag === 0)
    : arrivalsAt(trace, name, t);
  return arrivals.length > 0 ? `through ${sourcesOf(arrivals, t)}` : "";
}

/**
 * @param {Arrival[]} arrivals
 * @param {number} t
 */
function sourcesOf(arrivals, t) {
  const now = arrivals.filter(({ lag }) => lag === 0).map(({ from }) => from);
  const later = arrivals.filter(({ lag }) => lag > 0).map(({ from }) => from);
  const after = later.length > 0 ? [`${listed(later)} of time-stamp ${t + 1}`] : [];
  return [...(now.length > 0 ? [listed(now)] : []), ...after].join(", and ");
}

/**
 * What the truncation keeps from coming back to a time-stamp.
 *
 * @param {Trace} trace
 * @param {number} t
 */
function truncated(trace, t) {
  if (trace.cutAfter(t))
    return trace.handsOver(t)
      ? ` What would come back from the decoder, from time-stamp ${t + 1}, is cut off by the truncation: the encoder gets no gradient.`
      : ` What would come from time-stamp ${t + 1} is cut off by the truncation.`;
  if (isOutOfReach(trace, t)) return " The truncation lets no later loss back this far.";
  const { kept, all } = trace.reach(t);
  return kept < all ? ` Only ${kept} of ${all} later losses reach back this far.` : "";
}

/**
 * Whether there are losses after a time-stamp, and the truncation lets none of them back to it.
 *
 * @param {Trace} trace
 * @param {number} t
 */
function isOutOfReach(trace, t) {
  const { kept, all } = trace.reach(t);
  if (kept === 0) return all > 0;
  let end = t;
  while (end < trace.length && !trace.cutAfter(end)) end += 1;
  return trace.answer.losses.slice(t, end).every((loss) => loss === null);
}

/**
 * Whether all of it comes from the loss of the same time-stamp.
 *
 * @param {Trace} trace
 * @param {Arrival[]} arrivals
 */
function isOwnLoss(trace, arrivals) {
  const isRead = trace.graph.edges.some(({ from, to }) => from === "y" && trace.reachesY(to));
  return arrivals.length > 0 && !isRead && arrivals.every(({ from }) => from === "y");
}

/**
 * Whether the next time-stamp reads any of the values.
 *
 * @param {Trace} trace
 * @param {number} t
 * @param {...string} names
 */
function isState(trace, t, ...names) {
  const next = Math.min(t + 1, trace.length);
  return trace
    .partAt(next)
    .graph.edges.some(
      ({ from, to, lag }) => lag > 0 && names.includes(from) && trace.reachesY(to, next),
    );
}

/**
 * Whether one arrow alone leads from time-stamp to time-stamp.
 *
 * @param {Trace} trace
 */
function isPlain({ graph }) {
  return graph.edges.filter(({ lag }) => lag > 0).length === 1;
}

/**
 * @param {Arrival[]} arrivals
 * @param {number} unit
 */
function sumIn(arrivals, unit) {
  return arrivals.reduce((sum, { values }) => sum + (values[unit] ?? 0), 0);
}
