import assert from "node:assert/strict";
import { test } from "node:test";
import { reachOf, startsOf, waysOf } from "../../static/reach.js";
import { statesOf } from "../../static/tables.js";
import { NAMES, traceOf } from "./traces.js";

const hello = traceOf("hello");
const lstm = traceOf("lstm");

test("a copy acts through the values whose equations use it, at its own time-stamp", () => {
  assert.deepEqual(startsOf(hello, "W_hh", 2), ["z"]);
  assert.deepEqual(startsOf(hello, "b_y", 2), ["y"]);
  assert.deepEqual(startsOf(traceOf("translation-branched"), "W_hh_enc", 1), ["h"]);
  assert.deepEqual(startsOf(traceOf("translation"), "W_hh_enc", 6), []);
});

test("an Elman cell has one way back, along the recurrent arrow", () => {
  const ways = waysOf(hello, "W_hh", 4, 2);
  assert.ok(ways);
  const at = (/** @type {number} */ t) =>
    ["x", "z", "h", "y"].filter((name) => ways.has(name, t)).join("");
  assert.deepEqual([1, 2, 3, 4].map(at), ["", "zh", "zh", "zhy"]);
  assert.ok(ways.isShort("z", 3) && ways.isShort("h", 2));
});

test("the shortest ways of an LSTM lead over its cell state", () => {
  const ways = waysOf(lstm, "W_hf", 2, 1);
  assert.ok(ways);
  assert.ok(ways.has("h", 1) && !ways.isShort("h", 1));
  assert.ok(ways.isShort("c", 1) && ways.isShort("c", 2) && ways.isShort("h", 2));
});

test("there is no way to a later copy, nor from an output back through time", () => {
  assert.equal(waysOf(hello, "W_hh", 2, 3), null);
  assert.equal(waysOf(hello, "W_hy", 3, 2), null);
});

test("a loss can be reached exactly where there is a way, in every kept run", () => {
  for (const name of NAMES) {
    const trace = traceOf(name);
    for (const subject of [...trace.parameters, ...statesOf(trace)]) {
      const reaches = reachOf(trace, subject);
      for (let tau = 1; tau <= trace.length; tau += 1)
        for (let t = 1; t <= trace.length; t += 1)
          assert.equal(
            reaches(tau, t),
            waysOf(trace, subject, tau, t) !== null,
            `${name} ${subject} ${tau} ${t}`,
          );
    }
  }
});
