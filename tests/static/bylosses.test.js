/** @import {Quantity} from "../../static/quantity.js" */
/** @import {Tables} from "../../static/tables.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { rightOf } from "../../static/bylosses.js";
import { explain } from "../../static/inspect/explain.js";
import { evaluate, operandsOf } from "../../static/inspect/expression.js";
import { linesOf } from "../../static/inspect/lines.js";
import { neighbour } from "../../static/inspect/neighbours.js";
import { symbolOf } from "../../static/inspect/symbol.js";
import { symbols } from "../../static/inspect/typeset.js";
import { inspectedIn, pinnedIn } from "../../static/inspecting.js";
import { exists, read, valueOf, write } from "../../static/quantity.js";
import { START, reduce } from "../../static/state.js";
import { nameText } from "../../static/words/inspecting.js";
import { traceOf } from "./traces.js";

const NAMES = ["itemised", "itemised-shut", "itemised-translation"];

/**
 * The tables of a kept answer.
 *
 * @param {string} name
 * @returns {Tables & {entry: import("../../static/state.js").Entry}}
 */
function tablesOf(name) {
  const trace = traceOf(name);
  const { decomposition } = /** @type {any} */ (trace.answer);
  const { entry } = /** @type {any} */ (trace.request);
  return { trace, entry: { column: 0, ...entry }, decomposition, mistakes: [] };
}

/** @param {string} text */
const named = (text) => /** @type {Quantity} */ (read(text));

/** @param {number} a @param {number} b @param {string} what */
const near = (a, b, what) =>
  assert.ok(Math.abs(a - b) <= 1e-12 * (1 + Math.abs(b)), `${what}: ${a}, not ${b}`);

/** What a table says of the loss alone. @param {Tables & {entry: {}}} tables @returns {Quantity[]} */
function numbersOf({ trace, entry }) {
  const of = /** @type {{parameter: string, row: number, column: number}} */ (entry);
  const subjects = [...trace.parameters, ...trace.answer.cell.states];
  const all = Array.from({ length: trace.length }, (_, i) => i + 1);
  return all
    .flatMap((tau) => [
      /** @type {Quantity} */ ({ kind: "single", tau, ...of }),
      ...all.flatMap((t) => [
        /** @type {Quantity} */ ({ kind: "itemised", tau, t, ...of }),
        ...subjects.map((subject) => /** @type {Quantity} */ ({ kind: "norm", subject, tau, t })),
      ]),
    ])
    .filter((quantity) => exists(trace, quantity));
}

for (const name of NAMES)
  test(`${name}: of every number of one loss the formula's right side is its value`, () => {
    const tables = tablesOf(name);
    const { trace } = tables;
    const known = { rate: 0, tables };
    const explained = new Set();
    for (const quantity of numbersOf(tables)) {
      const found = explain(trace, quantity, known);
      assert.ok(found, write(quantity));
      assert.deepEqual(read(write(quantity)), quantity);
      const written = JSON.stringify([
        symbolOf(trace, quantity),
        linesOf(trace, found),
        nameText(trace, quantity),
      ]);
      assert.doesNotMatch(written, /undefined|NaN|null|\[object|Infinity/, write(quantity));
      if (!found.expression) continue;
      explained.add(quantity.kind);
      near(evaluate(found.expression), found.value, write(quantity));
      for (const { quantity: operand, value } of operandsOf(found.expression))
        assert.equal(valueOf(trace, operand, known), value, write(operand));
    }
    assert.ok(explained.has("single"));
    // of a bias nothing went in
    assert.equal(explained.has("itemised"), tables.entry.parameter.startsWith("W_"));
  });

test("what one loss leaves in an entry is one product: what it sends back, and what went in", () => {
  const tables = tablesOf("itemised");
  const { trace, entry } = tables;
  assert.equal(entry.parameter, "W_hh");
  const item = /** @type {Quantity} */ ({ kind: "itemised", tau: 4, t: 3, ...entry });
  const found = explain(trace, item, { rate: 0, tables });
  assert.ok(found?.expression?.kind === "product");
  const names = operandsOf(found.expression).map(({ quantity }) => write(quantity));
  const [row, column] = [entry.row + 1, entry.column + 1];
  assert.deepEqual(names, [`sent W_hh 4 3 ${row}`, `value h 2 ${column}`]);
  assert.ok(found.value !== 0);
});

test("a copy and a gradient are the sums of what their losses leave in them, what is cut left out", () => {
  for (const name of NAMES) {
    const tables = tablesOf(name);
    const { trace, entry } = tables;
    const known = { rate: 0, tables };
    const { first, length } = trace.partOf(entry.parameter);
    for (let t = first + 1; t <= first + length; t += 1) {
      const copy = explain(trace, { kind: "copy", t, ...entry }, known);
      if (!copy?.byLosses) continue;
      near(evaluate(copy.byLosses), copy.value, `${name} ${t}`);
    }
    const gradient = explain(trace, { kind: "gradient", ...entry }, known);
    assert.ok(gradient?.byLosses);
    const line = JSON.stringify(
      symbols(trace, symbolOf(trace, gradient.quantity), gradient.byLosses),
    );
    assert.ok(line.includes("∑") && line.split("τ").length > 2, line);
    near(evaluate(gradient.byLosses), gradient.value, name);
  }
});

test("of another entry than that of the tables, or of tables of another run, nothing is said", () => {
  const tables = tablesOf("itemised");
  const { trace, entry } = tables;
  const other = { ...entry, row: (entry.row + 1) % 2 };
  /** @param {Quantity} quantity @param {Tables | null} [of] */
  const value = (quantity, of = tables) => valueOf(trace, quantity, { rate: 0, tables: of });
  const item = /** @type {Quantity} */ ({ kind: "itemised", tau: 4, t: 3, ...entry });
  assert.ok(value(item));
  assert.equal(value({ kind: "itemised", tau: 4, t: 3, ...other }), null);
  assert.equal(value({ kind: "single", tau: 4, ...other }), null);
  assert.equal(value({ kind: "single", tau: 4, ...entry, column: entry.column + 1 }), null);
  assert.equal(value(item, null), null);
  assert.equal(value(item, { ...tables, trace: traceOf("hello") }), null);
  const copy = explain(trace, { kind: "copy", t: 3, ...other }, { rate: 0, tables });
  assert.equal(copy?.byLosses, null);
});

test("a copy after its loss and a loss that is not there are no numbers", () => {
  const trace = traceOf("itemised-translation");
  assert.equal(exists(trace, named("norm W_hi_dec 4 5")), false);
  assert.equal(exists(trace, named("norm W_hi_dec 6 5")), false);
  assert.equal(exists(trace, named("norm W_hi_dec 7 3")), false);
  assert.equal(exists(trace, named("norm W_hi_dec 8 5")), false);
  assert.equal(exists(trace, named("norm W_hi_dec 7 5")), true);
  assert.equal(exists(trace, named("norm h 7 3")), true);
  assert.equal(exists(trace, named("itemised W_hi_dec 7 5 9 1")), false);
  assert.equal(exists(trace, named("itemised W_hi_dec 7 5 1 9")), false);
});

test("of a translation the norms and what went in are those of the half's own time-stamps", () => {
  const tables = tablesOf("itemised-translation");
  const { trace, decomposition } = tables;
  const { first } = trace.partOf("W_hi_dec");
  const value = valueOf(trace, named(`norm W_hi_dec 7 ${first + 2}`), { rate: 0, tables });
  const log = decomposition?.log10_norms["W_hi_dec"]?.[7 - first - 1]?.[1];
  near(value ?? NaN, 10 ** (log ?? NaN), "norm");
  const state = valueOf(trace, named("norm h 7 2"), { rate: 0, tables });
  const own = decomposition?.log10_state_norms["h"]?.[7 - first - 1]?.[1];
  near(state ?? NaN, 10 ** (own ?? NaN), "state");
  assert.deepEqual(rightOf(trace, "W_hi_dec", first + 2), trace.answer.values["h"]?.[first]);
});

test("the norm of a copy is the root of the sum of its squares", () => {
  const trace = traceOf("hello");
  for (const parameter of trace.parameters) {
    const found = explain(trace, { kind: "size", parameter, t: 3 }, { rate: 0 });
    assert.ok(found?.expression);
    near(evaluate(found.expression), Math.hypot(...trace.copy(parameter, 3).values), parameter);
    assert.equal(found.value, trace.normOf(parameter, 3));
  }
});

test("a number of one loss that is pinned waits for its table, and stays in the address", () => {
  const tables = tablesOf("itemised");
  const { trace, entry } = tables;
  const of = /** @type {Quantity} */ ({ kind: "itemised", tau: 4, t: 3, ...entry });
  const pinned = { ...START, settings: { ...START.settings, look: write(of) } };
  const waiting = reduce(pinned, { type: "answered", trace });
  assert.equal(waiting.settings.look, write(of));
  assert.equal(pinnedIn(waiting), null);
  const there = reduce(waiting, { type: "tables", tables });
  assert.deepEqual(inspectedIn(there), of);
});

test("the arrow keys walk a number of one loss as on the map: up and down the loss", () => {
  const trace = traceOf("itemised");
  /** @param {string} from @param {string} key */
  const beside = (from, key) => {
    const found = neighbour(trace, named(from), key, false);
    return found && write(found);
  };
  assert.equal(beside("itemised W_hh 3 2 1 1", "ArrowDown"), "itemised W_hh 4 2 1 1");
  assert.equal(beside("itemised W_hh 3 2 1 1", "ArrowRight"), "itemised W_hh 3 3 1 1");
  assert.equal(beside("itemised W_hh 3 3 1 1", "ArrowRight"), null);
  assert.equal(beside("norm W_hh 3 2", "ArrowUp"), "norm W_hh 2 2");
});

test("the number of an arrow that several messages share is their sum, one line each", () => {
  const trace = traceOf("lstm");
  const joint = named("joint i.f.g h 1 2 1");
  const found = explain(trace, joint, { rate: 0 });
  assert.ok(found?.expression?.kind === "sum");
  const parts = operandsOf(found.expression).map(({ quantity }) => write(quantity));
  assert.deepEqual(parts, ["message i h 1 2 1", "message f h 1 2 1", "message g h 1 2 1"]);
  near(evaluate(found.expression), found.value, "joint");
  assert.deepEqual(read(write(joint)), joint);
  assert.equal(exists(trace, named("joint i.q h 1 2 1")), false);
  assert.equal(read("joint i..f h 1 2 1"), null);
});

test("a name that every object has is no parameter", () => {
  const trace = traceOf("itemised");
  for (const text of ["itemised constructor 2 1 1 1", "norm toString 2 1", "size constructor 1"])
    assert.equal(exists(trace, named(text)), false, text);
});

test("a link to a number of one loss brings the tables of its entry", () => {
  const trace = traceOf("itemised");
  const settings = { ...START.settings, look: "itemised W_hh 4 3 2 1" };
  const { entry, looking } = reduce({ ...START, settings }, { type: "answered", trace });
  assert.deepEqual(entry, { parameter: "W_hh", row: 1, column: 0 });
  assert.equal(looking.subject, "W_hh");
});
