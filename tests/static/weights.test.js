import assert from "node:assert/strict";
import { test } from "node:test";
import { INITIAL } from "../../static/settings.js";
import { START, reduce } from "../../static/state.js";
import { atWeights, asksForDrawn, standAt, standOf } from "../../static/weights.js";
import { readFile, writeFile } from "../../static/weightsfile.js";
import {
  LONGEST_LINK,
  fitInLink,
  readValues,
  weightsIn,
  withWeights,
  writeValues,
} from "../../static/weightslink.js";
import { traceOf } from "./traces.js";

const trace = traceOf("hello");
const { weights: drawn } = trace.answer;
const { cell, equations, sizes, hidden } = INITIAL;
const network = { cell, equations, sizes, hidden };
const request = { ...trace.request, weights: null };
const edited = { ...INITIAL, edits: "W_hh.2.3.0.5 W_hh.9.9.1" };

test("an edit asks for the whole matrix that it is in, and for no other", () => {
  const asked = atWeights(request, drawn, { settings: edited, weights: null });
  assert.deepEqual(Object.keys(asked.weights ?? {}), ["W_hh"]);
  const expected = /** @type {number[][]} */ (drawn["W_hh"]).map((row) => [...row]);
  /** @type {number[]} */ (expected[1])[2] = 0.5;
  assert.deepEqual(asked.weights?.["W_hh"], expected);
  assert.ok(asksForDrawn({ settings: edited, weights: null }));
  assert.ok(!asksForDrawn({ settings: INITIAL, weights: null }));
});

test("edits stand over weights of the user's own, which stay the same object without them", () => {
  const own = { values: { ...drawn, b_h: [1, 2, 3, 4] }, network, source: "" };
  assert.equal(atWeights(request, drawn, { settings: INITIAL, weights: own }).weights, own.values);
  const settings = { ...INITIAL, edits: "b_h.1.1.9" };
  assert.deepEqual(
    atWeights(request, drawn, { settings, weights: own }).weights?.["b_h"],
    [9, 2, 3, 4],
  );
});

test("weights of other tokens wait, but for pasted ones, of which the server says what is wrong", () => {
  const values = { ...drawn, W_xh: [[1], [2], [3], [4]] };
  const state = { settings: INITIAL, weights: { values, network, source: "" } };
  assert.equal(atWeights(request, drawn, state).weights, null);
  const pasted = { settings: INITIAL, weights: { values, network, source: "nn.RNN" } };
  assert.equal(atWeights(request, drawn, pasted).weights, values);
});

test("it is known how many entries are set, and how many have no place", () => {
  const {
    kind,
    edited: count,
    missing,
    isOwn,
  } = standOf({ settings: edited, weights: null, examples: [] }, trace);
  assert.deepEqual([kind, count, missing, isOwn], ["drawn", 1, 1, true]);
  assert.equal(standOf({ settings: INITIAL, weights: null, examples: [] }, trace).isOwn, false);
});

test("of every single weight it is known whether it is set, trained, pasted or drawn", () => {
  const at = (
    /** @type {Partial<import("../../static/state.js").State>} */ more,
    row = 1,
    column = 2,
  ) => {
    const { kind, updates, source } = standAt(
      { settings: INITIAL, weights: null, examples: [], cells: [], ...more },
      trace,
      { parameter: "W_hh", row, column },
    );
    return [kind, updates, source];
  };
  assert.deepEqual(at({}), ["drawn", 0, ""]);
  assert.deepEqual(at({ settings: edited }), ["edited", 0, ""]);
  assert.deepEqual(at({ settings: edited }, 1, 1), ["drawn", 0, ""]);
  const trained = { values: drawn, network, source: "", trail: { about: "", losses: [3, 2, 1] } };
  assert.deepEqual(at({ settings: edited, weights: trained }, 0, 0), ["trained", 3, ""]);
  assert.deepEqual(at({ settings: edited, weights: trained }), ["edited", 0, ""]);
  const pasted = { values: drawn, network, source: "nn.RNN" };
  assert.deepEqual(at({ weights: pasted }), ["pasted", 0, "nn.RNN"]);
});

test("a bias that its cell fills with a constant is not called drawn", () => {
  const state = { settings: INITIAL, weights: null, examples: [], cells: [] };
  const cell = { equations: "", initial_biases: { b_h: 1 } };
  /** @param {boolean} isTranslation @param {string} parameter */
  const kindOf = (isTranslation, parameter) => {
    const run = { request: { ...request, cell }, answer: trace.answer, isTranslation };
    const at = /** @type {import("../../static/trace.js").Trace} */ (/** @type {unknown} */ (run));
    return standAt(state, at, { parameter, row: 0, column: 0 }).kind;
  };
  assert.equal(kindOf(false, "b_h"), "constant");
  assert.equal(kindOf(false, "b_y"), "drawn");
  assert.equal(kindOf(false, "b_h_dec"), "drawn");
  assert.equal(kindOf(true, "b_h_dec"), "constant");
});

test("weights of one's own know what they are set over", () => {
  const given = { ...request, weights: drawn };
  const example = { name: "own", title: "", description: "", request: given };
  const settings = { ...edited, example: "own" };
  assert.equal(standOf({ settings, weights: null, examples: [example] }, trace).base, "example");
  assert.equal(standOf({ settings: edited, weights: null, examples: [] }, trace).base, "drawn");
});

test("all weights make the way through a link bit for bit", () => {
  const values = { ...drawn, b_h: [0.1 + 0.2, -5e-324, 1e308, -0] };
  assert.deepEqual(readValues(writeValues(values)), values);
  const link = withWeights("seed=3", { values, network, source: "" });
  assert.deepEqual(weightsIn(`#${link}`, INITIAL), { values, network, source: "" });
});

test("in a link that would be too long they are left out", () => {
  const values = { W_hh: Array.from({ length: 20 }, () => Array(20).fill(0.1)) };
  const many = { values, network, source: "" };
  assert.equal(withWeights("seed=3", many), "seed=3");
  assert.ok(!fitInLink("seed=3", many));
  const few = { values: drawn, network, source: "" };
  assert.ok(fitInLink("", few) && fitInLink("", null));
  assert.ok(!fitInLink("a".repeat(LONGEST_LINK), few));
});

test("a hostile link brings no weights", () => {
  const nan = writeValues({ b_h: [NaN] });
  const texts = ["", "W_hh", "W_hh.1.", "W_hh.3.AAAAAAAAAAA", "b_h.1.AAAAAAAAAAAAAAAAAAAAAA", nan];
  for (const text of [...texts, "W_hh.0.AAAAAAAAAAA", "__proto__.1.AAAAAAAAAAA", "W_hh.1.AAAAA"])
    assert.equal(weightsIn(`weights=${text}`, INITIAL), null, text);
});

test("a file brings the weights and the settings that they are for", () => {
  const settings = { ...INITIAL, text: "ab c", hidden: 6, gain: 0.5, edits: "b_h.1.1.3" };
  const read = readFile(writeFile(drawn, settings), INITIAL);
  assert.ok("weights" in read);
  assert.deepEqual(read.weights.values, drawn);
  assert.deepEqual(read.settings, { ...settings, gain: null, edits: "" });
  assert.equal(read.weights.network.hidden, 6);
});

test("what is wrong with a file is said, and nothing else changes", () => {
  const wrong = ["", "[]", "{}", '{"weights": []}', '{"weights": {}}', '{"weights": {"W_hh": 1}}'];
  const more = [
    '{"weights": {"W_hh": [1]}}',
    '{"weights": {"b_h": [null]}}',
    '{"weights": {"h": [1]}}',
  ];
  for (const text of [...wrong, ...more]) {
    const after = reduce(START, { type: "file", text });
    assert.ok(after.unreadFile, text);
    assert.equal(after.settings, START.settings);
    assert.equal(after.weights, null);
  }
});

test("drawing other weights leaves trained ones, but not edits or pasted ones", () => {
  const trained = { ...START, weights: { values: drawn, network, source: "" } };
  assert.equal(reduce(trained, { type: "set", field: "seed", text: "4" }).weights, null);
  assert.equal(reduce(trained, { type: "set", field: "rate", text: "1" }).weights, trained.weights);
  const pasted = { ...START, weights: { values: drawn, network, source: "nn.RNN" } };
  assert.equal(reduce(pasted, { type: "set", field: "seed", text: "4" }).weights, pasted.weights);
  const by = reduce({ ...START, settings: edited }, { type: "set", field: "seed", text: "4" });
  assert.equal(by.settings.edits, edited.edits);
});
