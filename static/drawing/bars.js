/** @import {Trace} from "../trace.js" */
/** @import {Scales} from "../scales.js" */
/** @import {Pen} from "../svg.js" */
import { progressOf } from "../ledger/progress.js";
import { write } from "../quantity.js";

/** What a time-stamp below its bar takes, for each digit and beside them. */
const DIGIT = 7;
const BESIDE = 5;

/**
 * The signed shares of a parameter's copies in one entry of the sum, each standing on the ones
 * before it, in the order in which they are added: from the last to the first; then the sum.
 *
 * @param {Pen} pen
 * @param {{x: number, y: number, width: number, height: number}} box
 * @param {{trace: Trace, scales: Scales, docked: number}} scene
 * @param {{parameter: string, row: number, column: number}} entry
 * @returns {number} the sum so far
 */
export function drawBars(pen, { x, y, width, height }, { trace, scales, docked: all }, entry) {
  const { last, of, docked, arrived } = progressOf(trace, entry.parameter, all);
  const values = Array.from({ length: of }, (_, i) =>
    trace.entry(entry.parameter, last - i, entry),
  );
  const sums = [0];
  values.forEach((value, i) => sums.push((sums[i] ?? 0) + value));
  const top = Math.max(...sums, 0);
  const range = top - Math.min(...sums, 0) || 1;
  const step = Math.min(34, width / (of + 1.4));
  const at = (/** @type {number} */ value) => y + ((top - value) / range) * height;
  const gap = step > 8 ? 4 : step > 3 ? 1 : 0;
  pen.put("ground", "path", { class: "ground", d: `M${x} ${at(0)}H${x + step * (of + 1.4)}` });
  const tick = { class: "tick", y: y + height + 12, "text-anchor": "middle" };
  const isWide = step >= DIGIT * String(last).length + BESIDE;
  values.forEach((value, i) => {
    const share = Math.min(1, Math.max(0, docked - i));
    if (share <= 0) return;
    const from = sums[i] ?? 0;
    const t = last - i;
    putBar(pen, `bar ${i}`, x + i * step, step - gap, at(from), at(from + value * share), {
      fill: scales.time(t),
      "data-of": write({ kind: "copy", ...entry, t }),
    });
    if (isWide) pen.put(`t ${i}`, "text", { ...tick, x: x + i * step + (step - gap) / 2 }, `${t}`);
  });
  const sum = (sums[arrived] ?? 0) + (docked - arrived) * (values[arrived] ?? 0);
  const sumX = x + (of + 0.4) * step;
  const sumWidth = Math.max(step - gap, 3);
  putBar(pen, "sum", sumX, sumWidth, at(0), at(sum), {
    class: "sum",
    "data-of":
      arrived === of
        ? write({ kind: "gradient", ...entry })
        : arrived > 0
          ? write({ kind: "running", ...entry, t: last - arrived + 1 })
          : null,
  });
  pen.put("sigma", "text", { ...tick, x: sumX + sumWidth / 2 }, "Σ");
  return sum;
}

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {number} x
 * @param {number} width
 * @param {number} from
 * @param {number} to
 * @param {import("../svg.js").Attributes} look
 */
function putBar(pen, key, x, width, from, to, look) {
  pen.put(key, "rect", {
    ...look,
    x,
    y: Math.min(from, to),
    width,
    height: Math.max(1, Math.abs(to - from)),
  });
}
