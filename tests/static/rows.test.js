import assert from "node:assert/strict";
import { test } from "node:test";
import { bandsOf } from "../../static/layout/rows.js";

const open = { places: [0, 1, 2, 3], heights: [20, 30, 10, 20], channels: [40, 50, 40] };

test("the rows of one form stand below each other as it needs them", () => {
  assert.deepEqual(bandsOf([open], 4, 100), [
    { top: 100, height: 20 },
    { top: 160, height: 30 },
    { top: 240, height: 10 },
    { top: 290, height: 20 },
  ]);
});

test("what a form has between two rows counts for one that has nothing there", () => {
  const closed = { places: [0, 3], heights: [20, 20], channels: [160] };
  assert.deepEqual(bandsOf([open, closed], 4, 100), bandsOf([open], 4, 100));
  const wide = { ...closed, channels: [200] };
  const tops = bandsOf([wide, open], 4, 100).map(({ top }) => top);
  assert.deepEqual(tops, [100, 160, 240, 320]);
});

test("a form without the first row, as an encoder has none for outputs, leaves the rows as they are", () => {
  const encoder = { places: [1, 2, 3], heights: [30, 10, 20], channels: [50, 40] };
  assert.deepEqual(bandsOf([encoder, open], 4, 100), bandsOf([open], 4, 100));
});

test("a row is as high as the highest form has it, and one that no form has is empty", () => {
  const forms = [
    { places: [0, 2], heights: [20, 20], channels: [60] },
    { places: [0, 2], heights: [30, 10], channels: [40] },
  ];
  assert.deepEqual(bandsOf(forms, 3, 0), [
    { top: 0, height: 30 },
    { top: 30, height: 0 },
    { top: 90, height: 20 },
  ]);
});
