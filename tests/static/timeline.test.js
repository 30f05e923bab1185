import assert from "node:assert/strict";
import { test } from "node:test";
import { beatKey, nextTimeStamp, sameBeat, startOf } from "../../static/timeline.js";
import { NAMES, traceOf } from "./traces.js";

const hello = traceOf("hello").timeline;

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

test("backward, a value receives its gradient after every value that uses it", () => {
  for (const name of NAMES) {
    const { timeline, graph } = traceOf(name);
    const at = (/** @type {string} */ value, /** @type {number} */ t) =>
      timeline.beats.findIndex(
        (beat) => beat.t === t && beat.names.includes(value) && beat.phase === "backward",
      );
    for (const { from, to, lag } of graph.edges)
      if (from !== "x") assert.ok(at(to, 1 + lag) < at(from, 1), `${name}: ${from} before ${to}`);
  }
});

test("every beat has a key of its own", () => {
  for (const name of NAMES) {
    const { beats, places } = traceOf(name).timeline;
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
