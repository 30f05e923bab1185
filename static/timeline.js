/** @import {Graph} from "./graph.js" */

/**
 * The film of one answer, as a list of beats.
 *
 * @typedef {"forward" | "backward" | "sum" | "update"} Phase
 * @typedef {"start" | "hidden" | "output" | "loss" | "total" | "error" | "receive" | "copies"
 *   | "sum" | "land" | "update"} Kind
 *
 * @typedef {object} Beat
 * @property {Phase} phase
 * @property {Kind} kind
 * @property {number} t           the time-stamp it happens at; 0 when it concerns all
 * @property {string[]} names     the values that receive their gradient in it
 * @property {number} seconds     how long it takes at normal speed
 *
 * @typedef {object} Timeline
 * @property {Beat[]} beats
 * @property {Map<string, number>} places  beatKey → index
 * @property {string[][]} levels           the values between x and y, level by level, from x on
 */

/** @type {Phase[]} */
export const PHASES = ["forward", "backward", "sum", "update"];

/** @type {Record<Kind, number>} */
const SECONDS = {
  start: 0.6,
  hidden: 1,
  output: 0.8,
  loss: 0.8,
  total: 1.2,
  error: 0.9,
  receive: 1.1,
  copies: 1.1,
  sum: 1.5,
  land: 1.5,
  update: 1.8,
};

/** From this many time-stamps on the beats get shorter, so that the film does not get longer. */
const UNHURRIED = 16;

/**
 * @param {Graph} graph
 * @param {number} length  T
 * @returns {Timeline}
 */
export function timelineOf(graph, length) {
  const levels = levelsOf(graph);
  const times = Array.from({ length }, (_, i) => i + 1);
  const back = times.toReversed();
  const hurry = Math.min(1, UNHURRIED / length);
  const beats = [
    beat("forward", "start", 0),
    ...times.flatMap((t) => [
      beat("forward", "hidden", t),
      beat("forward", "output", t),
      beat("forward", "loss", t),
    ]),
    beat("forward", "total", 0),
    ...back.flatMap((t) => [
      beat("backward", "error", t, ["y"]),
      ...levels.toReversed().map((names) => beat("backward", "receive", t, names)),
      beat("backward", "copies", t),
    ]),
    ...back.map((t) => beat("sum", "sum", t)),
    beat("sum", "land", 0),
    beat("update", "update", 0),
  ].map((each) => (each.t > 0 ? { ...each, seconds: each.seconds * hurry } : each));
  return { beats, places: new Map(beats.map((each, index) => [beatKey(each), index])), levels };
}

/**
 * @param {{kind: Kind, t: number, names?: string[]}} beat
 */
export function beatKey({ kind, t, names = [] }) {
  return `${kind}:${t}:${names[0] ?? ""}`;
}

/**
 * The index of the first beat of a phase.
 *
 * @param {Timeline} timeline
 * @param {Phase} phase
 */
export function startOf({ beats }, phase) {
  return beats.findIndex((each) => each.phase === phase);
}

/**
 * The beat in another film that tells the same as this one, or the nearest before it.
 *
 * @param {Timeline} from
 * @param {number} index
 * @param {Timeline} to
 */
export function sameBeat(from, index, to) {
  const { beats } = to;
  const beat = from.beats[index];
  if (!beat) return 0;
  const same = to.places.get(beatKey(beat));
  if (same !== undefined) return same;
  if (beat.phase === "forward")
    return beats.findLastIndex(({ phase, kind }) => phase === "forward" && kind !== "total");
  return startOf(to, beat.phase);
}

/**
 * The last beat of the time-stamp before or after the one shown.
 *
 * @param {Timeline} timeline
 * @param {number} index
 * @param {1 | -1} direction
 */
export function nextTimeStamp({ beats }, index, direction) {
  const stops = beats.flatMap(({ t, kind }, i) =>
    beats[i + 1]?.t === t && beats[i + 1]?.phase === beats[i]?.phase && kind !== "start" ? [] : [i],
  );
  const stop = direction > 0 ? stops.find((i) => i > index) : stops.findLast((i) => i < index);
  return stop ?? (direction > 0 ? beats.length - 1 : 0);
}

/**
 * @param {Phase} phase
 * @param {Kind} kind
 * @param {number} t
 * @param {string[]} names
 * @returns {Beat}
 */
function beat(phase, kind, t, names = []) {
  return { phase, kind, t, names, seconds: SECONDS[kind] };
}

/**
 * @param {Graph} graph
 * @returns {string[][]}
 */
function levelsOf({ nodes }) {
  const inner = nodes.filter(({ name }) => name !== "x" && name !== "y");
  const depths = [...new Set(inner.map(({ depth }) => depth))].sort((a, b) => a - b);
  return depths.map((depth) =>
    inner.filter((node) => node.depth === depth).map(({ name }) => name),
  );
}
