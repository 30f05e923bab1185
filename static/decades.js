import { interpolateLab, piecewise } from "./vendor/d3.js";

/**
 * A log scale in whole decades, derived from all the data and never from a part of it.
 *
 * @typedef {object} Decades
 * @property {number} low    log10 of its ends, whole numbers
 * @property {number} high
 * @property {number[]} ticks  whole numbers between
 * @property {(log: number) => number} share  0 at the low end, 1 at the high one
 */

/** How many decades a scale spans: few widths, so that it stays as it is while the data move. */
const SPANS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512];
const TICKS = 4;

/** From small to large: of another kind than the colours of signs and of time-stamps. */
const SIZES = ["#e3e8f0", "#8794ad", "#28324a"];
const SIZES_ON_DARK = ["#2c3240", "#6d7c99", "#dbe4f5"];
const STEPS = 24;

/**
 * @param {Iterable<number>} logs  finite
 * @param {Decades | null} [held]  what the scale was before a pointer took hold: it grows by as many
 *   decades as it has to
 * @returns {Decades}
 */
export function decadesOf(logs, held = null) {
  let [least, most] = [Infinity, -Infinity];
  for (const log of logs) [least, most] = [Math.min(least, log), Math.max(most, log)];
  if (held) [least, most] = [Math.min(least, held.low), Math.max(most, held.high)];
  if (least > most) [least, most] = [0, 0];
  const high = Math.ceil(most - 1e-9) + 0;
  const wanted = Math.max(1, high - Math.floor(least + 1e-9));
  const span = held ? wanted : (SPANS.find((each) => each >= wanted) ?? wanted);
  const low = high - span;
  const step = Math.max(1, Math.ceil(span / TICKS));
  const ticks = [];
  for (let tick = high; tick >= low; tick -= step) ticks.push(tick);
  return { low, high, ticks, share: (log) => (log - low) / span };
}

/**
 * Size as a colour, in steps that are drawn alike.
 *
 * @param {boolean} dark
 */
export function sizeColours(dark) {
  const ramp = piecewise(interpolateLab, dark ? SIZES_ON_DARK : SIZES);
  const colours = Array.from({ length: STEPS + 1 }, (_, i) => ramp(i / STEPS));
  return {
    steps: STEPS,
    /** @param {number} share */
    step: (share) => Math.round(Math.min(1, Math.max(0, share)) * STEPS),
    /** @param {number} step */
    colour: (step) => colours[step] ?? "",
  };
}

/**
 * Whether a colour is dark, so that white is read on it and not black.
 *
 * @param {string} colour  as rgb(r, g, b)
 */
export function isDark(colour) {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  // where the contrasts with both are equal
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 0.179;
}
