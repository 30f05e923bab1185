/** @import {Ground} from "../../static/drawing/spot.js" */
/** @import {OfMessage, Quantity} from "../../static/quantity.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { spotsOf } from "../../static/drawing/where.js";
import { frameOf } from "../../static/frame.js";
import { layoutOf } from "../../static/layout.js";
import { read } from "../../static/quantity.js";
import { startOf } from "../../static/timeline.js";
import { traceOf } from "./traces.js";

/**
 * A stage with its columns open or closed, where the gradient has come all the way back or the copies
 * are all summed.
 *
 * @param {string} name
 * @param {boolean} isOpen
 * @param {boolean} [isSummed]
 * @returns {Ground}
 */
function groundOf(name, isOpen, isSummed = false) {
  const trace = traceOf(name);
  const layout = layoutOf(trace.parts, 900, { isOpen: () => isOpen });
  const beat = startOf(trace.timeline, isSummed ? "update" : "sum") - 1;
  const frame = frameOf(trace.timeline, trace.length, beat);
  return { trace, layout, frame, centre: (t) => layout.columns[t - 1]?.x ?? 0, pins: [] };
}

/** @param {string} text */
const named = (text) => /** @type {Quantity} */ (read(text));

test("the unit of a message that is written is at its number, of another unit it is its arrow", () => {
  const ground = groundOf("hello", true);
  const { trace } = ground;
  const written = trace.unitAt("h", 3);
  for (let unit = 0; unit < 4; unit += 1)
    for (const [from, lag] of /** @type {[string, number][]} */ ([
      ["y", 0],
      ["z", 1],
    ])) {
      /** @type {OfMessage} */
      const message = { kind: "message", from, to: "h", lag, t: 3, unit };
      const [spot, ...others] = spotsOf(ground, message, null);
      assert.ok(spot);
      assert.equal(others.length, 0);
      assert.equal(spot.way === undefined, unit === written, `${from} ${unit}`);
    }
});

test("a number that has gone from its arrow is its arrow", () => {
  const { trace } = groundOf("hello", true);
  const unit = trace.unitAt("h", 3);
  /** @type {OfMessage} */
  const message = { kind: "message", from: "z", to: "h", lag: 1, t: 3, unit };
  const [before] = spotsOf(groundOf("hello", true), message, null);
  const [after] = spotsOf(groundOf("hello", true, true), message, null);
  assert.equal(before?.way, undefined);
  assert.ok(after?.way);
});

test("the arrow from the future ends where the time-stamp after it begins", () => {
  const ground = groundOf("hello", true);
  const unit = (ground.trace.unitAt("h", 1) + 1) % 4;
  /** @type {OfMessage} */
  const message = { kind: "message", from: "z", to: "h", lag: 1, t: 1, unit };
  const [spot] = spotsOf(ground, message, null);
  const way = spot?.way ?? [];
  const [start, end] = [way[0], way.at(-1)];
  assert.ok(start && end);
  const exit = ground.layout.columns[0]?.form.exits["h"]?.x ?? NaN;
  assert.equal(start.x, ground.centre(1) + exit);
  assert.ok(start.x < end.x && end.x < ground.centre(2));
});

test("what a loss sends back comes from the loss", () => {
  const ground = groundOf("hello", true);
  const back = spotsOf(ground, named("message loss y 0 2 1"), null);
  assert.deepEqual(back, spotsOf(ground, named("loss 2"), null));
});

test("a message between hidden values lights the box of their closed column", () => {
  const hidden = (/** @type {string} */ text, /** @type {boolean} */ isOpen) =>
    spotsOf(groundOf("lstm", isOpen), named(text), null).map(({ isHidden = false }) => isHidden);
  assert.deepEqual(hidden("delta f 2 1", false), [true]);
  assert.deepEqual(hidden("delta f 2 1", true), [false]);
  assert.deepEqual(hidden("message c f 0 2 1", false), [true]);
  assert.deepEqual(hidden("message c f 0 2 1", true), [false]);
});

test("the number of several messages on an arrow of a closed column is where it is written", () => {
  const ground = groundOf("lstm", false);
  const unit = ground.trace.unitAt("h", 1);
  const [joint] = spotsOf(ground, named(`joint i.f.g h 1 1 ${unit + 1}`), null);
  assert.ok(joint);
  assert.equal(joint.way, undefined);
  const [part] = spotsOf(ground, named(`message f h 1 1 ${unit + 1}`), null);
  assert.ok(part?.way);
});
