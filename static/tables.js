/** @import {Mistake, Entry, State} from "./state.js" */
/** @import {Request} from "./request.js" */
/** @import {Settings} from "./settings.js" */
/** @import {Trace} from "./trace.js" */
import { recurrentFirst } from "./cell/graph.js";
import { sameRun } from "./settings.js";

/**
 * The gradient itemised by loss. A row is a time-stamp of the last part, the one that has losses; its
 * columns are the time-stamps of what is itemised, up to that of the loss. Null is exactly zero.
 *
 * @typedef {(number | null)[][]} Triangle
 * @typedef {object} Decomposition  always of the full gradient
 * @property {Record<string, Triangle>} log10_norms        |∂L_τ/∂W^(t)|, by parameter
 * @property {Record<string, Triangle>} log10_state_norms  |∂L_τ/∂h_t|, by state
 * @property {boolean[][]} kept                            what the truncation leaves; all columns
 * @property {number[][] | null} entry                     ∂L_τ/∂W^(t)[i, j] of the entry
 *
 * @typedef {object} Tables  what came of the last question; `trace` may be of a run before
 * @property {Trace} trace
 * @property {Entry | null} entry  that the signed table is of
 * @property {Decomposition | null} decomposition  null where it was refused
 * @property {Mistake[]} mistakes
 *
 * @typedef {object} Looking
 * @property {string} subject         what the map is of, a parameter or a state; "" for the recurrent matrix
 * @property {"norms" | "entry"} mode  what its cells say
 * @property {string} state           whose gradient is followed through time; "" for the last one
 *
 * @typedef {{tau: number, t: number, subject: string}} Path
 *   from loss τ back to the copy, or the state, of time-stamp t
 *
 * @typedef {{type: "tables", tables: Tables} | {type: "look", looking: Looking}
 *   | {type: "path", path: Path | null}} LookAction
 */

/** The panels that show something of the tables. */
const NEEDED_BY = ["map", "decay"];

/** What is dragged: it leaves the shapes of a network, and so its entries, as they are. */
const DRAGGED = /** @type {const} */ (["edits", "gain", "truncation", "steps"]);

/** Tables of no more numbers come in the answer of a run: they take less time than to ask again. */
const FEW = 40_000;

/** @type {Looking} */
export const FIRST_LOOK = { subject: "", mode: "norms", state: "" };

/**
 * @param {State} state
 * @param {LookAction} action
 * @returns {State}
 */
export function looked(state, action) {
  if (action.type === "tables") return { ...state, tables: action.tables };
  if (action.type === "look") return { ...state, looking: action.looking, path: null };
  return samePath(state.path, action.path) ? state : { ...state, path: action.path };
}

/**
 * The state with an entry picked: what shows one entry shows that.
 *
 * @param {State} state
 * @param {Entry} entry
 * @returns {State}
 */
export function picked(state, entry) {
  const { looking } = state;
  const subject = looking.mode === "entry" ? entry.parameter : looking.subject;
  return { ...state, entry, looking: { ...looking, subject } };
}

/**
 * What the map is of: what was chosen, where the run has it, else the recurrent matrix.
 *
 * @param {Looking} looking
 * @param {Trace} trace
 */
export function subjectOf({ subject }, trace) {
  if (trace.parameters.includes(subject) || statesOf(trace).includes(subject)) return subject;
  return recurrentFirst(trace.graph)[0] ?? trace.parameters[0] ?? "";
}

/**
 * The states that losses teach; without those that only hand over.
 *
 * @param {Trace} trace
 */
export function statesOf({ answer }) {
  return answer.cell.states;
}

/**
 * The entry that the signed table is of; null where the map is of a state.
 *
 * @param {State} state
 * @param {Trace} trace
 * @returns {Entry | null}
 */
export function entryOf({ looking, entry }, trace) {
  const subject = subjectOf(looking, trace);
  return trace.parameters.includes(subject) ? trace.entryShown(subject, entry) : null;
}

/**
 * Whether the tables that are here are not those of the run that is shown, and of its entry. Norms
 * that nobody has picked an entry for are the same whichever it is.
 *
 * @param {State} state
 */
export function lacksTables(state) {
  const { trace, tables, looking } = state;
  if (!trace) return false;
  if (tables?.trace !== trace) return true;
  const entry = entryOf(state, trace);
  const isAny = looking.mode === "norms" && state.entry === null;
  return isAny ? tables.entry?.parameter !== entry?.parameter : !sameEntry(tables.entry, entry);
}

/**
 * Whether the tables are to be asked for now: a panel that needs them stands open, and what they are
 * of has changed.
 *
 * @param {State} state
 * @param {State} before
 */
export function wantsTables(state, before) {
  const isSame = /** @type {const} */ (["trace", "entry", "looking", "folded"]).every(
    (field) => state[field] === before[field],
  );
  return !isSame && areShown(state) && lacksTables(state);
}

/** @param {State} state */
function areShown({ folded }) {
  return NEEDED_BY.some((panel) => !folded.includes(panel));
}

/**
 * Whether the run that is set differs only by what was dragged from the one that is shown: then the
 * tables can come with it, so that all panels follow at once. Else they are asked for when the run is
 * there.
 *
 * @param {State} state
 */
export function comeAlong(state) {
  const { trace, asked, settings, weights, stopgap } = state;
  if (!trace || !asked || stopgap || asked.weights !== weights || !areShown(state)) return false;
  /** @type {Settings} */
  const before = { ...asked.settings };
  for (const field of DRAGGED) Object.assign(before, { [field]: settings[field] });
  return sameRun(before, settings) && sizeOf(trace) <= FEW;
}

/**
 * About how many numbers the tables of a run have.
 *
 * @param {Trace} trace
 */
function sizeOf({ parameters, length }) {
  return (parameters.length * length * (length + 1)) / 2;
}

/**
 * The gradient of the run, itemised.
 *
 * @param {Trace} trace
 * @param {Entry | null} entry
 */
export function tablesRequest(trace, entry) {
  return { ...withTables(trace.request, trace, entry), fields: ["decomposition"] };
}

/**
 * A run with its gradient itemised.
 *
 * @param {Request} request
 * @param {Trace} trace        of the same shapes
 * @param {Entry | null} entry
 * @returns {Request & {include: string[], entry: {parameter: string, row: number, column?: number} | null}}
 */
export function withTables(request, trace, entry) {
  return { ...request, include: ["decomposition"], entry: entry && named(trace, entry) };
}

/**
 * @param {Trace} trace
 * @param {Entry} entry
 */
function named(trace, { parameter, row, column }) {
  const isVector = trace.answer.cell.parameters[parameter]?.length === 1;
  return isVector ? { parameter, row } : { parameter, row, column };
}

/**
 * @param {Entry | null} a
 * @param {Entry | null} b
 */
function sameEntry(a, b) {
  if (!a || !b) return a === b;
  return a.parameter === b.parameter && a.row === b.row && a.column === b.column;
}

/**
 * @param {Path | null} a
 * @param {Path | null} b
 */
function samePath(a, b) {
  if (!a || !b) return a === b;
  return a.tau === b.tau && a.t === b.t && a.subject === b.subject;
}
