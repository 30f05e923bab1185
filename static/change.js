/** @import {Field, Settings} from "./settings.js" */
/** @import {Mistake, State} from "./state.js" */
import { settled } from "./cell/builtin.js";
import { NOT_POSSIBLE } from "./mistakes.js";
import { readField } from "./settings.js";
import { withSize } from "./cell/sizes.js";

/** What else a choice decides. @type {Partial<Record<Field, Partial<Settings>>>} */
const ALSO = {
  text: { example: "" },
  by: { example: "" },
  cell: { equations: "", sizes: "" },
};

/**
 * The state after something was put into a control.
 *
 * @param {State} state
 * @param {Field} field
 * @param {string} text
 * @returns {State}
 */
export function set(state, field, text) {
  const also = ALSO[field] ?? {};
  const left = without(state.mistakes, (mistake) => mistake === field || mistake in also);
  const value = readField(field, text);
  return value === undefined
    ? { ...state, mistakes: [...left, { field, message: NOT_POSSIBLE, own: true }] }
    : changed({ ...state, mistakes: left }, { ...also, [field]: value });
}

/**
 * The same for the size of one value of the cell.
 *
 * @param {State} state
 * @param {string} name
 * @param {string} text  empty for the size it has by itself
 * @returns {State}
 */
export function setSize(state, name, text) {
  const field = "sizes";
  const left = without(state.mistakes, (mistake, size) => mistake === field && size === name);
  const sizes = withSize(state.settings.sizes, name, text.trim() === "" ? null : Number(text));
  return readField(field, sizes) === undefined
    ? { ...state, mistakes: [...left, { field, name, message: NOT_POSSIBLE, own: true }] }
    : changed({ ...state, mistakes: left }, { sizes });
}

/**
 * @param {State} state
 * @param {Partial<Settings>} change
 * @returns {State}
 */
function changed(state, change) {
  return {
    ...state,
    copied: null,
    lossAfter: "rate" in change ? null : state.lossAfter,
    settings: settled({ ...state.settings, ...change }, state.cells),
  };
}

/**
 * The mistakes without those that the page has found at a place.
 *
 * @param {Mistake[]} mistakes
 * @param {(field: Field, name?: string | null) => boolean} isThere
 */
function without(mistakes, isThere) {
  return mistakes.filter(({ own, field, name }) => !(own && field && isThere(field, name)));
}
