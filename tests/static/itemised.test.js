/** @import {Tables} from "../../static/tables.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { entryTable, normTable, sumsOf } from "../../static/itemised.js";
import { traceOf } from "./traces.js";

/**
 * The tables of a kept answer.
 *
 * @param {string} name
 * @returns {Tables}
 */
function tablesOf(name) {
  const trace = traceOf(name);
  const { decomposition } = /** @type {any} */ (trace.answer);
  const { entry } = /** @type {any} */ (trace.request);
  return { trace, entry: { column: 0, ...entry }, decomposition, mistakes: [] };
}

/** @param {string} name @param {string} subject */
function norms(name, subject) {
  const table = normTable(tablesOf(name), subject);
  assert.ok(table);
  return table;
}

/** The looks of a table, a word a row. @param {ReturnType<typeof norms>} table */
function looks({ taus, times, cell }) {
  const letters = { later: "-", "no loss": "x", "no way": ".", zero: "0", cut: "c", kept: "k" };
  return taus.map((tau) => times.map((t) => letters[cell(tau, t).look]).join(""));
}

test("copy 1 of the recurrent matrix is exactly zero, and what crosses a segment is cut", () => {
  assert.deepEqual(looks(norms("itemised", "W_hh")), ["0---", "0k--", "0ck-", "0ckk"]);
  assert.deepEqual(looks(norms("itemised", "W_xh")), ["k---", "kk--", "cck-", "cckk"]);
});

test("an output matrix is reached by its own loss alone: the others find no way", () => {
  assert.deepEqual(looks(norms("itemised", "W_hy")), ["k---", ".k--", "..k-", "...k"]);
});

test("a relu that is shut makes zeros where there is a way", () => {
  const rows = looks(norms("itemised-shut", "b_h"));
  assert.ok(rows.join("").includes("0"));
  assert.ok(!rows.join("").includes("."));
});

test("of a translation the losses are the decoder's, the columns those of the half", () => {
  const encoder = norms("itemised-translation", "W_hi_enc");
  assert.deepEqual(encoder.times, [1, 2, 3]);
  assert.deepEqual(encoder.taus, [4, 5, 6, 7]);
  assert.deepEqual(looks(encoder), ["0kk", "0ck", "xxx", "0cc"]);
  assert.deepEqual(looks(norms("itemised-translation", "W_hi_dec"))[3], "ckkk");
  assert.deepEqual(looks(norms("itemised-translation", "h"))[0], "ckkk---");
});

test("a cell has the number of the answer", () => {
  const { decomposition } = tablesOf("itemised");
  const table = norms("itemised", "W_hh");
  assert.equal(table.cell(4, 2).value, decomposition?.log10_norms["W_hh"]?.[3]?.[1]);
  assert.equal(
    norms("itemised", "h").cell(4, 2).value,
    decomposition?.log10_state_norms["h"]?.[3]?.[1],
  );
});

test("the kept cells of a signed table add up to copies and gradient", () => {
  for (const name of ["itemised", "itemised-shut", "itemised-translation"]) {
    const tables = tablesOf(name);
    const { trace, entry } = tables;
    const table = entryTable(tables);
    assert.ok(table && entry);
    const { rows, columns, total } = sumsOf(table);
    const near = (/** @type {number} */ a, /** @type {number} */ b) =>
      assert.ok(Math.abs(a - b) <= 1e-12, `${name}: ${a}, not ${b}`);
    table.times.forEach((t, i) => near(columns[i] ?? NaN, trace.entry(entry.parameter, t, entry)));
    const gradient = trace.gradients[entry.parameter];
    near(total, gradient?.values[entry.row * gradient.columns + entry.column] ?? NaN);
    near(
      rows.reduce((sum, row) => sum + row, 0),
      total,
    );
  }
});

test("what was refused has no table", () => {
  const tables = { ...tablesOf("itemised"), decomposition: null };
  assert.equal(normTable(tables, "W_hh"), null);
  assert.equal(entryTable(tables), null);
});
