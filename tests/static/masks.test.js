import assert from "node:assert/strict";
import { test } from "node:test";
import { readMask, withToggled, writeMask } from "../../static/masks.js";

test("a mask is read as its time-stamps, each once and in order", () => {
  assert.deepEqual(readMask(""), []);
  assert.deepEqual(readMask("5,2"), [2, 5]);
  assert.deepEqual(readMask("3-5,4,9,9"), [3, 4, 5, 9]);
});

test("what is no mask is none", () => {
  for (const text of ["0", "1,", ",", "a", "1-", "-3", "5-2", "1.5", "99999", " 1", "1;2"])
    assert.equal(readMask(text), undefined, text);
  assert.equal(readMask("1,".repeat(4000)), undefined);
});

test("three and more in a row are written as a run, and read again", () => {
  assert.equal(writeMask([9, 1, 2, 3, 5, 6]), "1-3,5,6,9");
  for (let seed = 1; seed < 500; seed += 1) {
    const times = Array.from({ length: 12 }, (_, i) => i + 1).filter((i) => (seed >> i) & 1);
    assert.deepEqual(readMask(writeMask(times)), times);
  }
});

test("toggled twice a mask is as it was", () => {
  assert.equal(withToggled("", 3), "3");
  assert.equal(withToggled("1-5", 3), "1,2,4,5");
  assert.equal(withToggled(withToggled("2,7", 4), 4), "2,7");
});
