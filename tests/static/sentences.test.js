import assert from "node:assert/strict";
import { test } from "node:test";
import { graphOf } from "../../static/cell/graph.js";
import { formulasOf } from "../../static/formulas/formulas.js";
import { computed } from "../../static/sentences/computing.js";
import { quoted } from "../../static/sentences/phrases.js";
import { sentence } from "../../static/sentences/sentences.js";
import { oracles, translations } from "./oracles.js";
import { NAMES, traceOf } from "./traces.js";

const RUNS = [...oracles(), ...translations()];
const ALL = [...NAMES.map(traceOf), ...RUNS.map(({ trace }) => trace)];
const BROKEN = /undefined|NaN|null|\[object|Infinity/;

/** @param {string} name @param {string} kind @param {number} t @param {string} [of] */
function said(name, kind, t, of) {
  const run = NAMES.includes(name) ? null : RUNS.find((each) => each.name.startsWith(name));
  const trace = run?.trace ?? traceOf(name);
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
  for (const { trace } of RUNS)
    for (const beat of trace.timeline.beats) {
      if (beat.phase !== "backward" || !trace.cutAfter(beat.t)) continue;
      const told = sentence(trace, beat, { rate: 0, lossAfter: null });
      assert.doesNotMatch(
        told,
        /from the (future|decoder’s)|the future reaches|of time-stamp \d+ comes back/,
      );
    }
});

test("under truncation the total is not called the gradient", () => {
  assert.match(saidOf(traceOf("hello"), "land", 0), /The total is the gradient of the one/);
  assert.match(saidOf(traceOf("segment"), "land", 0), /The total is the truncated gradient of/);
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

test("a sentence says which half reads, and what is handed over", () => {
  assert.match(
    said("translation", "start", 0),
    /^An encoder, .* 3 time-stamps, and a decoder over 4\./,
  );
  assert.match(
    said("translation", "hidden", 1),
    /^The encoder reads “the” .* the initial state\.$/,
  );
  assert.match(
    said("translation", "hidden", 4),
    /^The decoder starts .* reads ⟨start⟩\. .* from the encoder’s last state\.$/,
  );
  assert.match(said("translation", "hidden", 5), /^The decoder reads “le”, the last target,/);
  assert.match(said("translation", "output", 7), /⟨end⟩ comes next/);
  assert.match(
    said("translation-lstm", "hidden", 3, "i"),
    /h of time-stamp 2, the encoder’s last\.$/,
  );
  assert.match(
    said("translation-lstm", "hidden", 3, "c"),
    /f keeps \S+ of the encoder’s last c\.$/,
  );
});

test("a sentence says what comes back over the hand-over, and what a cut there does", () => {
  const back = said("translation", "receive", 3, "h");
  assert.match(back, /no loss of its own: .* comes back from the decoder’s first step\./);
  assert.match(
    said("translation-lstm", "receive", 2, "c"),
    /time-stamp 2, the encoder’s last, and add up: .* from the decoder, through c of time-stamp 3/,
  );
  assert.match(
    said("translation-branched", "receive", 3, "a"),
    /through h and \S+ from the decoder, through y of time-stamp 4\.$/,
  );
  assert.match(said("translation-branched", "receive", 2, "a"), /^Through h the gradient/);
  assert.match(said("translation", "receive", 2, "h"), /^Only the future reaches h/);
  assert.match(
    said("translation-segment", "receive", 3, "h"),
    /from time-stamp 4, is cut off by the truncation: the encoder gets no gradient\.$/,
  );
  assert.match(said("translation-window", "receive", 3, "h"), /Only 2 of 4 later losses/);
  assert.match(
    said("translation-window", "receive", 1, "h"),
    /^Nothing comes back to h of time-stamp 1: the truncation lets no loss back to it\.$/,
  );
});

test("a sentence sums each half into its own weights", () => {
  assert.match(said("translation", "copies", 3), /had encoder weights of its own/);
  assert.match(said("translation", "copies", 4), /had decoder weights of its own/);
  assert.match(said("translation", "sum", 4), /the decoder’s weights: 4 of 4 are in/);
  assert.match(said("translation", "sum", 3), /the encoder’s weights: 1 of 3 is in/);
  assert.match(
    said("translation", "land", 0),
    /3 copies of each encoder matrix and 4 of each decoder/,
  );
  assert.match(said("translation", "update", 0), /3 in the encoder or 4 in the decoder/);
  assert.match(
    said("translation", "total", 0),
    /of the decoder’s 4 time-stamps: \S+ The encoder has none/,
  );
});

test("a sentence says of a target that is left out which it is, and of its loss that there is none", () => {
  const run = "translation-masked";
  assert.match(said(run, "output", 5), /“chat” comes next; .*, but this target is left out\.$/);
  assert.match(
    said(run, "loss", 5),
    /^The target of time-stamp 5, “chat”, is left out, so it adds no/,
  );
  assert.match(said(run, "error", 5), /“chat”, is left out, so it has no error\.$/);
  assert.match(
    said(run, "receive", 5, "h"),
    /is left out, so it has no loss of its own: only the future/,
  );
  assert.match(
    said(run, "total", 0),
    /losses of 2 of the decoder’s 4 time-stamps, those with a target that counts:/,
  );
  assert.match(said("masked", "loss", 1), /^Time-stamp 1 has no target,/);
});

/** @param {import("../../static/trace.js").Trace} trace @param {string} kind @param {number} t */
function saidOf(trace, kind, t) {
  const beat = trace.timeline.beats.find((each) => each.kind === kind && each.t === t);
  return beat ? sentence(trace, beat, { rate: 0.1, lossAfter: 0 }) : "";
}

test("the total counts the losses that there are, whyever the others are not", () => {
  const trace = traceOf("hello");
  const { losses, sequence } = trace.answer;
  assert.match(saidOf(trace, "total", 0), /the sum of the losses of its 4 time-stamps: /);
  [losses[1], losses[3], sequence.masked[1]] = [null, null, 2];
  assert.match(saidOf(trace, "total", 0), /of 2 of its 4 time-stamps, those with a target that/);
  losses[0] = null;
  assert.match(saidOf(trace, "total", 0), /is the loss of 1 of its 4 time-stamps, the only one/);
});

test("without any target a sentence says that nothing is learned", () => {
  const trace = traceOf("hello");
  trace.answer.losses.fill(null);
  assert.match(saidOf(trace, "total", 0), /^No target is left, .* L is 0, and nothing is learned/);
  const update = saidOf(trace, "update", 0);
  assert.match(update, /^No target is left, .* every gradient is 0: the matrices stay as they are/);
  assert.doesNotMatch(update, /step|goes/);
});

test("where a cut lets no loss back, a sentence gives this as the reason", () => {
  for (const t of [1, 2])
    assert.match(
      said("translation-segment", "receive", t, "h"),
      /^Nothing comes back to h of time-stamp \d: the truncation lets no loss back to it\.$/,
    );
  const trace = traceOf("segment");
  const { losses } = trace.answer;
  losses[1] = null;
  assert.match(saidOf(trace, "receive", 1), / The truncation lets no later loss back this far\.$/);
  losses[0] = null;
  assert.match(
    saidOf(trace, "receive", 1),
    /no loss of its own, and the truncation lets no later one back to it: the gradient of h is zero/,
  );
});

test("a token that runs from right to left is isolated, any other is as it is", () => {
  assert.equal(quoted("שלום", ""), "“\u2068שלום\u2069”");
  assert.equal(quoted("القط", ""), "“\u2068القط\u2069”");
  assert.equal(quoted("été 1", ""), "“été␣1”");
});

test("white space in a token is written so that it is seen", () => {
  const trace = traceOf("hello");
  trace.answer.sequence.vocabulary = ["h", " ", "l", "o"];
  const beat = trace.timeline.beats.find(({ kind, t }) => kind === "error" && t === 1);
  assert.ok(beat);
  assert.match(sentence(trace, beat, { rate: 0, lossAfter: null }), /minus one at “␣”/);
  const { lines, numbers } = formulasOf(trace, beat, { rate: 0, entry: null });
  assert.match(JSON.stringify([lines, numbers]), /\["mtext","␣"\].*“␣”/);
});
