import assert from "node:assert/strict";
import { test } from "node:test";
import { foldedOf, groupsOf, turned } from "../../static/ledger/groups.js";
import { INITIAL, readField } from "../../static/settings.js";
import { rowsOf } from "../../static/ledger/rows.js";
import { traceOf } from "./traces.js";

const lstm = traceOf("lstm");
const GROUPS = groupsOf(lstm.graph);

test("an LSTM's parameters are grouped by gate, those of the output last", () => {
  assert.deepEqual(
    GROUPS.map(({ name, parameters }) => [name, ...parameters]),
    [
      ["i", "W_xi", "W_hi", "b_i"],
      ["f", "W_xf", "W_hf", "b_f"],
      ["g", "W_xg", "W_hg", "b_g"],
      ["o", "W_xo", "W_ho", "b_o"],
      ["y", "W_hy", "b_y"],
    ],
  );
});

test("a cell with one equation beside the output has no groups", () => {
  assert.deepEqual(groupsOf(traceOf("hello").graph), []);
});

test("of many rows only one group is open at first, that of the parameter that is looked at", () => {
  assert.deepEqual(foldedOf(GROUPS, INITIAL.fold, null), new Set(["f", "g", "o", "y"]));
  assert.deepEqual(foldedOf(GROUPS, INITIAL.fold, "W_ho"), new Set(["i", "f", "g", "y"]));
});

test("what the address says counts, names that it does not know do not", () => {
  assert.deepEqual(foldedOf(GROUPS, "f,i", "W_xi"), new Set(["f", "i"]));
  assert.deepEqual(foldedOf(GROUPS, "0", null), new Set());
  assert.deepEqual(foldedOf(GROUPS, "r", null), foldedOf(GROUPS, "", null));
});

test("to fold and unfold a group changes that one alone, and the address can say every outcome", () => {
  let folded = foldedOf(GROUPS, "", null);
  for (const name of ["f", "i", "f", "y", "o", "g", "f", "i"]) {
    const text = turned(folded, name);
    assert.equal(readField("fold", text), text);
    const after = foldedOf(GROUPS, text, null);
    assert.equal(after.has(name), !folded.has(name));
    for (const other of ["i", "f", "g", "o", "y"])
      if (other !== name) assert.equal(after.has(other), folded.has(other), `${text}: ${other}`);
    folded = after;
  }
  assert.deepEqual(folded, new Set());
});

test("a folded group has a head and no rows; nothing in the ledger stands on anything", () => {
  const layout = rowsOf(lstm, 900, GROUPS, new Set(["f"]));
  assert.ok(layout.rows.every(({ parameter }) => lstm.graph.homes[parameter] !== "f"));
  assert.equal(layout.rows.length, 11);
  const places = [
    ...layout.rows.map(({ y, height }) => ({ y, end: y + height })),
    ...layout.groups.map(({ y }) => ({ y, end: y + 24 })),
  ].sort((a, b) => a.y - b.y);
  places.forEach(({ y }, i) => assert.ok(y >= (places[i - 1]?.end ?? 0)));
  assert.ok((places.at(-1)?.end ?? NaN) <= layout.height);
});
