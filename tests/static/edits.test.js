import assert from "node:assert/strict";
import { test } from "node:test";
import {
  edited,
  fitting,
  readEdits,
  readNumber,
  readTyped,
  withEdit,
  writeEdits,
} from "../../static/edits.js";

test("what is written is read again bit for bit, whatever the number", () => {
  const values = [0.1 + 0.2, -1e-300, 5e-324, 1.7976931348623157e308, -0.1322342424243, 3];
  const edits = values.map((value, i) => ({ parameter: "W_hh", row: i, column: 9, value }));
  assert.deepEqual(readEdits(writeEdits(edits)), edits);
  assert.equal(writeEdits([{ parameter: "b_h", row: 0, column: 0, value: -0.5 }]), "b_h.1.1.-0.5");
  assert.deepEqual(readEdits(""), []);
});

test("what is no list of edits is none at all", () => {
  for (const text of ["W_hh", "W_hh.1.1", "W_hh.0.1.2", "W_hh.1.0.2", "W_hh.1.1.", "W_hh.1.1.NaN"])
    assert.equal(readEdits(text), null, text);
  for (const text of ["W_hh.1.1.1e999", "W_hh.1.1.0x1", "h.1.1.2", "W_hh.1.1.2 W_hh.1.2.0,5"])
    assert.equal(readEdits(text), null, text);
});

test("an entry has one value: the one it was set to last", () => {
  const twice = readEdits("W_hh.1.2.0.5 b_h.1.1.1 W_hh.1.2.-3") ?? [];
  assert.equal(writeEdits(twice), "W_hh.1.2.-3 b_h.1.1.1");
  const [first] = twice;
  assert.ok(first);
  assert.equal(writeEdits(withEdit(twice, first, 7)), "W_hh.1.2.7 b_h.1.1.1");
});

test("edited parameters come whole, others not at all, and what they came from stays", () => {
  const values = {
    W_hh: [
      [1, 2],
      [3, 4],
    ],
    W_hy: [[5, 6]],
    b_h: [7, 8],
  };
  const edits = readEdits("W_hh.2.1.30 b_h.2.1.80 W_hh.3.1.9 W_xh.1.1.9") ?? [];
  assert.deepEqual(edited(values, edits), {
    W_hh: [
      [1, 2],
      [30, 4],
    ],
    b_h: [7, 80],
  });
  assert.deepEqual(values.W_hh, [
    [1, 2],
    [3, 4],
  ]);
});

test("an entry that a network has not fits nothing", () => {
  const shapes = { W_hh: [2, 2], b_h: [2] };
  const edits = readEdits("W_hh.2.2.1 W_hh.1.3.1 b_h.2.1.1 b_h.1.2.1 W_xh.1.1.1") ?? [];
  assert.equal(writeEdits(fitting(edits, shapes)), "W_hh.2.2.1 b_h.2.1.1");
});

test("a number may have the minus sign of the page", () => {
  assert.equal(readNumber(" −0.25 "), -0.25);
  assert.equal(readNumber("0,5"), null);
  assert.equal(readTyped("−1,5"), -1.5);
  assert.equal(readTyped("1,000.5"), null);
  assert.equal(readNumber(""), null);
});
