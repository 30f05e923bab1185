import assert from "node:assert/strict";
import { test } from "node:test";
import { INITIAL } from "../../static/settings.js";
import { moving } from "../../static/film.js";
import { START, reduce } from "../../static/state.js";
import { createStore } from "../../static/store.js";
import { startOf } from "../../static/timeline.js";
import { traceOf } from "./traces.js";

/**
 * @param {import("../../static/state.js").Action[]} actions
 * @param {import("../../static/state.js").State} [from]
 */
function after(actions, from = START) {
  return actions.reduce(reduce, from);
}

const shown = after([{ type: "answered", trace: traceOf("hello") }]);
const last = traceOf("hello").timeline.beats.length - 1;

test("an answer is shown from its first beat, and the next one from the beat that was shown", () => {
  assert.equal(shown.position, 0);
  const later = after(
    [
      { type: "ends", last: true },
      { type: "answered", trace: traceOf("single") },
    ],
    shown,
  );
  assert.equal(later.position, traceOf("single").timeline.beats.length - 1);
});

test("the beat of the address is taken once, and no further than the film goes", () => {
  assert.equal(
    after([
      { type: "load", settings: INITIAL, beat: 7 },
      { type: "answered", trace: traceOf("hello") },
    ]).position,
    7,
  );
  const beyond = after([
    { type: "load", settings: INITIAL, beat: 5000 },
    { type: "answered", trace: traceOf("hello") },
  ]);
  assert.equal(beyond.position, last);
  assert.equal(beyond.wanted, null);
});

test("a refusal leaves the last good picture, and the next answer takes it away", () => {
  const refused = after(
    [{ type: "refused", mistakes: [{ field: "hidden", message: "too many" }] }],
    shown,
  );
  assert.equal(refused.trace, shown.trace);
  assert.equal(refused.mistakes.length, 1);
  assert.deepEqual(after([{ type: "answered", trace: traceOf("hello") }], refused).mistakes, []);
});

test("what is no possible setting changes none, and says so at its control", () => {
  const wrong = after([{ type: "set", field: "hidden", text: "four" }], shown);
  assert.equal(wrong.settings, shown.settings);
  assert.deepEqual(
    wrong.mistakes.map(({ field }) => field),
    ["hidden"],
  );
  assert.deepEqual(after([{ type: "set", field: "hidden", text: "5" }], wrong).mistakes, []);
});

test("typing a text leaves the sequence of an example", () => {
  const example = after(
    [{ type: "load", settings: { ...INITIAL, example: "many-to-one" } }],
    shown,
  );
  assert.equal(after([{ type: "set", field: "text", text: "abc" }], example).settings.example, "");
  assert.equal(
    after([{ type: "set", field: "seed", text: "1" }], example).settings.example,
    "many-to-one",
  );
});

test("typing over an example goes on from what could be typed, without its mask", () => {
  const sequence = { kind: "translation", source: "a b", target: "c", by: "character" };
  const request = { sequence, weights: { b_h: [1] } };
  const own = { name: "own", title: "", description: "", request };
  const loaded = after(
    [
      { type: "catalogue", cells: [], examples: [own] },
      { type: "load", settings: { ...INITIAL, example: "own", masked: "2" } },
      { type: "set", field: "target", text: "cd" },
    ],
    shown,
  );
  const { kind, source, target, translationBy, example, masked } = loaded.settings;
  assert.deepEqual(
    { kind, source, target, translationBy, example, masked },
    {
      kind: "translation",
      source: "a b",
      target: "cd",
      translationBy: "character",
      example: "",
      masked: "",
    },
  );
});

test("a target is left out, and comes back", () => {
  const masked = after(
    [2, 4, 3].map((t) => ({ type: /** @type {const} */ ("mask"), t })),
    shown,
  );
  assert.equal(masked.settings.masked, "2-4");
  assert.equal(after([{ type: "mask", t: 4 }], masked).settings.masked, "2,3");
});

test("another sequence has no mask, anything else leaves it", () => {
  const masked = after([{ type: "mask", t: 2 }], shown);
  for (const [field, text] of /** @type {const} */ ([
    ["text", "abc"],
    ["by", "word"],
    ["kind", "vectors"],
    ["source", "a"],
    ["target", "a"],
    ["translationBy", "character"],
    ["vectors", "1,a"],
  ]))
    assert.equal(after([{ type: "set", field, text }], masked).settings.masked, "", field);
  for (const [field, text] of /** @type {const} */ ([
    ["hidden", "5"],
    ["cell", "gru"],
    ["truncation", "window"],
  ]))
    assert.equal(after([{ type: "set", field, text }], masked).settings.masked, "2", field);
});

test("choosing another kind keeps what was typed, and lets go what was wrong with it", () => {
  const typed = after(
    [
      { type: "set", field: "text", text: "abc" },
      { type: "set", field: "text", text: "a".repeat(5000) },
      { type: "set", field: "hidden", text: "many" },
      { type: "set", field: "kind", text: "vectors" },
    ],
    shown,
  );
  assert.equal(typed.settings.text, "abc");
  assert.deepEqual(
    typed.mistakes.map(({ field }) => field),
    ["hidden"],
  );
});

test("an example's name stays until the sequence or the cell is changed, or another is loaded", () => {
  const example = after([{ type: "load", settings: INITIAL, example: "carry" }], shown);
  assert.equal(example.loaded, "carry");
  assert.equal(after([{ type: "set", field: "seed", text: "1" }], example).loaded, "carry");
  for (const [field, text] of /** @type {const} */ ([
    ["text", "abc"],
    ["kind", "vectors"],
    ["masked", "1"],
    ["cell", "gru"],
    ["equations", "y = W_xy @ x"],
  ]))
    assert.equal(after([{ type: "set", field, text }], example).loaded, "");
  assert.equal(after([{ type: "load", settings: INITIAL }], example).loaded, "");
});

/** @param {string} name @param {string} equations */
const builtin = (name, equations) => ({
  name,
  title: name,
  description: "",
  reference: "",
  equations,
  initial_biases: {},
});
const TEXT = "h = tanh(W_xh @ x)\ny = W_hy @ h";
const catalogue = after(
  [
    {
      type: "catalogue",
      cells: [builtin("elman", `${TEXT}\n`), builtin("gru", "y = W_xy @ x\n")],
      examples: [],
    },
  ],
  shown,
);
/** @param {string} text @returns {import("../../static/state.js").Action} */
const typed = (text) => ({ type: "set", field: "equations", text });

test("the first edit makes the text one's own, and its undoing makes it the built-in again", () => {
  const edited = after([typed(`${TEXT}\n`)], catalogue);
  assert.equal(edited.settings.equations, `${TEXT}\n`);
  assert.equal(edited.settings.cell, "elman");
  assert.deepEqual(after([typed(TEXT)], edited).settings, catalogue.settings);
});

test("a text of one's own that was left for a cell or a load comes back with its sizes", () => {
  const edited = after(
    [typed("y = W_xy @ x + b"), { type: "size", name: "y", text: "3" }],
    catalogue,
  );
  /** @type {import("../../static/state.js").Action[]} */
  const ways = [
    { type: "set", field: "cell", text: "gru" },
    { type: "load", settings: INITIAL },
  ];
  for (const way of ways) {
    const left = after([way, { type: "set", field: "cell", text: "elman" }], edited);
    assert.equal(left.settings.equations, "");
    assert.deepEqual(after([{ type: "restore" }], left).settings, edited.settings);
  }
  assert.equal(after([{ type: "restore" }], catalogue), catalogue);
});

test("choosing a cell lets the text, the sizes and what was wrong with them go", () => {
  const edited = after(
    [
      typed("y = W_xy @ x + b"),
      { type: "size", name: "h", text: "3" },
      { type: "size", name: "y", text: "many" },
      typed(" "),
      { type: "set", field: "hidden", text: "many" },
    ],
    catalogue,
  );
  assert.deepEqual(
    edited.mistakes.map(({ field }) => field),
    ["sizes", "equations", "hidden"],
  );
  const chosen = after([{ type: "set", field: "cell", text: "gru" }], edited);
  assert.deepEqual(chosen.settings, { ...INITIAL, cell: "gru" });
  assert.deepEqual(
    chosen.mistakes.map(({ field }) => field),
    ["hidden"],
  );
});

test("a text emptied changes no setting, and says so", () => {
  const emptied = after([typed("y = x"), typed("")], catalogue);
  assert.equal(emptied.settings.equations, "y = x");
  assert.deepEqual(
    emptied.mistakes.map(({ field, own }) => [field, own]),
    [["equations", true]],
  );
  assert.deepEqual(after([typed("y = x")], emptied).mistakes, []);
});

test("each value has a size of its own, and its own mistake", () => {
  const sized = after(
    [
      typed("y = x"),
      { type: "size", name: "h", text: "3" },
      { type: "size", name: "e", text: " 2 " },
      { type: "size", name: "q", text: "0" },
      { type: "size", name: "h", text: "1.5" },
    ],
    catalogue,
  );
  assert.equal(sized.settings.sizes, "e=2,h=3");
  assert.deepEqual(
    sized.mistakes.map(({ name }) => name),
    ["q", "h"],
  );
  const mended = after(
    [
      { type: "size", name: "h", text: "5" },
      { type: "size", name: "e", text: "" },
    ],
    sized,
  );
  assert.equal(mended.settings.sizes, "h=5");
  assert.deepEqual(
    mended.mistakes.map(({ name }) => name),
    ["q"],
  );
});

test("the text of a built-in in other sizes is one's own until the sizes are gone", () => {
  const sized = after(
    [typed("y = x"), { type: "size", name: "h", text: "3" }, typed(TEXT)],
    catalogue,
  );
  assert.equal(sized.settings.equations, TEXT);
  const unsized = after([{ type: "size", name: "h", text: "" }], sized);
  assert.deepEqual(unsized.settings, catalogue.settings);
});

test("a refusal opens the editor only for what is to be mended there", () => {
  /** @param {import("../../static/settings.js").Field | null} field */
  const editing = (field, from = shown) =>
    after([{ type: "refused", mistakes: [{ field, message: "no" }] }], from).editing;
  assert.deepEqual(
    ["equations", "sizes", "hidden", null].map((field) => editing(/** @type {any} */ (field))),
    [false, true, false, false],
  );
  assert.ok(editing("equations", START), "the text of a link");
});

test("the state knows when the picture is of no settings that were asked for", () => {
  const stopgap = after([{ type: "answered", trace: traceOf("hello"), stopgap: true }]);
  assert.ok(stopgap.stopgap);
  assert.ok(!after([{ type: "answered", trace: traceOf("hello") }], stopgap).stopgap);
});

test("a step moves on with the clock and ends at the next beat", () => {
  const stepping = after(
    [
      { type: "step", by: 1 },
      { type: "clock", seconds: 0.1 },
    ],
    shown,
  );
  assert.ok(moving(stepping) && stepping.position > 0 && stepping.position < 1);
  const there = after([{ type: "clock", seconds: 10 }], stepping);
  assert.equal(there.position, 1);
  assert.ok(!moving(there));
  assert.equal(
    after(
      [
        { type: "step", by: -1 },
        { type: "clock", seconds: 10 },
      ],
      there,
    ).position,
    0,
  );
});

test("steps in quick succession add up", () => {
  assert.equal(
    after(
      [
        { type: "step", by: 1 },
        { type: "step", by: 1 },
        { type: "step", by: 1 },
        { type: "clock", seconds: 10 },
      ],
      shown,
    ).position,
    3,
  );
});

test("without motion a step is there at once", () => {
  const still = after(
    [
      { type: "still", on: true },
      { type: "step", by: 1 },
    ],
    shown,
  );
  assert.equal(still.position, 1);
  assert.ok(!moving(still));
});

test("playing ends at the last beat, and begins anew from there", () => {
  const played = after(
    [
      { type: "play", on: true },
      { type: "clock", seconds: 1e4 },
    ],
    shown,
  );
  assert.equal(played.position, last);
  assert.ok(!played.playing);
  assert.equal(after([{ type: "play", on: true }], played).position, 0);
});

test("a pause in the middle of a beat lets it come to its end", () => {
  const paused = after(
    [
      { type: "play", on: true },
      { type: "clock", seconds: 0.3 },
      { type: "play", on: false },
    ],
    shown,
  );
  assert.equal(after([{ type: "clock", seconds: 5 }], paused).position, 1);
});

test("phases, ends and the scrubber jump", () => {
  const { timeline } = traceOf("hello");
  assert.equal(after([{ type: "phase", phase: "sum" }], shown).position, startOf(timeline, "sum"));
  assert.equal(after([{ type: "ends", last: true }], shown).position, last);
  assert.equal(after([{ type: "scrub", position: 3.4 }], shown).position, 3.4);
  assert.equal(after([{ type: "scrub", position: 3.4 }, { type: "settle" }], shown).position, 3);
  assert.equal(after([{ type: "scrub", position: 1e6 }], shown).position, last);
});

test("an entry that the new answer does not have is let go", () => {
  const picked = after([{ type: "pick", entry: { parameter: "W_hh", row: 3, column: 3 } }], shown);
  assert.equal(after([{ type: "answered", trace: traceOf("single") }], picked).entry, null);
  assert.deepEqual(
    after([{ type: "answered", trace: traceOf("window") }], picked).entry,
    picked.entry,
  );
});

test("the store tells its listeners of every change, and of nothing else", () => {
  const store = createStore(reduce, START);
  let told = 0;
  store.subscribe(() => (told += 1));
  store.dispatch({ type: "help", open: true });
  store.dispatch({ type: "step", by: 1 });
  assert.equal(told, 1);
  assert.ok(store.get().help);
});

const PASTED = JSON.stringify({
  weight_ih_l0: [[1, 2]],
  weight_hh_l0: [[3]],
  "out.weight": [[4], [5]],
});

test("a state dict that is pasted brings its network, and no gain", () => {
  const before = after([{ type: "set", field: "gain", text: "2" }], shown);
  const worn = after([{ type: "paste", text: PASTED }], before);
  assert.deepEqual(worn.weights?.values["W_xh"], [[1, 2]]);
  const { cell, hidden, gain, text } = worn.settings;
  assert.deepEqual(
    { cell, hidden, gain, text },
    { cell: "elman", hidden: 1, gain: null, text: "hello" },
  );
  assert.equal(worn.unread, null);
});

test("a state dict that cannot be read changes nothing but says so, until one can", () => {
  const worn = after([{ type: "paste", text: PASTED }], shown);
  const wrong = after([{ type: "paste", text: "{" }], worn);
  assert.equal(wrong.weights, worn.weights);
  assert.equal(wrong.settings, worn.settings);
  assert.match(wrong.unread ?? "", /line 1, column 2/);
  assert.equal(after([{ type: "paste", text: PASTED }], wrong).unread, null);
});

test("weights are let go for drawn ones, or for what is loaded", () => {
  const worn = after([{ type: "paste", text: PASTED }], shown);
  assert.equal(after([{ type: "weights", weights: null }], worn).weights, null);
  assert.equal(after([{ type: "load", settings: INITIAL }], worn).weights, null);
});

test("a text of one's own that was left for a state dict can be taken again", () => {
  const equations = "y = W_xy @ x";
  const own = after([{ type: "set", field: "equations", text: equations }], shown);
  const worn = after([{ type: "paste", text: PASTED }], own);
  assert.equal(worn.settings.equations, "");
  assert.equal(after([{ type: "restore" }], worn).settings.equations, equations);
});
