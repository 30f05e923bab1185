/** @import {Checked} from "../../static/answer.js" */
/** @import {CheckAction} from "../../static/checking.js" */
/** @import {State} from "../../static/state.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused } from "../../static/api.js";
import { UNCHECKED, beatOf, check, nextOf, verdictOf } from "../../static/checking.js";
import { UNREACHABLE } from "../../static/mistakes.js";
import { createQuestions } from "../../static/questions.js";
import { START, reduce } from "../../static/state.js";
import { createStore } from "../../static/store.js";
import { traceOf } from "./traces.js";

const trace = traceOf("hello");

/** @type {Checked} */
const FINE = {
  entries: 20,
  skipped: 0,
  worst_error: 1e-10,
  worst: { row: 0, column: 1, copy: 2 },
  resolution: 1e-9,
  agrees: true,
};

/** @param {CheckAction[]} actions @param {string[]} [parameters] */
function after(actions, parameters = ["a", "b"]) {
  return actions.reduce((checking, action) => check(checking, action, parameters), UNCHECKED);
}

/** @param {string} name @param {Partial<Checked>} [more] @returns {CheckAction} */
function found(name, more) {
  return { type: "checked", name, checked: { ...FINE, ...more } };
}

/** @type {CheckAction} */
const begun = { type: "check", on: true };

test("the parameters are checked one after another, in the order of the cell", () => {
  assert.equal(nextOf(after([])), null);
  assert.equal(nextOf(after([begun])), "a");
  const half = after([begun, found("a")]);
  assert.deepEqual([nextOf(half), half.running, verdictOf(half)], ["b", true, null]);
  const all = after([begun, found("a"), found("b")]);
  assert.deepEqual([nextOf(all), all.running], [null, false]);
  assert.equal(verdictOf(all)?.agrees, true);
});

test("the verdict counts what was compared, and names the worst entry of all", () => {
  const worst = { row: 3, column: null, copy: null };
  const verdict = verdictOf(
    after([begun, found("a", { skipped: 5 }), found("b", { worst_error: 1e-8, worst })]),
  );
  assert.deepEqual(verdict, {
    agrees: true,
    doubted: [],
    compared: 35,
    skipped: 5,
    worst: { parameter: "b", ...worst, error: 1e-8 },
  });
});

test("one that does not agree decides, and the worst is sought among those", () => {
  const verdict = verdictOf(
    after([
      begun,
      found("a", { agrees: false, worst_error: 0.1 }),
      found("b", { agrees: null, worst_error: 5 }),
    ]),
  );
  assert.equal(verdict?.agrees, false);
  assert.deepEqual(verdict?.doubted, ["a"]);
  assert.equal(verdict?.worst?.parameter, "a");
});

test("where differences are too coarse to tell, or there is none, nothing is claimed", () => {
  const verdict = verdictOf(
    after([begun, found("a"), found("b", { agrees: null, worst: null, worst_error: null })]),
  );
  assert.equal(verdict?.agrees, null);
  assert.deepEqual(verdict?.doubted, ["b"]);
  assert.equal(verdict?.worst, null);
});

test("a refusal is of one parameter: the rest is checked, and counts", () => {
  const mistakes = [{ field: null, message: "too much work" }];
  const one = after([begun, { type: "check refused", name: "a", mistakes }]);
  assert.deepEqual([one.running, nextOf(one)], [true, "b"]);
  const both = check(one, found("b"), []);
  assert.equal(both.running, false);
  assert.deepEqual(both.refused, { a: mistakes });
  assert.equal(verdictOf(both)?.compared, 20);
  const none = check(one, { type: "check refused", name: "b", mistakes }, []);
  assert.equal(verdictOf(none), null);
});

test("without a server nothing more is asked, and all that is left is not checked", () => {
  const mistakes = [{ field: null, message: UNREACHABLE }];
  const names = ["a", "b", "c"];
  const gone = check(
    after([begun, found("a")], names),
    { type: "check refused", name: "b", mistakes },
    names,
  );
  assert.equal(gone.running, false);
  assert.deepEqual(Object.keys(gone.refused), ["b", "c"]);
  assert.equal(verdictOf(gone)?.compared, 20);
});

test("stopped, what was found stays; begun again, it is found anew", () => {
  const stopped = after([begun, found("a"), { type: "check", on: false }]);
  assert.equal(stopped.running, false);
  assert.equal(verdictOf(stopped)?.compared, 20);
  assert.deepEqual(check(stopped, begun, ["a"]).done, {});
});

test("an entry is seen where its copy fills in on its arrow, that of the sum where it lands", () => {
  const { beats } = trace.timeline;
  const { phase, kind, t } = beats[beatOf(trace.timeline, 2)] ?? {};
  assert.deepEqual([phase, kind, t], ["backward", "copies", 3]);
  const landed = beats[beatOf(trace.timeline, null)];
  assert.deepEqual([landed?.phase, landed?.kind], ["sum", "land"]);
});

/**
 * The page with a run shown and a check begun, and a server that answers by hand.
 */
function pageChecking() {
  /** @type {{name: string, answer: (agrees: boolean) => void, refuse: () => void}[]} */
  const asked = [];
  const store = createStore(reduce, /** @type {State} */ ({ ...START, trace }));
  /** @type {any} */
  const api = {
    check: (/** @type {any} */ { parameters: [name], ...request }) => {
      assert.deepEqual(request, trace.request);
      return new Promise((resolve, reject) =>
        asked.push({
          name,
          answer: (agrees) => resolve({ parameters: { [name]: { ...FINE, agrees } } }),
          refuse: () => reject(new Refused([{ field: null, message: "too much" }])),
        }),
      );
    },
  };
  store.dispatch({ type: "check", on: true });
  const done = createQuestions(api, store).check();
  return { store, asked, done };
}

test("the server is asked for one parameter at a time, with the body of the run", async () => {
  const { store, asked, done } = pageChecking();
  for (const [i, name] of trace.parameters.entries()) {
    assert.deepEqual([asked.length, asked[i]?.name], [i + 1, name]);
    if (i === 1) asked[i]?.refuse();
    else asked[i]?.answer(true);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await done;
  const { checking } = store.get();
  assert.equal(checking.running, false);
  assert.equal(Object.keys(checking.done).length, trace.parameters.length - 1);
  assert.deepEqual(Object.keys(checking.refused), [trace.parameters[1]]);
});

test("another run ends a check, and takes its verdict away", async () => {
  const { store, asked, done } = pageChecking();
  asked[0]?.answer(false);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(Object.keys(store.get().checking.done).length, 1);
  store.dispatch({ type: "answered", trace: traceOf("single") });
  asked[1]?.answer(false);
  await done;
  assert.equal(asked.length, 2);
  assert.deepEqual(store.get().checking, UNCHECKED);
});
