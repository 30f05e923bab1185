/**
 * What was done, step by step, to be undone and done again. A step keeps what `slice` was before it,
 * or, once it is undone, after it: by reference, nothing is copied.
 *
 * @template T
 * @typedef {object} Step
 * @property {string} what        what was changed, for those who read it
 * @property {string} where       of the same control: which; changes of others are steps of their own
 * @property {When | null} when   of its last change; null where nothing may join it
 * @property {T} slice
 */

/**
 * @template T
 * @typedef {{past: Step<T>[], future: Step<T>[]}} History  the next to undo, or to do again, is the last
 */

/**
 * @typedef {object} When
 * @property {number} time    in milliseconds
 * @property {number} press   how often a pointer had been pressed
 * @property {boolean} held   whether it still was
 */

/** How many steps can be undone. */
export const MOST = 200;
/** What follows within so many milliseconds belongs to the same burst. */
const BURST = 1000;

/** @type {History<any>} */
export const NO_HISTORY = { past: [], future: [] };

/**
 * The history after a step. What the same control does within one gesture, or one burst of typing,
 * is one step, and none if it ends where it began.
 *
 * @template T
 * @param {History<T>} history
 * @param {Step<T>} step  with what was before
 * @param {T} after
 * @param {(a: T, b: T) => boolean} same
 * @returns {History<T>}
 */
export function recorded({ past, future }, step, after, same) {
  const last = past.at(-1);
  if (!last || future.length > 0 || !joins(last, step))
    return { past: [...past, step].slice(-MOST), future: [] };
  const before = past.slice(0, -1);
  const joined = { ...last, when: step.when };
  return { past: same(last.slice, after) ? before : [...before, joined], future };
}

/**
 * One step back; null where there is none.
 *
 * @template T
 * @param {History<T>} history
 * @param {T} now
 * @returns {{history: History<T>, step: Step<T>} | null}
 */
export function undone({ past, future }, now) {
  const step = past.at(-1);
  if (!step) return null;
  const back = { ...step, when: null, slice: now };
  return { history: { past: past.slice(0, -1), future: [...future, back] }, step };
}

/**
 * One step forward again; null where there is none.
 *
 * @template T
 * @param {History<T>} history
 * @param {T} now
 * @returns {{history: History<T>, step: Step<T>} | null}
 */
export function redone({ past, future }, now) {
  const turned = undone({ past: future, future: past }, now);
  return (
    turned && {
      history: { past: turned.history.future, future: turned.history.past },
      step: turned.step,
    }
  );
}

/**
 * @param {Step<unknown>} last
 * @param {Step<unknown>} step
 */
function joins(last, step) {
  const [a, b] = [last.when, step.when];
  if (!a || !b || a.press !== b.press) return false;
  // what is held is one thing, whatever it changes
  return (a.held && b.held) || (last.where === step.where && b.time - a.time < BURST);
}
