/** @import {Answer} from "./answer.js" */
/** @import {Builtin} from "./cell/builtin.js" */
/** @import {CheckAction, Checking} from "./checking.js" */
/** @import {FilmAction} from "./film.js" */
/** @import {Folded} from "./folding.js" */
/** @import {ExportAction, Exporting} from "./exporting.js" */
/** @import {Field, Place, Settings} from "./settings.js" */
/** @import {NudgeAnswer} from "./answer.js" */
/** @import {InspectAction, Inspecting} from "./inspecting.js" */
/** @import {Nudge, Nudged} from "./nudge.js" */
/** @import {Example} from "./request.js" */
/** @import {LookAction, Looking, Path, Tables} from "./tables.js" */
/** @import {TrainAction, Training} from "./training.js" */
/** @import {Truncate} from "./scissors.js" */
/** @import {Trace} from "./trace.js" */
/** @import {When} from "./history.js" */
/** @import {Undoing} from "./undo.js" */
/** @import {Weights} from "./weights.js" */
import { answered, refused } from "./arriving.js";
import { keptText, mask, restore, set, setSize, setWeight, setWeights } from "./change.js";
import { UNCHECKED, check } from "./checking.js";
import { CLOSED, exported } from "./exporting.js";
import { beatOf, move } from "./film.js";
import { NOTHING, inspect } from "./inspecting.js";
import { NONE_FOLDED, withFolded } from "./folding.js";
import { nudged } from "./nudge.js";
import { truncate } from "./scissors.js";
import { INITIAL } from "./settings.js";
import { readStateDict } from "./statedict.js";
import { readFile } from "./weightsfile.js";
import { FIRST_LOOK, looked, picked } from "./tables.js";
import { UNTRAINED, train, updated } from "./training.js";
import { NOTHING_DONE, remembered, turned } from "./undo.js";

/**
 * What is wrong. `own`: found by the page; `line` and `column`, from 1 and in characters: where in
 * the equations; `name`: of which value the size.
 * @typedef {{field: Place | null, message: string, own?: boolean, line?: number | null,
 *   column?: number | null, name?: string | null}} Mistake
 * @typedef {{parameter: string, row: number, column: number}} Entry
 * @typedef {Pick<Settings, "cell" | "equations" | "sizes">} OwnText
 * @typedef {Pick<State, "settings" | "weights">} Asked
 * @typedef {"export" | "recipe"} Taken  a text that the page shows
 *
 * @typedef {object} State
 * @property {Settings} settings
 * @property {number | null} mostSteps     the longest sequence that the server takes
 * @property {Trace | null} trace          of the newest answer that came
 * @property {{trace: Trace, answer: Answer} | null} beside  what the example of a trace is compared with
 * @property {Tables | null} tables        the gradient itemised by loss, of the trace or one before
 * @property {Looking} looking             what the map shows of it
 * @property {Path | null} path            of the cell of the map that is pointed at
 * @property {Inspecting} inspecting       what is looked into
 * @property {Nudged | null} nudged        what came of the last change of one weight
 * @property {Weights | null} weights      of the user's own, for the network that they fit
 * @property {Training} training
 * @property {string | null} unreadFile    what is wrong with the file that was loaded last
 * @property {Entry | null} typing        the entry whose weight is being typed
 * @property {string | null} unread        what is wrong with the state dict that was pasted last
 * @property {Checking} checking           of the trace
 * @property {Exporting} exporting
 * @property {{what: Taken, how: "clipboard" | "by hand"} | null} taken  what has just been copied
 * @property {number | null} lossAfter     the loss with the updated weights, once it is known
 * @property {Mistake[]} mistakes
 * @property {Asked | null} asked          what the trace answers
 * @property {string} origin              the built-in that the text of the trace was started from
 * @property {boolean} stopgap             the trace is of no settings that were asked for
 * @property {OwnText | null} own        the last text of the user's own that was left
 * @property {string} loaded               name of the example that was chosen and not changed since
 * @property {boolean} editing             the equations stand open to be edited
 * @property {number} position             in beats, see frame.js
 * @property {number | null} goal          where a step under way ends
 * @property {number | null} wanted        the beat to show with the next answer
 * @property {boolean} playing
 * @property {number} speed
 * @property {boolean} still               beats jump: the user wants no motion
 * @property {Entry | null} entry          the entry whose bars the ledger shows
 * @property {boolean} help
 * @property {"auto" | "light" | "dark"} theme
 * @property {boolean} cutting            the scissors are held by a pointer
 * @property {Folded} folded               the panels that are
 * @property {Undoing} undoing             what the user has done
 * @property {"clipboard" | "address bar" | "without weights" | null} copied  where the link has just been put
 * @property {Builtin[]} cells
 * @property {Example[]} examples
 *
 * @typedef {{type: "set", field: Field, text: string} | {type: "size", name: string, text: string}
 *   | {type: "edit", open: boolean} | {type: "load", settings: Settings, beat?: number, example?: string, weights?: Weights | null, folded?: Folded, entry?: Entry | null}
 *   | {type: "mask", t: number} | {type: "restore"}
 *   | {type: "answered", trace: Trace, stopgap?: boolean, asked?: Asked, tables?: Tables} | {type: "refused", mistakes: Mistake[]}
 *   | {type: "after", loss: number | null} | {type: "beside", trace: Trace, answer: Answer}
 *   | {type: "nudged", trace: Trace, asked: Nudge, answer?: NudgeAnswer, mistakes?: Mistake[]}
 *   | LookAction | InspectAction | Truncate | TrainAction
 *   | {type: "file", text: string}
 *   | {type: "paste", text: string} | {type: "weights", weights: Weights | null}
 *   | {type: "weight", entry: Entry, value: number} | {type: "typing", entry: Entry | null}
 *   | CheckAction | ExportAction | {type: "taken", taken: State["taken"]}
 *   | {type: "catalogue", cells: Builtin[], examples: Example[]}
 *   | FilmAction | {type: "speed", speed: number} | {type: "still", on: boolean}
 *   | {type: "pick", entry: Entry} | {type: "help", open: boolean}
 *   | {type: "fold", panel: string, on: boolean} | {type: "undo"} | {type: "redo"}
 *   | {type: "theme", theme: State["theme"]} | {type: "copied", link: State["copied"]}} Action
 */

/** @type {State} */
export const START = {
  settings: INITIAL,
  mostSteps: null,
  trace: null,
  beside: null,
  tables: null,
  looking: FIRST_LOOK,
  path: null,
  inspecting: NOTHING,
  nudged: null,
  weights: null,
  training: UNTRAINED,
  unreadFile: null,
  typing: null,
  cutting: false,
  unread: null,
  checking: UNCHECKED,
  exporting: CLOSED,
  taken: null,
  lossAfter: null,
  mistakes: [],
  asked: null,
  origin: "",
  stopgap: false,
  own: null,
  loaded: "",
  editing: false,
  position: 0,
  goal: null,
  wanted: 0,
  playing: false,
  speed: 1,
  still: false,
  entry: null,
  help: false,
  theme: "auto",
  folded: NONE_FOLDED,
  undoing: NOTHING_DONE,
  copied: null,
  cells: [],
  examples: [],
};

/**
 * @param {State} state
 * @param {Action & {when?: When}} action
 * @returns {State}
 */
export function reduce(state, action) {
  if (action.type === "undo" || action.type === "redo") return turned(state, action.type);
  return remembered(state, action, after(state, action));
}

/**
 * @param {State} state
 * @param {Exclude<Action, {type: "undo" | "redo"}>} action
 * @returns {State}
 */
function after(state, action) {
  switch (action.type) {
    case "set":
      return set(state, action.field, action.text);
    case "size":
      return setSize(state, action.name, action.text);
    case "mask":
      return mask(state, action.t);
    case "restore":
      return restore(state);
    case "edit":
      return { ...state, editing: action.open };
    case "load":
      return {
        ...state,
        settings: action.settings,
        own: keptText(state),
        weights: action.weights ?? null,
        training: UNTRAINED,
        unreadFile: null,
        loaded: action.example ?? "",
        mistakes: [],
        wanted: action.beat ?? state.wanted,
        copied: null,
        folded: action.folded ?? state.folded,
        entry: action.entry === undefined ? state.entry : action.entry,
        ...(action.settings === INITIAL ? { looking: FIRST_LOOK, entry: null } : {}),
      };
    case "answered":
      return answered(state, action);
    case "refused":
      return refused(state, action.mistakes);
    case "beside":
      return { ...state, beside: { trace: action.trace, answer: action.answer } };
    case "tables":
    case "look":
    case "path":
      return looked(state, action);
    case "truncate":
      return truncate(state, action);
    case "nudged":
      return nudged(state, action);
    case "paste":
      return paste(state, action.text);
    case "weights":
      return setWeights(state, action.weights);
    case "file":
      return loadFile(state, action.text);
    case "train":
      return train(state, action.steps);
    case "update":
      return update(state, action);
    case "weight":
      return setWeight(state, action.entry, action.value);
    case "typing":
      return { ...state, typing: action.entry, entry: action.entry ?? state.entry };
    case "check":
    case "checked":
    case "check refused":
      return {
        ...state,
        checking: check(state.checking, action, state.trace?.parameters ?? []),
      };
    case "export":
    case "export as":
    case "script":
    case "script refused":
      return { ...state, exporting: exported(state.exporting, action) };
    case "taken":
      return { ...state, taken: action.taken };
    case "after":
      return { ...state, lossAfter: action.loss };
    case "catalogue":
      return { ...state, cells: action.cells, examples: action.examples };
    case "pick":
      return picked(state, action.entry);
    case "speed":
      return { ...state, speed: action.speed };
    case "still":
      return { ...state, still: action.on };
    case "help":
      return { ...state, help: action.open };
    case "fold":
      return { ...state, folded: withFolded(state.folded, action.panel, action.on), copied: null };
    case "theme":
      return { ...state, theme: action.theme };
    case "copied":
      return { ...state, copied: action.link };
    case "point":
    case "operands":
    case "inspect":
    case "back":
    case "begin":
      return inspected(state, action);
    default:
      return state.trace ? move(state, state.trace, action) : state;
  }
}

/**
 * @param {State} state
 * @param {InspectAction} action
 * @returns {State}
 */
function inspected(state, action) {
  const beat = state.trace?.timeline.beats[beatOf(state)];
  return beat ? inspect(state, action, beat) : state;
}

/**
 * @param {State} state
 * @param {string} text  a state dict
 */
function paste(state, text) {
  const read = readStateDict(text, state.settings.cell);
  return "weights" in read
    ? { ...setWeights(state, read.weights), unread: null }
    : { ...state, unread: read.mistake };
}

/**
 * @param {State} state
 * @param {string} text  a file with weights
 * @returns {State}
 */
function loadFile(state, text) {
  const read = readFile(text, state.settings);
  if ("mistake" in read) return { ...state, unreadFile: read.mistake };
  return {
    ...setWeights(
      { ...state, settings: read.settings, own: keptText(state), mistakes: [] },
      read.weights,
    ),
    training: UNTRAINED,
    unreadFile: null,
  };
}

/**
 * After one update the film plays anew, after many it stays where it is. Of a step that is refused
 * the film shows the update, where that is said.
 *
 * @param {State} state
 * @param {Extract<TrainAction, {type: "update"}>} action
 * @returns {State}
 */
function update(state, { steps, reached, mistakes }) {
  const after = updated(state, reached?.weights ?? null, mistakes);
  if (!reached) return mistakes.length > 0 ? atUpdate(after) : after;
  const shown = answered(after, { trace: reached.trace });
  if (steps > 1) return shown;
  const last = reached.trace.timeline.beats.length - 1;
  return { ...shown, position: state.still ? last : 0, playing: !state.still };
}

/** @param {State} state */
function atUpdate(state) {
  const last = (state.trace?.timeline.beats.length ?? 1) - 1;
  return { ...state, position: last, goal: null, playing: false };
}
