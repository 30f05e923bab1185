/** @import {Field, Place, Settings} from "./settings.js" */
/** @import {Entry, Mistake, OwnText, State} from "./state.js" */
/** @import {Weights} from "./weights.js" */
import { settled } from "./cell/builtin.js";
import { readEdits, withEdit, writeEdits } from "./edits.js";
import { withToggled } from "./masks.js";
import { NOT_POSSIBLE } from "./mistakes.js";
import { isOf, typedIn } from "./sequences.js";
import { readField } from "./settings.js";
import { withSize } from "./cell/sizes.js";

/** @type {readonly Field[]} */
const SEQUENCE = ["kind", "text", "by", "source", "target", "translationBy", "vectors"];

/** What an example brings and its description is about. */
const OF_THE_EXAMPLE = [...SEQUENCE, "masked", "cell", "equations", "sizes"];

/**
 * The state after something was put into a control.
 *
 * @param {State} state
 * @param {Field} field
 * @param {string} text
 * @returns {State}
 */
export function set(state, field, text) {
  const also = alsoChanged(state, field);
  const left = without(state.mistakes, (mistake) => mistake === field || mistake in also);
  const value = readField(field, text);
  const own = field === "cell" ? keptText(state) : state.own;
  return value === undefined
    ? { ...state, mistakes: [...left, { field, message: NOT_POSSIBLE, own: true }] }
    : changed(
        { ...state, mistakes: left, own, weights: keptWeights(state, field) },
        { ...also, [field]: value },
      );
}

/**
 * The weights after a choice: who draws others has no use for those that were trained before.
 *
 * @param {State} state
 * @param {Field} field
 */
function keptWeights({ weights }, field) {
  return (field === "seed" || field === "gain") && weights?.source === "" ? null : weights;
}

/**
 * What else a choice decides. Another sequence has no mask, which names time-stamps of the one
 * before, and goes on from an example's as far as that can be typed.
 *
 * @param {State} state
 * @param {Field} field
 * @returns {Partial<Settings>}
 */
function alsoChanged({ settings, examples }, field) {
  if (field === "cell") return { equations: "", sizes: "" };
  if (!SEQUENCE.includes(field)) return {};
  const isAll = field === "kind" || settings.example !== "";
  const typed = typedIn(settings, examples).settings;
  const sequence = Object.fromEntries(SEQUENCE.map((each) => [each, typed[each]]));
  return { ...(isAll ? sequence : {}), example: "", masked: "" };
}

/**
 * The state with the target of a time-stamp left out, or in again. What is clicked in the picture of
 * another sequence is none of this one's.
 *
 * @param {State} state
 * @param {number} t
 */
export function mask(state, t) {
  const { trace, settings, examples } = state;
  if (trace && !isOf(trace, settings, examples)) return state;
  return set(state, "masked", withToggled(settings.masked, t));
}

/**
 * The text to come back to once the settings are left.
 *
 * @param {State} state
 * @returns {OwnText | null}
 */
export function keptText({ settings: { cell, equations, sizes }, own }) {
  return equations === "" ? own : { cell, equations, sizes };
}

/**
 * The state with the last text of the user's own in it again.
 *
 * @param {State} state
 */
export function restore(state) {
  const { own } = state;
  if (!own) return state;
  const left = without(state.mistakes, (mistake) => mistake in own);
  return changed({ ...state, mistakes: left }, own);
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
 * The state with weights of the user's own and the network that they are of; null for drawn ones.
 * A gain is for drawn ones alone. Either way no single one is changed any more.
 *
 * @param {State} state
 * @param {Weights | null} weights
 * @returns {State}
 */
export function setWeights(state, weights) {
  if (!weights) return changed({ ...state, weights }, { edits: "" });
  const { network } = weights;
  const left = without(state.mistakes, (mistake) => mistake === "gain" || mistake in network);
  return changed(
    { ...state, mistakes: left, own: keptText(state), weights },
    { ...network, gain: null, edits: "" },
  );
}

/**
 * The state with one weight set by hand.
 *
 * @param {State} state
 * @param {Entry} entry
 * @param {number} value
 * @returns {State}
 */
export function setWeight(state, entry, value) {
  const edits = withEdit(readEdits(state.settings.edits) ?? [], entry, value);
  return changed({ ...state, entry }, { edits: writeEdits(edits) });
}

/**
 * The state with other settings.
 *
 * @param {State} state
 * @param {Partial<Settings>} change
 * @returns {State}
 */
export function changed(state, change) {
  return {
    ...state,
    copied: null,
    loaded: OF_THE_EXAMPLE.some((field) => field in change) ? "" : state.loaded,
    lossAfter: "rate" in change ? null : state.lossAfter,
    training: "rate" in change ? { ...state.training, mistakes: [] } : state.training,
    settings: settled({ ...state.settings, ...change }, state.cells),
  };
}

/**
 * The mistakes without those that the page has found at a place.
 *
 * @param {Mistake[]} mistakes
 * @param {(field: Place, name?: string | null) => boolean} isThere
 */
export function without(mistakes, isThere) {
  return mistakes.filter(({ own, field, name }) => !(own && field && isThere(field, name)));
}
