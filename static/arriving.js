/** @import {Asked, Mistake, State} from "./state.js" */
/** @import {Tables} from "./tables.js" */
/** @import {Trace} from "./trace.js" */
import { UNCHECKED } from "./checking.js";
import { pinnedEntry, stillThere, withLook } from "./inspecting.js";
import { withFitting } from "./nudge.js";
import { sameBeat } from "./timeline.js";

/**
 * A size shows in the editor alone. What is wrong with the equations shows beside the cell as well,
 * but a link that brings a text to be mended shows the text.
 *
 * @param {State} state
 * @param {Mistake[]} mistakes
 * @returns {State}
 */
export function refused(state, mistakes) {
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
 * A run that came. The film stays at the beat that it tells, and what was looked at stays looked at
 * where the new run has it.
 *
 * @param {State} state
 * @param {object} answer
 * @param {Trace} answer.trace
 * @param {boolean} [answer.stopgap]  whether it is to another question than the one refused
 * @param {Asked} [answer.asked]      what it is to; without, what is set
 * @param {Tables} [answer.tables]    where they came along
 * @returns {State}
 */
export function answered(state, { trace, stopgap = false, asked, tables }) {
  const { timeline } = trace;
  const told = state.trace
    ? sameBeat(state.trace.timeline, Math.round(state.position), timeline)
    : 0;
  const position = Math.min(state.wanted ?? told, timeline.beats.length - 1);
  // what stands in for the run of a link that is to be mended takes nothing of it away
  const isKept = state.entry !== null && (stopgap || trace.hasEntry(state.entry));
  const kept = isKept ? state.entry : null;
  const settings = stopgap ? state.settings : withLook(withFitting(state.settings, trace), trace);
  const pinned = pinnedEntry(settings, trace);
  const isNudged = settings.nudge !== "";
  return {
    ...state,
    trace,
    settings,
    asked: asked ?? { settings: state.settings, weights: state.weights },
    tables: tables ?? state.tables,
    training: { ...state.training, mistakes: [] },
    inspecting: stillThere(state.inspecting, trace),
    origin: state.settings.cell,
    stopgap,
    position,
    entry: kept ?? pinned,
    looking: pinned && !kept ? { ...state.looking, subject: pinned.parameter } : state.looking,
    typing: state.typing && trace.hasEntry(state.typing) ? state.typing : null,
    goal: null,
    wanted: null,
    lossAfter: null,
    checking: UNCHECKED,
    mistakes: stopgap
      ? state.mistakes
      : state.mistakes.filter(({ own, field }) => own && (isNudged || field !== "nudge")),
  };
}
