import assert from "node:assert/strict";
import { isWide } from "../../static/drawing/trail.js";
import { test } from "node:test";
import { START, reduce } from "../../static/state.js";
import { Trace } from "../../static/trace.js";
import { afterUpdate, lossesBefore } from "../../static/training.js";
import { traceOf } from "./traces.js";

/** @typedef {import("../../static/state.js").State} State */

const trace = traceOf("hello");
const shown = reduce(START, { type: "answered", trace });
const RATE = 0.1;

/** @param {State} state @param {number} loss  of the run that is answered then */
function reached({ trace: from, settings, weights: before }, loss) {
  assert.ok(from);
  const weights = afterUpdate(from, RATE, { settings, weights: before });
  const request = { ...from.request, gain: null, weights: weights.values };
  return { weights, trace: new Trace({ ...from.answer, loss }, request) };
}

/** @param {State} state @param {number} loss @param {number} [steps] @returns {State} */
function again(state, loss, steps = 1) {
  const asked = reduce(state, { type: "train", steps });
  assert.equal(asked.training.steps, steps);
  return reduce(asked, { type: "update", steps, reached: reached(state, loss), mistakes: [] });
}

test("an update is W − η · ∂L/∂W, entry by entry and bit for bit", () => {
  const { values } = afterUpdate(trace, RATE, shown);
  for (const [name, grid] of Object.entries(trace.answer.weights)) {
    const gradient = trace.answer.gradients[name]?.flat() ?? [];
    const expected = grid.flat().map((weight, i) => weight + -RATE * (gradient[i] ?? 0));
    assert.deepEqual(values[name]?.flat(), expected, name);
  }
});

test("the trail has the loss before each update", () => {
  const two = again(again(shown, 5), 4);
  assert.deepEqual(two.weights?.trail?.losses, [trace.answer.loss, 5]);
  assert.ok(two.trace);
  assert.deepEqual(lossesBefore(two.weights, two.trace), [trace.answer.loss, 5]);
});

test("anything else that changes the run begins a new trail", () => {
  const one = again(shown, 5);
  assert.ok(one.trace && one.weights);
  const other = {
    ...one.trace.request,
    truncation: { kind: /** @type {const} */ ("segment"), steps: 2 },
  };
  assert.deepEqual(lossesBefore(one.weights, new Trace(one.trace.answer, other)), []);
  const edited = { ...one.trace.request, weights: { ...one.weights.values } };
  assert.deepEqual(lossesBefore(one.weights, new Trace(one.trace.answer, edited)), []);
  assert.deepEqual(lossesBefore(null, one.trace), []);
});

test("after one update the film plays anew; where motion is not wanted its last beat is shown", () => {
  const last = trace.timeline.beats.length - 1;
  const played = again(reduce(shown, { type: "ends", last: true }), 5);
  assert.deepEqual([played.position, played.playing], [0, true]);
  const still = again(reduce(shown, { type: "still", on: true }), 5);
  assert.deepEqual([still.position, still.playing], [last, false]);
});

test("after many the film stays at its beat", () => {
  const at = reduce(shown, { type: "scrub", position: 7 });
  const many = again(at, 5, 10);
  assert.deepEqual([many.position, many.playing], [7, false]);
});

test("edits and a gain are part of the weights then, and no settings any more", () => {
  const settings = { ...shown.settings, edits: "W_hh.1.1.2", gain: 0.9 };
  const after = again({ ...shown, settings, asked: { settings, weights: null } }, 5);
  assert.deepEqual([after.settings.edits, after.settings.gain], ["", null]);
});

test("no update is made of a run that is not the one of the settings", () => {
  const waiting = reduce(shown, { type: "set", field: "hidden", text: "5" });
  assert.equal(reduce(waiting, { type: "train", steps: 1 }), waiting);
  const refused = reduce(waiting, {
    type: "refused",
    mistakes: [{ field: "hidden", message: "too large" }],
  });
  assert.equal(reduce(refused, { type: "train", steps: 1 }), refused);
  const back = reduce(refused, {
    type: "set",
    field: "hidden",
    text: String(shown.settings.hidden),
  });
  assert.equal(reduce(back, { type: "train", steps: 1 }).training.steps, 1);
});

test("what was refused is forgotten with the next run and with another rate", () => {
  const mistakes = [{ field: null, message: "too large" }];
  const asked = reduce(shown, { type: "train", steps: 1 });
  const refused = reduce(asked, { type: "update", steps: 1, reached: null, mistakes });
  assert.deepEqual(refused.training.mistakes, mistakes);
  const slower = reduce(refused, { type: "set", field: "rate", text: "0.01" });
  assert.deepEqual(slower.training.mistakes, []);
  assert.deepEqual(reduce(refused, { type: "answered", trace }).training.mistakes, []);
});

test("the trail has a log scale where a linear one would show its largest loss alone", () => {
  assert.ok(!isWide([5, 4, 3]));
  assert.ok(!isWide([5]));
  assert.ok(!isWide([5, 0]));
  assert.ok(isWide([5, 800, 3]));
});

test("one update at a time; a refused one changes nothing but says so", () => {
  const asked = reduce(shown, { type: "train", steps: 1 });
  assert.equal(reduce(asked, { type: "train", steps: 10 }), asked);
  const mistakes = [{ field: null, message: "too large" }];
  const after = reduce(asked, { type: "update", steps: 1, reached: null, mistakes });
  assert.deepEqual(after.training, { steps: 0, mistakes });
  assert.equal(after.weights, null);
  assert.equal(after.trace, shown.trace);
});

test("undo takes the last update back, and its loss from the trail", () => {
  const two = again(again(shown, 5), 4);
  const one = reduce(two, { type: "undo" });
  assert.deepEqual(one.weights?.trail?.losses, [trace.answer.loss]);
  assert.equal(reduce(one, { type: "undo" }).weights, null);
  assert.equal(reduce(one, { type: "redo" }).weights, two.weights);
});
