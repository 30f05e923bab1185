/** @import {Settings} from "./settings.js" */
/** @import {Trace} from "./trace.js" */
import { INITIAL } from "./settings.js";

/**
 * @typedef {object} Request  the body of POST api/v1/bptt
 * @property {Record<string, any>} sequence
 * @property {string | {equations: string, sizes?: Record<string, number>}} [cell]
 * @property {number} [hidden_size]
 * @property {number} [seed]
 * @property {number | null} [gain]
 * @property {Record<string, number[] | number[][]> | null} [weights]
 * @property {Record<string, number[]> | null} [initial_state]
 * @property {{kind: "segment" | "window", steps: number} | null} [truncation]
 *
 * @typedef {{name: string, title: string, description: string, request: Request}} Example
 */

/**
 * @param {Settings} settings
 * @param {Example[]} examples
 * @returns {Request}
 */
export function requestOf(settings, examples) {
  const example = examples.find(({ name }) => name === settings.example);
  return {
    sequence: example?.request.sequence ?? { kind: "text", text: settings.text, by: settings.by },
    cell: settings.cell,
    hidden_size: settings.hidden,
    seed: settings.seed,
    gain: settings.gain,
    weights: example?.request.weights ?? null,
    initial_state: example?.request.initial_state ?? null,
    truncation:
      settings.truncation === "off" ? null : { kind: settings.truncation, steps: settings.steps },
  };
}

/**
 * The same run with the weights after one step of gradient descent.
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
    weights: Object.fromEntries(trace.parameters.map((name) => [name, nested(trace, name, rate)])),
  };
}

/**
 * The settings an example stands for. A sequence that is not a typed text stays the example's own.
 *
 * @param {Example} example
 * @returns {Settings}
 */
export function settingsOf({ name, request }) {
  const { sequence, truncation } = request;
  const typed = sequence["kind"] === "text" && !request.weights && !request.initial_state;
  return {
    ...INITIAL,
    ...(typed ? { text: sequence["text"], by: sequence["by"] ?? INITIAL.by } : { example: name }),
    cell: typeof request.cell === "string" ? request.cell : INITIAL.cell,
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
