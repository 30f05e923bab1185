import assert from "node:assert/strict";
import { test } from "node:test";
import { partsOf } from "../../static/cell/part.js";
import { gridOf } from "../../static/grid.js";
import { Trace } from "../../static/trace.js";
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
      assert.equal(trace.normOf(parameter, t), trace.answer.copy_norms[parameter]?.[t - 1]);
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
  for (const name of ["W_xh", "W_hh", "b_h"])
    assert.equal(traceOf("shut").zeroReason(name, 2), "shut");
});

test("a copy that is zero because every loss was cut off says so, and one that none could reach", () => {
  const { answer, request } = traceOf("segment");
  const alone = structuredClone(answer);
  alone.losses = [null, null, null, 1];
  for (const name of ["W_xh", "W_hy"]) {
    alone.copy_norms[name] = [0, 0, 1, 1];
    for (const { left } of alone.copy_factors[name] ?? []) left[0] = left[1] = [0, 0, 0, 0];
  }
  for (const rows of Object.values(alone.deltas)) rows[0] = rows[1] = [0, 0, 0, 0];
  const trace = new Trace(alone, request);
  assert.deepEqual(
    [1, 2, 3].map((t) => trace.zeroReason("W_xh", t)),
    ["cut", "cut", null],
  );
  assert.equal(trace.zeroReason("W_hy", 1), "no loss");
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

const translation = traceOf("translation");

/** @param {number} length */
function times(length) {
  return Array.from({ length }, (_, i) => i + 1);
}

test("a translation has an encoder and a decoder, each with time-stamps and tokens of its own", () => {
  assert.ok(translation.isTranslation);
  assert.ok(!traceOf("hello").isTranslation);
  const named = times(7).map((t) => translation.partAt(t).name);
  assert.deepEqual(named, [...Array(3).fill("encoder"), ...Array(4).fill("decoder")]);
  assert.deepEqual(
    times(7).map((t) => translation.inputToken(t)),
    ["the", "cat", "sleeps", "<start>", "le", "chat", "dort"],
  );
  assert.deepEqual(
    times(7).map((t) => translation.token(translation.target(t))),
    ["", "", "", "le", "chat", "dort", "<end>"],
  );
  assert.deepEqual(
    times(7).filter((t) => translation.handsOver(t)),
    [3],
  );
  assert.deepEqual(
    times(4).filter((t) => traceOf("hello").handsOver(t)),
    [],
  );
});

test("each half has its own values and the full names of its own parameters", () => {
  const [encoder, decoder] = translation.parts;
  assert.deepEqual(encoder?.graph.parameters, ["W_xh_enc", "W_hh_enc", "b_h_enc"]);
  assert.deepEqual(
    encoder?.graph.nodes.map(({ name, size }) => [name, size]),
    [
      ["x", 3],
      ["z", 3],
      ["h", 3],
    ],
  );
  assert.equal(encoder?.graph.nodes[1]?.equation, "z = W_xh_enc @ x + W_hh_enc @ h[t-1] + b_h_enc");
  assert.equal(translation.graph, decoder?.graph);
  assert.deepEqual(translation.parameters, [
    ...encoder.graph.parameters,
    ...(decoder?.graph.parameters ?? []),
  ]);
  assert.equal(translation.partOf("b_h_enc"), encoder);
  assert.equal(translation.partOf("b_y_dec"), decoder);
});

test("a parameter is renamed as a whole, not where another begins as it does", () => {
  const { answer } = translation;
  const nodes = answer.cell.nodes.map((node) =>
    node.name === "h" ? { ...node, equation: "h = W_x @ z + W_xh @ z + b_x  # W_x" } : node,
  );
  const parameters = { W_x: "W_x_enc", W_xh: "W_xh_enc", b_x: "b_x_enc" };
  const [encoder] = partsOf({
    ...answer,
    sequence: {
      ...answer.sequence,
      parts: answer.sequence.parts.map((part) => ({ ...part, parameters })),
    },
    cell: { ...answer.cell, nodes },
  });
  const equation = encoder?.graph.nodes.find(({ name }) => name === "h")?.equation ?? "";
  assert.match(equation, /^h = W_x_enc @ z \+ W_xh_enc @ z \+ b_x_enc /);
});

test("a value of the encoder leads to an output where it is handed over to one that does", () => {
  const trace = traceOf("translation-branched");
  const live = (/** @type {number} */ t) => [..."qahd"].map((name) => trace.reachesY(name, t));
  assert.deepEqual(live(1), [true, true, true, false]);
  assert.deepEqual(live(7), [true, true, true, false]);
  const { answer } = traceOf("translation");
  /** @param {string} name @param {boolean} reaches @param {[string, number][]} inputs */
  const node = (name, reaches, ...inputs) => ({
    name,
    size: 3,
    equation: null,
    depth: 1,
    inputs: inputs.map(([from, lag]) => ({ name: from, lag })),
    reaches_y: reaches,
  });
  // v is read by y at once, and handed on by nothing but s, which no output reads
  const nodes = [
    node("x", true),
    node("z", true, ["x", 0]),
    node("v", true, ["z", 0]),
    node("h", false, ["v", 0], ["h", 1]),
    node("y", true, ["v", 0]),
  ];
  const sizes = { x: 3, z: 3, v: 3, h: 3 };
  const parts = answer.sequence.parts.map((part, i) => (i === 0 ? { ...part, sizes } : part));
  const [encoder] = partsOf({
    ...answer,
    sequence: { ...answer.sequence, parts },
    cell: { ...answer.cell, nodes },
  });
  assert.ok(encoder?.graph.nodes.every(({ reaches_y }) => reaches_y === false));
});

test("the copies of a half are those of its own time-stamps, and zero at the other's", () => {
  const { answer, parameters, length } = translation;
  for (const t of times(length)) {
    const [delta = [], x = []] = [answer.deltas["z"]?.[t - 1], answer.values["x"]?.[t - 1]].map(
      (row) => row ?? [],
    );
    const half = t <= 3 ? "enc" : "dec";
    const outer = delta.flatMap((a) => x.map((b) => a * b));
    close(translation.copy(`W_xh_${half}`, t).values, outer, `W_xh_${half} at ${t}`);
    const entry = translation.entry(`W_xh_${half}`, t, { row: 1, column: 0 });
    close([entry], [(delta[1] ?? NaN) * (x[0] ?? NaN)], `entry at ${t}`);
    close([translation.normOf(`W_xh_${half}`, t)], [Math.hypot(...outer)], `norm at ${t}`);
    for (const parameter of parameters.filter((name) => !name.endsWith(half))) {
      assert.ok(!translation.covers(parameter, t));
      assert.ok(translation.copy(parameter, t).values.every((value) => value === 0));
      assert.equal(translation.normOf(parameter, t), 0);
      assert.equal(translation.zeroReason(parameter, t), null);
    }
  }
});

test("a running total counts the time-stamps of both halves", () => {
  const total = (/** @type {string} */ name, /** @type {number} */ count) =>
    translation.runningTotal(name, count).values;
  for (const count of [0, 1, 4]) assert.ok(total("W_hh_enc", count).every((value) => value === 0));
  close(total("W_hh_enc", 5), translation.copy("W_hh_enc", 3).values, "after 5");
  assert.equal(translation.runningTotal("W_hh_enc", 7), translation.gradients["W_hh_enc"]);
  close(total("W_hh_dec", 1), translation.copy("W_hh_dec", 7).values, "after 1");
  for (const count of [4, 5, 7])
    assert.equal(translation.runningTotal("W_hh_dec", count), translation.gradients["W_hh_dec"]);
});

test("a copy of a half that is exactly zero says why", () => {
  assert.equal(translation.zeroReason("W_hh_enc", 1), "no input");
  assert.equal(translation.zeroReason("W_hh_dec", 4), null);
  const cut = traceOf("translation-segment");
  assert.ok(cut.cutAfter(3));
  for (const t of [1, 2, 3]) assert.equal(cut.zeroReason("W_xh_enc", t), "cut");
  assert.equal(cut.zeroReason("W_xh_dec", 4), null);
  assert.equal(traceOf("translation-branched").zeroReason("W_hd_dec", 5), "no way");
});

test("a target that is left out is known, and none of those that are kept", () => {
  const trace = traceOf("translation-masked");
  assert.deepEqual(
    times(7).map((t) => trace.token(trace.maskedTarget(t))),
    ["", "", "", "", "chat", "dort", ""],
  );
  assert.deepEqual([trace.target(5), trace.target(7)], [null, 1]);
  assert.deepEqual(trace.reach(3), { all: 2, kept: 2 });
});

test("the unit that is written out has a number in either half, whatever the sizes", () => {
  for (const name of NAMES) {
    const trace = traceOf(name);
    for (const t of times(trace.length))
      for (const { name: value } of trace.partAt(t).graph.nodes.slice(1))
        assert.equal(
          typeof trace.answer.deltas[value]?.[t - 1]?.[trace.unitAt(value, t)],
          "number",
        );
  }
  const branched = traceOf("translation-branched");
  assert.equal(branched.unit("h", 1), branched.unit("h", 7));
  const rows = branched.answer.deltas["y"]?.flatMap((row) => (row ? [row] : [])) ?? [];
  const sums = [0, 1, 2, 3, 4].map((k) =>
    rows.reduce((sum, row) => sum + Math.abs(row[k] ?? NaN), 0),
  );
  assert.equal(sums[branched.unit("y", 5)], Math.max(...sums));
  assert.ok(branched.unit("q", 1) < 3);
});
