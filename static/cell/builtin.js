/** @import {Settings} from "../settings.js" */

/**
 * A cell of the API's list.
 *
 * @typedef {object} Builtin
 * @property {string} name
 * @property {string} title
 * @property {string} description
 * @property {string} equations
 * @property {string} reference
 * @property {Record<string, number>} initial_biases
 */

/**
 * The text of a built-in, without the last line break; undefined where there is no such cell.
 *
 * @param {Builtin[]} cells
 * @param {string} wanted
 */
export function builtinText(cells, wanted) {
  return cells.find(({ name }) => name === wanted)?.equations.trimEnd();
}

/**
 * The settings in their only form: a text that is the built-in's own, in its own sizes, is no text
 * of the user's.
 *
 * @param {Settings} settings
 * @param {Builtin[]} cells
 * @returns {Settings}
 */
export function settled(settings, cells) {
  const { cell, equations, sizes } = settings;
  const isOwn = sizes !== "" || equations !== builtinText(cells, cell);
  return isOwn ? settings : { ...settings, equations: "" };
}

/**
 * Those of the constants for biases whose bias stands in a text.
 *
 * @param {Record<string, number>} biases
 * @param {string} equations
 */
export function biasesIn(biases, equations) {
  const code = equations.replace(/#.*/g, "");
  const names = new Set(code.match(/\w+/g));
  return Object.fromEntries(Object.entries(biases).filter(([name]) => names.has(name)));
}
