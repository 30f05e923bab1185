/** @import {Graph} from "../../static/cell/graph.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { graphOf } from "../../static/cell/graph.js";
import { beatKey, nextTimeStamp, sameBeat, startOf, timelineOf } from "../../static/timeline.js";
import { oracles, translations } from "./oracles.js";
import { NAMES, traceOf } from "./traces.js";

const hello = traceOf("hello").timeline;
/** @param {Graph} graph @param {number} length */
const filmOf = (graph, length) => timelineOf([{ first: 0, length, graph, isLast: true }]);

const ALL = [
  ...NAMES.map((name) => ({ name, trace: traceOf(name) })),
  ...oracles(),
  ...translations(),
];

test("the film runs forward in time, then backward, then sums, then updates", () => {
  const told = hello.beats.map(({ kind, t }) => (t ? `${kind} ${t}` : kind));
  const forward = [1, 2, 3, 4].flatMap((t) => [`hidden ${t}`, `output ${t}`, `loss ${t}`]);
  const backward = [4, 3, 2, 1].flatMap((t) => [
    `error ${t}`,
    `receive ${t}`,
    `receive ${t}`,
    `copies ${t}`,
  ]);
  assert.deepEqual(told, [
    "start",
    ...forward,
    "total",
    ...backward,
    "sum 4",
    "sum 3",
    "sum 2",
    "sum 1",
    "land",
    "update",
  ]);
});

test("in a translation the encoder reads first and gets its gradients last, with no loss of its own", () => {
  const told = traceOf("translation").timeline.beats.map(({ kind, t }) =>
    t ? `${kind} ${t}` : kind,
  );
  const received = (/** @type {number} */ t) => [`receive ${t}`, `receive ${t}`, `copies ${t}`];
  assert.deepEqual(told, [
    "start",
    ...[1, 2, 3].map((t) => `hidden ${t}`),
    ...[4, 5, 6, 7].flatMap((t) => [`hidden ${t}`, `output ${t}`, `loss ${t}`]),
    "total",
    ...[7, 6, 5, 4].flatMap((t) => [`error ${t}`, ...received(t)]),
    ...[3, 2, 1].flatMap(received),
    ...[7, 6, 5, 4, 3, 2, 1].map((t) => `sum ${t}`),
    "land",
    "update",
  ]);
});

test("a beat tells of the values of its own half alone", () => {
  const { beats } = traceOf("translation-branched").timeline;
  const told = (/** @type {string} */ phase, /** @type {number} */ t) =>
    beats.filter((beat) => beat.phase === phase && beat.t === t).flatMap(({ names }) => names);
  assert.deepEqual(told("forward", 3), ["q", "a", "h"]);
  assert.deepEqual(told("forward", 4), ["q", "a", "h", "d", "y"]);
  assert.deepEqual(told("backward", 4), ["y", "h", "a", "q"]);
  assert.deepEqual(told("backward", 3), ["h", "a", "q"]);
});

test("the gates, the cell state and h of an LSTM have a beat each, forward and in reverse", () => {
  const { beats } = traceOf("lstm").timeline;
  const told = (/** @type {string} */ phase) =>
    beats
      .filter((beat) => beat.phase === phase && beat.t === 1 && beat.names.length > 0)
      .map(({ names }) => names.join(""));
  assert.deepEqual(told("forward"), ["ifgo", "c", "h", "y"]);
  assert.deepEqual(told("backward"), ["y", "h", "c", "ifgo"]);
  assert.equal(beats.length, 26);
});

test("forward, a value is computed after every value that it follows from", () => {
  for (const { name, trace } of ALL) {
    const { beats } = trace.timeline;
    const at = (/** @type {string} */ value, /** @type {number} */ t) =>
      beats.findIndex(({ phase, ...beat }) => {
        return phase === "forward" && beat.t === t && beat.names.includes(value);
      });
    for (let t = 1; t <= trace.length; t += 1)
      for (const { from, to, lag } of trace.partAt(t).graph.edges) {
        if (from === "x" || t - lag < 1) continue;
        const [before, after] = [at(from, t - lag), at(to, t)];
        const place = (/** @type {string} */ value) => beats[after]?.names.indexOf(value) ?? NaN;
        assert.ok(before >= 0 && before <= after, `${name}: ${from} before ${to}`);
        if (before === after) assert.ok(place(from) < place(to), `${name}: ${from} before ${to}`);
      }
  }
});

test("backward, a value receives its gradient after every value that uses it", () => {
  for (const { name, trace } of ALL) {
    const { timeline, length } = trace;
    const at = (/** @type {string} */ value, /** @type {number} */ t) =>
      timeline.beats.findIndex(
        (beat) => beat.t === t && beat.names.includes(value) && beat.phase === "backward",
      );
    for (let t = 1; t <= length; t += 1)
      for (const { from, to, lag } of trace.partAt(t).graph.edges)
        if (from !== "x" && trace.reachesY(to, t) && t - lag >= 1)
          assert.ok(at(to, t) < at(from, t - lag), `${name}: ${from} after ${to}`);
  }
});

test("what does not lead to y has no beat backward", () => {
  const { trace } = ALL.find(({ name }) => name.startsWith("values-that-do-not")) ?? {};
  const received = (trace?.timeline.beats ?? []).filter(({ phase }) => phase === "backward");
  const names = new Set(received.flatMap((beat) => beat.names));
  assert.deepEqual(names, new Set(["y", "h"]));
});

test("what reads y of its own time-stamp comes after the loss, and receives before the error", () => {
  /** @param {string} equation @param {number} depth @param {[string, number][]} inputs */
  const node = (equation, depth, ...inputs) => ({
    name: equation.charAt(0),
    size: 2,
    equation,
    depth,
    inputs: inputs.map(([name, lag]) => ({ name, lag })),
  });
  const graph = graphOf({
    name: "custom",
    equations: "",
    states: ["m"],
    parameters: {},
    nodes: [
      { name: "x", size: 2, equation: null, depth: 0, inputs: [] },
      node("h = tanh(x + m[t-1])", 1, ["x", 0], ["m", 1]),
      node("y = h", 2, ["h", 0]),
      node("m = tanh(y)", 3, ["y", 0]),
    ],
  });
  const told = filmOf(graph, 1).beats.map(({ kind, names }) => `${kind} ${names.join("")}`);
  assert.deepEqual(told.slice(1, 5), ["hidden h", "output y", "loss ", "hidden m"]);
  assert.deepEqual(told.slice(6, 10), ["receive m", "error y", "receive h", "copies "]);
});

test("a film is never much longer than one of 128 beats", () => {
  const seconds = (/** @type {number} */ length) =>
    filmOf(traceOf("lstm").graph, length).beats.reduce((sum, beat) => sum + beat.seconds, 0);
  assert.ok(seconds(12) > 100);
  assert.ok(seconds(200) < 1.05 * seconds(13));
});

test("every beat has a key of its own", () => {
  for (const { trace } of ALL) {
    const { beats, places } = trace.timeline;
    assert.equal(places.size, beats.length);
    beats.forEach((beat, index) => assert.equal(places.get(beatKey(beat)), index));
  }
});

test("a time-stamp ahead or back stops at the last beat of each", () => {
  assert.equal(nextTimeStamp(hello, 0, 1), 3);
  assert.equal(nextTimeStamp(hello, 3, 1), 6);
  assert.equal(nextTimeStamp(hello, 4, -1), 3);
  assert.equal(nextTimeStamp(hello, hello.beats.length - 1, 1), hello.beats.length - 1);
  assert.equal(nextTimeStamp(hello, 0, -1), 0);
});

test("a new sequence keeps the beat that is shown, or the nearest like it", () => {
  const single = traceOf("single").timeline;
  assert.equal(sameBeat(hello, hello.beats.length - 1, single), single.beats.length - 1);
  assert.equal(sameBeat(hello, 0, single), 0);
  assert.equal(single.beats[sameBeat(hello, 11, single)]?.phase, "forward");
  assert.equal(sameBeat(hello, startOf(hello, "backward"), single), startOf(single, "backward"));
});

test("another cell keeps the time-stamp and the kind of the beat", () => {
  const lstm = traceOf("lstm").timeline;
  const place = hello.beats.findIndex(
    ({ kind, t, names }) => kind === "receive" && t === 2 && names.includes("z"),
  );
  const found = lstm.beats[sameBeat(hello, place, lstm)];
  assert.deepEqual([found?.kind, found?.t], ["receive", 2]);
});
