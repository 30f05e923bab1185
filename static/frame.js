/** @import {Timeline, Beat, Kind, Phase} from "./timeline.js" */
import { beatKey, levelsIn, startOf, trackAt } from "./timeline.js";

/**
 * What is to be seen at one moment. Every share runs from 0 (not yet) to 1 (done).
 *
 * @typedef {object} Column
 * @property {Record<string, number>} values  share of each named value that its part has
 * @property {number} outputs                 stays 0 in an encoder, as the loss does
 * @property {number} loss
 * @property {Record<string, number>} deltas  share of each gradient; what it gathers arrives with it
 * @property {number} copies
 * @property {number} docked                  share of the way from the arrow to the ledger
 * @property {boolean} current
 *
 * @typedef {object} Frame
 * @property {number} position   in beats; a fraction lies on the way to the next beat
 * @property {number} index      of the beat that is shown or under way
 * @property {number} progress   of that beat
 * @property {Beat} beat
 * @property {Phase} phase
 * @property {number} total      share of the sum of the losses
 * @property {number} backward   how far the page has turned from values to gradients
 * @property {number} summing    how far it has turned from arrows to the ledger
 * @property {number} docked     how many copies are in the sum; fractional on the way
 * @property {number} landed     share of the way of the sum to the shared weights
 * @property {number} updated    share of the step of the weights
 * @property {(t: number) => Column} column
 */

/**
 * The picture at a position of the film: a function of nothing else.
 *
 * @param {Timeline} timeline
 * @param {number} length
 * @param {number} position
 * @returns {Frame}
 */
export function frameOf(timeline, length, position) {
  const { beats, places } = timeline;
  const last = beats.length - 1;
  const at = Math.min(Math.max(position, 0), last);
  const index = Math.ceil(at);
  const beat = /** @type {Beat} */ (beats[index]);
  /** @param {number | undefined} place */
  const share = (place) => clamp(at - (place ?? Infinity) + 1);
  /** @param {Kind} kind @param {number} t @param {string} [name] */
  const done = (kind, t, name) =>
    share(places.get(beatKey({ kind, t, names: name ? [name] : [] })));
  return {
    position: at,
    index,
    progress: index === at ? 1 : at - Math.floor(at),
    beat,
    phase: beat.phase,
    total: done("total", 0),
    backward: share(startOf(timeline, "backward")),
    summing: share(startOf(timeline, "sum")),
    docked: Math.max(0, Math.min(length, at - startOf(timeline, "sum") + 1)),
    landed: done("land", 0),
    updated: done("update", 0),
    column: remembered((t) => columnOf(timeline, done, t, beat)),
  };
}

/**
 * @param {Timeline} timeline
 * @param {(kind: Kind, t: number, name?: string) => number} done
 * @param {number} t
 * @param {Beat} beat
 * @returns {Column}
 */
function columnOf(timeline, done, t, beat) {
  const track = trackAt(timeline, t);
  const { receives, speaks } = track;
  /** @type {Record<string, number>} */
  const values = { x: 1, ...(speaks && { y: done("output", t, "y") }) };
  /** @type {Record<string, number>} */
  const deltas = { ...(speaks && { y: done("error", t, "y") }) };
  for (const level of levelsIn(track)) {
    const hidden = done("hidden", t, level[0]?.[0]);
    level.forEach((names, i) => {
      for (const name of names) {
        values[name] = clamp(hidden * level.length - i);
        // what does not lead to y has none: its zero is there when the time-stamp is done
        const receiver = receives[name];
        deltas[name] = receiver ? done("receive", t, receiver) : done("copies", t);
      }
    });
  }
  return {
    values,
    outputs: done("output", t, "y"),
    loss: done("loss", t),
    deltas,
    copies: done("copies", t),
    docked: done("sum", t),
    current: beat.t === t,
  };
}

/**
 * @template R
 * @param {(t: number) => R} f
 * @returns {(t: number) => R}
 */
function remembered(f) {
  /** @type {Map<number, R>} */
  const known = new Map();
  return (t) => {
    const result = known.get(t) ?? f(t);
    known.set(t, result);
    return result;
  };
}

/** @param {number} share */
export function clamp(share) {
  return Math.min(1, Math.max(0, share));
}

/**
 * Slow at both ends: how things that move share out their way.
 *
 * @param {number} share
 */
export function ease(share) {
  return share * share * (3 - 2 * share);
}
