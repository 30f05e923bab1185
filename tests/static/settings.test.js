import assert from "node:assert/strict";
import { test } from "node:test";
import {
  INITIAL,
  TABLE,
  addressOf,
  fieldAt,
  isOfTheRun,
  readAddress,
  readField,
  sameRun,
  sizeAt,
  writeField,
} from "../../static/settings.js";

/** @type {import("../../static/settings.js").Settings} */
const OTHER = {
  kind: "vectors",
  text: "Grüße, “Welt” & 100 % #1 👩‍👩‍👧\n",
  by: "word",
  source: "<end> of\tit & “more” + 1",
  target: "שלום\n한국어",
  translationBy: "character",
  vectors: 'a;"b\n""c""";class\n0,5;-1e3;#up\n\n+.5;2;%20\n',
  masked: "2,5,7-12",
  example: "many-to-one",
  cell: "lstm",
  equations: "h = tanh(W_xh @ x + W_hh @ h[t-1])  # +%&=#\n\n\ty = W_hy @ h; 👩‍👩‍👧 é\n",
  sizes: "e=3,h=12",
  hidden: 7,
  seed: 42,
  gain: 1.25,
  truncation: "window",
  steps: 5,
  rate: 0.05,
  open: "2,5",
  fold: "f,i",
  edits: "W_hh.2.3.-0.5 b_h.1.1.1e-7",
  nudge: "W_hh,1,3,2,-0.25",
  look: "value h 2 3",
};

test("what the address writes it reads", () => {
  assert.deepEqual(readAddress(`#${addressOf(OTHER, 17)}`), { settings: OTHER, beat: 17 });
  assert.deepEqual(readAddress(addressOf(INITIAL, 0)), { settings: INITIAL, beat: 0 });
});

test("what is as at the start is left out of the address", () => {
  assert.equal(addressOf(INITIAL, 0), "");
  assert.equal(addressOf({ ...INITIAL, hidden: 8 }, 3), "hidden=8&beat=3");
});

test("every setting has one row, and each other value of it makes the way to the address and back", () => {
  assert.deepEqual(TABLE.map(({ field }) => field).sort(), Object.keys(INITIAL).sort());
  for (const { field } of TABLE) {
    assert.deepEqual(readField(field, writeField(OTHER[field])), OTHER[field], field);
    assert.equal(
      readAddress(addressOf({ ...INITIAL, [field]: OTHER[field] }, 0)).settings[field],
      OTHER[field],
      field,
    );
  }
});

test("a hostile fragment counts as left out, piece by piece", () => {
  const hostile = [
    "hidden=-1",
    "hidden=1e3",
    "hidden=99999999999999999999",
    "seed=NaN",
    "gain=0",
    "gain=Infinity",
    "gain=",
    "cut=<script>",
    "steps=0",
    "rate=-1",
    "by=toString",
    "kind=tokens",
    "kind=",
    "masked=0",
    "masked=2-1",
    "masked=1,2,",
    "translation-by=line",
    `source=${"a".repeat(5000)}`,
    `vectors=${"1".repeat(70000)}`,
    "cell=../../x",
    `text=${"a".repeat(5000)}`,
    "equations=",
    "equations=%20%0A%09",
    `equations=${"a".repeat(20000)}`,
    "sizes=e",
    "sizes=e=0",
    "sizes=e=3,",
    "sizes=e=3,e=4",
    "sizes=3=e",
    `sizes=${"e".repeat(5000)}=3`,
    "beat=-2",
    "%E0%A4%A",
    "&&&=",
    "__proto__=1",
  ];
  for (const fragment of hostile)
    assert.deepEqual(readAddress(fragment), { settings: INITIAL, beat: 0 }, fragment);
  assert.equal(readAddress("hidden=-1&seed=3").settings.seed, 3);
});

test("an address without a kind means a text, as it always did", () => {
  assert.equal(readAddress("text=abc&by=word").settings.kind, "text");
  assert.equal(readAddress("kind=translation&source=a").settings.translationBy, "word");
});

test("a mask is written in one way only", () => {
  assert.equal(readAddress("masked=5,4,4,3,9").settings.masked, "3-5,9");
});

test("any text of equations makes the way to the address and back, its line breaks as a field has them", () => {
  const letters = [..."ab_1 \t\n@+*-=()[]#%&;\"'<>éß\u2028𝒉👩‍👧\u0000"];
  for (let seed = 1; seed <= 300; seed += 1) {
    const chosen = Array.from(
      { length: seed % 40 },
      (_, i) => letters[(seed * (i * i + 7)) % letters.length],
    );
    const equations = `y${chosen.join("")}`;
    const { settings } = readAddress(`#${addressOf({ ...INITIAL, equations }, 3)}`);
    assert.equal(settings.equations, equations);
  }
  assert.equal(readAddress("equations=a%0D%0Ab%0Dc%0Ad").settings.equations, "a\nb\nc\nd");
});

test("a text longer than the server reads is kept, for the server to refuse", () => {
  const equations = `y = ${"x + ".repeat(1500)}x`;
  assert.equal(readAddress(addressOf({ ...INITIAL, equations }, 0)).settings.equations, equations);
});

test("an error about a size comes with the name of the value", () => {
  assert.equal(sizeAt("/cell/sizes/e"), "e");
  assert.equal(sizeAt("/cell/equations"), null);
  assert.equal(sizeAt("/cell/sizes"), null);
});

test("a number beyond the limits is kept, for the server to refuse", () => {
  assert.equal(readAddress("hidden=5000").settings.hidden, 5000);
});

test("another learning rate, look or nudge is no other run, any other setting is", () => {
  for (const { field } of TABLE) {
    const other = { ...INITIAL, [field]: OTHER[field] };
    const isAfter = ["rate", "open", "fold", "nudge", "look"].includes(field);
    assert.equal(sameRun(INITIAL, other), isAfter, field);
    assert.equal(isOfTheRun(field), !isAfter, field);
  }
});

test("an error of the server belongs to the control of its path", () => {
  const owners = {
    "/sequence/text": "text",
    "/sequence/by": "by",
    "/sequence/source": "source",
    "/sequence/target": "target",
    "/sequence/steps/3/input/0": "vectors",
    "/sequence/steps": "vectors",
    "/sequence/classes": "vectors",
    "/sequence/masked/1": "masked",
    "/sequence/kind": "kind",
    "/sequence": "kind",
    "/hidden_size": "hidden",
    "/seed": "seed",
    "/gain": "gain",
    "/truncation/steps": "steps",
    "/truncation": "truncation",
    "/cell": "cell",
    "/cell/equations": "equations",
    "/cell/initial_biases/b_f": "equations",
    "/cell/sizes/e": "sizes",
    "/weights/W_xh": "weights",
    "": null,
  };
  for (const [path, field] of Object.entries(owners)) assert.equal(fieldAt(path), field, path);
});
