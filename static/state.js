/** @import {Answer} from "./answer.js" */
/** @import {Builtin} from "./cell/builtin.js" */
/** @import {CheckAction, Checking} from "./checking.js" */
/** @import {ExportAction, Exporting} from "./exporting.js" */
/** @import {Field, Place, Settings} from "./settings.js" */
/** @import {NudgeAnswer} from "./answer.js" */
/** @import {Nudge, Nudged} from "./nudge.js" */
/** @import {Example} from "./request.js" */
/** @import {Phase} from "./timeline.js" */
/** @import {Trace} from "./trace.js" */
/** @import {Weights} from "./weights.js" */
import { keptText, mask, restore, set, setSize, setWeights } from "./change.js";
import { UNCHECKED, check } from "./checking.js";
import { toggled } from "./cell/opening.js";
import { CLOSED, exported } from "./exporting.js";
import { hasEntry, nudged, withFitting } from "./nudge.js";
import { advance } from "./player.js";
import { INITIAL } from "./settings.js";
import { readStateDict } from "./statedict.js";
import { nextTimeStamp, sameBeat, startOf } from "./timeline.js";

/**
 * What is wrong. `own`: found by the page; `line` and `column`, from 1 and in characters: where in
 * the equations; `name`: of which value the size.
 * @typedef {{field: Place | null, message: string, own?: boolean, line?: number | null,
 *   column?: number | null, name?: string | null}} Mistake
 * @typedef {{parameter: string, row: number, column: number}} Entry
 * @typedef {Pick<Settings, "cell" | "equations" | "sizes">} OwnText
 * @typedef {"export" | "recipe"} Taken  a text that the page shows
 *
 * @typedef {object} State
 * @property {Settings} settings
 * @property {number | null} mostSteps     the longest sequence that the server takes
 * @property {Trace | null} trace          of the newest answer that came
 * @property {{trace: Trace, answer: Answer} | null} beside  what the example of a trace is compared with
 * @property {Nudged | null} nudged        what came of the last change of one weight
 * @property {Weights | null} weights      of the user's own, for the network that they fit
 * @property {string | null} unread        what is wrong with the state dict that was pasted last
 * @property {Checking} checking           of the trace
 * @property {Exporting} exporting
 * @property {{what: Taken, how: "clipboard" | "by hand"} | null} taken  what has just been copied
 * @property {number | null} lossAfter     the loss with the updated weights, once it is known
 * @property {Mistake[]} mistakes
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
 * @property {"clipboard" | "address bar" | null} copied  where the link has just been put
 * @property {Builtin[]} cells
 * @property {Example[]} examples
 *
 * @typedef {{type: "set", field: Field, text: string} | {type: "size", name: string, text: string}
 *   | {type: "edit", open: boolean} | {type: "load", settings: Settings, beat?: number, example?: string}
 *   | {type: "mask", t: number} | {type: "restore"}
 *   | {type: "answered", trace: Trace, stopgap?: boolean} | {type: "refused", mistakes: Mistake[]}
 *   | {type: "after", loss: number | null} | {type: "beside", trace: Trace, answer: Answer}
 *   | {type: "nudged", trace: Trace, asked: Nudge, answer?: NudgeAnswer, mistakes?: Mistake[]}
 *   | {type: "paste", text: string} | {type: "weights", weights: Weights | null}
 *   | CheckAction | ExportAction | {type: "taken", taken: State["taken"]}
 *   | {type: "catalogue", cells: Builtin[], examples: Example[]}
 *   | {type: "play", on: boolean} | {type: "step", by: 1 | -1} | {type: "stamp", by: 1 | -1}
 *   | {type: "phase", phase: Phase} | {type: "scrub", position: number} | {type: "settle"} | {type: "column"} | {type: "ends", last: boolean}
 *   | {type: "clock", seconds: number} | {type: "speed", speed: number} | {type: "still", on: boolean}
 *   | {type: "pick", entry: Entry} | {type: "help", open: boolean}
 *   | {type: "theme", theme: State["theme"]} | {type: "copied", link: State["copied"]}} Action
 */

/** @type {State} */
export const START = {
  settings: INITIAL,
  mostSteps: null,
  trace: null,
  beside: null,
  nudged: null,
  weights: null,
  unread: null,
  checking: UNCHECKED,
  exporting: CLOSED,
  taken: null,
  lossAfter: null,
  mistakes: [],
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
  copied: null,
  cells: [],
  examples: [],
};

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduce(state, action) {
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
        weights: null,
        loaded: action.example ?? "",
        mistakes: [],
        wanted: action.beat ?? state.wanted,
        copied: null,
      };
    case "answered":
      return answered(state, action.trace, action.stopgap ?? false);
    case "refused":
      return refused(state, action.mistakes);
    case "beside":
      return { ...state, beside: { trace: action.trace, answer: action.answer } };
    case "nudged":
      return nudged(state, action);
    case "paste":
      return paste(state, action.text);
    case "weights":
      return setWeights(state, action.weights);
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
      return { ...state, entry: action.entry };
    case "speed":
      return { ...state, speed: action.speed };
    case "still":
      return { ...state, still: action.on };
    case "help":
      return { ...state, help: action.open };
    case "theme":
      return { ...state, theme: action.theme };
    case "copied":
      return { ...state, copied: action.link };
    default:
      return state.trace ? move(state, state.trace, action) : state;
  }
}

/** @param {State} state */
export function moving({ playing, goal }) {
  return playing || goal !== null;
}

/**
 * @param {State} state
 * @param {Trace} trace
 * @param {Action} action
 * @returns {State}
 */
function move(state, trace, action) {
  const { timeline } = trace;
  const last = timeline.beats.length - 1;
  const here = state.goal ?? Math.round(state.position);
  switch (action.type) {
    case "play":
      return play(state, action.on, last);
    case "step":
      return go(state, Math.min(last, Math.max(0, here + action.by)));
    case "stamp":
      return jump(state, nextTimeStamp(timeline, here, action.by));
    case "phase":
      return jump(state, startOf(timeline, action.phase));
    case "ends":
      return jump(state, action.last ? last : 0);
    case "scrub":
      return jump(state, Math.min(last, Math.max(0, action.position)));
    case "settle":
      return jump(state, Math.round(state.position));
    case "column":
      return { ...state, settings: { ...state.settings, open: column(state, trace, here) } };
    case "clock":
      return tick(state, timeline, action.seconds * state.speed, last);
    default:
      return state;
  }
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
 * A size shows in the editor alone. What is wrong with the equations shows beside the cell as well,
 * but a link that brings a text to be mended shows the text.
 *
 * @param {State} state
 * @param {Mistake[]} mistakes
 * @returns {State}
 */
function refused(state, mistakes) {
  const isInside = mistakes.some(
    ({ field }) => field === "sizes" || (field === "equations" && !state.trace),
  );
  return {
    ...state,
    mistakes: [...state.mistakes.filter(({ own }) => own), ...mistakes],
    editing: state.editing || isInside,
  };
}

/**
 * @param {State} state
 * @param {Trace} trace
 * @param {boolean} stopgap  whether the answer is to another question than the one refused
 * @returns {State}
 */
function answered(state, trace, stopgap) {
  const { timeline } = trace;
  const kept = state.trace
    ? sameBeat(state.trace.timeline, Math.round(state.position), timeline)
    : 0;
  const position = Math.min(state.wanted ?? kept, timeline.beats.length - 1);
  const entry = state.entry && hasEntry(trace, state.entry) ? state.entry : null;
  const settings = stopgap ? state.settings : withFitting(state.settings, trace);
  const isNudged = settings.nudge !== "";
  return {
    ...state,
    trace,
    settings,
    origin: state.settings.cell,
    stopgap,
    position,
    entry,
    goal: null,
    wanted: null,
    lossAfter: null,
    checking: UNCHECKED,
    mistakes: stopgap
      ? state.mistakes
      : state.mistakes.filter(({ own, field }) => own && (isNudged || field !== "nudge")),
  };
}

/**
 * The setting of the open columns with that of the time-stamp shown the other way.
 *
 * @param {State} state
 * @param {Trace} trace
 * @param {number} beat
 */
function column({ settings }, { graph, length, timeline }, beat) {
  return toggled(settings.open, graph, length, timeline.beats[beat]?.t || 1);
}

/**
 * @param {State} state
 * @param {boolean} on
 * @param {number} last
 * @returns {State}
 */
function play(state, on, last) {
  const again = on && state.position >= last;
  const resting = state.still || Number.isInteger(state.position);
  return {
    ...state,
    playing: on,
    goal: on || resting ? null : Math.ceil(state.position),
    position: again ? 0 : state.position,
  };
}

/**
 * @param {State} state
 * @param {number} goal
 * @returns {State}
 */
function go(state, goal) {
  return state.still ? jump(state, goal) : { ...state, playing: false, goal };
}

/**
 * @param {State} state
 * @param {number} position
 * @returns {State}
 */
function jump(state, position) {
  return { ...state, playing: false, goal: null, position };
}

/**
 * @param {State} state
 * @param {import("./timeline.js").Timeline} timeline
 * @param {number} seconds
 * @param {number} last
 * @returns {State}
 */
function tick(state, timeline, seconds, last) {
  if (!moving(state)) return state;
  const goal = state.playing ? last : (state.goal ?? state.position);
  const hurry = state.playing ? 1 : Math.max(1.6, 2 * Math.abs(goal - state.position));
  const position = advance(timeline, state.position, seconds * hurry, goal);
  const arrived = position === goal;
  return {
    ...state,
    position,
    playing: state.playing && !arrived,
    goal: arrived ? null : state.goal,
  };
}
