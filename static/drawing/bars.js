/** @import {Trace} from "../trace.js" */
/** @import {Scales} from "../scales.js" */
/** @import {Pen} from "../svg.js" */

/**
 * The signed shares of the copies in one entry of the sum, each standing on the ones before it, in
 * the order in which they are added: T, T−1, …; then the sum.
 *
 * @param {Pen} pen
 * @param {{x: number, y: number, width: number, height: number}} box
 * @param {{trace: Trace, scales: Scales, docked: number}} scene
 * @param {{parameter: string, row: number, column: number}} entry
 * @returns {number} the sum so far
 */
export function drawBars(pen, { x, y, width, height }, { trace, scales, docked }, entry) {
  const { length } = trace;
  const values = Array.from({ length }, (_, i) => trace.entry(entry.parameter, length - i, entry));
  const sums = [0];
  values.forEach((value, i) => sums.push((sums[i] ?? 0) + value));
  const top = Math.max(...sums, 0);
  const range = top - Math.min(...sums, 0) || 1;
  const step = Math.min(34, width / (length + 1.4));
  const at = (/** @type {number} */ value) => y + ((top - value) / range) * height;
  const gap = step > 8 ? 4 : step > 3 ? 1 : 0;
  pen.put("ground", "path", { class: "ground", d: `M${x} ${at(0)}H${x + step * (length + 1.4)}` });
  values.forEach((value, i) => {
    const share = Math.min(1, Math.max(0, docked - i));
    if (share <= 0) return;
    const from = sums[i] ?? 0;
    putBar(pen, `bar ${i}`, x + i * step, step - gap, at(from), at(from + value * share), {
      fill: scales.time(length - i),
    });
    if (step >= 24)
      pen.put(
        `t ${i}`,
        "text",
        {
          class: "tick",
          x: x + i * step + (step - gap) / 2,
          y: y + height + 12,
          "text-anchor": "middle",
        },
        String(length - i),
      );
  });
  const whole = Math.floor(docked);
  const sum = (sums[whole] ?? 0) + (docked - whole) * (values[whole] ?? 0);
  const sumX = x + (length + 0.4) * step;
  const sumWidth = Math.max(step - gap, 3);
  putBar(pen, "sum", sumX, sumWidth, at(0), at(sum), { class: "sum" });
  pen.put(
    "sigma",
    "text",
    { class: "tick", x: sumX + sumWidth / 2, y: y + height + 12, "text-anchor": "middle" },
    "Σ",
  );
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
