/** @import {Expression} from "../../static/inspect/expression.js" */
/** @import {Quantity} from "../../static/quantity.js" */
/** @import {Piece} from "../../static/inspect/typeset.js" */
/** @import {Trace} from "../../static/trace.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { copy } from "../../static/inspect/copies.js";
import { explain } from "../../static/inspect/explain.js";
import { evaluate, operandsOf } from "../../static/inspect/expression.js";
import { inNumbers, symbols } from "../../static/inspect/typeset.js";
import { symbolOf } from "../../static/inspect/symbol.js";
import { linesOf } from "../../static/inspect/lines.js";
import { exists, read, valueOf, within, write } from "../../static/quantity.js";
import { oracles, translations } from "./oracles.js";
import { NAMES, traceOf } from "./traces.js";

const RATE = 0.1;
const CASES = [
  ...NAMES.map((name) => ({ name, trace: traceOf(name) })),
  ...oracles(),
  ...translations(),
];

for (const { name, trace } of CASES)
  test(`${name}: of every number the formula's right side is its value`, () => {
    let count = 0;
    for (const quantity of numbersOf(trace)) {
      const found = explain(trace, quantity, { rate: RATE });
      assert.ok(found, write(quantity));
      const { value, expression } = found;
      if (!expression) continue;
      count += 1;
      const close = 1e-12 * sizeOf(expression);
      for (const worth of [evaluate(expression), ...asWritten(expression)])
        assert.ok(
          Math.abs(worth - value) <= close,
          `${write(quantity)}: ${worth} instead of ${value}`,
        );
      for (const { quantity: operand, value: own } of operandsOf(expression))
        assert.equal(valueOf(trace, operand, { rate: RATE }), own, write(operand));
    }
    assert.ok(count > 20);
  });

test("the formula of a copy's entry, worked out, is PyTorch's", () => {
  for (const { name, trace, copies } of [...oracles(), ...translations()])
    for (const parameter of trace.parameters)
      for (let t = 1; t <= trace.length; t += 1) {
        if (!trace.covers(parameter, t)) continue;
        const wanted = copies[parameter]?.[trace.place(parameter, t)];
        const { columns, values } = trace.weight(parameter);
        for (const at of values.keys()) {
          const [row, column] = [Math.floor(at / columns), at % columns];
          const found = evaluate(copy(trace, { kind: "copy", parameter, t, row, column }));
          const entry = [wanted[row]].flat()[column];
          assert.ok(Math.abs(found - entry) <= 1e-9, `${name}: ${parameter} at ${t}`);
        }
      }
});

test("every number has a name and, unless it is given, an equation in symbols", () => {
  for (const { trace } of CASES)
    for (const quantity of numbersOf(trace)) {
      const found = explain(trace, quantity, { rate: RATE });
      const lines = found ? linesOf(trace, found) : [];
      const written = JSON.stringify([symbolOf(trace, quantity), lines]);
      assert.doesNotMatch(written, /undefined|NaN|null|\[object|Infinity|_/, write(quantity));
      if (found?.expression) assert.ok(lines.length > 0, write(quantity));
    }
});

test("a matrix times a vector is written as a sum over an index", () => {
  const trace = traceOf("hello");
  const z = /** @type {Quantity} */ (read("value z 2 3"));
  const found = explain(trace, z, { rate: RATE });
  assert.ok(found?.expression);
  const written = JSON.stringify(symbols(trace, symbolOf(trace, z), found.expression));
  assert.equal(written.match(/∑/g)?.length, 2);
});

test("each product of a sum says what it comes to, and these add up to the number", () => {
  const trace = traceOf("hello");
  const z = /** @type {Quantity} */ (read("value z 2 3"));
  const found = explain(trace, z, { rate: RATE });
  assert.ok(found?.expression);
  const pieces = inNumbers(found.expression, true);
  const terms = [...new Set(pieces.flatMap(({ term }) => term ?? []))];
  assert.equal(terms.length, 8);
  for (const { value, adds, quantities } of terms) {
    const [left, right] = quantities.map((each) => valueOf(trace, each, { rate: RATE }) ?? NaN);
    assert.equal(value, (left ?? NaN) * (right ?? NaN));
    assert.equal(adds, value);
  }
  const bias = valueOf(trace, /** @type {Quantity} */ (read("weight b_h 3 1")), { rate: RATE });
  const whole = terms.reduce((sum, { value }) => sum + value, bias ?? NaN);
  assert.ok(Math.abs(whole - found.value) < 1e-12);
});

test("the slope of a function says what it comes to, and a product alone does not say it twice", () => {
  const trace = traceOf("hello");
  const terms = (/** @type {string} */ text) => {
    const quantity = /** @type {Quantity} */ (read(text));
    const { expression } = explain(trace, quantity, { rate: RATE }) ?? {};
    return new Set(
      inNumbers(/** @type {Expression} */ (expression), true).flatMap((p) => p.term ?? []),
    );
  };
  const [slope, ...others] = terms("delta z 2 3");
  const h = trace.answer.values["h"]?.[1]?.[2] ?? NaN;
  assert.deepEqual([slope?.value, slope?.adds, others], [1 - h ** 2, null, []]);
  const step = terms("updated W_hh 2 2");
  assert.equal(step.size, 1);
  for (const { value, adds } of step) assert.equal(adds, -value);
  assert.equal(terms("loss 2").size, 0);
});

test("only what is given has no formula", () => {
  for (const { trace } of CASES)
    for (const quantity of numbersOf(trace)) {
      const isGiven =
        quantity.kind === "weight" ||
        (quantity.kind === "value" && (quantity.name === "x" || quantity.t === 0));
      assert.equal(explain(trace, quantity, { rate: 0 })?.expression === null, isGiven);
    }
});

test("a number is read as it was written", () => {
  for (const quantity of numbersOf(traceOf("translation-lstm")))
    assert.deepEqual(read(write(quantity)), quantity);
  assert.equal(write({ kind: "value", name: "h", t: 2, unit: 2 }), "value h 2 3");
  assert.deepEqual(within("copy W_hh 2", { row: 0, column: 3 }), {
    kind: "copy",
    parameter: "W_hh",
    t: 2,
    row: 0,
    column: 3,
  });
  assert.deepEqual(within("delta h 1", { row: 2, column: 0 }), {
    kind: "delta",
    name: "h",
    t: 1,
    unit: 2,
  });
});

test("a text that names no number is none, and a place beyond the network does not exist", () => {
  for (const text of ["", "value h 2", "value h 2 0", "toString", "value <b> 1 1", "loss 1 1"])
    assert.equal(read(text), null, text);
  const trace = traceOf("hello");
  for (const text of [
    "value h 9 1",
    "value h 1 9",
    "weight W_hh 5 1",
    "weight W_hh 1 5",
    "copy W_q 1 1 1",
  ])
    assert.equal(exists(trace, /** @type {Quantity} */ (read(text))), false, text);
});

/**
 * Every number that the stage and the ledger can show.
 *
 * @param {Trace} trace
 * @returns {Generator<Quantity>}
 */
function* numbersOf(trace) {
  const { answer, length } = trace;
  /** @param {Record<string, (number[] | null)[]>} rows @param {"value" | "delta"} kind */
  function* ofValues(rows, kind) {
    for (const [name, all] of Object.entries(rows))
      for (const [i, row] of all.entries())
        for (const unit of (row ?? []).keys())
          yield /** @type {Quantity} */ ({ kind, name, t: i + 1, unit });
  }
  yield* ofValues(answer.values, "value");
  yield* ofValues(answer.deltas, "delta");
  for (const [name, row] of Object.entries(answer.initial_state))
    for (const unit of row.keys()) {
      yield { kind: "value", name, t: 0, unit };
      if (answer.initial_deltas[name]) yield { kind: "delta", name, t: 0, unit };
    }
  for (const { from, to, lag, values } of answer.messages)
    for (const [i, row] of values.entries())
      for (const unit of (row ?? []).keys())
        if (i + 1 + lag <= length) yield { kind: "message", from, to, lag, t: i + 1, unit };
  for (let t = 1; t <= length; t += 1) if (answer.losses[t - 1] !== null) yield { kind: "loss", t };
  yield { kind: "total" };
  for (const parameter of trace.parameters) {
    const { rows, columns } = trace.weight(parameter);
    const hasFactors = parameter in answer.copy_factors;
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1) {
        const entry = { parameter, row, column };
        yield { kind: "weight", ...entry };
        yield { kind: "updated", ...entry };
        if (hasFactors) yield { kind: "gradient", ...entry };
        for (let t = 1; t <= length; t += 1)
          if (hasFactors && trace.covers(parameter, t)) {
            yield { kind: "copy", ...entry, t };
            yield { kind: "running", ...entry, t };
          }
      }
  }
}

/** What is written as a formula, read as one: every term of a long sum, and the largest alone. */
/** @param {Expression} expression */
function asWritten(expression) {
  return [true, false].map((all) => workedOut(inNumbers(expression, all)));
}

/**
 * How large the numbers are that a rounding can be of.
 *
 * @param {Expression} expression
 * @returns {number}
 */
function sizeOf(expression) {
  switch (expression.kind) {
    case "sum":
      return expression.terms.reduce((size, term) => size + sizeOf(term), 0);
    case "product":
      return expression.factors.reduce((size, factor) => size * sizeOf(factor), 1);
    case "minus":
      return sizeOf(expression.of);
    case "call":
      return 1 + Math.abs(evaluate(expression));
    default:
      return Math.abs(evaluate(expression));
  }
}

/** @type {Record<string, (a: number) => number>} */
const FUNCTIONS = {
  tanh: Math.tanh,
  sigmoid: (a) => 1 / (1 + Math.exp(-a)),
  relu: (a) => Math.max(0, a),
  "relu′": (a) => Number(a > 0),
  exp: Math.exp,
  log: Math.log,
};

/**
 * The value of a formula that stands in a line.
 *
 * @param {Piece[]} pieces
 */
function workedOut(pieces) {
  let at = 0;
  const sees = (/** @type {string} */ sign) => {
    const piece = pieces[at];
    if (piece?.kind !== "sign" || piece.text !== sign) return false;
    at += 1;
    return true;
  };
  /** @returns {number} */
  function sum() {
    let value = sees("−") ? -product() : product();
    for (;;) {
      if (sees("+")) value += product();
      else if (sees("−")) value -= product();
      else return value;
    }
  }
  /** @returns {number} */
  function product() {
    let value = factor();
    for (;;) {
      if (sees("·")) value *= factor();
      else if (sees("/")) value /= factor();
      else return value;
    }
  }
  /** @returns {number} */
  function factor() {
    const value = single();
    return sees("²") ? value ** 2 : value;
  }
  /** @returns {number} */
  function single() {
    if (sees("(")) {
      const value = sum();
      assert.ok(sees(")"));
      return value;
    }
    const piece = pieces[at];
    at += 1;
    assert.ok(piece);
    if (piece.kind === "word") return (FUNCTIONS[piece.text] ?? Number)(single());
    assert.ok("value" in piece, piece.kind);
    return piece.value;
  }
  const value = sum();
  assert.equal(at, pieces.length);
  return value;
}
