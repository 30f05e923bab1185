/** @import {Checked, CheckedPlace} from "./answer.js" */
/** @import {Mistake} from "./state.js" */
/** @import {Timeline} from "./timeline.js" */
import { UNREACHABLE } from "./mistakes.js";
import { beatKey } from "./timeline.js";

/**
 * How far every gradient of the run shown is compared with differences, a parameter at a time.
 *
 * @typedef {object} Checking
 * @property {string[]} names                 the parameters to check; none before it is begun
 * @property {Record<string, Checked>} done
 * @property {Record<string, Mistake[]>} refused  what the server had against checking a parameter
 * @property {boolean} running
 *
 * @typedef {{type: "check", on: boolean} | {type: "checked", name: string, checked: Checked}
 *   | {type: "check refused", name: string, mistakes: Mistake[]}} CheckAction
 *
 * @typedef {object} Verdict
 * @property {boolean | null} agrees    null where some gradient is too small for differences to tell
 * @property {string[]} doubted         the parameters that keep it from agreeing
 * @property {number} compared
 * @property {number} skipped
 * @property {Worst | null} worst
 *
 * @typedef {CheckedPlace & {parameter: string, error: number}} Worst
 */

/** @type {Checking} */
export const UNCHECKED = { names: [], done: {}, refused: {}, running: false };

/**
 * @param {Checking} checking
 * @param {CheckAction} action
 * @param {string[]} parameters  of the run shown
 * @returns {Checking}
 */
export function check(checking, action, parameters) {
  switch (action.type) {
    case "check":
      return action.on
        ? { ...UNCHECKED, names: [...parameters], running: parameters.length > 0 }
        : { ...checking, running: false };
    case "checked":
      return ended({ ...checking, done: { ...checking.done, [action.name]: action.checked } });
    case "check refused":
      return ended({
        ...checking,
        refused: { ...checking.refused, ...refusedBy(action, openIn(checking)) },
      });
  }
}

/**
 * What a refusal refuses: the one parameter, and where no server answers all that are still open.
 *
 * @param {{name: string, mistakes: Mistake[]}} refusal
 * @param {string[]} open
 */
function refusedBy({ name, mistakes }, open) {
  const isGone = mistakes.some(({ message }) => message === UNREACHABLE);
  return Object.fromEntries((isGone ? open : [name]).map((each) => [each, mistakes]));
}

/**
 * @param {Checking} checking
 * @returns {Checking}
 */
function ended(checking) {
  return nextOf(checking) === null ? { ...checking, running: false } : checking;
}

/**
 * The parameter that is checked now, or is next; null when all are.
 *
 * @param {Checking} checking
 */
export function nextOf(checking) {
  return openIn(checking)[0] ?? null;
}

/** @param {Checking} checking */
function openIn({ names, done, refused }) {
  return names.filter((name) => !(name in done || name in refused));
}

/**
 * What has come out, once it is at an end; null before. The worst entry is of what is doubted, if
 * anything is.
 *
 * @param {Checking} checking
 * @returns {Verdict | null}
 */
export function verdictOf({ names, done, running }) {
  const checked = names.flatMap((name) => (done[name] ? [{ name, ...done[name] }] : []));
  if (running || checked.length === 0) return null;
  const wrong = checked.filter(({ agrees }) => agrees === false);
  const open = checked.filter(({ agrees }) => agrees === null);
  const doubted = wrong.length > 0 ? wrong : open;
  const skipped = checked.reduce((sum, each) => sum + each.skipped, 0);
  return {
    agrees: wrong.length > 0 ? false : open.length > 0 ? null : true,
    doubted: doubted.map(({ name }) => name),
    compared: checked.reduce((sum, { entries }) => sum + entries, 0) - skipped,
    skipped,
    worst: worstOf(doubted.length > 0 ? doubted : checked),
  };
}

/**
 * The beat at which an entry is to be seen: where its copy fills in on its arrow, or where the sum
 * lands on the shared parameter.
 *
 * @param {Timeline} timeline
 * @param {number | null} copy  from 0
 */
export function beatOf({ places }, copy) {
  const beat = copy === null ? { kind: "land", t: 0 } : { kind: "copies", t: copy + 1 };
  return places.get(beatKey(/** @type {Parameters<typeof beatKey>[0]} */ (beat))) ?? 0;
}

/**
 * The entry with the largest error.
 *
 * @param {({name: string} & Checked)[]} checked
 * @returns {Worst | null}
 */
function worstOf(checked) {
  const [first] = checked
    .flatMap(({ name, worst, worst_error }) =>
      worst ? [{ parameter: name, ...worst, error: worst_error ?? 0 }] : [],
    )
    .sort((a, b) => b.error - a.error);
  return first ?? null;
}
