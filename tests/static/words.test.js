import assert from "node:assert/strict";
import { test } from "node:test";
import { formulasOf } from "../../static/formulas.js";
import { nameFormula, namePieces } from "../../static/math.js";
import { NOT_POSSIBLE, UNREACHABLE } from "../../static/mistakes.js";
import { sentence } from "../../static/sentences.js";
import { TABLE } from "../../static/settings.js";
import { mistakeText } from "../../static/words.js";
import { NAMES, traceOf } from "./traces.js";

const BROKEN = /undefined|NaN|null|\[object|Infinity/;

test("every beat has a sentence, without names as a program writes them", () => {
  for (const name of NAMES) {
    const trace = traceOf(name);
    for (const beat of trace.timeline.beats) {
      const said = sentence(trace, beat, { rate: 0.1, lossAfter: 1.5 });
      assert.match(said, /^[A-Z“].*[.!→]$/u, said);
      assert.doesNotMatch(said, BROKEN);
      assert.doesNotMatch(said, /[a-z]_|-\d/, said);
    }
  }
});

test("every beat has a formula, of names taken apart", () => {
  for (const name of NAMES) {
    const trace = traceOf(name);
    for (const beat of trace.timeline.beats) {
      const { lines, numbers } = formulasOf(trace, beat, { rate: 0.1, entry: null });
      assert.ok(lines.length > 0, beat.kind);
      const written = JSON.stringify([lines, numbers]);
      assert.doesNotMatch(written, BROKEN, written);
      assert.doesNotMatch(written, /_/, written);
    }
  }
});

test("a sentence says what the truncation does to the arrow from the future", () => {
  const cut = traceOf("segment");
  const place = cut.timeline.beats.find(
    ({ kind, t, names }) => kind === "receive" && t === 2 && names.includes("h"),
  );
  assert.match(
    place ? sentence(cut, place, { rate: 0, lossAfter: null }) : "",
    /time-stamp 3 is cut off/,
  );
  const partial = traceOf("window");
  assert.match(
    place ? sentence(partial, place, { rate: 0, lossAfter: null }) : "",
    /Only 1 of 2 later losses/,
  );
});

test("a name is a letter with its index, its time-stamp and its copy", () => {
  assert.deepEqual(nameFormula("W_hh"), ["msub", ["mi", "W"], ["mrow", ["mi", "h"], ["mi", "h"]]]);
  assert.deepEqual(nameFormula("h", { below: 2 }), ["msub", ["mi", "h"], ["mrow", ["mn", "2"]]]);
  assert.deepEqual(nameFormula("x"), ["mi", "x"]);
  assert.deepEqual(
    namePieces("W_xh", { above: 3 }).map(({ place }) => place),
    ["line", "below", "above"],
  );
});

test("every control has a sentence for what is no possible setting", () => {
  for (const { field } of TABLE)
    assert.equal(typeof mistakeText({ field, message: NOT_POSSIBLE }), "string");
  assert.match(mistakeText({ field: null, message: UNREACHABLE }), /server/);
});
