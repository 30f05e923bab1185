/** @import {Settings} from "./settings.js" */
/** @import {State} from "./state.js" */
import { changed, without } from "./change.js";

/**
 * Where back-propagation is cut: segments of so many time-stamps, or a window as long for every
 * loss. Segments and windows as long as the sequence cut nothing, which is what "off" says.
 *
 * @typedef {Exclude<Settings["truncation"], "off">} Kind
 * @typedef {{type: "truncate", kind: Kind, steps: number, held: boolean}} Truncate  `held`: by a
 *   pointer, which may go on
 *
 * @typedef {object} End  what is dragged
 * @property {Kind} kind
 * @property {number} at  of segments the number of the cut, from 1; of a window the time-stamp of its loss
 */

/**
 * The state with the sequence cut at other places.
 *
 * @param {State} state
 * @param {Truncate} action
 * @returns {State}
 */
export function truncate(state, { kind, steps, held }) {
  const length = state.trace?.length ?? Infinity;
  const mistakes = without(state.mistakes, (field) => field === "truncation" || field === "steps");
  /** @type {Partial<Settings>} */
  const change =
    steps >= length ? { truncation: "off" } : { truncation: kind, steps: Math.max(1, steps) };
  const isSame = Object.entries(change).every(
    ([field, value]) => state.settings[/** @type {keyof Settings} */ (field)] === value,
  );
  const mended = { ...state, mistakes, cutting: held };
  return isSame ? mended : changed(mended, change);
}

/**
 * Whether the sequence is cut at other places than before.
 *
 * @param {Pick<State, "settings">} state
 * @param {Pick<State, "settings">} before
 */
export function isCutAnew({ settings }, { settings: before }) {
  return settings.truncation !== before.truncation || settings.steps !== before.steps;
}

/**
 * How many steps the settings stand for in a sequence: all of it where nothing is cut.
 *
 * @param {Pick<Settings, "truncation" | "steps">} settings
 * @param {number} length
 */
export function stepsIn({ truncation, steps }, length) {
  return truncation === "off" ? length : Math.min(steps, length);
}

/**
 * After which time-stamp the end lies at so many steps; 0 before the first.
 *
 * @param {End} end
 * @param {number} steps
 * @param {number} length
 */
export function borderAt({ kind, at }, steps, length) {
  return kind === "segment" ? Math.min(length, at * steps) : Math.max(0, at - steps);
}

/**
 * After which time-stamp what reaches back from a loss is kept; 0 and less: all of it.
 *
 * @param {Kind} kind
 * @param {number} steps
 * @param {number} tau  of the loss
 */
export function keptAfter(kind, steps, tau) {
  return kind === "segment" ? tau - 1 - ((tau - 1) % steps) : tau - steps;
}

/**
 * The number of steps, the least there is, at which an end lies nearest to a place.
 *
 * @param {End} end
 * @param {number[]} borders  where the borders are: before time-stamp 1, after it, after 2, …
 * @param {number} x
 */
export function nearestSteps(end, borders, x) {
  const length = borders.length - 1;
  let best = 1;
  let least = Infinity;
  for (let steps = 1; steps <= length; steps++) {
    const apart = Math.abs((borders[borderAt(end, steps, length)] ?? 0) - x);
    if (apart >= least) continue;
    least = apart;
    best = steps;
  }
  return best;
}

/**
 * The number of steps that a key asks for; null where it asks for nothing. To the left and to the
 * right the end goes where it points, up is more, Home is the least and End the whole sequence.
 *
 * @param {string} key
 * @param {Kind} kind
 * @param {number} steps
 * @param {number} length
 */
export function stepsByKey(key, kind, steps, length) {
  const right = kind === "segment" ? 1 : -1;
  /** @type {Record<string, number>} */
  const asked = {
    ArrowRight: steps + right,
    ArrowLeft: steps - right,
    ArrowUp: steps + 1,
    ArrowDown: steps - 1,
    PageUp: steps + 10,
    PageDown: steps - 10,
    Home: 1,
    End: length,
  };
  const to = asked[key];
  return to === undefined ? null : Math.min(length, Math.max(1, to));
}
