import assert from "node:assert/strict";
import { test } from "node:test";
import { frameOf } from "../../static/frame.js";
import { oracles } from "./oracles.js";
import { NAMES, traceOf } from "./traces.js";

/**
 * @param {string} name
 * @param {number} position
 */
function picture(name, position) {
  const { timeline, length } = traceOf(name);
  const frame = frameOf(timeline, length, position);
  return {
    ...frame,
    column: undefined,
    columns: Array.from({ length }, (_, i) => frame.column(i + 1)),
  };
}

/** @param {ReturnType<typeof picture>} picture */
function shares({ columns, total, backward, summing, docked, landed, updated }) {
  const each = columns.flatMap(({ values, outputs, loss, deltas, copies, docked: gone }) => [
    ...Object.values(values),
    outputs,
    loss,
    ...Object.values(deltas),
    copies,
    gone,
  ]);
  return [...each, total, backward, summing, docked, landed, updated];
}

test("at the first beat nothing is computed but the input", () => {
  assert.deepEqual(
    shares(picture("hello", 0)).filter((share) => share !== 0),
    [1, 1, 1, 1],
  );
});

test("at the last beat everything is done", () => {
  const all = shares(picture("hello", 9999));
  assert.deepEqual(new Set(all), new Set([1, 4]));
});

test("nothing that is done is undone on the way forward", () => {
  for (const name of NAMES) {
    let before = shares(picture(name, 0));
    for (let position = 0; position <= traceOf(name).timeline.beats.length; position += 0.25) {
      const now = shares(picture(name, position));
      now.forEach((share, i) => assert.ok(share >= (before[i] ?? 0), `${name} at ${position}`));
      before = now;
    }
  }
});

test("the film runs backward exactly as forward, since a frame depends on the position alone", () => {
  const positions = Array.from({ length: 150 }, (_, i) => i / 4);
  const forward = positions.map((position) => picture("segment", position));
  const back = [...positions].reverse().map((position) => picture("segment", position));
  assert.deepEqual(back.reverse(), forward);
});

test("half way to a beat, what it brings is half there and what came before is all there", () => {
  const { columns, index, progress } = picture("hello", 2.5);
  assert.equal(index, 3);
  assert.equal(progress, 0.5);
  assert.equal(columns[0]?.loss, 0.5);
  assert.equal(columns[0]?.outputs, 1);
  assert.equal(columns[1]?.outputs, 0);
});

test("a position outside the film shows its nearest end", () => {
  assert.deepEqual(picture("hello", -3), picture("hello", 0));
  assert.equal(picture("hello", 1e9).beat.kind, "update");
});

test("a column is made once in a frame, however often it is asked for", () => {
  const { timeline, length } = traceOf("hello");
  const frame = frameOf(timeline, length, 5.5);
  assert.equal(frame.column(2), frame.column(2));
  assert.notEqual(frame.column(2), frame.column(1));
});

test("the gates of an LSTM are there before c, and c before h", () => {
  const { columns } = picture("lstm", 2);
  const { i, f, c, h } = columns[0]?.values ?? {};
  assert.deepEqual([i, f, c, h], [1, 1, 1, 0]);
});

test("at the end every value has its gradient, one that does not lead to y its zero", () => {
  for (const { trace } of oracles()) {
    const { timeline, length, graph } = trace;
    const column = frameOf(timeline, length, 9999).column(1);
    for (const { name } of graph.nodes.slice(1)) {
      assert.equal(column.values[name], 1);
      assert.equal(column.deltas[name], 1);
    }
  }
});

test("a column of the encoder has its own values alone, and no output, loss or error ever", () => {
  for (const position of [0, 4, 9, 20, 9999]) {
    const [column] = picture("translation-branched", position).columns;
    assert.deepEqual(Object.keys(column?.values ?? {}), ["x", "q", "a", "h"]);
    assert.deepEqual(Object.keys(column?.deltas ?? {}), ["q", "a", "h"]);
    assert.deepEqual([column?.outputs, column?.loss], [0, 0]);
  }
  const last = picture("translation-branched", 9999).columns;
  assert.ok(Object.values(last[0]?.deltas ?? {}).every((share) => share === 1));
  assert.deepEqual(Object.keys(last[3]?.values ?? {}), ["x", "y", "q", "a", "h", "d"]);
  assert.deepEqual([last[3]?.outputs, last[3]?.loss, last[3]?.deltas["y"]], [1, 1, 1]);
});

test("the decoder is not computed before the encoder, and gets its gradients before it", () => {
  const { timeline } = traceOf("translation");
  const { columns: reading } = picture("translation", 3);
  assert.deepEqual(
    reading.map(({ values }) => values["h"]),
    [1, 1, 1, 0, 0, 0, 0],
  );
  const over = timeline.beats.findIndex(({ kind, t }) => kind === "copies" && t === 4);
  const { columns: back } = picture("translation", over);
  assert.deepEqual(
    back.map(({ copies }) => copies),
    [0, 0, 0, 1, 1, 1, 1],
  );
});
