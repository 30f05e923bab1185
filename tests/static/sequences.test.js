import assert from "node:assert/strict";
import { test } from "node:test";
import { settingsOf, requestOf } from "../../static/request.js";
import { mistakesIn, sequenceOf, typedAs, typedIn } from "../../static/sequences.js";
import { INITIAL } from "../../static/settings.js";

/** @param {Record<string, any>} sequence @param {object} [more] */
const example = (sequence, more = {}) => ({
  name: "own",
  title: "",
  description: "",
  request: { sequence },
  ...more,
});

const TEXT = { kind: "text", text: "abc", by: "word", masked: [0] };
const TRANSLATION = { kind: "translation", source: "a b", target: "c", by: "character" };
const VECTORS = {
  kind: "vectors",
  classes: 2,
  steps: [
    { input: [0.5, 1], target: 1 },
    { input: [0.25, -1], target: null },
  ],
  masked: [0],
};

test("each kind that is typed makes its own sequence", () => {
  assert.deepEqual(sequenceOf(INITIAL), { kind: "text", text: "hello", by: "character" });
  assert.deepEqual(sequenceOf({ ...INITIAL, kind: "translation" }), {
    kind: "translation",
    source: "the cat sleeps",
    target: "le chat dort",
    by: "word",
  });
  assert.deepEqual(sequenceOf({ ...INITIAL, kind: "vectors", vectors: "1,up\n2,\n3,down" }), {
    kind: "vectors",
    classes: 2,
    steps: [
      { input: [1], target: 0 },
      { input: [2], target: null },
      { input: [3], target: 1 },
    ],
  });
});

test("the page starts with vectors that can be read", () => {
  assert.deepEqual(mistakesIn({ ...INITIAL, kind: "vectors" }), []);
});

test("a mask counts from 0 in the request", () => {
  for (const kind of /** @type {const} */ (["text", "translation", "vectors"]))
    assert.deepEqual(sequenceOf({ ...INITIAL, kind, masked: "1,3" })["masked"], [0, 2]);
});

test("an example that can be typed is loaded as typed, and asks for the same", () => {
  for (const sequence of [TEXT, TRANSLATION, VECTORS]) {
    const settings = settingsOf(example(sequence));
    assert.equal(settings.example, "");
    assert.deepEqual(requestOf(settings, []).sequence, sequence);
  }
  const { by, ...byWord } = TRANSLATION;
  assert.deepEqual(sequenceOf({ ...INITIAL, ...typedAs(byWord) })["by"], "word");
});

test("tokens each of which is to predict the next are a text with a mask", () => {
  const verdict = {
    kind: "tokens",
    vocabulary: ["this", "is", "not", "good"],
    steps: [0, 1, 2].map((input) => ({ input, target: input === 2 ? 3 : null })),
  };
  assert.deepEqual(typedAs(verdict), {
    kind: "text",
    text: "this is not good",
    by: "word",
    masked: "1,2",
  });
  const letters = { ...verdict, vocabulary: ["a", " ", "👩‍👩‍👧", "b"] };
  assert.deepEqual(typedAs(letters)?.text, "a 👩‍👩‍👧b");
  assert.deepEqual(typedAs({ ...letters, masked: [2] })?.masked, "1-3");
});

test("tokens that are no such text stay the example's", () => {
  const steps = [
    { input: 0, target: 1 },
    { input: 1, target: 0 },
  ];
  const sequence = { kind: "tokens", vocabulary: ["a", "b"], steps };
  assert.ok(typedAs(sequence));
  for (const other of [
    { vocabulary: ["a", "b", "c"] },
    { vocabulary: ["a", "the end"] },
    { vocabulary: ["e", "\u0301"] },
    {
      steps: [
        { input: 0, target: 1 },
        { input: 0, target: 1 },
      ],
    },
    {
      steps: [
        { input: 0, target: 1 },
        { input: 1, target: null },
      ],
    },
    { steps: [{ input: 1, target: 0 }] },
  ])
    assert.equal(typedAs({ ...sequence, ...other }), null, JSON.stringify(other));
});

test("vectors with a class that none of them has stay the example's", () => {
  assert.equal(typedAs({ ...VECTORS, classes: 3 }), null);
  const own = example({ ...VECTORS, classes: 3 });
  const { settings, isTyped } = typedIn(settingsOf(own), [own]);
  assert.deepEqual([settings.example, settings.kind, isTyped], ["own", "vectors", false]);
});

test("a mask is laid over the sequence of an example, and without one it is the very same", () => {
  const tokens = { kind: "tokens", vocabulary: ["a"], steps: [{ input: 0, target: 0 }] };
  for (const sequence of [
    { ...tokens, vocabulary: ["a", "b"] },
    { ...VECTORS, classes: 4 },
  ]) {
    const own = example(sequence);
    const settings = settingsOf(own);
    assert.equal(requestOf(settings, [own]).sequence, sequence);
    const masked = requestOf({ ...settings, masked: "2" }, [own]).sequence;
    assert.deepEqual(masked, { ...sequence, masked: [1] });
    const { masked: _, ...bare } = /** @type {Record<string, any>} */ (sequence);
    assert.deepEqual(requestOf({ ...settings, masked: "" }, [own]).sequence, bare);
  }
});

test("an example that is compared with another keeps its name, and shows what could be typed", () => {
  const own = example(TEXT, { beside: "other" });
  const settings = settingsOf(own);
  assert.equal(settings.example, "own");
  assert.equal(settings.masked, "1");
  const { settings: shown, isTyped } = typedIn(settings, [own]);
  assert.deepEqual([shown.text, shown.by, shown.masked], ["abc", "word", "1"]);
  assert.ok(isTyped);
});

test("what is wrong with pasted vectors is found before anybody is asked", () => {
  const bad = { ...INITIAL, kind: /** @type {const} */ ("vectors"), vectors: "1,a\nx,b" };
  const [mistake, ...others] = mistakesIn(bad);
  assert.deepEqual([mistake?.field, mistake?.line, mistake?.column], ["vectors", 2, 1]);
  assert.deepEqual(others, []);
  assert.deepEqual(mistakesIn({ ...bad, kind: "text" }), []);
  assert.deepEqual(mistakesIn({ ...bad, example: "own" }), []);
});
