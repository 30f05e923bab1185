import assert from "node:assert/strict";
import { test } from "node:test";
import { createSteady } from "../../static/steady.js";

/** A call that is answered by hand, and a clock that is moved by hand. */
function stage() {
  /** @type {(() => void)[]} */
  const rests = [];
  /** @type {{answer: () => void, fail: (error: Error) => void}[]} */
  const calls = [];
  const window = /** @type {any} */ ({
    setTimeout: (/** @type {() => void} */ over, /** @type {number} */ rest) => {
      assert.equal(rest, 40);
      rests.push(over);
    },
  });
  const ask = createSteady(
    window,
    40,
    () =>
      new Promise((answer, fail) => {
        calls.push({ answer: () => answer(null), fail });
      }),
  );
  return { ask, calls, rests };
}

const answered = () => new Promise((done) => setImmediate(done));

test("the first call is made at once, and while it is under way no other", () => {
  const { ask, calls } = stage();
  ask();
  assert.equal(calls.length, 1);
  ask();
  ask();
  assert.equal(calls.length, 1);
});

test("what was asked for meanwhile is called once more, after a rest", async () => {
  const { ask, calls, rests } = stage();
  ask();
  ask();
  ask();
  calls[0]?.answer();
  await answered();
  assert.equal(calls.length, 1);
  rests[0]?.();
  assert.equal(calls.length, 2);
  calls[1]?.answer();
  await answered();
  rests[1]?.();
  assert.equal(calls.length, 2);
});

test("what is asked for in the rest waits for its end", async () => {
  const { ask, calls, rests } = stage();
  ask();
  calls[0]?.answer();
  await answered();
  ask();
  assert.equal(calls.length, 1);
  rests[0]?.();
  assert.equal(calls.length, 2);
});
