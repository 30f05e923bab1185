/** @import {Action, State} from "../../static/state.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { actionOf } from "../../static/keys.js";
import { INITIAL } from "../../static/settings.js";
import { START, reduce } from "../../static/state.js";
import { nextOf } from "../../static/undo.js";
import { UNDOING } from "../../static/words/undoing.js";
import { traceOf } from "./traces.js";

/** @param {Action[]} actions @param {State} [from] */
function after(actions, from = START) {
  return actions.reduce(reduce, from);
}

/** @type {Action} */
const undo = { type: "undo" };
/** @type {Action} */
const redo = { type: "redo" };
const shown = after([{ type: "answered", trace: traceOf("hello") }]);

/** Everything that a user can set, and what it is called. @type {[Action, string][]} */
const STEPS = [
  [{ type: "set", field: "text", text: "abc" }, "text"],
  [{ type: "set", field: "kind", text: "vectors" }, "kind of sequence"],
  [{ type: "set", field: "hidden", text: "5" }, "hidden units"],
  [{ type: "set", field: "gain", text: "0.9" }, "recurrent gain"],
  [{ type: "set", field: "cell", text: "gru" }, "cell"],
  [{ type: "set", field: "equations", text: "h = tanh(W_xh @ x)\ny = W_hy @ h" }, "equations"],
  [{ type: "set", field: "truncation", text: "window" }, "truncation"],
  [{ type: "set", field: "rate", text: "0.5" }, "learning rate"],
  [{ type: "set", field: "nudge", text: "W_hh,1,1,all,0.1" }, "nudge"],
  [{ type: "size", name: "h", text: "3" }, "sizes"],
  [{ type: "mask", t: 2 }, "targets"],
  [{ type: "load", settings: { ...INITIAL, seed: 7 }, example: "one" }, "example"],
  [{ type: "load", settings: { ...INITIAL, seed: 7 } }, "link"],
  [{ type: "truncate", kind: "segment", steps: 3, held: false }, "truncation"],
  [{ type: "weight", entry: { parameter: "W_hh", row: 0, column: 1 }, value: 0.5 }, "weight"],
];

test("whatever a user sets is undone and done again, and says what it is", () => {
  for (const [action, name] of STEPS) {
    const done = after([action], shown);
    assert.notDeepEqual(done.settings, shown.settings, name);
    const what = nextOf(done, "undo");
    assert.equal(UNDOING.label.undo(what), `Undo: ${name}`);
    const back = after([undo], done);
    assert.deepEqual(back.settings, shown.settings, name);
    assert.equal(back.loaded, "");
    assert.equal(nextOf(back, "undo"), null, name);
    assert.equal(UNDOING.label.redo(nextOf(back, "redo")), `Redo: ${name}`);
    assert.deepEqual(after([redo], back).settings, done.settings, name);
  }
});

test("weights that were pasted come and go with the network that they are of", () => {
  const network = { ...INITIAL, hidden: 2 };
  const weights = { source: "nn.RNN", values: {}, network };
  const worn = after([{ type: "weights", weights: /** @type {any} */ (weights) }], shown);
  assert.equal(after([undo], worn).weights, null);
  assert.equal(after([undo], worn).settings.hidden, 4);
  assert.equal(after([undo, redo], worn).weights, weights);
});

test("to look at something is no step", () => {
  /** @type {Action[]} */
  const looks = [
    { type: "scrub", position: 3 },
    { type: "play", on: true },
    { type: "clock", seconds: 0.1 },
    { type: "column" },
    { type: "set", field: "open", text: "all" },
    { type: "set", field: "fold", text: "h" },
    { type: "fold", panel: "loss", on: true },
    { type: "theme", theme: "dark" },
    { type: "speed", speed: 2 },
    { type: "edit", open: true },
    { type: "pick", entry: { parameter: "W_hh", row: 0, column: 0 } },
    { type: "help", open: true },
  ];
  for (const look of looks) assert.equal(nextOf(after([look], shown), "undo"), null, look.type);
});

test("undo leaves how things are looked at as it is", () => {
  const looked = after(
    [
      { type: "set", field: "seed", text: "5" },
      { type: "set", field: "open", text: "all" },
      { type: "fold", panel: "loss", on: true },
      { type: "theme", theme: "dark" },
      undo,
    ],
    shown,
  );
  assert.deepEqual(looked.settings, { ...shown.settings, open: "all" });
  assert.deepEqual(looked.folded, ["loss"]);
  assert.equal(looked.theme, "dark");
});

test("what the page itself changes is no step, and comes back with the step that caused it", () => {
  const changed = after(
    [
      { type: "set", field: "nudge", text: "W_hh,1,3,4,0.1" },
      { type: "set", field: "text", text: "ab" },
      { type: "answered", trace: traceOf("single") },
    ],
    shown,
  );
  assert.equal(changed.settings.nudge, "");
  const back = after([undo], changed);
  assert.equal(back.settings.nudge, "W_hh,1,3,4,0.1");
  assert.equal(nextOf(back, "undo"), "nudge");
});

test("the last good picture stays until the run of an undo has come", () => {
  const back = after([{ type: "set", field: "hidden", text: "5" }, undo], shown);
  assert.equal(back.trace, shown.trace);
  assert.equal(back.position, shown.position);
});

test("what is no possible setting goes first", () => {
  const wrong = after(
    [
      { type: "set", field: "seed", text: "5" },
      { type: "set", field: "hidden", text: "many" },
    ],
    shown,
  );
  assert.equal(nextOf(wrong, "undo"), "hidden");
  const mended = after([undo], wrong);
  assert.deepEqual(mended.mistakes, []);
  assert.equal(mended.settings.seed, 5);
  assert.equal(after([undo], mended).settings.seed, 0);
});

test("what the server refused goes with the settings that it is about, and comes back with them", () => {
  const mistakes = [{ field: /** @type {const} */ ("hidden"), message: "too many" }];
  const refused = after(
    [
      { type: "set", field: "hidden", text: "500" },
      { type: "refused", mistakes },
    ],
    shown,
  );
  const back = after([undo], refused);
  assert.deepEqual(back.mistakes, []);
  assert.deepEqual(after([redo], back).mistakes, mistakes);
});

test("a change of what comes after the run keeps what is wrong with the run", () => {
  const refused = after(
    [
      { type: "set", field: "hidden", text: "500" },
      { type: "set", field: "rate", text: "0.5" },
      { type: "refused", mistakes: [{ field: "hidden", message: "too many" }] },
      undo,
    ],
    shown,
  );
  assert.equal(refused.settings.rate, 0.1);
  assert.equal(refused.mistakes.length, 1);
});

test("undoing a reset brings back the beat that was shown", () => {
  const reset = after(
    [
      { type: "set", field: "seed", text: "5" },
      { type: "scrub", position: 9 },
      { type: "load", settings: INITIAL, beat: 0 },
      { type: "answered", trace: traceOf("hello") },
    ],
    shown,
  );
  assert.equal(reset.position, 0);
  assert.equal(nextOf(reset, "undo"), "reset");
  const back = after([undo, { type: "answered", trace: traceOf("hello") }], reset);
  assert.equal(back.position, 9);
});

test("a reset of what is as at the start is nothing to undo", () => {
  assert.equal(nextOf(after([{ type: "load", settings: INITIAL }], shown), "undo"), null);
});

test("the keys undo, except in a field that has an undo of its own", () => {
  const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  const free = { typing: false, pressing: false };
  const z = { ...none, key: "z", ctrlKey: true };
  assert.deepEqual(actionOf(z, free, false), undo);
  assert.deepEqual(actionOf({ ...none, key: "z", metaKey: true }, free, false), undo);
  assert.deepEqual(actionOf({ ...z, key: "Z", shiftKey: true }, free, false), redo);
  assert.deepEqual(actionOf({ ...z, key: "y" }, free, false), redo);
  assert.deepEqual(actionOf(z, { typing: true, writing: false, pressing: false }, false), undo);
  assert.equal(actionOf(z, { typing: true, writing: true, pressing: false }, false), null);
  assert.equal(actionOf({ ...z, altKey: true }, free, false), null);
  assert.equal(actionOf({ ...none, key: "z" }, free, false), null);
});

test("what was undone is said, and anew each time", () => {
  const step = (/** @type {string} */ text) =>
    /** @type {Action} */ ({ type: "set", field: "seed", text });
  const back = after([step("5"), step("6"), undo], shown);
  assert.deepEqual(back.undoing.last, { way: "undo", what: "seed", count: 1 });
  assert.equal(after([undo], back).undoing.last?.count, 2);
  assert.equal(after([undo, undo], back).undoing.last?.count, 2);
});
