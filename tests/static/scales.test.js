import assert from "node:assert/strict";
import { test } from "node:test";
import { largest } from "../../static/grid.js";
import { heldMemory, limitOf } from "../../static/held.js";
import { STEPS, scalesOf, signScale } from "../../static/scales.js";
import { NAMES, traceOf } from "./traces.js";

test("a sign scale keeps sign and order, and nothing but zero is drawn as zero", () => {
  for (const bend of [1, 0.4]) {
    const scale = signScale(2, bend, String);
    assert.equal(scale.step(0), 0);
    assert.equal(scale.step(1e-12), 1);
    assert.equal(scale.step(-1e-12), -1);
    assert.equal(scale.step(2), STEPS);
    assert.equal(scale.step(-99), -STEPS);
    assert.ok(scale.step(0.5) <= scale.step(1));
  }
});

test("the scales cover the data: the largest copy or sum has the last colour", () => {
  for (const name of NAMES) {
    const trace = traceOf(name);
    const { gradients, sums, weights } = scalesOf(trace, false);
    for (const parameter of trace.parameters) {
      const slack = 1 + 1e-12;
      for (let t = 1; t <= trace.length; t += 1) {
        assert.ok(largest(trace.copy(parameter, t).values) <= gradients.limit * slack, name);
      }
      assert.ok(largest(trace.runningTotal(parameter, trace.length).values) <= sums.limit * slack);
    }
    assert.equal(weights.step(weights.limit), STEPS);
  }
});

test("every time-stamp has a colour of its own, in light and dark", () => {
  for (const dark of [false, true]) {
    const { time } = scalesOf(traceOf("hello"), dark);
    assert.equal(new Set([1, 2, 3, 4].map(time)).size, 4);
  }
});

test("a run of zeros has a scale", () => {
  assert.equal(signScale(0, 1, String).step(0), 0);
});

test("the scale of values covers both halves of a translation", () => {
  const trace = traceOf("translation");
  const rows = ["z", "h", "y"].flatMap((name) => trace.answer.values[name] ?? []);
  assert.ok(rows.some((row) => row === null));
  const most = Math.max(...rows.flatMap((row) => row ?? []).map(Math.abs));
  assert.equal(scalesOf(trace, false).values.limit, most);
});

test("x has a scale of its own: 1 has the last colour beside large outputs", () => {
  for (const name of NAMES) {
    const { inputs, values } = scalesOf(traceOf(name), false);
    if (
      traceOf(name)
        .answer.values["x"]?.flat()
        .every((value) => value === 0 || value === 1)
    )
      assert.equal(inputs.step(1), STEPS, name);
    assert.ok(values.limit > 0);
  }
});

test("a held scale never shrinks, and doubles only for what is twice as large", () => {
  assert.deepEqual(
    [0.1, 1, 1.9, 2, 3.9, 4.1].map((most) => limitOf(most, 1)),
    [1, 1, 1, 2, 2, 4],
  );
  assert.equal(limitOf(0.3), 0.3);
  assert.equal(limitOf(0.3, 0), 0.3);
});

test("what does not change keeps its colour while another weight is dragged, until it is let go", () => {
  const before = scalesOf(traceOf("hello"), false);
  const [name] = NAMES.filter((each) => each !== "hello");
  const held = scalesOf(traceOf(name ?? ""), false, before);
  const { weights, gradients, sums } = before;
  for (const [kept, now] of /** @type {const} */ ([
    [weights, held.weights],
    [gradients, held.gradients],
    [sums, held.sums],
  ]))
    assert.ok(Number.isInteger(Math.log2(now.limit / kept.limit)) && now.limit >= kept.limit);
});

test("what was made while held is made anew when it is let go, and else only of other inputs", () => {
  /** @type {(number | null)[]} */
  const befores = [];
  const memory = heldMemory((/** @type {number | null} */ before, /** @type {number} */ input) => {
    befores.push(before);
    return Math.max(input, before ?? 0);
  });
  assert.equal(memory(false, 5), 5);
  assert.equal(memory(true, 5), 5);
  assert.equal(memory(true, 3), 5);
  assert.equal(memory(true, 7), 7);
  assert.equal(memory(false, 7), 7);
  assert.equal(memory(false, 7), 7);
  assert.equal(memory(false, 3), 3);
  assert.deepEqual(befores, [null, 5, 5, null, null]);
});
