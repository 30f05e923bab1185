/** @import {NudgeAnswer} from "../../static/answer.js" */
/** @import {Action, State} from "../../static/state.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addedUp,
  lastAnswer,
  clicked,
  firstNudge,
  isCurrent,
  nearest,
  nudgeIn,
  nudgeRequest,
  readNudge,
  weightAt,
  writeNudge,
} from "../../static/nudge.js";
import { INITIAL } from "../../static/settings.js";
import { START, reduce } from "../../static/state.js";
import { NAMES, traceOf } from "./traces.js";

const hello = traceOf("hello");
const AT_THREE = { parameter: "W_hh", row: 0, column: 2, t: 3, epsilon: 0.1 };

/** @type {NudgeAnswer} */
const ANSWER = {
  predicted: 0.2,
  actual: 0.19,
  loss_before: 5,
  loss_after: 5.19,
  losses: [0, 0, 0.15, 0.04],
  shared: { predicted: 0.5, actual: 0.44 },
  copies: { first: 0, predicted: [0, 0.1, 0.2, 0.2], actual: [0, 0.09, 0.19, 0.17] },
};

/**
 * @param {Action[]} actions
 * @param {State} [from]
 */
function after(actions, from = START) {
  return actions.reduce(reduce, from);
}

/** @param {string} nudge @returns {Action} */
const set = (nudge) => ({ type: "set", field: "nudge", text: nudge });

const shown = after([{ type: "answered", trace: hello }, set(writeNudge(AT_THREE))]);

test("what a nudge is written as it is read from, and rows count from 1", () => {
  assert.equal(writeNudge(AT_THREE), "W_hh,1,3,3,0.1");
  for (const nudge of [
    AT_THREE,
    { ...AT_THREE, t: null, epsilon: -1e-9 },
    { parameter: "b_h_enc", row: 11, column: 0, t: 256, epsilon: 1e200 },
  ])
    assert.deepEqual(readNudge(writeNudge(nudge)), nudge);
});

test("a minus of the page is one, and so is that of the keyboard", () => {
  assert.equal(readNudge("W_hh,1,3,2,−0.5")?.epsilon, -0.5);
  assert.equal(readNudge("W_hh,1,3,2, -.5")?.epsilon, -0.5);
});

for (const text of [
  "",
  "W_hh,1,3,2",
  "W_hh,0,3,2,0.1",
  "W_hh,1,0,2,0.1",
  "W_hh,1,3,0,0.1",
  "W_hh,1,3,two,0.1",
  "h,1,3,2,0.1",
  "W_hh,1,3,2,",
  "W_hh,1,3,2,a little",
  "W_hh,1,3,2,0,1",
  "W_hh,1,3,2,1e999",
  "W_hh,1,3,2,0.1,5",
])
  test(`"${text}" is no nudge`, () => assert.equal(readNudge(text), null));

test("a nudge is of a weight that the network has, at a time-stamp where it is used", () => {
  const translation = traceOf("translation");
  const is = (/** @type {string} */ nudge, trace = hello) =>
    nudgeIn({ ...INITIAL, nudge }, trace) !== null;
  assert.ok(is("W_hh,4,4,4,0.1"));
  assert.ok(is("W_hh,4,4,all,0.1"));
  assert.ok(is("b_h,4,1,4,0.1"));
  for (const nudge of ["W_hh,5,4,4,0.1", "W_hh,4,5,4,0.1", "W_hh,4,4,5,0.1", "b_h,4,2,4,0.1"])
    assert.ok(!is(nudge), nudge);
  assert.ok(!is("W_hh_enc,1,1,1,0.1"));
  assert.ok(!is("W_constructor,1,1,1,0.1"));
  assert.ok(is("W_hh_enc,1,1,3,0.1", translation));
  assert.ok(!is("W_hh_enc,1,1,4,0.1", translation));
  assert.ok(is("W_hh_dec,1,1,4,0.1", translation));
  assert.ok(!is("W_hh_dec,1,1,3,0.1", translation));
});

test("a new run keeps the nudge while it has such a weight, and else drops it", () => {
  const kept = after([{ type: "answered", trace: traceOf("segment") }], shown);
  assert.equal(kept.settings.nudge, "W_hh,1,3,3,0.1");
  const other = after([{ type: "answered", trace: traceOf("single") }], shown);
  assert.equal(other.settings.nudge, "");
  const stopgap = after([{ type: "answered", trace: traceOf("single"), stopgap: true }], shown);
  assert.equal(stopgap.settings.nudge, "W_hh,1,3,3,0.1");
});

test("what is no number is refused beside epsilon, and leaves the nudge", () => {
  const wrong = after([set("W_hh,1,3,3,much")], shown);
  assert.equal(wrong.settings.nudge, "W_hh,1,3,3,0.1");
  assert.deepEqual(
    wrong.mistakes.map(({ field }) => field),
    ["nudge"],
  );
  assert.deepEqual(after([set("W_hh,1,3,3,0.2")], wrong).mistakes, []);
  assert.deepEqual(after([{ type: "answered", trace: traceOf("single") }], wrong).mistakes, []);
});

test("the question is that of the run, and counts from 0", () => {
  assert.deepEqual(nudgeRequest(hello, AT_THREE), {
    ...hello.request,
    parameter: "W_hh",
    row: 0,
    column: 2,
    copy: 2,
    epsilon: 0.1,
  });
  assert.equal(nudgeRequest(hello, { ...AT_THREE, t: null }).copy, null);
  const bias = { parameter: "b_h", row: 3, column: 0, t: 1, epsilon: 1 };
  assert.equal(nudgeRequest(hello, bias).column, null);
});

test("an answer to an epsilon of a moment ago is shown, and known not to be the newest", () => {
  const moved = after([set("W_hh,1,3,3,0.3")], shown);
  const came = after([{ type: "nudged", trace: hello, asked: AT_THREE, answer: ANSWER }], moved);
  assert.equal(lastAnswer(came), ANSWER);
  assert.ok(!isCurrent(came, { ...AT_THREE, epsilon: 0.3 }));
  const asked = { ...AT_THREE, epsilon: 0.3 };
  const newest = after([{ type: "nudged", trace: hello, asked, answer: ANSWER }], came);
  assert.ok(isCurrent(newest, asked));
});

test("an answer about another place or another run comes too late", () => {
  const late = { type: /** @type {const} */ ("nudged"), trace: hello, answer: ANSWER };
  for (const asked of [
    { ...AT_THREE, t: 2 },
    { ...AT_THREE, t: null },
    { ...AT_THREE, row: 1 },
    { ...AT_THREE, parameter: "W_hy" },
  ])
    assert.equal(after([{ ...late, asked }], shown).nudged, null);
  const trace = traceOf("hello");
  assert.equal(after([{ ...late, trace, asked: AT_THREE }], shown).nudged, null);
  assert.equal(after([set(""), { ...late, asked: AT_THREE }], shown).nudged, null);
});

test("a refusal keeps the last numbers of that place, and none of another", () => {
  const came = after([{ type: "nudged", trace: hello, asked: AT_THREE, answer: ANSWER }], shown);
  const mistakes = [{ field: null, message: "h is not finite" }];
  /** @param {typeof AT_THREE} asked @returns {Action[]} */
  const refused = (asked) => [
    set(writeNudge(asked)),
    { type: "nudged", trace: hello, asked, mistakes },
  ];
  const here = after(refused({ ...AT_THREE, epsilon: 1e200 }), came);
  assert.equal(here.nudged?.answer, ANSWER);
  assert.deepEqual(here.nudged.mistakes, mistakes);
  assert.equal(lastAnswer(here), null);
  assert.equal(after(refused({ ...AT_THREE, t: 2 }), came).nudged?.answer, null);
});

test("a click compares: it takes the epsilon of the nudge before", () => {
  const { epsilon, ...place } = AT_THREE;
  assert.equal(clicked(place, { ...AT_THREE, t: 2, epsilon: -0.4 }).epsilon, -0.4);
  assert.ok(clicked(place, null).epsilon > 0);
  assert.ok(clicked(place, { ...AT_THREE, epsilon: 0 }).epsilon > 0);
});

test("another parameter takes the nearest entry and time-stamp that it has", () => {
  const translation = traceOf("translation");
  const [rows = 0, columns = 0] = translation.answer.cell.parameters["W_xh_enc"] ?? [];
  const far = { parameter: "W_xh_enc", row: 99, column: 99, t: 7, epsilon: 1 };
  assert.deepEqual(nearest(translation, far), { ...far, row: rows - 1, column: columns - 1, t: 3 });
  assert.equal(nearest(translation, { ...far, parameter: "W_xh_dec", t: 2 }).t, 4);
  assert.equal(nearest(translation, { ...far, t: null }).t, null);
  assert.equal(nearest(translation, { ...far, parameter: "b_h_enc" }).column, 0);
});

for (const name of NAMES)
  test(`${name} begins with the largest entry of a copy, of a recurrent matrix if it can`, () => {
    const trace = traceOf(name);
    const nudge = firstNudge(trace);
    const { parameter, t } = nudge;
    assert.ok(nudgeIn({ ...INITIAL, nudge: writeNudge(nudge) }, trace));
    assert.ok(t);
    const norms = (/** @type {string} */ each) => trace.answer.copy_norms[each] ?? [];
    assert.equal(trace.normOf(parameter, t), Math.max(...norms(parameter)));
    const entries = trace.copy(parameter, t).values.map(Math.abs);
    assert.equal(Math.abs(trace.entry(parameter, t, nudge)), Math.max(...entries));
    assert.ok(Math.max(...entries) > 0);
    const edges = trace.parts.flatMap(({ graph }) => graph.edges);
    const recurrent = edges.flatMap((edge) => (edge.lag > 0 ? edge.parameters : []));
    const learns = recurrent.some((each) => Math.max(...norms(each)) > 0);
    assert.equal(recurrent.includes(parameter), learns);
  });

test("the weight before is that of the answer", () => {
  const weights = /** @type {number[][]} */ (hello.answer.weights["W_hh"]);
  assert.equal(weightAt(hello, AT_THREE), weights[0]?.[2]);
  assert.equal(
    weightAt(hello, { ...AT_THREE, parameter: "b_h", row: 3, column: 0 }),
    hello.answer.weights["b_h"]?.[3],
  );
});

test("the copies one by one are added up, predicted and actual", () => {
  const { predicted, actual } = addedUp(ANSWER.copies);
  assert.ok(Math.abs(predicted - 0.5) < 1e-12);
  assert.ok(Math.abs(actual - 0.45) < 1e-12);
});
