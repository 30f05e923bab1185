import assert from "node:assert/strict";
import { test } from "node:test";
import { decadesOf, isDark, sizeColours } from "../../static/decades.js";

test("a scale spans whole decades around all its data", () => {
  const { low, high, share } = decadesOf([-1.2, -0.3, -3.7]);
  assert.deepEqual([low, high], [-4, 0]);
  assert.deepEqual([share(-4), share(-2), share(0)], [0, 0.5, 1]);
});

test("while data fall the scale stays as it is, then moves by whole decades", () => {
  const lows = [-8.1, -9, -10.5, -11.9, -12.1].map((least) => decadesOf([0, least]).low);
  assert.deepEqual(lows, [-12, -12, -12, -12, -16]);
});

test("a held scale keeps its ends, and grows by no more than the decades it needs", () => {
  const held = decadesOf([-1.2, -0.3, -3.7]);
  const ends = (/** @type {number[]} */ logs) => {
    const { low, high, share } = decadesOf(logs, held);
    assert.deepEqual([share(low), share(high)], [0, 1]);
    return [low, high];
  };
  assert.deepEqual(ends([-0.5]), [-4, 0]);
  assert.deepEqual(ends([-4.2, 0]), [-5, 0]);
  assert.deepEqual(ends([-1, 1.5]), [-4, 2]);
});

test("one size, or none, still has a scale", () => {
  assert.deepEqual([decadesOf([-2]).low, decadesOf([-2]).high], [-3, -2]);
  assert.deepEqual([decadesOf([]).low, decadesOf([]).high], [-1, 0]);
});

test("few ticks stand at whole decades, the high end among them", () => {
  for (const least of [-0.5, -3.2, -11, -300]) {
    const { ticks, low, high } = decadesOf([0.4, least]);
    assert.ok(ticks.length >= 2 && ticks.length <= 5);
    assert.equal(ticks[0], high);
    assert.ok(ticks.every((tick) => Number.isInteger(tick) && tick >= low));
  }
});

test("a number is read on every colour of a size", () => {
  for (const dark of [false, true]) {
    const { steps, colour } = sizeColours(dark);
    for (let step = 0; step <= steps; step += 1) {
      const light = luminance(colour(step));
      const contrast = isDark(colour(step)) ? 1.05 / (light + 0.05) : (light + 0.05) / 0.05;
      assert.ok(contrast >= 4.5, `${colour(step)}: ${contrast}`);
    }
  }
});

/** @param {string} colour */
function luminance(colour) {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
