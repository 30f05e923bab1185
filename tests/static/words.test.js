import assert from "node:assert/strict";
import { test } from "node:test";
import { graphOf } from "../../static/cell/graph.js";
import { formulasOf } from "../../static/formulas/formulas.js";
import { nameFormula, namePieces } from "../../static/formulas/math.js";
import { NOT_POSSIBLE, UNREACHABLE } from "../../static/mistakes.js";
import { computed } from "../../static/sentences/computing.js";
import { sentence } from "../../static/sentences/sentences.js";
import { TABLE } from "../../static/settings.js";
import { mistakeText } from "../../static/words.js";
import { oracles } from "./oracles.js";
import { NAMES, traceOf } from "./traces.js";

const ALL = [...NAMES.map(traceOf), ...oracles().map(({ trace }) => trace)];
const BROKEN = /undefined|NaN|null|\[object|Infinity/;

/** @param {string} name @param {string} kind @param {number} t @param {string} [of] */
function said(name, kind, t, of) {
  const trace = oracles().find((run) => run.name.startsWith(name))?.trace ?? traceOf(name);
  const beat = trace.timeline.beats.find(
    (each) => each.kind === kind && each.t === t && (!of || each.names.includes(of)),
  );
  return beat ? sentence(trace, beat, { rate: 0, lossAfter: null }) : "";
}

test("every beat has a sentence, without names as a program writes them", () => {
  for (const trace of ALL) {
    for (const beat of trace.timeline.beats) {
      const told = sentence(trace, beat, { rate: 0.1, lossAfter: 1.5 });
      assert.match(told, /^[A-Z“].*[.!→]$/u, told);
      assert.doesNotMatch(told, BROKEN);
      assert.doesNotMatch(told, /[a-z]_|-\d/, told);
    }
  }
});

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

test("a sentence names the gates, and says what they keep of a state", () => {
  const gates = said("lstm, 4", "hidden", 2, "i");
  assert.match(gates, /gates i, f and o, between 0 and 1, and the value g follow/);
  assert.match(gates, /from this input and from h of time-stamp 1\./);
  assert.match(said("lstm, 4", "hidden", 1, "c"), /from the initial c\.$/);
  assert.match(said("lstm, 4", "hidden", 2, "c"), /In unit \d, f keeps 0\.\d\d of the last c\.$/);
  assert.match(said("gru, 4", "hidden", 2, "h"), /z keeps/);
  assert.doesNotMatch(said("minimal-gated-unit, 4", "hidden", 2, "h"), /keeps/); // f * n
});

test("a state is no gate, and neither is what is only multiplied by itself", () => {
  for (const reads of ["h[t-1]", "h"]) {
    const trace = traceOf("hello");
    const isState = reads !== "h";
    const own = isState ? "sigmoid(W_xh @ x + W_hh @ h[t-1])" : "sigmoid(W_xh @ x)";
    const inputs = [{ name: "x", lag: 0 }, ...(isState ? [{ name: "h", lag: 1 }] : [])];
    const node = { size: 3, depth: 1, reaches_y: true };
    trace.graph = graphOf({
      ...trace.answer.cell,
      nodes: [
        { ...node, name: "x", equation: null, inputs: [] },
        { ...node, name: "h", equation: `h = ${own}`, inputs },
        { ...node, name: "s", equation: "s = h * h", inputs: [{ name: "h", lag: 0 }] },
        { ...node, name: "y", equation: "y = W_hy @ s", inputs: [{ name: "s", lag: 0 }] },
      ],
    });
    const beat = trace.timeline.beats.find(({ kind, t }) => kind === "hidden" && t === 2);
    assert.ok(beat);
    assert.doesNotMatch(computed(trace, { ...beat, names: ["h"] }), /gate/);
  }
});

test("a sentence says by which arrows a gradient comes, and what each brings", () => {
  assert.match(
    said("lstm, 4", "receive", 3, "h"),
    /^Five arrows .* from its own loss and \S+ from the future, through i, f, g and o of time-stamp 4\.$/,
  );
  assert.match(said("lstm, 4", "receive", 3, "c"), /^Two arrows .* through h and .* through c of/);
  assert.match(
    said("lstm, 4", "receive", 4, "c"),
    /is the last: c has no future\. Through h, unit/,
  );
  assert.match(said("lstm, 4", "receive", 3, "i"), /through c to i, f and g, through h to o\.$/);
  assert.match(said("lstm, 4", "receive", 2, "h"), /no loss of its own: only the future/);
  assert.match(said("jordan, 4", "error", 2), /through h of time-stamp 3 comes back/);
});

test("a sentence says that no gradient comes to what does not lead to y", () => {
  assert.match(said("values-that", "hidden", 1, "q"), /No way leads from q to an output/);
  assert.match(said("values-that", "copies", 1), /Those of u and q are zero/);
});

test("with a cut, no sentence says that anything comes from beyond it", () => {
  for (const { trace } of oracles())
    for (const beat of trace.timeline.beats) {
      if (beat.phase !== "backward" || !trace.cutAfter(beat.t)) continue;
      const told = sentence(trace, beat, { rate: 0, lossAfter: null });
      assert.doesNotMatch(told, /from the future|the future reaches|of time-stamp \d+ comes back/);
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
