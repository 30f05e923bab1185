import assert from "node:assert/strict";
import { test } from "node:test";
import { entryIn, withEntry } from "../../static/entrylink.js";
import { START, reduce } from "../../static/state.js";
import { INITIAL } from "../../static/settings.js";
import { traceOf } from "./traces.js";

const ENTRY = { parameter: "W_hh", row: 1, column: 2 };

test("an entry goes into the address, counted from 1, and comes out of it", () => {
  assert.equal(withEntry("seed=3", ENTRY), "seed=3&entry=W_hh.2.3");
  assert.equal(withEntry("", ENTRY), "entry=W_hh.2.3");
  assert.equal(withEntry("seed=3", null), "seed=3");
  assert.deepEqual(entryIn("#seed=3&entry=W_hh.2.3"), ENTRY);
});

test("what is no entry counts as none", () => {
  for (const text of ["", "W_hh", "W_hh.0.1", "W_hh.1.0", "W_hh.1", "h.1.1", "W_hh.1.1.1"])
    assert.equal(entryIn(`#entry=${text}`), null, text);
});

test("an entry that a network lacks waits, and its largest is shown", () => {
  const trace = traceOf("hello");
  const far = { parameter: "W_hh", row: 40, column: 2 };
  assert.deepEqual(trace.entryShown("W_hh", ENTRY), ENTRY);
  assert.deepEqual(trace.entryShown("W_hh", far), trace.entryShown("W_hh", null));
  const linked = { ...START, entry: far };
  assert.equal(reduce(linked, { type: "answered", trace, stopgap: true }).entry, far);
  assert.equal(reduce(linked, { type: "answered", trace }).entry, null);
});

test("an address that is followed brings its entry, or takes away the one there was", () => {
  const picked = { ...START, entry: ENTRY };
  const load = /** @type {const} */ ({ type: "load", settings: { ...INITIAL, seed: 1 } });
  assert.equal(reduce(picked, { ...load, entry: null }).entry, null);
  assert.equal(reduce(START, { ...load, entry: ENTRY }).entry, ENTRY);
  assert.equal(reduce(picked, load).entry, ENTRY);
});
