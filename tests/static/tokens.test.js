import assert from "node:assert/strict";
import { test } from "node:test";
import { shownToken, writtenToken } from "../../static/tokens.js";

/** @type {Record<string, string>} */
const SHOWN = {
  " ": "␣",
  "\n": "↵",
  "\r\n": "↵",
  "\t": "⇥",
  "\r": "␍",
  "\u0000": "␀",
  "\u001b": "␛",
  "\u007f": "␡",
  "\u0085": "U+0085",
  "\u00a0": "⍽",
  "\u2009": "U+2009",
  "\u3000": "U+3000",
  "\u2028": "U+2028",
  "\u200b": "U+200B",
  "\ufeff": "U+FEFF",
  "\u00ad": "U+00AD",
  "\u200d": "U+200D",
  "\u202e": "U+202E",
  "\u3164": "U+3164",
  "\u2800": "U+2800",
  "\ud800": "U+D800",
  "\u{e0001}": "U+E0001",
  "\u0301": "◌\u0301",
  "a b": "a␣b",
  "a\u202eb": "aU+202Eb",
  "<start>": "⟨start⟩",
  "<end>": "⟨end⟩",
};
const AS_IT_IS = [
  "a",
  "é",
  "e\u0301",
  "ß",
  "अ",
  "한",
  "👩‍👩‍👧",
  "🇫🇷",
  "❤️",
  "l’eau",
  "<",
  "<starts>",
  "",
];

test("whatever would not be seen is shown by a sign", () => {
  for (const [token, shown] of Object.entries(SHOWN)) assert.equal(shownToken(token), shown);
});

test("whatever is seen is shown as it is", () => {
  for (const token of AS_IT_IS) assert.equal(shownToken(token), token);
});

test("within a line only a space stays as it is", () => {
  assert.equal(writtenToken(" "), " ");
  assert.equal(writtenToken("\n"), "↵");
  assert.equal(writtenToken("<end>"), "⟨end⟩");
});

test("no two single blanks look alike", () => {
  const blanks = Array.from({ length: 0x3100 }, (_, code) => String.fromCharCode(code));
  const shown = blanks.filter((blank) => /[\s\p{C}]/u.test(blank)).map(shownToken);
  assert.equal(new Set(shown).size, shown.length);
  assert.ok(shown.every((sign) => /\S/.test(sign) && sign.length > 0));
});
