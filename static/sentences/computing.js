/** @import {Tree} from "../cell/equation.js" */
/** @import {Graph} from "../cell/graph.js" */
/** @import {Beat} from "../timeline.js" */
/** @import {Trace} from "../trace.js" */
import { waysTo } from "../cell/derivative.js";
import { parse } from "../cell/equation.js";
import { equationIn, reaches, statesOf } from "../cell/graph.js";
import { fixed } from "../numbers.js";
import { capital, listed, quoted, stamp } from "./phrases.js";
import { levelsIn, trackAt } from "../timeline.js";

/**
 * What is computed in a beat of the forward run, in words.
 *
 * @param {Trace} trace
 * @param {Beat} beat
 */
export function computed(trace, { t, names }) {
  const { graph } = trace.partAt(t);
  const [level, ...others] = levelsIn(trackAt(trace.timeline, t));
  const isFirst = level?.[0]?.[0] === names[0];
  const start = isFirst ? `${reading(trace, t)} ` : "";
  const edges = graph.edges.filter(
    ({ from, to, lag }) => names.includes(to) && (lag > 0 || !names.includes(from)),
  );
  const now = unique(edges.filter(({ lag }) => lag === 0).map(({ from }) => from));
  const before = unique(edges.filter(({ lag }) => lag > 0).map(({ from }) => from));
  const isPlain = isFirst && others.length === 0 && now.join() === "x" && before.length > 0;
  const said = isPlain
    ? `The hidden values follow from this input and from ${stateBefore(trace, t)}.`
    : `${subject(graph, names)} ${names.length > 1 ? "follow" : "follows"} from ${sources(trace, now, before, t, isFirst)}.`;
  return (
    start + said + keeping(trace, names, t) + leadingNowhere(names, (name) => reaches(graph, name))
  );
}

/**
 * @param {Trace} trace
 * @param {number} t
 */
function reading(trace, t) {
  const input = quoted(trace.inputToken(t), "its input");
  if (!trace.isTranslation) return `Time-stamp ${t} reads ${input}.`;
  if (!trace.partAt(t).isLast) return `The encoder reads ${input} at time-stamp ${t}.`;
  return trace.handsOver(t - 1)
    ? `The decoder starts at time-stamp ${t} and reads ${input}.`
    : `The decoder reads ${input}, the last target, at time-stamp ${t}.`;
}

/**
 * @param {Trace} trace
 * @param {number} t
 */
function stateBefore(trace, t) {
  if (t === 1) return "the initial state";
  return trace.handsOver(t - 1)
    ? "the encoder’s last state"
    : `the state that time-stamp ${t - 1} left behind`;
}

/**
 * @param {Graph} graph
 * @param {string[]} names
 */
function subject(graph, names) {
  const gates = names.filter((name) => isGate(graph, name));
  const others = names.filter((name) => !gates.includes(name));
  const states = statesOf(graph);
  const word = others.every((name) => states.has(name)) ? "state" : "value";
  const second = `the ${word}${others.length > 1 ? "s" : ""} ${listed(others)}`;
  if (gates.length === 0) return capital(second);
  const first = `The gate${gates.length > 1 ? "s" : ""} ${listed(gates)}, between 0 and 1,`;
  return others.length > 0 ? `${first} and ${second}` : first;
}

/**
 * @param {Trace} trace
 * @param {string[]} now
 * @param {string[]} before
 * @param {number} t
 * @param {boolean} isFirst  whether the input has just been read
 */
function sources(trace, now, before, t, isFirst) {
  const input = now.includes("x") ? [isFirst ? "this input" : "the input"] : [];
  const here = now.filter((name) => name !== "x");
  const earlier = before.length > 0 ? [`${t === 1 ? "the initial " : ""}${listed(before)}`] : [];
  const ofWhen = t > 1 && earlier.length > 0 ? ` of ${stamp(trace, t - 1)}` : "";
  const parts = [...input, ...(here.length > 0 ? [listed(here)] : []), ...earlier];
  if (parts.length === 0) return "its parameters alone";
  const last = parts[parts.length - 1] ?? "";
  const others = parts.slice(0, -1);
  return `${others.join(", from ")}${others.length > 0 ? " and from " : ""}${last}${ofWhen}`;
}

/**
 * How much of its last value a gate lets a state keep, in the unit that is shown.
 *
 * @param {Trace} trace
 * @param {string[]} names
 * @param {number} t
 */
function keeping(trace, names, t) {
  const { answer } = trace;
  const { graph } = trace.partAt(t);
  const when = t === 1 ? "initial" : trace.handsOver(t - 1) ? "encoder’s last" : "last";
  for (const name of names) {
    const gate = keeper(graph, name);
    const unit = trace.unitAt(name, t);
    const share = gate && answer.values[gate]?.[t - 1]?.[unit];
    const had = t > 1 || answer.initial_state[name]?.some((value) => value !== 0);
    if (share && had)
      return ` In unit ${unit + 1}, ${gate} keeps ${fixed(share, 2)} of the ${when} ${name}.`;
  }
  return "";
}

/**
 * The gate by which a state's own last value is multiplied.
 *
 * @param {Graph} graph
 * @param {string} state
 */
function keeper(graph, state) {
  const ways = waysTo(
    treeOf(graph, state),
    (part) => part.kind === "name" && part.text === state && part.lag > 0,
  );
  const [way] = ways;
  const [step] = way?.steps ?? [];
  if (ways.length !== 1 || way?.steps.length !== 1 || step?.kind !== "times") return null;
  const { by } = step;
  return by.kind === "name" && by.lag === 0 && isGate(graph, by.text) ? by.text : null;
}

/**
 * A gate is a sigmoid that some other value is multiplied by, or by 1 minus it; not a state.
 *
 * @param {Graph} graph
 * @param {string} name
 */
function isGate(graph, name) {
  const tree = treeOf(graph, name);
  if (tree.kind !== "call" || tree.word !== "sigmoid" || statesOf(graph).has(name)) return false;
  const isItself = (/** @type {Tree} */ by) => by.kind === "name" && by.text === name;
  return graph.nodes.some(({ equation }) =>
    waysTo(
      parse(equation ?? ""),
      (part) => part.kind === "name" && part.text === name && part.lag === 0,
    ).some(({ steps }) =>
      steps.some((step, i) => step.kind === "times" && i >= steps.length - 2 && !isItself(step.by)),
    ),
  );
}

/**
 * @param {Graph} graph
 * @param {string} name
 * @returns {Tree}
 */
function treeOf(graph, name) {
  return parse(equationIn(graph, name));
}

/**
 * @param {string[]} names
 * @param {(name: string) => boolean} isLive
 */
function leadingNowhere(names, isLive) {
  const dead = names.filter((name) => !isLive(name));
  if (dead.length === 0) return "";
  return ` No way leads from ${listed(dead)} to an output, so ${dead.length > 1 ? "they get" : "it gets"} no gradient.`;
}

/** @param {string[]} names */
function unique(names) {
  return [...new Set(names)];
}
