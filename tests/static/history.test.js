/** @import {History, Step} from "../../static/history.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST, NO_HISTORY, recorded, redone, undone } from "../../static/history.js";

const same = (/** @type {number} */ a, /** @type {number} */ b) => a === b;

/**
 * A history of numbers, and the number now.
 *
 * @typedef {{history: History<number>, now: number}} Numbers
 */

/** @type {Numbers} */
const START = { history: NO_HISTORY, now: 0 };

/**
 * @param {Numbers} numbers
 * @param {number} to
 * @param {{where?: string, when?: Step<number>["when"]}} [how]
 * @returns {Numbers}
 */
function step({ history, now }, to, { where = "", when = null } = {}) {
  const taken = { what: `to ${to}`, where, when, slice: now };
  return { history: recorded(history, taken, to, same), now: to };
}

/** @param {Numbers} numbers @param {typeof undone} turn @returns {Numbers} */
function turn({ history, now }, turn) {
  const turned = turn(history, now);
  return turned ? { history: turned.history, now: turned.step.slice } : { history, now };
}

/** Within which press, when, and whether it is still held. */
const at = (/** @type {number} */ time, press = 1, held = false) => ({
  where: "slider",
  when: { time, press, held },
});

test("every step is undone and done again, each with what it is called", () => {
  const there = step(step(START, 1), 2);
  assert.equal(undone(there.history, there.now)?.step.what, "to 2");
  const back = turn(turn(there, undone), undone);
  assert.equal(back.now, 0);
  assert.equal(undone(back.history, back.now), null);
  assert.equal(redone(back.history, back.now)?.step.what, "to 1");
  assert.deepEqual([turn(back, redone).now, turn(turn(back, redone), redone).now], [1, 2]);
  const again = turn(turn(back, redone), redone);
  assert.equal(redone(again.history, again.now), null);
});

test("a new step after an undo takes the place of what was undone", () => {
  const other = step(turn(step(step(START, 1), 2), undone), 5);
  assert.equal(redone(other.history, other.now), null);
  assert.equal(turn(other, undone).now, 1);
});

test("a new step never joins the one before what was undone", () => {
  const back = turn(step(step(START, 1, at(0)), 2), undone);
  const other = step(back, 3, at(10));
  assert.equal(turn(other, undone).now, 1);
  assert.equal(redone(other.history, other.now), null);
});

test("what one control does within a second, or while a pointer is held, is one step", () => {
  const typed = step(step(step(START, 1, at(0)), 2, at(900)), 3, at(1800));
  assert.equal(turn(typed, undone).now, 0);
  const held = step(step(START, 1, at(0, 1, true)), 2, at(60000, 1, true));
  assert.equal(turn(held, undone).now, 0);
});

test("a pause, another press and another control each begin a step of their own", () => {
  const first = step(START, 1, at(0));
  assert.equal(turn(step(first, 2, at(1000)), undone).now, 1);
  assert.equal(turn(step(first, 2, at(10, 2)), undone).now, 1);
  assert.equal(turn(step(first, 2, { ...at(10), where: "other" }), undone).now, 1);
  assert.equal(turn(step(first, 2), undone).now, 1);
});

test("what a held pointer changes at once and then goes on changing is one step", () => {
  const first = step(START, 1, at(0, 1, true));
  assert.equal(turn(step(first, 2, { ...at(9, 1, true), where: "other" }), undone).now, 0);
});

test("a burst that ends where it began is no step", () => {
  const there = step(step(START, 1, at(0)), 0, at(10));
  assert.equal(undone(there.history, there.now), null);
});

test("nothing joins a step that was done again", () => {
  const again = turn(turn(step(START, 1, at(0)), undone), redone);
  assert.equal(turn(step(again, 2, at(10)), undone).now, 1);
});

test("of very many steps the oldest are forgotten", () => {
  let there = START;
  for (let to = 1; to <= MOST + 5; to += 1) there = step(there, to);
  for (let back = 0; back < MOST; back += 1) there = turn(there, undone);
  assert.equal(there.now, 5);
  assert.equal(undone(there.history, there.now), null);
});
