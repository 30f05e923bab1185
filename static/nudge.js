/** @import {NudgeAnswer} from "./answer.js" */
/** @import {NudgeRequest} from "./api.js" */
/** @import {Settings} from "./settings.js" */
/** @import {Entry, Mistake, State} from "./state.js" */
/** @import {Trace} from "./trace.js" */
import { recurrentFirst } from "./cell/graph.js";
import { largestEntry } from "./grid.js";

/**
 * One weight changed by epsilon, as if the other time-stamps had weights of their own: at t alone,
 * or, where t is null, in the one shared matrix. Row and column count from 0, t from 1.
 *
 * @typedef {Entry & {t: number | null, epsilon: number}} Nudge
 *
 * @typedef {object} Nudged  what came of the last question about one
 * @property {Trace} trace
 * @property {Nudge} asked
 * @property {NudgeAnswer | null} answer  the last good one about the same place
 * @property {Mistake[]} mistakes         why `asked` was refused
 */

/** How far a weight can be dragged; more can be typed. */
export const MOST = 1;
/** What a click without a drag changes a weight by. */
const FIRST = 0.2;

const NUMBER = /[+-]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})(?:e[+-]?\d{1,3})?/;
const WRITTEN = RegExp(
  `^([Wb]_\\w{1,60}),(\\d{1,4}),(\\d{1,4}),(all|\\d{1,4}),(${NUMBER.source})$`,
);

/**
 * The nudge that a setting says: "W_hh,1,3,2,0.1" is row 1, column 3, at t = 2; "all" instead of
 * the 2 is the shared weight. A bias has the one column 1.
 *
 * @param {string} text
 * @returns {Nudge | null}
 */
export function readNudge(text) {
  const [, parameter = "", row, column, t, epsilon] =
    WRITTEN.exec(text.replace("\u2212", "-").replaceAll(" ", "")) ?? [];
  const nudge = {
    parameter,
    row: Number(row) - 1,
    column: Number(column) - 1,
    t: t === "all" ? null : Number(t),
    epsilon: Number(epsilon),
  };
  const isOne = nudge.row >= 0 && nudge.column >= 0 && nudge.t !== 0;
  return isOne && Number.isFinite(nudge.epsilon) ? nudge : null;
}

/** @param {Nudge} nudge */
export function writeNudge({ parameter, row, column, t, epsilon }) {
  return [parameter, row + 1, column + 1, t ?? "all", epsilon].join(",");
}

/**
 * The nudge of the settings, where the network shown has such a weight.
 *
 * @param {Pick<Settings, "nudge">} settings
 * @param {Trace | null} trace
 * @returns {Nudge | null}
 */
export function nudgeIn(settings, trace) {
  const nudge = readNudge(settings.nudge);
  return nudge && trace && fits(nudge, trace) ? nudge : null;
}

/**
 * @param {Nudge} nudge
 * @param {Trace} trace
 */
function fits(nudge, trace) {
  const { parameter, t } = nudge;
  return trace.hasEntry(nudge) && (t === null || trace.covers(parameter, t));
}

/**
 * The settings for a new run: a nudge that it has no weight for is dropped.
 *
 * @param {Settings} settings
 * @param {Trace} trace
 * @returns {Settings}
 */
export function withFitting(settings, trace) {
  return settings.nudge === "" || nudgeIn(settings, trace) ? settings : { ...settings, nudge: "" };
}

/**
 * Another place for a nudge: what does not fit there is as near as it can be.
 *
 * @param {Trace} trace
 * @param {Nudge} nudge
 * @returns {Nudge}
 */
export function nearest(trace, nudge) {
  const [rows = 1, columns = 1] = trace.answer.cell.parameters[nudge.parameter] ?? [];
  const { first, length } = trace.partOf(nudge.parameter);
  return {
    ...nudge,
    row: Math.min(nudge.row, rows - 1),
    column: Math.min(nudge.column, columns - 1),
    t: nudge.t && Math.min(Math.max(nudge.t, first + 1), first + length),
  };
}

/**
 * The nudge to begin with: the largest entry of the largest copy of a recurrent matrix, or where all
 * of these are zero of any parameter.
 *
 * @param {Trace} trace
 * @returns {Nudge}
 */
export function firstNudge(trace) {
  const leading = trace.parts.map(({ graph }) => recurrentFirst(graph)[0] ?? "");
  const found = largestCopy(trace, leading);
  // of one time-stamp from a state of zeros no recurrent copy does anything
  const { parameter, t } = found.size > 0 ? found : largestCopy(trace, trace.parameters);
  return { parameter, t, ...largestEntry(trace.copy(parameter, t)), epsilon: FIRST };
}

/**
 * @param {Trace} trace
 * @param {string[]} parameters
 */
function largestCopy(trace, parameters) {
  const copies = parameters.flatMap((parameter) => {
    const { first, length } = trace.partOf(parameter);
    return Array.from({ length }, (_, i) => {
      const t = first + i + 1;
      return { parameter, t, size: trace.normOf(parameter, t) };
    });
  });
  return copies.reduce((most, copy) => (copy.size > most.size ? copy : most));
}

/**
 * A weight that was clicked: with the change of the one before, so that the two can be compared.
 *
 * @param {Omit<Nudge, "epsilon">} place
 * @param {Nudge | null} before
 * @returns {Nudge}
 */
export function clicked(place, before) {
  return { ...place, epsilon: before?.epsilon || FIRST };
}

/**
 * Whether both change the same weight at the same time-stamps.
 *
 * @param {Omit<Nudge, "epsilon">} a
 * @param {Omit<Nudge, "epsilon">} b
 */
export function samePlace(a, b) {
  return a.parameter === b.parameter && a.row === b.row && a.column === b.column && a.t === b.t;
}

/**
 * The weight at a place, before it is nudged.
 *
 * @param {Trace} trace
 * @param {Entry} entry
 */
export function weightAt(trace, { parameter, row, column }) {
  const { columns, values } = trace.weight(parameter);
  return values[row * columns + column] ?? 0;
}

/**
 * The question about a nudge.
 *
 * @param {Trace} trace
 * @param {Nudge} nudge
 * @returns {NudgeRequest}
 */
export function nudgeRequest(trace, { parameter, row, column, t, epsilon }) {
  const isVector = trace.answer.cell.parameters[parameter]?.length === 1;
  return {
    ...trace.request,
    parameter,
    row,
    column: isVector ? null : column,
    copy: t === null ? null : t - 1,
    epsilon,
  };
}

/**
 * The state with what came of a question. An answer about another run or place comes too late; one
 * about another epsilon is still nearer than the one before, while the weight is dragged.
 *
 * @param {State} state
 * @param {{trace: Trace, asked: Nudge, answer?: NudgeAnswer, mistakes?: Mistake[]}} came
 * @returns {State}
 */
export function nudged(state, { trace, asked, answer, mistakes = [] }) {
  const now = nudgeIn(state.settings, state.trace);
  if (trace !== state.trace || !now || !samePlace(now, asked)) return state;
  const before = state.nudged;
  const isSame = before?.trace === trace && samePlace(before.asked, asked);
  const last = isSame ? before.answer : null;
  return { ...state, nudged: { trace, asked, answer: answer ?? last, mistakes } };
}

/**
 * Whether the numbers are those of the nudge shown, and not of one before.
 *
 * @param {Pick<State, "nudged" | "trace">} state
 * @param {Nudge} now
 */
export function isCurrent({ nudged: came, trace }, now) {
  return (
    came?.trace === trace &&
    came.mistakes.length === 0 &&
    came.asked.epsilon === now.epsilon &&
    samePlace(came.asked, now)
  );
}

/**
 * The last answer about this run, while a weight is nudged; its place and epsilon may be those of a
 * moment ago.
 *
 * @param {Pick<State, "nudged" | "settings" | "trace">} state
 * @returns {NudgeAnswer | null}
 */
export function lastAnswer({ nudged: came, settings, trace }) {
  const isHere = nudgeIn(settings, trace) && came?.trace === trace;
  return isHere && came.mistakes.length === 0 ? came.answer : null;
}

/**
 * What the changes one by one add up to.
 *
 * @param {NudgeAnswer["copies"]} copies
 */
export function addedUp({ predicted, actual }) {
  const sum = (/** @type {number[]} */ all) => all.reduce((so, each) => so + each, 0);
  return { predicted: sum(predicted), actual: sum(actual) };
}
