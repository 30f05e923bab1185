/** @import {State} from "./state.js" */
/** @import {Phase} from "./timeline.js" */
/** @import {Trace} from "./trace.js" */
import { toggled } from "./cell/opening.js";
import { advance } from "./player.js";
import { nextTimeStamp, startOf } from "./timeline.js";

/**
 * Where the film is, and how it is moved.
 *
 * @typedef {{type: "play", on: boolean} | {type: "step", by: 1 | -1} | {type: "stamp", by: 1 | -1}
 *   | {type: "phase", phase: Phase} | {type: "scrub", position: number} | {type: "settle"}
 *   | {type: "column"} | {type: "ends", last: boolean} | {type: "clock", seconds: number}} FilmAction
 */

/** @param {State} state */
export function moving({ playing, goal }) {
  return playing || goal !== null;
}

/**
 * The beat that the film is at, or is on its way to.
 *
 * @param {State} state
 */
export function beatOf({ goal, position }) {
  return goal ?? Math.round(position);
}

/**
 * @param {State} state
 * @param {Trace} trace
 * @param {FilmAction} action
 * @returns {State}
 */
export function move(state, trace, action) {
  const { timeline } = trace;
  const last = timeline.beats.length - 1;
  const here = beatOf(state);
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
 * @param {Trace["timeline"]} timeline
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
