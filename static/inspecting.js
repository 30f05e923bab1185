/** @import {Quantity} from "./quantity.js" */
/** @import {Settings} from "./settings.js" */
/** @import {Entry, State} from "./state.js" */
/** @import {Trace} from "./trace.js" */
/** @import {Beat} from "./timeline.js" */
import { leads } from "./inspect/leads.js";
import { exists, read, same, valueOf, write } from "./quantity.js";

/**
 * What is looked into. The number that is pinned is a setting, so that a link brings it; this is
 * what only the pointer and the focus say, and the way that was gone.
 *
 * @typedef {object} Inspecting
 * @property {Quantity | null} pointed   the number under the pointer or with the focus
 * @property {Quantity[]} operands       those pointed at in the formula: one, or all of a term
 * @property {Quantity[]} trail          the numbers that were followed to the one inspected
 * @property {number} begun              how many times a key has begun it, which takes the focus there
 *
 * @typedef {{type: "point", of: Quantity | null} | {type: "operands", of: Quantity[]}
 *   | {type: "inspect", of: Quantity | null, how?: "follow" | "walk"} | {type: "back"}
 *   | {type: "begin"}} InspectAction
 */

/** @type {Inspecting} */
export const NOTHING = { pointed: null, operands: [], trail: [], begun: 0 };

/** More steps are not gone back. */
const LONGEST = 100;

/**
 * The number that the inspector is about: the pinned one, else the one that is pointed at.
 *
 * @param {Pick<State, "settings" | "trace" | "tables" | "inspecting">} state
 * @returns {Quantity | null}
 */
export function inspectedIn(state) {
  return pinnedIn(state) ?? state.inspecting.pointed;
}

/**
 * Several numbers in one text, as an attribute has them.
 *
 * @param {Quantity[]} quantities
 */
export function listText(quantities) {
  return quantities.map(write).join("; ");
}

/**
 * The numbers that a text names.
 *
 * @param {string} text
 */
export function readList(text) {
  return text.split("; ").flatMap((each) => read(each) ?? []);
}

/**
 * The pinned number, where the network shown has it. One of a single loss waits for its table.
 *
 * @param {Pick<State, "settings" | "trace" | "tables">} state
 * @returns {Quantity | null}
 */
export function pinnedIn({ settings, trace, tables }) {
  const quantity = settings.look ? read(settings.look) : null;
  if (!quantity || !trace) return null;
  return valueOf(trace, quantity, { rate: 0, tables }) === null ? null : quantity;
}

/**
 * The entry that a pinned number of one loss is of, for the tables are those of one entry; null where
 * none is pinned.
 *
 * @param {Settings} settings
 * @param {Trace} trace
 * @returns {Entry | null}
 */
export function pinnedEntry({ look }, trace) {
  const quantity = look ? read(look) : null;
  if (!quantity || !("tau" in quantity) || !("column" in quantity)) return null;
  const { parameter, row, column } = quantity;
  return exists(trace, quantity) ? { parameter, row, column } : null;
}

/**
 * @param {State} state
 * @param {InspectAction} action
 * @param {Beat} beat  the one shown
 * @returns {State}
 */
export function inspect(state, action, beat) {
  const { inspecting, trace } = state;
  switch (action.type) {
    case "point":
      if (same(action.of, inspecting.pointed)) return state;
      return {
        ...state,
        inspecting: {
          ...inspecting,
          pointed: trace && action.of && exists(trace, action.of) ? action.of : null,
        },
      };
    case "operands":
      if (listText(action.of) === listText(inspecting.operands)) return state;
      return { ...state, inspecting: { ...inspecting, operands: action.of } };
    case "inspect":
      return look(state, action.of, action.how);
    case "back": {
      const [last] = inspecting.trail.slice(-1);
      if (!last) return state;
      const before = look(state, last, "walk");
      return {
        ...before,
        inspecting: { ...before.inspecting, trail: inspecting.trail.slice(0, -1) },
      };
    }
    case "begin": {
      if (!trace) return state;
      const begun = inspectedIn(state) ?? leads(trace, beat, state.entry);
      const next = pinnedIn(state) ? state : look(state, begun);
      return {
        ...next,
        folded: state.folded.filter((name) => name !== "inspector"),
        inspecting: { ...next.inspecting, begun: inspecting.begun + 1 },
      };
    }
  }
}

/**
 * What of it another network has too.
 *
 * @param {Inspecting} inspecting
 * @param {Trace} trace
 * @returns {Inspecting}
 */
export function stillThere(inspecting, trace) {
  const { pointed, trail } = inspecting;
  return {
    ...inspecting,
    pointed: pointed && exists(trace, pointed) ? pointed : null,
    operands: [],
    trail: trail.filter((quantity) => exists(trace, quantity)),
  };
}

/**
 * The settings for another network: a pinned number that it does not have is let go.
 *
 * @template {Pick<Settings, "look">} S
 * @param {S} settings
 * @param {Trace} trace
 * @returns {S}
 */
export function withLook(settings, trace) {
  const quantity = read(settings.look);
  return settings.look === "" || (quantity && exists(trace, quantity))
    ? settings
    : { ...settings, look: "" };
}

/**
 * @param {State} state
 * @param {Quantity | null} quantity
 * @param {"follow" | "walk"} [how]  follow: to where one can go back; walk: to a neighbour
 * @returns {State}
 */
function look(state, quantity, how) {
  const before = inspectedIn(state);
  const { trail } = state.inspecting;
  const longer = how === "follow" && before ? [...trail, before].slice(-LONGEST) : trail;
  return {
    ...state,
    settings: { ...state.settings, look: quantity ? write(quantity) : "" },
    inspecting: {
      ...state.inspecting,
      pointed: quantity ? state.inspecting.pointed : null,
      operands: [],
      trail: how ? longer : [],
    },
  };
}
