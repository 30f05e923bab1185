import assert from "node:assert/strict";
import { test } from "node:test";
import { foldedOf, groupsOf, turned } from "../../static/ledger/groups.js";
import { INITIAL, readField } from "../../static/settings.js";
import { rowsOf } from "../../static/ledger/rows.js";
import { NAMES, traceOf } from "./traces.js";

const lstm = traceOf("lstm");
const GROUPS = groupsOf(lstm.parts);
const translation = traceOf("translation");
const HALVES = groupsOf(translation.parts);
const GATES = groupsOf(traceOf("translation-lstm").parts);

/** @param {import("../../static/ledger/groups.js").Group[]} groups @returns {string[]} */
const keysOf = (groups) => groups.flatMap(({ key, inner }) => [key, ...keysOf(inner)]);

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
  assert.deepEqual(groupsOf(traceOf("hello").parts), []);
});

test("of many rows only one group is open at first, that of the parameter that is looked at", () => {
  assert.deepEqual(foldedOf(GROUPS, INITIAL.fold, []), new Set(["f", "g", "o", "y"]));
  assert.deepEqual(foldedOf(GROUPS, INITIAL.fold, ["W_ho"]), new Set(["i", "f", "g", "y"]));
});

test("what the address says counts, names that it does not know do not", () => {
  assert.deepEqual(foldedOf(GROUPS, "f,i", ["W_xi"]), new Set(["f", "i"]));
  assert.deepEqual(foldedOf(GROUPS, "0", []), new Set());
  assert.deepEqual(foldedOf(GROUPS, "r", []), foldedOf(GROUPS, "", []));
});

test("to fold and unfold a group changes that one alone, and the address can say every outcome", () => {
  for (const groups of [GROUPS, HALVES, GATES]) {
    const keys = keysOf(groups);
    assert.equal(new Set(keys).size, keys.length);
    let folded = foldedOf(groups, "", []);
    for (const key of [...keys, ...keys.toReversed(), ...keys.filter((each) => folded.has(each))]) {
      const text = turned(folded, key);
      assert.equal(readField("fold", text), text);
      const after = foldedOf(groups, text, []);
      assert.equal(after.has(key), !folded.has(key));
      for (const other of keys)
        if (other !== key) assert.equal(after.has(other), folded.has(other), `${text}: ${other}`);
      folded = after;
    }
    assert.deepEqual(folded, new Set());
  }
});

test("a translation has two halves, each with the groups that its cell has", () => {
  assert.deepEqual(
    HALVES.map(({ key, name, parameters, inner }) => [key, name, inner.length, ...parameters]),
    [
      ["enc", "encoder", 0, "W_xh_enc", "W_hh_enc", "b_h_enc"],
      ["dec", "decoder", 0, "W_xh_dec", "W_hh_dec", "b_h_dec", "W_hy_dec", "b_y_dec"],
    ],
  );
  assert.deepEqual(
    GATES.map(({ key, inner }) => [key, ...inner.map((gate) => gate.key)]),
    [
      ["enc", "i_enc", "f_enc", "g_enc", "o_enc"],
      ["dec", "i_dec", "f_dec", "g_dec", "o_dec", "y_dec"],
    ],
  );
  assert.deepEqual(GATES[0]?.inner[1]?.parameters, ["W_xf_enc", "W_hf_enc", "b_f_enc"]);
});

test("of a translation the half that is summed is open, or that of the entry looked at", () => {
  const [encoder = [], decoder = []] = translation.parts.map(({ graph }) => graph.parameters);
  assert.deepEqual(foldedOf(HALVES, "", decoder), new Set(["enc"]));
  assert.deepEqual(foldedOf(HALVES, "", encoder), new Set(["dec"]));
  assert.deepEqual(foldedOf(HALVES, "", ["W_hy_dec", ...encoder]), new Set(["enc"]));
  assert.deepEqual(
    foldedOf(GATES, "", ["W_xg_enc", "W_xi_dec"]),
    new Set(["i_enc", "f_enc", "o_enc", "dec", "f_dec", "g_dec", "o_dec", "y_dec"]),
  );
});

test("what is folded in one half says nothing of the other", () => {
  assert.deepEqual(foldedOf(GATES, "i_enc", []), new Set(["i_enc"]));
  assert.deepEqual(foldedOf(GATES, "i", []), foldedOf(GATES, "", []));
});

test("a folded group has a head and no rows", () => {
  const layout = rowsOf(lstm, 900, GROUPS, new Set(["f"]));
  assert.ok(layout.rows.every(({ parameter }) => lstm.graph.homes[parameter] !== "f"));
  assert.equal(layout.rows.length, 11);
  const { rows, groups } = rowsOf(translation, 900, HALVES, new Set(["enc"]));
  assert.ok(rows.every(({ parameter }) => parameter.endsWith("_dec")));
  assert.equal(rows.length, 5);
  assert.equal(groups.length, 2);
});

test("nothing in the ledger stands on anything, whatever is folded", () => {
  for (const name of NAMES) {
    const trace = traceOf(name);
    const all = groupsOf(trace.parts);
    for (const key of ["", ...keysOf(all)]) {
      const layout = rowsOf(trace, 900, all, new Set([key]));
      const folded = layout.groups.filter(({ isFolded }) => isFolded);
      const places = [
        ...layout.rows.map(({ y, height }) => ({ y, end: y + height })),
        ...folded.map(({ y }) => ({ y, end: y + 24 })),
      ].sort((a, b) => a.y - b.y);
      places.forEach(({ y }, i) => assert.ok(y >= (places[i - 1]?.end ?? 0), name));
      assert.ok((places.at(-1)?.end ?? NaN) <= layout.height, name);
    }
  }
});

test("the head of an open half and the name of the row beside it both have room", () => {
  const { rows, groups } = rowsOf(translation, 900, HALVES, new Set());
  for (const { group, y } of groups) {
    const [first] = rows.filter(({ parameter }) => group.parameters.includes(parameter));
    assert.ok(first);
    const baseline = first.y + first.tile.height / 2 - 1 + first.lowered;
    assert.ok(baseline - 11 >= y + 24);
    assert.ok(baseline + 19 <= first.y + first.height);
  }
});
