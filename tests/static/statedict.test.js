import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readStateDict, sizesIn } from "../../static/statedict.js";

/** @typedef {Record<string, any>} Dict */

/**
 * What PyTorch has written, see statedicts/make.py.
 *
 * @param {string} name
 * @returns {Dict}
 */
function written(name) {
  const file = new URL(`statedicts/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")).state_dict;
}

/** @param {Dict} dict @param {string} [chosen] */
function read(dict, chosen = "elman") {
  const result = readStateDict(JSON.stringify(dict), chosen);
  assert.ok("weights" in result, JSON.stringify(result));
  return result.weights;
}

/** @param {Dict | string} dict */
function mistake(dict) {
  const text = typeof dict === "string" ? dict : JSON.stringify(dict);
  const result = readStateDict(text, "elman");
  return "mistake" in result ? result.mistake : assert.fail("it was read");
}

/** @param {number[]} a @param {number[]} b */
function added(a, b) {
  return a.map((value, i) => value + (b[i] ?? 0));
}

test("an nn.RNN is an Elman cell whose two biases are one", () => {
  const dict = written("rnn");
  const { values, network, source } = read(dict);
  assert.deepEqual(values, {
    W_xh: dict["core.weight_ih_l0"],
    W_hh: dict["core.weight_hh_l0"],
    b_h: added(dict["core.bias_ih_l0"], dict["core.bias_hh_l0"]),
    W_hy: dict["out.weight"],
    b_y: dict["out.bias"],
  });
  assert.deepEqual(network, { cell: "elman", equations: "", sizes: "", hidden: 3 });
  assert.equal(source, "nn.RNN");
  assert.deepEqual(sizesIn(values), { inputs: 4, classes: 4 });
});

test("whether an nn.RNN has tanh or relu is as the cell that is chosen", () => {
  const dict = written("rnn-relu");
  assert.equal(read(dict, "elman-relu").network.cell, "elman-relu");
  for (const chosen of ["elman", "lstm", ""])
    assert.equal(read(dict, chosen).network.cell, "elman");
});

test("without biases they are zeros", () => {
  const { values } = read(written("rnn-relu"));
  assert.deepEqual(
    [values["b_h"], values["b_y"]],
    [
      [0, 0, 0],
      [0, 0, 0, 0],
    ],
  );
});

test("the gates of an nn.LSTM lie one below the other: i, f, g, o", () => {
  const dict = written("lstm");
  const { values, network, source } = read(dict);
  assert.deepEqual([network.cell, source], ["lstm", "nn.LSTM"]);
  ["i", "f", "g", "o"].forEach((gate, n) => {
    const rows = (/** @type {unknown[]} */ all) => all.slice(3 * n, 3 * n + 3);
    assert.deepEqual(values[`W_x${gate}`], rows(dict["core.weight_ih_l0"]));
    assert.deepEqual(values[`W_h${gate}`], rows(dict["core.weight_hh_l0"]));
    assert.deepEqual(
      values[`b_${gate}`],
      rows(added(dict["core.bias_ih_l0"], dict["core.bias_hh_l0"])),
    );
  });
});

test("of an nn.GRU the two biases of n stay apart: r stands between them", () => {
  const dict = written("gru");
  const { values, network } = read(dict);
  assert.equal(network.cell, "gru");
  ["r", "z", "n"].forEach((gate, n) =>
    assert.deepEqual(values[`W_h${gate}`], dict["core.weight_hh_l0"].slice(3 * n, 3 * n + 3)),
  );
  const [first, second] = [dict["core.bias_ih_l0"], dict["core.bias_hh_l0"]];
  assert.deepEqual(values["b_r"], added(first, second).slice(0, 3));
  assert.deepEqual(values["b_n"], first.slice(6));
  assert.deepEqual(values["b_hn"], second.slice(6));
});

test("two layers of an nn.RNN are the stacked cell", () => {
  const dict = written("rnn-layers");
  const { values, network, source } = read(dict);
  assert.deepEqual([network.cell, source], ["stacked", "nn.RNN, 2 layers"]);
  assert.deepEqual(values["W_xa"], dict["core.weight_ih_l0"]);
  assert.deepEqual(values["W_aa"], dict["core.weight_hh_l0"]);
  assert.deepEqual(values["W_ah"], dict["core.weight_ih_l1"]);
  assert.deepEqual(values["W_hh"], dict["core.weight_hh_l1"]);
  assert.deepEqual(values["b_h"], added(dict["core.bias_ih_l1"], dict["core.bias_hh_l1"]));
});

test("whatever stands before the keys, and nothing, will do", () => {
  const dict = written("rnn");
  const renamed = (/** @type {(key: string) => string} */ name) =>
    Object.fromEntries(Object.entries(dict).map(([key, value]) => [name(key), value]));
  for (const prefix of ["", "model.encoder."])
    assert.deepEqual(
      read(renamed((key) => key.replace("core.", prefix))).values,
      read(dict).values,
    );
});

test("one hidden unit is still told apart by its rows", () => {
  const dict = {
    weight_ih_l0: [[1], [2], [3]],
    weight_hh_l0: [[4], [5], [6]],
    "out.weight": [[7], [8]],
  };
  assert.equal(read(dict).source, "nn.GRU");
});

const rnn = written("rnn");

/** @type {[string, Dict | string, RegExp][]} */
const REFUSED = [
  ["an empty text", "  ", /Nothing is pasted/],
  ["what is not JSON", '{"a": 1,\n "b": tensor(1)}', /line 2, column 7/],
  ["Python's own way to write it", "{'a': 1}", /line 1, column 2/],
  ["a word of Python's", '{"a": True}', /line 1, column 7/],
  ["more after the end", "{}\n\n {}", /line 3, column 2/],
  ["a text that breaks off", '{"👩": [1, 2', /line 1, column 12/],
  ["a list", "[1]", /an object/],
  ["nothing", "null", /an object/],
  ["no recurrent module", { "out.weight": [[1]] }, /weight_ih_l0/],
  [
    "two recurrent modules",
    { ...rnn, "decoder.weight_ih_l0": [[1]] },
    /core\.weight_ih_l0 and decoder\.weight_ih_l0/,
  ],
  ["both directions", { ...rnn, "core.weight_ih_l0_reverse": [[1]] }, /_reverse: a bidirectional/],
  ["a projection", { ...rnn, "core.weight_hr_l0": [[1]] }, /weight_hr_l0.*projection/],
  [
    "three layers",
    { ...written("rnn-layers"), "core.weight_ih_l2": rnn["core.weight_hh_l0"] },
    /3 layers of nn\.RNN/,
  ],
  [
    "two layers of an LSTM",
    { ...written("lstm"), "core.weight_ih_l1": [[1]] },
    /2 layers of nn\.LSTM/,
  ],
  [
    "gates that are none",
    { ...rnn, "core.weight_hh_l0": [...rnn["core.weight_hh_l0"], ...rnn["core.weight_hh_l0"]] },
    /core\.weight_hh_l0 is 6 × 3/,
  ],
  ["no hidden unit", { ...rnn, "core.weight_hh_l0": [] }, /core\.weight_hh_l0 is 0/],
  [
    "a matrix too small",
    { ...rnn, "core.weight_ih_l0": rnn["core.weight_ih_l0"].slice(1) },
    /core\.weight_ih_l0 is 2 × 4: expected 3 × 4/,
  ],
  ["a bias too long", { ...rnn, "core.bias_hh_l0": [1, 2, 3, 4] }, /core\.bias_hh_l0 is 4: exp/],
  ["a bias of the read-out too short", { ...rnn, "out.bias": [1] }, /out\.bias is 1: expected 4/],
  ["rows of different lengths", { ...rnn, "core.weight_ih_l0": [[1, 2], [3]] }, /ih_l0 has rows/],
  ["a text for a number", { ...rnn, "core.bias_hh_l0": [1, 2, "3"] }, /core\.bias_hh_l0 holds/],
  [
    "what Python calls NaN",
    JSON.stringify({ ...rnn, "core.bias_hh_l0": [1, 2, 3] }).replace(
      "[1,2,3]",
      "[1,NaN,-Infinity]",
    ),
    /core\.bias_hh_l0 holds/,
  ],
  [
    "a number beyond all",
    JSON.stringify({ ...rnn, "core.bias_hh_l0": [1, 2, 3] }).replace("[1,2,3]", "[1,2,1e999]"),
    /core\.bias_hh_l0 holds/,
  ],
  [
    "lists in lists without end",
    `{"weight_hh_l0": ${"[".repeat(5000)}${"]".repeat(5000)}}`,
    /weight_hh_l0 holds/,
  ],
  ["no read-out", { ...rnn, "out.weight": undefined, "out.bias": undefined }, /No read-out.*3 col/],
  [
    "an embedding",
    { ...rnn, "embedding.weight": [[1, 2]] },
    /embedding.*out\.weight and embedding\.weight/,
  ],
  [
    "a read-out of something else",
    { ...rnn, "out.weight": [[1, 2]] },
    /out\.weight is 1 × 2: expected 1 × 3/,
  ],
  ["another layer", { ...rnn, "norm.weight": [1, 2, 3] }, /norm\.weight belongs neither/],
  ["half a module", { weight_hh_l0: [[1]], "out.weight": [[1]] }, /weight_ih_l0 is missing/],
];

for (const [name, dict, expected] of REFUSED)
  test(`refused in a sentence that says where: ${name}`, () =>
    assert.match(mistake(dict), expected));
