/** @import {CellNode} from "../../static/answer.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { linesOf, referenceOf, stateOf } from "../../static/decay.js";
import { normTable } from "../../static/itemised.js";
import { FIRST_LOOK } from "../../static/tables.js";
import { Trace } from "../../static/trace.js";
import { traceOf } from "./traces.js";

/** @param {string} name @param {string} state */
function linesIn(name, state) {
  const trace = traceOf(name);
  const { decomposition } = /** @type {any} */ (trace.answer);
  const table = normTable({ trace, entry: null, decomposition, mistakes: [] }, state);
  assert.ok(table);
  return linesOf(table);
}

test("a loss has a line from its own time-stamp back to the first", () => {
  const lines = linesIn("itemised", "h");
  assert.deepEqual(
    lines.map(({ tau, points }) => [tau, ...points.map(({ lag }) => lag)]),
    [
      [1, 0],
      [2, 0, 1],
      [3, 0, 1, 2],
      [4, 0, 1, 2, 3],
    ],
  );
  assert.deepEqual(
    lines[3]?.points.map(({ look }) => look),
    ["kept", "kept", "cut", "cut"],
  );
});

test("where no target counts there is no line, and a line crosses the hand-over", () => {
  const lines = linesIn("itemised-translation", "c");
  assert.deepEqual(
    lines.map(({ tau, points }) => [tau, points.length]),
    [
      [4, 4],
      [5, 5],
      [7, 7],
    ],
  );
});

test("the state that is followed is the last one until another is chosen", () => {
  const lstm = traceOf("lstm");
  assert.equal(stateOf(FIRST_LOOK, lstm), "h");
  assert.equal(stateOf({ ...FIRST_LOOK, state: "c" }, lstm), "c");
  assert.equal(stateOf({ ...FIRST_LOOK, state: "c" }, traceOf("hello")), "h");
});

test("an Elman cell has a reference: the spectral radius of its recurrent matrix", () => {
  assert.equal(referenceOf(traceOf("hello"))?.parameter, "W_hh");
  const shut = referenceOf(traceOf("shut"));
  assert.ok(shut && Math.abs(shut.rho - 0.8) < 1e-6);
});

test("other cells have none, nor has a translation", () => {
  for (const name of ["lstm", "gru", "stacked", "translation"])
    assert.equal(referenceOf(traceOf(name)), null, name);
});

test("the equations decide, not the names", () => {
  /** @param {...string} lines */
  const found = (...lines) => referenceOf(elmanLike(lines))?.parameter;
  const plain = "h = tanh(W_xh @ x + W_hh @ h[t-1] + b_h)";
  assert.equal(found(plain), "W_hh");
  assert.equal(found("h = W_xh @ x - W_hh @ h[t-1]"), "W_hh");
  assert.equal(found("h = sigmoid(W_xh @ x + W_hh @ h[t-1])"), undefined);
  assert.equal(found("h = tanh(W_xh @ x + 0.5 * (W_hh @ h[t-1]))"), undefined);
  assert.equal(found("h = tanh(W_xh @ x + W_hh @ h[t-1]) + h[t-1]"), undefined);
  assert.equal(found("h = tanh(W_xh @ x + W_hh @ tanh(h[t-1]))"), undefined);
});

/**
 * The trace of "hello" as if its cell had these equations for h.
 *
 * @param {string[]} lines
 */
function elmanLike(lines) {
  const { answer, request } = traceOf("hello");
  const [x, , , y] = /** @type {[CellNode, CellNode, CellNode, CellNode]} */ (answer.cell.nodes);
  const h = {
    name: "h",
    size: 4,
    equation: lines.join(""),
    depth: 1,
    inputs: [
      { name: "x", lag: 0 },
      { name: "h", lag: 1 },
    ],
  };
  return new Trace({ ...answer, cell: { ...answer.cell, nodes: [x, h, y] } }, request);
}
