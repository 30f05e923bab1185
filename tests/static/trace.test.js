import assert from "node:assert/strict";
import { test } from "node:test";
import { gridOf } from "../../static/grid.js";
import { NAMES, traceOf } from "./traces.js";

/**
 * @param {ArrayLike<number>} a
 * @param {ArrayLike<number>} b
 * @param {string} what
 */
function close(a, b, what) {
  assert.equal(a.length, b.length, what);
  for (let i = 0; i < a.length; i += 1)
    assert.ok(Math.abs((a[i] ?? 0) - (b[i] ?? 0)) < 1e-12, `${what}: ${a[i]} and ${b[i]}`);
}

test("the copies of a parameter add up to the gradient of the API, in the order of the film", () => {
  for (const name of NAMES) {
    const trace = traceOf(name);
    for (const parameter of trace.parameters) {
      const sum = trace.empty(parameter).values;
      for (let count = 1; count <= trace.length; count += 1) {
        trace
          .copy(parameter, trace.length - count + 1)
          .values.forEach((value, i) => (sum[i] = (sum[i] ?? 0) + value));
        close(
          trace.runningTotal(parameter, count).values,
          sum,
          `${name} ${parameter} after ${count}`,
        );
      }
      close(sum, gridOf(trace.answer.gradients[parameter] ?? []).values, `${name} ${parameter}`);
    }
  }
});

test("a running total is the same whether the film comes to it forward or backward", () => {
  const trace = traceOf("hello");
  const forward = [1, 2, 3].map((count) => trace.runningTotal("W_hh", count).values);
  const back = [3, 2, 1].map((count) => trace.runningTotal("W_hh", count).values);
  back.reverse().forEach((values, i) => close(values, forward[i] ?? [], `after ${i + 1}`));
});

test("the norm of a copy is the one the API gives", () => {
  const trace = traceOf("hello");
  for (const parameter of trace.parameters)
    for (let t = 1; t <= trace.length; t += 1) {
      close(
        [Math.hypot(...trace.copy(parameter, t).values)],
        [trace.answer.copy_norms[parameter]?.[t - 1] ?? NaN],
        `${parameter} ${t}`,
      );
    }
});

test("an updated weight is the weight minus the rate times the gradient", () => {
  const trace = traceOf("hello");
  const expected = trace
    .weight("W_xh")
    .values.map((value, i) => value - 0.5 * (trace.gradients["W_xh"]?.values[i] ?? 0));
  close(trace.updated("W_xh", 0.5).values, expected, "W_xh");
});

test("a copy that is exactly zero says why", () => {
  assert.equal(traceOf("hello").zeroReason("W_hh", 1), "no input");
  assert.equal(traceOf("hello").zeroReason("W_hh", 2), null);
  assert.equal(traceOf("masked").zeroReason("W_hy", 1), "no loss");
});

test("a segment is cut where one ends, and a window is not cut but lets fewer losses back", () => {
  const segment = traceOf("segment");
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((t) => segment.cutAfter(t)),
    [false, false, true, false, false],
  );
  const window = traceOf("window");
  assert.deepEqual(
    [1, 2, 3, 4].map((t) => window.cutAfter(t)),
    [false, false, false, false],
  );
  assert.deepEqual(window.reach(1), { all: 3, kept: 1 });
  assert.deepEqual(traceOf("hello").reach(1), { all: 3, kept: 3 });
});

test("what a segment cuts is what the API says was cut", () => {
  const trace = traceOf("segment");
  const message = trace.answer.messages.find(({ lag }) => lag === 1);
  for (let t = 1; t < trace.length; t += 1)
    assert.equal(
      message?.cut?.[t - 1]?.some((value) => value !== 0),
      trace.cutAfter(t),
      `after ${t}`,
    );
});
