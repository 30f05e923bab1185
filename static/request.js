/** @import {Builtin} from "./cell/builtin.js" */
/** @import {Settings} from "./settings.js" */
/** @import {Trace} from "./trace.js" */
/** @import {Weights} from "./weights.js" */
import { biasesIn } from "./cell/builtin.js";
import { INITIAL } from "./settings.js";
import { readSizes, writeSizes } from "./cell/sizes.js";
import { askedFor, maskIn, typedAs } from "./sequences.js";
import { sameNetwork, weightsFor } from "./weights.js";

/**
 * @typedef {{equations: string, sizes?: Record<string, number> | null, initial_biases?: Record<string, number> | null}} CellText
 *
 * @typedef {object} Request  the body of POST api/v1/bptt
 * @property {Record<string, any>} sequence
 * @property {string | CellText} [cell]
 * @property {number} [hidden_size]
 * @property {number} [seed]
 * @property {number | null} [gain]
 * @property {Record<string, number[] | number[][]> | null} [weights]
 * @property {Record<string, number[]> | null} [initial_state]
 * @property {{kind: "segment" | "window", steps: number} | null} [truncation]
 * @property {string[]} [fields]  of the answer; without, all
 *
 * @typedef {{name: string, title: string, description: string, request: Request, beside?: string | null}} Example
 */

/**
 * @param {Settings} settings
 * @param {Example[]} examples
 * @param {Builtin[]} [cells]
 * @param {Weights | null} [weights]  of the user's own
 * @returns {Request}
 */
export function requestOf(settings, examples, cells = [], weights = null) {
  const example = examples.find(({ name }) => name === settings.example);
  const own = example && sameNetwork(settings, settingsOf(example)) ? example.request : null;
  return {
    sequence: askedFor(settings, examples),
    cell: cellOf(settings, example, cells),
    hidden_size: settings.hidden,
    seed: settings.seed,
    gain: settings.gain,
    weights: weightsFor({ settings, weights })?.values ?? own?.weights ?? null,
    initial_state: own?.initial_state ?? null,
    truncation:
      settings.truncation === "off" ? null : { kind: settings.truncation, steps: settings.steps },
  };
}

/**
 * A text begins with the constants for biases of what it was started from.
 *
 * @param {Settings} settings
 * @param {Example | undefined} example
 * @param {Builtin[]} cells
 */
function cellOf({ cell, equations, sizes }, example, cells) {
  if (equations === "") return cell;
  const builtin = cells.find(({ name }) => name === cell);
  const biases = { ...builtin?.initial_biases, ...textIn(example)?.initial_biases };
  return {
    equations,
    sizes: readSizes(sizes) ?? {},
    initial_biases: biasesIn(biases, equations),
  };
}

/** @param {Example | undefined} example */
function textIn(example) {
  const cell = example?.request.cell;
  return typeof cell === "object" ? cell : null;
}

/**
 * Asks for the loss of the same run with the weights after one step of gradient descent.
 *
 * @param {Trace} trace
 * @param {number} rate
 * @returns {Request}
 */
export function updatedRequest(trace, rate) {
  return {
    ...trace.request,
    gain: null,
    truncation: null,
    weights: updatedWeights(trace, rate),
    fields: ["loss"],
  };
}

/**
 * All weights after one step of gradient descent.
 *
 * @param {Trace} trace
 * @param {number} rate
 */
export function updatedWeights(trace, rate) {
  return Object.fromEntries(trace.parameters.map((name) => [name, nested(trace, name, rate)]));
}

/**
 * The settings an example stands for. What no setting can say stays the example's own.
 *
 * @param {Example} example
 * @returns {Settings}
 */
export function settingsOf(example) {
  const { name, request } = example;
  const { cell, sequence, truncation } = request;
  const text = textIn(example);
  const own = [request.weights, request.initial_state, text?.initial_biases, example.beside];
  const typed = own.every((given) => Object.keys(given ?? {}).length === 0) && typedAs(sequence);
  return {
    ...INITIAL,
    ...(typed || { example: name, masked: maskIn(sequence) }),
    cell: text ? "" : typeof cell === "string" ? cell : INITIAL.cell,
    equations: text?.equations.trimEnd() ?? INITIAL.equations,
    sizes: writeSizes(text?.sizes ?? {}),
    hidden: request.hidden_size ?? INITIAL.hidden,
    seed: request.seed ?? INITIAL.seed,
    gain: request.gain ?? INITIAL.gain,
    truncation: truncation?.kind ?? INITIAL.truncation,
    steps: truncation?.steps ?? INITIAL.steps,
  };
}

/**
 * @param {Trace} trace
 * @param {string} parameter
 * @param {number} rate
 */
function nested(trace, parameter, rate) {
  const { rows, columns, values } = trace.updated(parameter, rate);
  const isVector = trace.answer.cell.parameters[parameter]?.length === 1;
  return isVector
    ? [...values]
    : Array.from({ length: rows }, (_, i) => [...values.slice(i * columns, (i + 1) * columns)]);
}
