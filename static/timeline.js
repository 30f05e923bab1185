/** @import {Graph} from "./cell/graph.js" */
/** @import {Part} from "./cell/part.js" */
import { reaches } from "./cell/graph.js";

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
 * @property {string[]} names     the values that are computed in it, or receive their gradient
 * @property {number} seconds     how long it takes at normal speed
 *
 * @typedef {string[][]} Level    the values of one forward beat, in the steps in which they follow from
 *   each other; backward every step has a beat of its own
 *
 * @typedef {object} Track  how a time-stamp of one part is told
 * @property {number[]} times
 * @property {Level[]} before                   what is computed before the output
 * @property {Level[]} after                    and what after it
 * @property {boolean} speaks                   whether there is an output, a loss and an error
 * @property {Record<string, string>} receives  value → the first name of the beat in which it receives
 *   its gradient; none for what does not lead to y
 *
 * @typedef {object} Timeline
 * @property {Beat[]} beats
 * @property {Map<string, number>} places  beatKey → index
 * @property {Track[]} tracks              one for each part
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

/** From this many beats on they get shorter, so that the film does not get longer. */
const UNHURRIED = 128;

/**
 * @param {Pick<Part, "first" | "length" | "graph" | "isLast">[]} parts
 * @returns {Timeline}
 */
export function timelineOf(parts) {
  const tracks = parts.map(trackOf);
  const back = tracks.toReversed();
  const stamped = [
    ...tracks.flatMap((track) => track.times.flatMap((t) => forward(track, t))),
    ...back.flatMap((track) => track.times.toReversed().flatMap((t) => backward(track, t))),
    ...back.flatMap(({ times }) => times.toReversed().map((t) => beat("sum", "sum", t))),
  ];
  const hurry = Math.min(1, UNHURRIED / stamped.length);
  const paced = stamped.map((each) => ({ ...each, seconds: each.seconds * hurry }));
  /** @param {Phase} phase */
  const part = (phase) => paced.filter((each) => each.phase === phase);
  const beats = [
    beat("forward", "start", 0),
    ...part("forward"),
    beat("forward", "total", 0),
    ...part("backward"),
    ...part("sum"),
    beat("sum", "land", 0),
    beat("update", "update", 0),
  ];
  return {
    beats,
    places: new Map(beats.map((each, index) => [beatKey(each), index])),
    tracks,
  };
}

/**
 * How a time-stamp is told: as all of its part.
 *
 * @param {Timeline} timeline
 * @param {number} t
 */
export function trackAt({ tracks }, t) {
  const track = tracks.find(({ times }) => times.includes(t)) ?? tracks.at(-1);
  return /** @type {Track} */ (track);
}

/**
 * All values of a part but x and y, in the order of the forward run.
 *
 * @param {Track} track
 */
export function levelsIn({ before, after }) {
  return [...before, ...after];
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
  const alike = beats.findIndex(({ kind, t }) => kind === beat.kind && t === beat.t);
  if (alike >= 0) return alike;
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
 * @param {Pick<Part, "first" | "length" | "graph" | "isLast">} part
 * @returns {Track}
 */
function trackOf({ first, length, graph, isLast }) {
  const { before, after } = levelsOf(graph);
  const isLive = (/** @type {string} */ name) => reaches(graph, name);
  const received = [...before, ...after].flat().map((names) => names.filter(isLive));
  return {
    times: Array.from({ length }, (_, i) => first + i + 1),
    before,
    after,
    speaks: isLast,
    receives: Object.fromEntries(
      received.flatMap((names) => names.map((name) => [name, names[0] ?? ""])),
    ),
  };
}

/**
 * @param {Track} track
 * @param {number} t
 */
function forward({ before, after, speaks }, t) {
  /** @param {Level[]} some */
  const hidden = (some) => some.map((level) => beat("forward", "hidden", t, level.flat()));
  const spoken = [beat("forward", "output", t, ["y"]), beat("forward", "loss", t)];
  return [...hidden(before), ...(speaks ? spoken : []), ...hidden(after)];
}

/**
 * @param {Track} track
 * @param {number} t
 */
function backward({ before, after, speaks, receives }, t) {
  /** @param {Level[]} some */
  const receive = (some) =>
    some
      .flat()
      .map((names) => names.filter((name) => receives[name] !== undefined))
      .filter((names) => names.length > 0)
      .map((names) => beat("backward", "receive", t, names))
      .toReversed();
  const spoken = [beat("backward", "error", t, ["y"])];
  const copies = beat("backward", "copies", t);
  return [...receive(after), ...(speaks ? spoken : []), ...receive(before), copies];
}

/**
 * By depth, each value together with those that only prepare it; what is deeper than y comes after
 * the output.
 *
 * @param {Graph} graph
 * @returns {{before: Level[], after: Level[]}}
 */
function levelsOf({ nodes, companions }) {
  const heads = nodes.filter(({ name }) => name !== "x" && name !== "y" && !companions[name]);
  const output = nodes.find(({ name }) => name === "y")?.depth ?? Infinity;
  const depths = [...new Set(heads.map(({ depth }) => depth))].sort((a, b) => a - b);
  const levelAt = (/** @type {number} */ depth) =>
    stepsTo(
      heads.filter((node) => node.depth === depth).map(({ name }) => name),
      companions,
    );
  return {
    before: depths.filter((depth) => depth <= output).map(levelAt),
    after: depths.filter((depth) => depth > output).map(levelAt),
  };
}

/**
 * @param {string[]} names
 * @param {Record<string, string>} companions
 * @returns {Level}
 */
function stepsTo(names, companions) {
  const earlier = Object.keys(companions).filter(
    (name) => name !== "y" && names.includes(companions[name] ?? ""),
  );
  return earlier.length > 0 ? [...stepsTo(earlier, companions), names] : [names];
}
