/** @import {Request} from "./request.js" */
/** @import {Mistake, State} from "./state.js" */
/** @import {Trace} from "./trace.js" */
/** @import {Weights} from "./weights.js" */
import { setWeights } from "./change.js";
import { updatedWeights } from "./request.js";
import { sameRun } from "./settings.js";

/**
 * The losses of a training: what they are of, and L before each update.
 *
 * @typedef {{about: string, losses: number[]}} Trail
 *
 * @typedef {object} Training
 * @property {number} steps         how many updates are asked for and not yet made
 * @property {Mistake[]} mistakes   why the last was refused
 *
 * @typedef {{type: "train", steps: number}
 *   | {type: "update", steps: number, reached: {weights: Weights, trace: Trace} | null, mistakes: Mistake[]}} TrainAction
 *   steps: how many were asked for; reached: after the last that could be made, none where none could
 */

/** @type {Training} */
export const UNTRAINED = { steps: 0, mistakes: [] };

/** How many losses are kept. */
const LONGEST = 1000;

/**
 * What a request is about besides weights: while that stays, losses go into one trail.
 *
 * @param {Request} request
 */
function aboutOf(request) {
  const { weights: _weights, gain: _gain, seed: _seed, ...rest } = request;
  return JSON.stringify(rest);
}

/**
 * L before each update that led to the weights of a run; none where anything else came between.
 *
 * @param {Weights | null} weights
 * @param {Trace} trace
 * @returns {number[]}
 */
export function lossesBefore(weights, { request }) {
  const trail = weights?.trail;
  const isOf = request.weights === weights?.values && trail?.about === aboutOf(request);
  return isOf ? trail.losses : [];
}

/**
 * The weights after one more update.
 *
 * @param {Trace} trace
 * @param {number} rate
 * @param {{settings: State["settings"], weights: Weights | null}} state
 * @returns {Weights}
 */
export function afterUpdate(trace, rate, { settings, weights }) {
  const { cell, equations, sizes, hidden } = settings;
  const losses = [...lossesBefore(weights, trace), trace.answer.loss].slice(-LONGEST);
  return {
    values: updatedWeights(trace, rate),
    network: { cell, equations, sizes, hidden },
    source: "",
    trail: { about: aboutOf(trace.request), losses },
  };
}

/**
 * Whether all is as it was when a training began.
 *
 * @param {State} now
 * @param {State} then
 */
export function isStill(now, then) {
  const isSame = now.trace === then.trace && now.weights === then.weights;
  return isSame && sameRun(now.settings, then.settings);
}

/**
 * Whether the run that is shown is that of what is set, and not one before it.
 *
 * @param {Pick<State, "asked" | "settings" | "weights" | "stopgap">} state
 */
export function isOfSettings({ asked, settings, weights, stopgap }) {
  return (
    asked !== null && !stopgap && sameRun(asked.settings, settings) && asked.weights === weights
  );
}

/**
 * The state after updates were asked for.
 *
 * @param {State} state
 * @param {number} steps
 * @returns {State}
 */
export function train(state, steps) {
  const isIdle = state.training.steps === 0 && isOfSettings(state);
  return isIdle ? { ...state, training: { ...state.training, steps, mistakes: [] } } : state;
}

/**
 * The state at the weights that updates led to; none where not one could be made.
 *
 * @param {State} state
 * @param {Weights | null} weights
 * @param {Mistake[]} mistakes
 * @returns {State}
 */
export function updated(state, weights, mistakes) {
  const training = { steps: 0, mistakes };
  return weights ? { ...setWeights(state, weights), training } : { ...state, training };
}
