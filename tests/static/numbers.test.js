import assert from "node:assert/strict";
import { test } from "node:test";
import {
  compact,
  equality,
  exact,
  fixed,
  short,
  shortOfLog,
  signed,
  signedCompact,
  signedFixed,
} from "../../static/numbers.js";

test("a negative number has a minus sign, not a hyphen", () => {
  for (const format of [
    short,
    signed,
    signedFixed,
    exact,
    (/** @type {number} */ value) => fixed(value, 2),
  ]) {
    assert.match(format(-1.5), /^−1\.50*$/);
    assert.doesNotMatch(format(-1.5e-7), /-/);
  }
});

test("a size that is given by its log10 may lie beyond all numbers of the machine", () => {
  assert.equal(shortOfLog(Math.log10(2.6649)), "2.66");
  assert.equal(shortOfLog(-Infinity), "0");
  assert.equal(shortOfLog(-416.5), "3.2×10⁻⁴¹⁷");
  assert.equal(shortOfLog(-400.0000001), "1.0×10⁻⁴⁰⁰");
  assert.equal(shortOfLog(350), "1.0×10³⁵⁰");
});

test("a signed number fills the letters that there are, and no more", () => {
  const written = (/** @type {number} */ letters) =>
    [0.41449, -12.345, 9.996, -99.96, 999.4, 0.00449, -0.006, 0].map((value) =>
      signedCompact(value, letters),
    );
  assert.deepEqual(written(5), [
    "+0.41",
    "−12.3",
    "+10.0",
    "−100",
    "+999",
    "+4e−3",
    "−0.01",
    "0.00",
  ]);
  assert.deepEqual(written(6), [
    ...["+0.414", "−12.35", "+9.996", "−99.96", "+999.4", "+0.004", "−0.006", "0.000"],
  ]);
  assert.equal(signedCompact(999.96, 6), "+1000");
});

test("a short number has three significant digits", () => {
  assert.equal(short(2.6649), "2.66");
  assert.equal(short(-0.0205), "−0.0205");
  assert.equal(short(123.456), "123");
  assert.equal(short(0), "0");
  assert.equal(short(1.23e-9), "1.2×10⁻⁹");
  assert.equal(short(-4.56e12), "−4.6×10¹²");
});

test("a signed number has its sign, and zero none", () => {
  assert.equal(signedFixed(0.27), "+0.270");
  assert.equal(signedFixed(-0.00634), "−0.006");
  assert.equal(signedFixed(0), "0.000");
  assert.equal(signedFixed(1e-6), "+1e−6");
  assert.equal(signedFixed(-23456), "−2e4");
});

test("what rounds to zero has no sign", () => {
  assert.equal(fixed(-0.001, 2), "0.00");
});

test("what is no number is a dash", () => {
  for (const value of [null, undefined, NaN, Infinity]) {
    assert.equal(short(value), "–");
    assert.equal(fixed(value, 2), "–");
  }
});

test("terms that were rounded one by one are only about equal to their rounded sum", () => {
  assert.equal(equality(["−0.043", "0.303"], "0.260"), "=");
  assert.equal(equality(["−0.043", "0.303"], "0.261"), "≈");
  assert.equal(equality(["1.2×10⁻⁹", "0"], "1.2×10⁻⁹"), "≈");
});

test("a size beside others is written in few letters", () => {
  assert.deepEqual([0, 0.00402, 0.005, 1.234, 9.99, 23.41, 3.4e-8].map(compact), [
    "0",
    "0.004",
    "0.01",
    "1.23",
    "9.99",
    "23.4",
    "3e−8",
  ]);
  for (let size = 1e-12; size < 1e12; size *= 1.37) assert.ok(compact(size).length <= 5, `${size}`);
});
