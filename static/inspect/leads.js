/** @import {Quantity} from "../quantity.js" */
/** @import {Entry} from "../state.js" */
/** @import {Beat} from "../timeline.js" */
/** @import {Trace} from "../trace.js" */
import { recurrentFirst } from "../cell/graph.js";
import { levelsIn, trackAt } from "../timeline.js";

/**
 * The number to begin with at a beat: of what it computes the unit whose numbers are written out.
 *
 * @param {Trace} trace
 * @param {Beat} beat
 * @param {Entry | null} picked
 * @returns {Quantity}
 */
export function leads(trace, { kind, t, names }, picked) {
  const name = names.at(-1) ?? "y";
  const unit = t > 0 ? trace.unitAt(name, t) : 0;
  switch (kind) {
    case "hidden":
      return { kind: "value", name, t, unit };
    case "output":
      return { kind: "value", name: "p", t, unit: trace.unitAt("y", t) };
    case "loss":
      return trace.target(t) === null ? { kind: "total" } : { kind: "loss", t };
    case "total":
      return { kind: "total" };
    case "error":
      return { kind: "delta", name: "y", t, unit: trace.unitAt("y", t) };
    case "receive":
      return { kind: "delta", name, t, unit };
    case "copies":
      return { kind: "copy", t, ...entryAt(trace, picked, t) };
    case "sum":
      return { kind: "running", t, ...entryAt(trace, picked, t) };
    case "land":
      return { kind: "gradient", ...entryAt(trace, picked, trace.length) };
    case "update":
      return { kind: "updated", ...entryAt(trace, picked, trace.length) };
    default:
      return firstOf(trace);
  }
}

/**
 * The first value that is worked out.
 *
 * @param {Trace} trace
 * @returns {Quantity}
 */
function firstOf(trace) {
  const [name = "y"] = levelsIn(trackAt(trace.timeline, 1)).flat(2);
  return { kind: "value", name, t: 1, unit: trace.unitAt(name, 1) };
}

/**
 * The entry that was picked, where t has a copy of it; else one of a recurrent matrix.
 *
 * @param {Trace} trace
 * @param {Entry | null} picked
 * @param {number} t
 */
function entryAt(trace, picked, t) {
  const own = picked && trace.covers(picked.parameter, t) ? picked.parameter : null;
  const parameter = own ?? recurrentFirst(trace.partAt(t).graph)[0] ?? "";
  return trace.entryShown(parameter, picked);
}
