/** @import {History, When} from "./history.js" */
/** @import {Field, Settings} from "./settings.js" */
/** @import {Action, State} from "./state.js" */
import { NO_HISTORY, recorded, redone, undone } from "./history.js";
import { INITIAL, sameRun } from "./settings.js";

/**
 * What a user has set: all that undo brings back. What only looks at it, such as the beat, the open
 * columns and the folded panels, stays as it is.
 *
 * @typedef {Pick<State, "settings" | "weights" | "loaded" | "own" | "mistakes"> & {beat: number}} Slice
 *
 * @typedef {"undo" | "redo"} Way
 *
 * @typedef {object} Undoing
 * @property {History<Slice>} history
 * @property {{way: Way, what: string, count: number} | null} last  what was undone or done again just now, and the how manieth it was
 */

/** @type {Undoing} */
export const NOTHING_DONE = { history: NO_HISTORY, last: null };

/** Settings of how things are looked at. @type {ReadonlySet<string>} */
const LOOKS = new Set(["open", "fold", "look"]);
/** What comes by itself, though it may change a setting. */
const BY_ITSELF = new Set(["answered", "catalogue"]);
/** What is done at one blow, however soon it is done again. */
const AT_ONE_BLOW = new Set(["load", "mask", "restore", "paste", "weights", "update", "file"]);

/**
 * The state after an action, which is remembered if it changed what is set.
 *
 * @param {State} before
 * @param {Action & {when?: When}} action
 * @param {State} after
 * @returns {State}
 */
export function remembered(before, action, after) {
  const { settings, weights, loaded } = before;
  const { undoing } = after;
  if (after.settings === settings && after.weights === weights && after.loaded === loaded)
    return after;
  if (BY_ITSELF.has(action.type) || same(before, after)) return after;
  const what = whatOf(action, before, after);
  const step = {
    what,
    where: whereOf(action, what),
    when: AT_ONE_BLOW.has(action.type) ? null : (action.when ?? null),
    slice: sliceOf(before),
  };
  const history = recorded(undoing.history, step, sliceOf(after), same);
  return { ...after, undoing: { ...undoing, history } };
}

/**
 * The state one step back, or forward again. What is no possible setting is in no step: it goes
 * first.
 *
 * @param {State} state
 * @param {Way} way
 * @returns {State}
 */
export function turned(state, way) {
  const { undoing, mistakes } = state;
  const what = nextOf(state, way);
  if (what === null) return state;
  const last = { way, what, count: (undoing.last?.count ?? 0) + 1 };
  const left = mistakes.filter(({ own }) => !own);
  if (way === "undo" && left.length < mistakes.length)
    return { ...state, mistakes: left, undoing: { ...undoing, last } };
  const turn = (way === "undo" ? undone : redone)(undoing.history, sliceOf(state));
  if (!turn) return state;
  const { history, step } = turn;
  return { ...restored(state, step.slice, step.what), undoing: { history, last } };
}

/**
 * What is the next to be undone, or done again; null where nothing is.
 *
 * @param {Pick<State, "undoing" | "mistakes">} state
 * @param {Way} way
 * @returns {string | null}
 */
export function nextOf({ undoing: { history }, mistakes }, way) {
  if (way === "redo") return history.future.at(-1)?.what ?? null;
  return mistakes.find(({ own }) => own)?.field ?? history.past.at(-1)?.what ?? null;
}

/**
 * @param {State} state
 * @param {Slice} slice
 * @param {string} what
 * @returns {State}
 */
function restored(state, { beat, mistakes, ...slice }, what) {
  const looks = Object.entries(state.settings).filter(([field]) => LOOKS.has(field));
  const settings = { ...slice.settings, ...Object.fromEntries(looks) };
  const isSame = sameRun(settings, state.settings) && slice.weights === state.weights;
  return {
    ...state,
    ...slice,
    settings,
    mistakes: (isSame ? state.mistakes : mistakes).filter(({ own }) => !own),
    lossAfter: settings.rate === state.settings.rate ? state.lossAfter : null,
    // loading began the film anew
    wanted: what in LOADED ? beat : state.wanted,
    copied: null,
  };
}

/**
 * @param {State} state
 * @returns {Slice}
 */
function sliceOf({ settings, weights, loaded, own, mistakes, position }) {
  return { settings, weights, loaded, own, mistakes, beat: Math.round(position) };
}

/**
 * @param {Pick<Slice, "settings" | "weights" | "loaded">} a
 * @param {Pick<Slice, "settings" | "weights" | "loaded">} b
 */
function same(a, b) {
  return (
    a.weights === b.weights &&
    a.loaded === b.loaded &&
    fieldsIn(a.settings, b.settings).length === 0
  );
}

/**
 * The fields in which two settings differ.
 *
 * @param {Settings} a
 * @param {Settings} b
 */
function fieldsIn(a, b) {
  const fields = /** @type {Field[]} */ (Object.keys(a));
  return fields.filter((field) => !LOOKS.has(field) && a[field] !== b[field]);
}

const LOADED = { example: true, reset: true, link: true };

/**
 * What an action changed: what it is called in words/undoing.js.
 *
 * @param {Action} action
 * @param {State} before
 * @param {State} after
 * @returns {string}
 */
function whatOf(action, before, after) {
  switch (action.type) {
    case "load":
      return action.example ? "example" : action.settings === INITIAL ? "reset" : "link";
    case "set":
      return action.field;
    case "paste":
      return "pasted";
    case "weights":
      return action.weights ? "pasted" : "drawn";
    case "update":
    case "file":
      return action.type;
    case "restore":
      return "cell";
    case "truncate":
      return "truncation";
    default: {
      const fields = fieldsIn(before.settings, after.settings);
      return fields[0] ?? "weights";
    }
  }
}

/**
 * Which control it was: of the entries of a matrix, and of the sizes, each is one.
 *
 * @param {Action} action
 * @param {string} what
 */
function whereOf(action, what) {
  const name = "name" in action ? action.name : "";
  const entry = "entry" in action && action.entry ? Object.values(action.entry).join() : "";
  return [what, name, entry].join(" ");
}
