/** @import {Settings} from "./settings.js" */
/** @import {Values, Weights} from "./weights.js" */
import { addressOf, readAddress } from "./settings.js";
import { Unusable, shapeAt } from "./tensors.js";
import { WORDS } from "./words.js";

/** A longer file is not read. */
export const LARGEST_FILE = 30_000_000;

const NAME = /^[Wb]_\w{1,60}$/;

/**
 * A file with all weights of a run, and the address of the settings that they are for.
 *
 * @param {Values} values
 * @param {Settings} settings
 */
export function writeFile(values, settings) {
  const address = addressOf({ ...settings, edits: "", nudge: "" }, 0);
  return `${JSON.stringify({ weights: values, settings: address })}\n`;
}

/**
 * What stands in such a file. Without settings the weights are for those given.
 *
 * @param {string} text
 * @param {Settings} now
 * @returns {{weights: Weights, settings: Settings} | {mistake: string}}
 */
export function readFile(text, now) {
  try {
    const { weights, settings } = parsed(text);
    const read = typeof settings === "string" ? readAddress(settings).settings : now;
    const { cell, equations, sizes, hidden } = read;
    return {
      weights: { values: weights, network: { cell, equations, sizes, hidden }, source: "" },
      settings: { ...read, gain: null, edits: "" },
    };
  } catch (error) {
    if (error instanceof Unusable) return { mistake: error.message };
    throw error;
  }
}

/**
 * @param {string} text
 * @returns {{weights: Values, settings: unknown}}
 */
function parsed(text) {
  /** @type {any} */
  let file;
  try {
    file = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Unusable(WORDS.training.noJson);
  }
  const weights = file?.weights;
  if (typeof weights !== "object" || weights === null || Array.isArray(weights))
    throw new Unusable(WORDS.training.noWeights);
  const names = Object.keys(weights);
  if (names.length === 0) throw new Unusable(WORDS.training.noWeights);
  for (const name of names) {
    const depth = shapeAt(weights, name).length;
    if (!NAME.test(name) || depth !== (name.startsWith("W_") ? 2 : 1))
      throw new Unusable(WORDS.training.noParameter(name));
  }
  return { weights, settings: file.settings };
}
