import assert from "node:assert/strict";
import { test } from "node:test";
import { actionOf } from "../../static/keys.js";
import { advance, createPlayer } from "../../static/player.js";
import { traceOf } from "./traces.js";

const { timeline } = traceOf("hello");
const last = timeline.beats.length - 1;

test("the film is as long as its beats together, in both directions", () => {
  const seconds = timeline.beats.slice(1).reduce((sum, beat) => sum + beat.seconds, 0);
  assert.equal(advance(timeline, 0, seconds + 1e-9, last), last);
  assert.ok(advance(timeline, 0, seconds - 0.01, last) < last);
  assert.equal(advance(timeline, last, seconds + 1e-9, 0), 0);
  assert.ok(advance(timeline, last, seconds - 0.01, 0) > 0);
});

test("many short ticks come to the same place as a long one", () => {
  let position = 0;
  for (let i = 0; i < 1000; i += 1) position = advance(timeline, position, 0.01, last);
  assert.ok(Math.abs(position - advance(timeline, 0, 10, last)) < 1e-9);
});

test("the clock stops at its goal, and goes back the way it came", () => {
  assert.equal(advance(timeline, 2, 100, 3), 3);
  const there = advance(timeline, 4, 0.5, last);
  assert.ok(Math.abs(advance(timeline, there, 0.5, 0) - 4) < 1e-9);
  assert.equal(advance(timeline, 5, 1, 5), 5);
});

test("the player ticks with the seconds between pictures, only while it runs", () => {
  /** @type {((milliseconds: number) => void)[]} */
  const waiting = [];
  /** @type {number[]} */
  const ticks = [];
  const player = createPlayer({ request: (callback) => waiting.push(callback) }, (seconds) =>
    ticks.push(seconds),
  );
  const picture = (/** @type {number} */ now) => waiting.shift()?.(now);
  player.run(true);
  picture(1000);
  picture(1016);
  player.run(false);
  picture(1032);
  player.run(true);
  picture(9000);
  picture(9010);
  assert.deepEqual(ticks, [0, 0.016, 0, 0.01]);
});

/**
 * @param {string} key
 * @param {object} [more]
 * @param {{typing?: boolean, pressing?: boolean}} [focus]
 */
function pressed(key, more = {}, focus = {}) {
  return actionOf(
    { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more },
    { typing: false, pressing: false, ...focus },
    false,
  );
}

test("keys play, step, and go to phases and ends", () => {
  assert.deepEqual(pressed(" "), { type: "play", on: true });
  assert.deepEqual(pressed("ArrowRight"), { type: "step", by: 1 });
  assert.deepEqual(pressed("ArrowLeft", { shiftKey: true }), { type: "stamp", by: -1 });
  assert.deepEqual(pressed("Home"), { type: "ends", last: false });
  assert.deepEqual(pressed("3"), { type: "phase", phase: "sum" });
  assert.deepEqual(pressed("?"), { type: "help", open: true });
  assert.equal(pressed("x"), null);
});

test("keys belong to the field that has the focus, and to the browser", () => {
  for (const key of [" ", "ArrowLeft", "1", "?", "Home"]) {
    assert.equal(pressed(key, {}, { typing: true }), null);
    assert.equal(pressed(key, { ctrlKey: true }), null);
  }
  assert.equal(pressed(" ", {}, { pressing: true }), null);
});

test("Escape lets the pinned number go, unless a dialog is over the page", () => {
  const escape = { key: "Escape", shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  const focus = { typing: true, pressing: false };
  assert.deepEqual(actionOf(escape, focus, false, true), { type: "inspect", of: null });
  assert.equal(actionOf(escape, { ...focus, over: true }, false, true), null);
  assert.equal(actionOf(escape, focus, false, false), null);
});

test("Enter looks into a number where the stage has the focus", () => {
  const enter = { key: "Enter", shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  const focus = { typing: false, pressing: false };
  assert.deepEqual(actionOf(enter, { ...focus, stage: true }, false), { type: "begin" });
  assert.equal(actionOf(enter, focus, false), null);
});
