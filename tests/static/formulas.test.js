import assert from "node:assert/strict";
import { test } from "node:test";
import { formulasOf } from "../../static/formulas/formulas.js";
import { oracles, translations } from "./oracles.js";
import { NAMES, traceOf } from "./traces.js";

const ALL = [...NAMES.map(traceOf), ...[...oracles(), ...translations()].map(({ trace }) => trace)];
const BROKEN = /undefined|NaN|null|\[object|Infinity/;

test("every beat has a formula, of names taken apart", () => {
  for (const trace of ALL) {
    for (const beat of trace.timeline.beats) {
      const { lines, numbers } = formulasOf(trace, beat, { rate: 0.1, entry: null });
      assert.ok(lines.length > 0, beat.kind);
      const written = JSON.stringify([lines, numbers]);
      assert.doesNotMatch(written, BROKEN, written);
      assert.doesNotMatch(written, /_/, written);
      assert.doesNotMatch(written, /"mtext","( |[^"]* ")/, written); // is lost at an edge
    }
  }
});

test("at the start a long cell's equations are written once, those of the decoder alone as well", () => {
  const first = (/** @type {string} */ name) => {
    const trace = traceOf(name);
    const [start] = trace.timeline.beats;
    return start ? formulasOf(trace, start, { rate: 0, entry: null }).lines : [];
  };
  assert.equal(first("translation").length, 5);
  const lines = first("translation-lstm").map((line) => JSON.stringify(line));
  assert.equal(lines.length, 8);
  assert.match(lines[6] ?? "", /in the decoder likewise/);
  assert.match(lines[7] ?? "", /"dec"/);
  assert.ok(lines.slice(0, 4).every((line) => line.includes('"enc"')));
});

test("a long class is cut short in the formula of its loss", () => {
  const trace = traceOf("hello");
  trace.answer.sequence.vocabulary = ["h", "e", "third class with spaces", "o"];
  const beat = trace.timeline.beats.find(({ kind, t }) => kind === "loss" && t === 2);
  assert.ok(beat);
  const { lines } = formulasOf(trace, beat, { rate: 0, entry: null });
  assert.match(JSON.stringify(lines), /"third␣[^"]{0,4}…"/);
});

test("the copies of a time-stamp are those of its half", () => {
  const trace = traceOf("translation");
  for (const [t, own, other, count] of /** @type {const} */ ([
    [3, "enc", "dec", 3],
    [4, "dec", "enc", 5],
  ])) {
    const beat = trace.timeline.beats.find((each) => each.kind === "copies" && each.t === t);
    assert.ok(beat);
    const { lines } = formulasOf(trace, beat, { rate: 0, entry: null });
    assert.equal(lines.length, count);
    const written = JSON.stringify(lines);
    assert.ok(written.includes(`"${own}"`) && !written.includes(`"${other}"`));
  }
});

test("at the sum the entry is one of the half whose copies join, the picked one where it fits", () => {
  const trace = traceOf("translation");
  const numbers = (/** @type {number} */ t, /** @type {string} */ parameter) => {
    const beat = trace.timeline.beats.find((each) => each.kind === "sum" && each.t === t);
    const entry = { parameter, row: 0, column: 0 };
    return beat ? JSON.stringify(formulasOf(trace, beat, { rate: 0, entry }).numbers[0]) : "";
  };
  assert.match(numbers(2, "W_xh_enc"), /"x".*"enc".*\[1,1\]/);
  assert.match(numbers(5, "W_xh_enc"), /"mi","h"\],\["mi","h".*"dec"/);
});
