/** @import {Action, State} from "../../static/state.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  borderAt,
  isCutAnew,
  keptAfter,
  nearestSteps,
  stepsByKey,
  stepsIn,
} from "../../static/scissors.js";
import { START, reduce } from "../../static/state.js";
import { costInWords, cutInWords } from "../../static/words/scissors.js";
import { NAMES, traceOf } from "./traces.js";

const hello = traceOf("hello");
const before = reduce(START, { type: "answered", trace: hello });

/**
 * @param {"segment" | "window"} kind
 * @param {number} steps
 * @param {boolean} held
 * @param {State} from
 */
function cut(kind, steps, held = false, from = before) {
  return reduce(from, { type: "truncate", kind, steps, held });
}

/** @param {State} state */
const shown = ({ settings: { truncation, steps } }) => [truncation, steps];

test("a cut sets what is cut and how long, and one as long as the sequence nothing", () => {
  assert.deepEqual(shown(cut("segment", 3)), ["segment", 3]);
  assert.deepEqual(shown(cut("window", 1)), ["window", 1]);
  for (const steps of [hello.length, hello.length + 1])
    assert.deepEqual(shown(cut("window", steps, true, cut("window", 3))), ["off", 3]);
});

test("there is no cut shorter than a time-stamp", () => {
  assert.deepEqual(shown(cut("segment", -2)), ["segment", 1]);
});

test("it is known whether a pointer still holds the scissors, also where it changed nothing", () => {
  const held = cut("segment", 2, true);
  assert.equal(held.cutting, true);
  const same = cut("segment", 2, true, held);
  assert.equal(same.settings, held.settings);
  const let_go = cut("segment", 2, false, held);
  assert.equal(let_go.cutting, false);
  assert.equal(let_go.settings, held.settings);
});

test("another cut mends what was wrong with the one typed", () => {
  /** @type {Action[]} */
  const typed = [
    { type: "set", field: "truncation", text: "segment" },
    { type: "set", field: "steps", text: "0" },
  ];
  const wrong = typed.reduce((state, action) => reduce(state, action), before);
  assert.equal(wrong.mistakes.length, 1);
  assert.deepEqual(cut("segment", 2, false, wrong).mistakes, []);
});

test("a whole drag is undone in one step", () => {
  const when = { time: 1000, press: 1, held: true };
  const dragged = [3, 2, 1].reduce(
    (state, steps) => reduce(state, { type: "truncate", kind: "segment", steps, held: true, when }),
    before,
  );
  assert.deepEqual(shown(dragged), ["segment", 1]);
  assert.deepEqual(shown(reduce(dragged, { type: "undo" })), shown(before));
});

test("segments are cut anew where kind or length are others", () => {
  assert.ok(isCutAnew(cut("segment", 3), before));
  assert.ok(isCutAnew(cut("segment", 3), cut("window", 3)));
  assert.ok(!isCutAnew(cut("segment", 3), cut("segment", 3)));
});

test("of a longer segment than the sequence, and of none, the whole sequence is meant", () => {
  assert.equal(stepsIn({ truncation: "off", steps: 2 }, 5), 5);
  assert.equal(stepsIn({ truncation: "segment", steps: 9 }, 5), 5);
  assert.equal(stepsIn({ truncation: "window", steps: 2 }, 5), 2);
});

test("every cut of the segments lies where the trace has it, and so does the border of each loss", () => {
  for (const trace of NAMES.map(traceOf)) {
    const { kind, steps } = trace.truncation;
    if (kind === "off") continue;
    for (let tau = 1; tau <= trace.length; tau++) {
      const isKept = (/** @type {number} */ t) =>
        kind === "window"
          ? t > tau - steps
          : !Array.from({ length: tau - t }, (_, i) => t + i).some((s) => trace.cutAfter(s));
      let first = tau;
      while (first > 1 && isKept(first - 1)) first -= 1;
      assert.equal(Math.max(0, keptAfter(kind, steps, tau)), first - 1);
    }
    if (kind === "segment")
      for (let at = 1; at * steps < trace.length; at++)
        assert.ok(trace.cutAfter(borderAt({ kind, at }, steps, trace.length)));
  }
});

test("the cut that is dragged lies at the border nearest to the pointer", () => {
  const borders = [0, 10, 30, 40, 80, 90, 100, 120, 130];
  for (const at of [1, 2, 3])
    for (let x = 0; x <= 130; x += 1) {
      const steps = nearestSteps({ kind: "segment", at }, borders, x);
      const apart = (/** @type {number} */ k) => Math.abs((borders[Math.min(8, at * k)] ?? 0) - x);
      for (let other = 1; other <= 8; other++) assert.ok(apart(steps) <= apart(other));
    }
});

test("the first cut past the end cuts nothing, a later one only as much as it must", () => {
  const borders = [0, 1, 2, 3, 4, 5, 6, 7];
  assert.equal(nearestSteps({ kind: "segment", at: 1 }, borders, 99), 7);
  assert.equal(nearestSteps({ kind: "segment", at: 3 }, borders, 99), 3);
  assert.equal(nearestSteps({ kind: "segment", at: 1 }, borders, -99), 1);
});

test("a window reaches back from its loss to where it is dragged, to the first step and no further", () => {
  const borders = [0, 10, 20, 30, 40, 50];
  assert.equal(nearestSteps({ kind: "window", at: 5 }, borders, 21), 3);
  assert.equal(nearestSteps({ kind: "window", at: 5 }, borders, 70), 1);
  assert.equal(nearestSteps({ kind: "window", at: 4 }, borders, -50), 4);
});

test("keys move a cut to where they point, and a window's far end too", () => {
  assert.equal(stepsByKey("ArrowRight", "segment", 2, 6), 3);
  assert.equal(stepsByKey("ArrowLeft", "segment", 2, 6), 1);
  assert.equal(stepsByKey("ArrowLeft", "window", 2, 6), 3);
  assert.equal(stepsByKey("ArrowUp", "window", 2, 6), 3);
  for (const kind of /** @type {const} */ (["segment", "window"])) {
    assert.equal(stepsByKey("Home", kind, 4, 6), 1);
    assert.equal(stepsByKey("End", kind, 4, 6), 6);
    assert.equal(stepsByKey("ArrowDown", kind, 1, 6), 1);
    assert.equal(stepsByKey("ArrowUp", kind, 6, 6), 6);
    assert.equal(stepsByKey("a", kind, 4, 6), null);
  }
});

test("a cut is said in words", () => {
  assert.equal(cutInWords("segment", 2, 6), "segments of 2 time-stamps");
  assert.equal(cutInWords("window", 1, 6), "every loss reaches 1 time-stamp");
  assert.equal(cutInWords("segment", 6, 6), "off: nothing is cut");
});

test("what a truncation costs is led by the recurrent matrix, and a full gradient of zero is called so", () => {
  assert.match(costInWords(hello).join(""), /^not truncated/);
  const segment = traceOf("segment");
  const { W_hh } = /** @type {NonNullable<typeof segment.answer.comparison>} */ (
    segment.answer.comparison
  ).parameters;
  assert.match(
    costInWords(segment).join(""),
    new RegExp(`^W_hh: relative error ${W_hh?.relative_error?.toFixed(2)}, cosine `),
  );
  const none = { relative_error: null, cosine: null, norm_ratio: null };
  const zero = /** @type {any} */ ({
    parts: segment.parts,
    answer: { comparison: { parameters: { W_hh: none } } },
  });
  assert.equal(costInWords(zero).join(""), "W_hh: the full gradient is zero");
});
