/** @import {Model} from "../../static/panels.js" */
/** @import {FakeElement} from "./document.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawBars } from "../../static/drawing/bars.js";
import { drawSlots } from "../../static/drawing/slots.js";
import { drawTotal, totalOf } from "../../static/drawing/total.js";
import { frameOf } from "../../static/frame.js";
import { groupsOf } from "../../static/ledger/groups.js";
import { dockingAt, progressOf } from "../../static/ledger/progress.js";
import { rowsOf } from "../../static/ledger/rows.js";
import { scalesOf } from "../../static/scales.js";
import { START } from "../../static/state.js";
import { Pen } from "../../static/svg.js";
import { startOf } from "../../static/timeline.js";
import { fake, idle } from "./document.js";
import { NAMES, traceOf } from "./traces.js";

/**
 * What is to be seen when that many time-stamps are in the sums.
 *
 * @param {string} name
 * @param {number} docked
 * @returns {Model}
 */
function modelOf(name, docked) {
  const trace = traceOf(name);
  const position = startOf(trace.timeline, "sum") - 1 + docked;
  const frame = frameOf(trace.timeline, trace.length, position);
  return { state: START, trace, frame, scales: scalesOf(trace, false), isHeld: false };
}

/** @param {FakeElement} element @returns {string[]} */
function textsIn(element) {
  return [
    ...(element.textContent ? [element.textContent] : []),
    ...element.childNodes.flatMap(textsIn),
  ];
}

/**
 * All slots as drawn: where, and what is written in and below each.
 *
 * @param {Model} model
 * @param {Set<string>} [folded]
 */
function slotsOf(model, folded = new Set()) {
  const context = idle();
  const layout = rowsOf(model.trace, 2000, groupsOf(model.trace.parts), folded);
  const root = fake("g");
  new Pen(root).draw((pen) => drawSlots(pen, model, context, layout, 0));
  return [...context.anchors].map(([key, element]) => {
    const [, parameter = "", t] = key.split(":");
    const slot = /** @type {FakeElement} */ (/** @type {any} */ (element).parent);
    const x = Number(/translate\(([^,]*)/.exec(slot.attributes["transform"] ?? "")?.[1]);
    return { parameter, t: Number(t), x, texts: textsIn(slot) };
  });
}

/** @param {Model} model @param {string} parameter */
function captionOf(model, parameter) {
  const layout = rowsOf(model.trace, 900);
  const row = layout.rows.find((each) => each.parameter === parameter);
  assert.ok(row);
  const root = fake("g");
  new Pen(root).draw((pen) => drawTotal(pen, model, idle(), layout, row));
  return textsIn(root).at(-1);
}

test("there is a slot for a copy where there is a copy, and nowhere else", () => {
  for (const name of NAMES) {
    const model = modelOf(name, 1);
    const { trace } = model;
    for (const folded of [new Set(), new Set(["enc"]), new Set(["dec"])]) {
      const drawn = slotsOf(model, folded).map(({ parameter, t }) => `${parameter} ${t}`);
      const copies = trace.parameters.flatMap((parameter) => {
        const { first, length } = trace.partOf(parameter);
        return Array.from({ length }, (_, i) => `${parameter} ${first + i + 1}`);
      });
      assert.deepEqual(drawn.sort(), copies.sort(), name);
    }
  }
});

test("a time-stamp has its place in all rows, so that the encoder's copies are left of the decoder's", () => {
  const slots = slotsOf(modelOf("translation", 7));
  for (let t = 1; t <= 7; t += 1)
    assert.equal(new Set(slots.filter((slot) => slot.t === t).map(({ x }) => x)).size, 1);
  const places = (/** @type {string} */ end) =>
    slots.filter(({ parameter }) => parameter.endsWith(end)).map(({ x }) => x);
  assert.ok(Math.max(...places("_enc")) < Math.min(...places("_dec")));
});

test("a plus stands between two copies of a row, none before its first or after its last", () => {
  for (const folded of [new Set(), new Set(["enc"]), new Set(["dec"])])
    for (const { parameter, t, texts } of slotsOf(modelOf("translation", 7), folded)) {
      const last = parameter.endsWith("_enc") ? 3 : 7;
      assert.equal(texts.includes("+"), t < last, `${parameter} ${t}`);
    }
});

test("a sum counts its own copies, and the decoder's is complete before the encoder's has begun", () => {
  const { trace } = modelOf("translation", 0);
  const counts = [0, 1, 3, 4, 5, 7].map((docked) =>
    ["W_hh_enc", "W_hh_dec"].map((parameter) => {
      const { arrived, of, isComplete } = progressOf(trace, parameter, docked);
      return `${arrived}/${of}${isComplete ? "!" : ""}`;
    }),
  );
  assert.deepEqual(counts, [
    ["0/3", "0/4"],
    ["0/3", "1/4"],
    ["0/3", "3/4"],
    ["0/3", "4/4!"],
    ["1/3", "4/4!"],
    ["3/3!", "4/4!"],
  ]);
});

test("the caption of a sum does not count a copy that still flies", () => {
  const captions = [0, 0.97, 1, 1.99, 2, 3.99, 4, 4.97, 5, 6.99, 7].map((docked) => {
    const model = modelOf("translation", docked);
    return ["W_xh_dec", "b_h_enc"].map((parameter) => captionOf(model, parameter)).join(", ");
  });
  assert.deepEqual(captions, [
    "waits, waits",
    "0 of 4, waits",
    "1 of 4, waits",
    "1 of 4, waits",
    "2 of 4, waits",
    "3 of 4, waits",
    "total, waits",
    "total, 0 of 3",
    "total, 1 of 3",
    "total, 2 of 3",
    "total, total",
  ]);
});

test("what a sum shows is the sum of the copies that are in, and at the end the gradient", () => {
  for (const name of NAMES) {
    const { length } = traceOf(name);
    for (let docked = 0; docked <= length; docked += 1) {
      const model = modelOf(name, docked);
      const { trace } = model;
      for (const parameter of trace.parameters) {
        const expected = trace.empty(parameter).values;
        const times = trace.partOf(parameter);
        const own = Array.from({ length: docked }, (_, i) => length - i).filter(
          (t) => t > times.first && t <= times.first + times.length,
        );
        for (const t of own)
          trace.copy(parameter, t).values.forEach((value, i) => {
            expected[i] = (expected[i] ?? 0) + value;
          });
        const shown = totalOf(model, parameter);
        assert.equal(shown === null, own.length === 0, `${name} ${parameter} ${docked}`);
        shown?.values.forEach((value, i) =>
          assert.ok(Math.abs(value - (expected[i] ?? NaN)) < 1e-12, `${name} ${parameter}`),
        );
      }
    }
    const { trace, ...model } = modelOf(name, length);
    for (const parameter of trace.parameters)
      assert.deepEqual(totalOf({ ...model, trace }, parameter), trace.gradients[parameter]);
  }
});

test("what has begun to arrive in a sum lies between the sums before and after", () => {
  const [before, between, after] = [4, 4.9, 5].map(
    (docked) => totalOf(modelOf("translation", docked), "W_xh_enc")?.values,
  );
  assert.equal(before, undefined);
  assert.ok(between && after);
  after.forEach((value, i) => {
    const share = (between[i] ?? NaN) / value;
    assert.ok(value === 0 || (share > 0 && share < 1));
  });
});

test("an entry has a bar for each of its own copies that is in, and they end at the sum", () => {
  for (const [parameter, docked, bars] of /** @type {[string, number, string[]][]} */ ([
    ["W_hh_dec", 2, ["7", "6"]],
    ["W_hh_dec", 7, ["7", "6", "5", "4"]],
    ["W_hh_enc", 4, []],
    ["W_hh_enc", 6, ["3", "2"]],
    ["W_hh_enc", 7, ["3", "2", "1"]],
  ])) {
    const { trace, scales, frame } = modelOf("translation", docked);
    const entry = trace.entryShown(parameter, null);
    const root = fake("g");
    let sum = NaN;
    new Pen(root).draw((pen) => {
      const box = { x: 0, y: 0, width: 200, height: 40 };
      sum = drawBars(pen, box, { trace, scales, docked: frame.docked }, entry);
    });
    assert.deepEqual(textsIn(root), [...bars, "Σ"], `${parameter} ${docked}`);
    const { columns, values } = trace.runningTotal(parameter, docked);
    const expected = values[entry.row * columns + entry.column] ?? NaN;
    assert.ok(Math.abs(sum - expected) < 1e-12, `${parameter} ${docked}`);
  }
});

test("only the encoder starts from nothing: the decoder's first copy has the state handed over", () => {
  const texts = (/** @type {string} */ parameter, /** @type {number} */ t) =>
    slotsOf(modelOf("translation", 7))
      .find((slot) => slot.parameter === parameter && slot.t === t)
      ?.texts.join("") ?? "";
  assert.match(texts("W_hh_enc", 1), /0: .*0 = 0/);
  assert.match(texts("W_hh_enc", 2), /‖·‖ 0\.\d/);
  assert.match(texts("W_hh_dec", 4), /‖·‖ 0\.\d/);
});

test("where the truncation cuts the hand-over, the encoder's copies are zero and say so", () => {
  const slots = slotsOf(modelOf("translation-segment", 7));
  for (const { parameter, t, texts } of slots) {
    const isRecurrentStart = parameter === "W_hh_enc" && t === 1;
    const isCut = parameter.endsWith("_enc") && !isRecurrentStart;
    assert.equal(texts.includes("0: cut"), isCut, `${parameter} ${t}`);
  }
});

test("a copy without a loss is not called cut because the sequence is", () => {
  const model = modelOf("translation-masked", 7);
  model.trace.truncation = { kind: "segment", steps: 2 };
  const masked = slotsOf(model).find(({ parameter, t }) => parameter === "W_hy_dec" && t === 5);
  assert.ok(masked?.texts.includes("0: no loss"));
});

test("the time-stamp whose copies come in goes from T to 1", () => {
  assert.deepEqual(
    [0, 0.5, 1, 1.5, 2, 6.5, 7].map((docked) => dockingAt(7, docked)),
    [7, 7, 7, 6, 6, 1, 1],
  );
});
