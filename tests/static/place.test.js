import assert from "node:assert/strict";
import { test } from "node:test";
import { placeIn } from "../../static/place.js";

/** @param {string} text @param {number} line @param {number} column */
function at(text, line, column) {
  const { start, end } = placeIn(text, line, column);
  return [start, text.slice(start, end)];
}

test("a line and a column are counted from 1", () => {
  assert.deepEqual(at("ab\ncd", 1, 1), [0, "a"]);
  assert.deepEqual(at("ab\ncd", 2, 2), [4, "d"]);
  assert.deepEqual(at("\n\nx", 3, 1), [2, "x"]);
});

test("a column counts characters, also those that JavaScript counts twice", () => {
  assert.deepEqual(at("𝒉 = 👩", 1, 2), [2, " "]);
  assert.deepEqual(at("𝒉\n𝒉𝒉x", 2, 3), [7, "x"]);
  assert.deepEqual(at("a👩b", 1, 2), [1, "👩"]);
});

test("a place after the last character is the end of its line or of the text", () => {
  assert.deepEqual(at("ab\ncd", 1, 3), [2, ""]);
  assert.deepEqual(at("ab\ncd", 1, 9), [2, ""]);
  assert.deepEqual(at("ab", 7, 3), [2, ""]);
});
