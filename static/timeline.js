/** @import {Graph} from "./cell/graph.js" */

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
 * @typedef {object} Timeline
 * @property {Beat[]} beats
 * @property {Map<string, number>} places       beatKey → index
 * @property {Level[]} levels                   all values but x and y, in the order of the forward run
 * @property {Record<string, string>} receives  value → the first name of the beat in which it receives
 *   its gradient; none for what does not lead to y
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
 * @param {Graph} graph
 * @param {number} length  T
 * @returns {Timeline}
 */
export function timelineOf(graph, length) {
  const { before, after } = levelsOf(graph);
  const levels = [...before, ...after];
  const live = new Set(
    graph.nodes.filter(({ reaches_y = true }) => reaches_y).map(({ name }) => name),
  );
  const times = Array.from({ length }, (_, i) => i + 1);
  const back = times.toReversed();
  /** @param {Level[]} some @param {number} t */
  const hidden = (some, t) => some.map((level) => beat("forward", "hidden", t, level.flat()));
  const receivers = (/** @type {Level[]} */ some) =>
    some
      .flat()
      .map((names) => names.filter((name) => live.has(name)))
      .filter((names) => names.length > 0)
      .toReversed();
  /** @param {Level[]} some @param {number} t */
  const receive = (some, t) =>
    receivers(some).map((names) => beat("backward", "receive", t, names));
  const stamped = [
    ...times.flatMap((t) => [
      ...hidden(before, t),
      beat("forward", "output", t, ["y"]),
      beat("forward", "loss", t),
      ...hidden(after, t),
    ]),
    ...back.flatMap((t) => [
      ...receive(after, t),
      beat("backward", "error", t, ["y"]),
      ...receive(before, t),
      beat("backward", "copies", t),
    ]),
    ...back.map((t) => beat("sum", "sum", t)),
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
    levels,
    receives: Object.fromEntries(
      receivers(levels).flatMap((names) => names.map((name) => [name, names[0] ?? ""])),
    ),
  };
}

/**
 * @param {{kind: Kind, t: number, names?: string[]}} beat
 */
export function beatKey({ kind, t, names = [] }) {
  return `${kind}:${t}:${names[0] ?? ""}`;
}

/**
 * Whether a value leads to y, so that it has a gradient.
 *
 * @param {Timeline} timeline
 * @param {string} name
 */
export function reaches({ receives }, name) {
  return name === "y" || receives[name] !== undefined;
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
 * By depth, each value together with those that only prepare it; what is deeper than y comes after
 * the output.
 *
 * @param {Graph} graph
 * @returns {{before: Level[], after: Level[]}}
 */
function levelsOf({ nodes, companions }) {
  const heads = nodes.filter(({ name }) => name !== "x" && name !== "y" && !companions[name]);
  const output = nodes.find(({ name }) => name === "y")?.depth ?? 0;
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
