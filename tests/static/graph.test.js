import assert from "node:assert/strict";
import { test } from "node:test";
import { biases, products, tokens } from "../../static/cell/equation.js";
import { edgeKey, graphOf } from "../../static/cell/graph.js";
import { NAMES, traceOf } from "./traces.js";

test("each matrix of an Elman cell stands on its arrow", () => {
  const on = Object.fromEntries(
    traceOf("hello").graph.edges.map((edge) => [edgeKey(edge), edge.parameters]),
  );
  assert.deepEqual(on, { "x>z@0": ["W_xh"], "h>z@1": ["W_hh"], "z>h@0": [], "h>y@0": ["W_hy"] });
});

test("every matrix stands on an arrow and every parameter has an equation", () => {
  for (const name of NAMES) {
    const trace = traceOf(name);
    for (const parameter of trace.parameters) {
      const { graph } = trace.partOf(parameter);
      const standing = new Set(graph.edges.flatMap((edge) => edge.parameters));
      assert.ok(graph.homes[parameter], parameter);
      if (parameter.startsWith("W_")) assert.ok(standing.has(parameter), parameter);
    }
  }
});

test("z stands beside h in an Elman cell; in an LSTM nothing does, since h = o * tanh(c) takes two", () => {
  assert.deepEqual(traceOf("hello").graph.companions, { z: "h" });
  assert.deepEqual(traceOf("lstm").graph.companions, {});
});

test("an equation is read with its brackets, comments, numbers and last values", () => {
  const line = "n = tanh(W_xn @ x + r * (W_hn @ (r * h[t-1]) + b_hn) - 1.5e-3)  # b_no";
  assert.deepEqual(biases(line), ["b_hn"]);
  const found = products(line);
  assert.deepEqual(
    found.map(({ parameter }) => parameter),
    ["W_xn", "W_hn"],
  );
  assert.deepEqual(
    found[1]?.operand.filter(({ kind }) => kind === "name"),
    [
      { kind: "name", text: "r", lag: 0 },
      { kind: "name", text: "h", lag: 1 },
    ],
  );
  assert.ok(found.every(({ bare }) => !bare));
  assert.ok(tokens(line).some(({ text }) => text === "1.5e-3"));
});

test("a product is bare where it is a term of the right side", () => {
  assert.deepEqual(
    products("z = W_a @ x - W_b @ h[t-1]").map(({ bare }) => bare),
    [true, false],
  );
  assert.deepEqual(
    products("y = W_a @ (W_b @ x) + b_y").map(({ bare }) => bare),
    [true, false],
  );
});

test("neither x nor y, nor a value behind a matrix, stands beside another", () => {
  /** @param {string} name @param {string} equation @param {string} from */
  const node = (name, equation, from) => ({
    name,
    size: 2,
    equation,
    depth: 1,
    inputs: from ? [{ name: from, lag: 0 }] : [],
  });
  const graph = graphOf({
    name: "custom",
    equations: "",
    states: [],
    parameters: {},
    nodes: [
      { ...node("x", "", ""), equation: null },
      node("a", "a = W_xa @ x", "x"),
      node("h", "h = tanh(W_ah @ a)", "a"),
      node("y", "y = W_hy @ h", "h"),
      node("m", "m = tanh(y)", "y"),
    ],
  });
  assert.deepEqual(graph.companions, {});
});
