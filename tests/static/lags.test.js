/** @import {Answer} from "../../static/answer.js" */
/** @import {Example, Request} from "../../static/request.js" */
/** @import {Action, State} from "../../static/state.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { compareByLag, rowsOf } from "../../static/lags.js";
import { createQuestions } from "../../static/questions.js";
import { START, reduce } from "../../static/state.js";
import { createStore } from "../../static/store.js";
import { traceOf } from "./traces.js";

const hello = traceOf("hello");

/**
 * The answer of "hello" with one loss, at t = 4, and these gradients of h.
 *
 * @param {number[][]} deltas
 * @returns {Answer}
 */
function oneLoss(deltas) {
  return { ...hello.answer, losses: [null, null, null, 1], deltas: { h: deltas } };
}

const fading = oneLoss([
  [0, 0],
  [0, 0.003],
  [0, 0.1],
  [3, 4],
]);
const lasting = oneLoss([
  [1, 0],
  [1, 0],
  [1, 0],
  [1, 0],
]);

test("the gradient of the one loss is compared by lag", () => {
  const found = compareByLag(fading, lasting, "h");
  assert.equal(found?.tau, 4);
  assert.deepEqual(
    found.rows.map(({ lag, logs }) => [lag, ...logs]),
    [
      [0, Math.log10(5), 0],
      [1, -1, 0],
      [2, Math.log10(0.003), 0],
    ],
  );
  assert.deepEqual(found.logs, [0, 0, 0, 0]);
});

test("what is exactly zero in the run beside has no place on a log scale", () => {
  assert.deepEqual(compareByLag(lasting, fading, "h")?.logs.slice(-1), [null]);
});

test("with more losses than one, or without the state, there is nothing to compare", () => {
  assert.equal(compareByLag(hello.answer, lasting, "h"), null);
  assert.equal(compareByLag(lasting, hello.answer, "h"), null);
  const other = { ...lasting, cell: { ...lasting.cell, states: ["s"] } };
  assert.equal(compareByLag(fading, other, "h"), null);
});

test("a table has rows for the lags that the sequence has", () => {
  assert.deepEqual(rowsOf(3), [0, 1, 2]);
  assert.deepEqual(rowsOf(20), [0, 1, 2, 5, 10, 20]);
});

/** What no text says, so that the page keeps it as the example's. @type {Request} */
const request = {
  sequence: { kind: "tokens", vocabulary: ["a", "b"], steps: [{ input: 1, target: 0 }] },
  cell: "elman",
};
/** @type {Example[]} */
const EXAMPLES = [
  { name: "a", title: "A", description: "", request, beside: "b" },
  { name: "b", title: "B", description: "", request: { ...request, seed: 5 }, beside: "a" },
  { name: "c", title: "C", description: "", request: { ...request }, beside: null },
];

/**
 * The page with an example loaded, and every question that it asked aside.
 *
 * @param {string} example
 */
function pageWith(example) {
  /** @type {Request[]} */
  const asked = [];
  const store = createStore(
    reduce,
    /** @type {State} */ ({
      ...START,
      examples: EXAMPLES,
      settings: { ...START.settings, example },
    }),
  );
  /** @type {any} */
  const api = {
    newest: async () => fading,
    aside: async (/** @type {Request} */ question) => {
      asked.push(question);
      if (asked.length === 1 && example === "b") throw new Error("away");
      return lasting;
    },
  };
  return { store, asked, questions: createQuestions(api, store) };
}

test("the run beside is asked for once, as its own example has it", async () => {
  const { store, asked, questions } = pageWith("a");
  await questions.run();
  await questions.run();
  assert.deepEqual(
    asked.map(({ seed }) => seed),
    [5],
  );
  assert.equal(store.get().beside?.trace, store.get().trace);
  assert.equal(store.get().beside?.answer, lasting);
});

test("a run beside that was not answered is asked for again with the next run", async () => {
  const { store, asked, questions } = pageWith("b");
  await questions.run();
  assert.equal(store.get().beside, null);
  await questions.run();
  assert.equal(asked.length, 2);
  assert.equal(store.get().beside?.answer, lasting);
});

test("nothing is asked for where the example names nothing beside it, or there is no example", async () => {
  for (const name of ["c", ""]) {
    const { store, asked, questions } = pageWith(name);
    await questions.run();
    assert.deepEqual(asked, []);
    assert.equal(store.get().beside, null);
  }
});

test("the run beside changes nothing of the run that is shown", () => {
  const shown = { ...START, trace: hello, position: 3 };
  /** @type {Action} */
  const action = { type: "beside", trace: hello, answer: lasting };
  assert.deepEqual({ ...reduce(shown, action), beside: null }, shown);
});
