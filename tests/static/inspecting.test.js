/** @import {Quantity} from "../../static/quantity.js" */
/** @import {State} from "../../static/state.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { leads } from "../../static/inspect/leads.js";
import { neighbour } from "../../static/inspect/neighbours.js";
import { inspectedIn, pinnedIn } from "../../static/inspecting.js";
import { exists, read, write } from "../../static/quantity.js";
import { START, reduce } from "../../static/state.js";
import { NAMES, traceOf } from "./traces.js";

/** @param {string} text */
const named = (text) => /** @type {Quantity} */ (read(text));

/** @param {string} name @returns {State} */
const shown = (name) => reduce(START, { type: "answered", trace: traceOf(name) });

/** @param {State} state */
const inspected = (state) => {
  const quantity = inspectedIn(state);
  return quantity && write(quantity);
};

test("what is pointed at is inspected until it is left, and is no setting", () => {
  const pointed = reduce(shown("hello"), { type: "point", of: named("value h 2 3") });
  assert.equal(inspected(pointed), "value h 2 3");
  assert.equal(pointed.settings.look, "");
  assert.equal(reduce(pointed, { type: "point", of: named("value h 2 3") }), pointed);
  assert.equal(inspected(reduce(pointed, { type: "point", of: null })), null);
  const beyond = reduce(pointed, { type: "point", of: named("value h 2 9") });
  assert.equal(inspected(beyond), null);
});

test("a pinned number stays when another is pointed at", () => {
  const pinned = reduce(shown("hello"), { type: "inspect", of: named("delta h 2 3") });
  assert.equal(pinned.settings.look, "delta h 2 3");
  const pointed = reduce(pinned, { type: "point", of: named("value h 1 1") });
  assert.equal(inspected(pointed), "delta h 2 3");
  const free = reduce(pinned, { type: "inspect", of: null });
  assert.equal(pinnedIn(free), null);
});

test("one goes back the way one has followed, to where it began", () => {
  let state = reduce(shown("hello"), { type: "point", of: named("value h 2 1") });
  for (const next of ["value z 2 1", "weight W_hh 1 1"])
    state = reduce(state, { type: "inspect", of: named(next), how: "follow" });
  state = reduce(state, { type: "inspect", of: named("weight W_hh 1 2"), how: "walk" });
  assert.equal(inspected(state), "weight W_hh 1 2");
  const way = [0, 1, 2].map(() => {
    state = reduce(state, { type: "back" });
    return inspected(state);
  });
  assert.deepEqual(way, ["value z 2 1", "value h 2 1", "value h 2 1"]);
});

test("a pinned number stays with another network that has it, and goes with one that has not", () => {
  const pinned = reduce(shown("hello"), { type: "inspect", of: named("value h 2 3") });
  const same = reduce(pinned, { type: "answered", trace: traceOf("segment") });
  assert.equal(inspected(same), "value h 2 3");
  const other = reduce(pinned, { type: "answered", trace: traceOf("lstm") });
  assert.equal(other.settings.look, "");
  assert.equal(inspected(other), null);
});

test("with another network what is pointed at and the way there are let go, if it has them not", () => {
  let state = reduce(shown("hello"), { type: "inspect", of: named("value z 2 1") });
  state = reduce(state, { type: "inspect", of: named("value h 2 1"), how: "follow" });
  state = reduce(state, { type: "point", of: named("value z 1 1") });
  const { trail, pointed } = reduce(state, {
    type: "answered",
    trace: traceOf("lstm"),
  }).inspecting;
  assert.deepEqual([trail, pointed], [[], null]);
});

test("a number that is clicked begins a new way", () => {
  let state = reduce(shown("hello"), { type: "inspect", of: named("value h 2 1") });
  state = reduce(state, { type: "inspect", of: named("value z 2 1"), how: "follow" });
  state = reduce(state, { type: "inspect", of: named("value h 1 1") });
  assert.equal(inspected(reduce(state, { type: "back" })), "value h 1 1");
});

test("the key begins with a number of the beat, at every beat", () => {
  for (const name of NAMES) {
    const trace = traceOf(name);
    for (const beat of trace.timeline.beats) {
      const quantity = leads(trace, beat, null);
      assert.ok(exists(trace, quantity), `${name}: ${beat.kind} ${write(quantity)}`);
    }
  }
  const begun = reduce({ ...shown("hello"), folded: ["inspector", "map"] }, { type: "begin" });
  assert.ok(pinnedIn(begun));
  assert.deepEqual(begun.folded, ["map"]);
  assert.equal(begun.inspecting.begun, 1);
});

test("the arrow keys go to the unit and the time-stamp beside, not beyond the network", () => {
  const trace = traceOf("hello");
  /** @param {string} from @param {string} key @param {boolean} [shift] */
  const beside = (from, key, shift = false) => {
    const found = neighbour(trace, named(from), key, shift);
    return found && write(found);
  };
  assert.equal(beside("value h 2 3", "ArrowDown"), "value h 2 4");
  assert.equal(beside("value h 2 4", "ArrowDown"), null);
  assert.equal(beside("value h 2 1", "ArrowUp"), null);
  assert.equal(beside("delta h 2 3", "ArrowRight"), "delta h 3 3");
  assert.equal(beside("value h 1 1", "ArrowLeft"), "value h 0 1");
  assert.equal(beside("value x 1 1", "ArrowLeft"), null);
  assert.equal(beside("copy W_hh 2 1 1", "ArrowRight"), "copy W_hh 2 1 2");
  assert.equal(beside("copy W_hh 2 1 1", "ArrowRight", true), "copy W_hh 3 1 1");
  assert.equal(beside("weight W_hh 1 1", "ArrowDown"), "weight W_hh 2 1");
  assert.equal(beside("loss 2", "ArrowRight"), "loss 3");
  assert.equal(beside("total", "ArrowDown"), null);
});
