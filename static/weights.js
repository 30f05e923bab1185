/** @import {Request} from "./request.js" */
/** @import {Settings} from "./settings.js" */
/** @import {Entry, State} from "./state.js" */
/** @import {Trace} from "./trace.js" */
/** @import {Trail} from "./training.js" */
import { edited, fitting, readEdits, sameEntry, shapesOf } from "./edits.js";
import { weightAt } from "./nudge.js";
import { askedFor, kindOf } from "./sequences.js";
import { WORDS, mistakeText } from "./words.js";

/**
 * Values of a user's own for the parameters, and the network that they are of.
 *
 * @typedef {Record<string, number[] | number[][]>} Values  by full name
 * @typedef {Pick<Settings, "cell" | "equations" | "sizes" | "hidden">} Network
 *
 * @typedef {object} Weights
 * @property {Values} values
 * @property {Network} network
 * @property {string} source  what pasted ones were taken from: "nn.LSTM"; "" of all others
 * @property {Trail | null} [trail]  of trained ones, what led to them
 */

/**
 * Whether weights and states of the one fit the other.
 *
 * @param {Network} a
 * @param {Network} b
 */
export function sameNetwork(a, b) {
  const fields = /** @type {const} */ (["cell", "equations", "sizes", "hidden"]);
  return fields.every((field) => a[field] === b[field]);
}

/**
 * The weights that a run of the settings takes; null where it draws them.
 *
 * @param {{settings: Settings, weights: Weights | null}} state
 */
export function weightsFor({ settings, weights }) {
  return weights && sameNetwork(weights.network, settings) ? weights : null;
}

/**
 * The same, where they have the shapes of the run that is shown; others wait.
 *
 * @param {{settings: Settings, weights: Weights | null}} state
 * @param {Trace} trace
 */
export function wornIn(state, trace) {
  const own = weightsFor(state);
  return own && fits(own.values, trace.answer.weights) ? own : null;
}

/**
 * The request with the weights that it is to run at, over those that it has by itself. Weights of
 * another sequence wait, but for pasted ones, which are refused, so that it is known why.
 *
 * @param {Request} request
 * @param {Values} drawn  all that it has by itself
 * @param {{settings: Settings, weights: Weights | null}} state
 * @returns {Request}
 */
export function atWeights(request, drawn, { settings, weights }) {
  const own = weightsFor({ settings, weights });
  const isTaken = own !== null && (own.source !== "" || fits(own.values, drawn));
  const given = isTaken ? own.values : (request.weights ?? null);
  const changed = edited({ ...drawn, ...given }, readEdits(settings.edits) ?? []);
  const isEdited = Object.keys(changed).length > 0;
  return { ...request, weights: isEdited ? { ...given, ...changed } : given };
}

/**
 * Whether a run can only be asked for once it is known what it draws.
 *
 * @param {{settings: Settings, weights: Weights | null}} state
 */
export function asksForDrawn(state) {
  const own = weightsFor(state);
  return state.settings.edits !== "" || (own !== null && own.source === "");
}

/**
 * The weight at an entry: as it is set by hand, also while the run at it is on its way.
 *
 * @param {Settings} settings
 * @param {Trace} trace
 * @param {Entry} entry
 */
export function weightNow(settings, trace, entry) {
  const edit = readEdits(settings.edits)?.find((each) => sameEntry(each, entry));
  return edit?.value ?? weightAt(trace, entry);
}

/**
 * Whether a network has all of some parameters, in these shapes.
 *
 * @param {Values} values
 * @param {Values} drawn  all that it has
 */
export function fits(values, drawn) {
  const [own, there] = [shapesOf(values), shapesOf(drawn)];
  return Object.keys(own).every((name) => own[name]?.join() === there[name]?.join());
}

/**
 * Whether the run shown is at the weights of the user's own, and at no others.
 *
 * @param {Pick<State, "settings" | "weights" | "trace">} state
 */
export function isShown({ settings, weights, trace }) {
  return weights !== null && settings.edits === "" && trace?.request.weights === weights.values;
}

/**
 * What the weights of a run are.
 *
 * @typedef {object} Stand
 * @property {"drawn" | "example" | "pasted" | "waiting" | "given"} kind  waiting: there are others
 * @property {number} edited   how many entries are set by hand besides
 * @property {number} missing  how many of these the network has no entry for
 * @property {boolean} isOwn   whether any are the user's own
 * @property {"drawn" | "example"} base  what they are without these
 *
 * @param {Pick<State, "settings" | "weights" | "examples">} state
 * @param {Trace} trace
 * @returns {Stand}
 */
export function standOf(state, trace) {
  const { weights, settings, examples } = state;
  const edits = readEdits(settings.edits) ?? [];
  const edited = fitting(edits, trace.answer.cell.parameters).length;
  const own = wornIn(state, trace) ? (weights?.source ? "pasted" : "given") : "waiting";
  const example = examples.find(({ name }) => name === settings.example);
  const isExample = Object.keys(example?.request.weights ?? {}).length > 0;
  const base = isExample ? "example" : "drawn";
  return {
    kind: weights ? own : base,
    base,
    edited,
    missing: edits.length - edited,
    isOwn: weights !== null || edits.length > 0,
  };
}

/**
 * What the weight at an entry is: set by hand, or what the others of its parameter are.
 *
 * @param {Pick<State, "settings" | "weights" | "examples" | "cells">} state
 * @param {Trace} trace
 * @param {Entry} entry
 * @returns {{kind: "drawn" | "constant" | "example" | "pasted" | "trained" | "given" | "edited", updates: number, source: string}}
 */
export function standAt(state, trace, entry) {
  const { settings, examples, cells } = state;
  const stand = { updates: 0, source: "" };
  if (readEdits(settings.edits)?.some((each) => sameEntry(each, entry)))
    return { ...stand, kind: "edited" };
  const own = wornIn(state, trace);
  if (own && Object.hasOwn(own.values, entry.parameter)) {
    const updates = own.trail?.losses.length ?? 0;
    const kind = own.source ? "pasted" : updates > 0 ? "trained" : "given";
    return { kind, updates, source: own.source };
  }
  const example = examples.find(({ name }) => name === settings.example);
  const isExample =
    entry.parameter in (example?.request.weights ?? {}) &&
    entry.parameter in (trace.request.weights ?? {});
  if (isExample) return { ...stand, kind: "example" };
  return { ...stand, kind: isConstant(trace, cells, entry) ? "constant" : "drawn" };
}

/**
 * Whether a bias is filled with a constant that belongs to the cell.
 *
 * @param {Trace} trace
 * @param {State["cells"]} cells
 * @param {Entry} entry
 */
function isConstant({ request, answer, isTranslation }, cells, { parameter }) {
  const builtin = cells.find(({ name }) => name === answer.cell.name);
  const { initial_biases: constants } =
    typeof request.cell === "object" ? request.cell : (builtin ?? {});
  const name = isTranslation ? parameter.replace(/_(enc|dec)$/, "") : parameter;
  return Object.hasOwn(constants ?? {}, name);
}

/**
 * What the server has against running at given weights; none where it has nothing.
 *
 * @param {Pick<State, "mistakes" | "settings" | "weights" | "examples">} state
 * @returns {string[]}
 */
export function misfitsIn({ mistakes, settings, weights, examples }) {
  const mine = mistakes.filter(({ field }) => field === "weights").map(mistakeText);
  if (mine.length === 0) return mine;
  const isTwo = kindOf(askedFor(settings, examples)) === "translation";
  // of one network's weights in two it would say that each name is unknown
  return isTwo && weights?.values["W_hy"] ? [WORDS.compare.translation] : mine;
}
