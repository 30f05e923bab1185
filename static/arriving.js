/** @import {Mistake, State} from "./state.js" */
/** @import {Trace} from "./trace.js" */
import { UNCHECKED } from "./checking.js";
import { stillThere, withLook } from "./inspecting.js";
import { hasEntry, withFitting } from "./nudge.js";
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
 * @param {Trace} trace
 * @param {boolean} stopgap  whether the answer is to another question than the one refused
 * @returns {State}
 */
export function answered(state, trace, stopgap) {
  const { timeline } = trace;
  const kept = state.trace
    ? sameBeat(state.trace.timeline, Math.round(state.position), timeline)
    : 0;
  const position = Math.min(state.wanted ?? kept, timeline.beats.length - 1);
  const entry = state.entry && hasEntry(trace, state.entry) ? state.entry : null;
  const settings = stopgap ? state.settings : withLook(withFitting(state.settings, trace), trace);
  const isNudged = settings.nudge !== "";
  return {
    ...state,
    trace,
    settings,
    inspecting: stillThere(state.inspecting, trace),
    origin: state.settings.cell,
    stopgap,
    position,
    entry,
    typing: state.typing && hasEntry(trace, state.typing) ? state.typing : null,
    goal: null,
    wanted: null,
    lossAfter: null,
    checking: UNCHECKED,
    mistakes: stopgap
      ? state.mistakes
      : state.mistakes.filter(({ own, field }) => own && (isNudged || field !== "nudge")),
  };
}
