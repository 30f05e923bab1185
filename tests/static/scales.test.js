import assert from "node:assert/strict";
import { test } from "node:test";
import { largest } from "../../static/grid.js";
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
  const rows = ["x", "z", "h", "y"].flatMap((name) => trace.answer.values[name] ?? []);
  assert.ok(rows.some((row) => row === null));
  const most = Math.max(...rows.flatMap((row) => row ?? []).map(Math.abs));
  assert.equal(scalesOf(trace, false).values.limit, most);
});
