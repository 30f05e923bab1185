/** @import {State} from "../../static/state.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused } from "../../static/api.js";
import { wanted } from "../../static/exporting.js";
import { createQuestions } from "../../static/questions.js";
import { START, reduce } from "../../static/state.js";
import { createStore } from "../../static/store.js";
import { traceOf } from "./traces.js";

const trace = traceOf("hello");

/** @param {import("../../static/state.js").Action[]} actions */
function after(actions) {
  return actions.reduce(reduce, /** @type {State} */ ({ ...START, trace }));
}

/** @param {boolean} isRefused */
function pageWriting(isRefused) {
  /** @type {unknown[]} */
  const asked = [];
  const store = createStore(reduce, after([{ type: "export", open: true }]));
  /** @type {any} */
  const api = {
    script: async (/** @type {unknown} */ request) => {
      asked.push(request);
      if (isRefused) throw new Refused([{ field: null, message: "no" }]);
      return "import torch";
    },
  };
  return { store, asked, questions: createQuestions(api, store) };
}

test("a script is wanted while somebody looks at it, and of the run that is shown", () => {
  assert.equal(wanted(after([])), null);
  assert.equal(wanted(after([{ type: "export", open: true }])), trace);
  assert.equal(
    wanted(
      after([
        { type: "export", open: true },
        { type: "export as", form: "curl" },
      ]),
    ),
    null,
  );
  const there = after([
    { type: "export", open: true },
    { type: "script", trace, text: "import torch" },
  ]);
  assert.equal(wanted(there), null);
  const other = traceOf("single");
  assert.equal(wanted(reduce(there, { type: "answered", trace: other })), other);
});

test("it is asked for with the body of the run, once", async () => {
  const { store, asked, questions } = pageWriting(false);
  await questions.script();
  await questions.script();
  assert.deepEqual(asked, [trace.request]);
  assert.deepEqual(store.get().exporting.script, { trace, text: "import torch" });
});

test("a refusal stands there until something else is looked at", async () => {
  const { store, questions } = pageWriting(true);
  await questions.script();
  assert.deepEqual(store.get().exporting.mistakes, [{ field: null, message: "no" }]);
  store.dispatch({ type: "export as", form: "python" });
  assert.deepEqual(store.get().exporting.mistakes, []);
});
