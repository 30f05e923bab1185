/** @import {Decades} from "../decades.js" */
/** @import {Line, Point} from "../decay.js" */
/** @import {Pen} from "../svg.js" */
import { putPower } from "./mapkey.js";

const WIDTH = 256;
const HEIGHT = 150;
const EDGE = { left: 39, right: 6, top: 6, bottom: 20 };
/** Of so few lines, or lags, each point is drawn. */
const FEW = 12;
const APART = 26;
const HALF_DIGIT = 3.5;
/** How thick a line is, of few and of many. */
const STROKE = { few: 1.75, many: 1 };

/**
 * @typedef {object} Plot
 * @property {Line[]} lines
 * @property {number} lags                        the longest
 * @property {Decades} decades
 * @property {(t: number) => string} time         colours
 * @property {Reading[]} dashed                   lines to compare with
 *
 * @typedef {{name: string, logs: (number | null)[]}} Reading  by lag
 */

/**
 * Norms by lag: a line for every loss in the colour of its time-stamp. One ends with a ring where
 * the gradient is exactly zero from there on, and goes on dashed where it is cut off.
 *
 * @param {Pen} pen
 * @param {Plot} plot
 */
export function drawDecay(pen, { lines, lags, decades, time, dashed }) {
  const { x, y } = scaleOf(lags, decades);
  const [left, right, bottom] = [EDGE.left, WIDTH - EDGE.right, HEIGHT - EDGE.bottom];
  pen.group("clip", "clipPath", { id: "decay" }, (clip) =>
    clip.put("box", "rect", {
      ...{ x: left - 4, y: EDGE.top - 4 },
      ...{ width: right - left + 8, height: bottom - EDGE.top + 8 },
    }),
  );
  for (const tick of decades.ticks) {
    pen.put(`grid ${tick}`, "path", { class: "gridline", d: `M${left} ${y(tick)}H${right}` });
    putPower(pen, tick, left - 5, y(tick) + 4, "end");
  }
  for (const lag of ticksOf(lags, x))
    pen.put(
      `lag ${lag}`,
      "text",
      {
        class: "tick",
        x: Math.min(x(lag), WIDTH - String(lag).length * HALF_DIGIT),
        ...{ y: HEIGHT - 6, "text-anchor": "middle" },
      },
      String(lag),
    );
  pen.put("axis", "path", { class: "axis", d: `M${left} ${EDGE.top}V${bottom}H${right}` });
  const isFew = lines.length <= FEW;
  pen.group("lines", "g", { "clip-path": "url(#decay)", fill: "none" }, (inner) => {
    for (const { tau, points } of lines) {
      const look = { stroke: time(tau), "stroke-width": isFew ? STROKE.few : STROKE.many };
      const [kept, cut] = [wayOf(points, "kept", x, y), wayOf(points, "cut", x, y)];
      inner.put(`kept ${tau}`, "path", { ...look, class: "line", d: kept, "data-tau": tau });
      if (cut) inner.put(`cut ${tau}`, "path", { ...look, class: "line cut", d: cut });
      const end = points.findIndex(({ look: each }) => each === "zero");
      if (end >= 0)
        inner.put(`zero ${tau}`, "circle", {
          ...{ class: "zero", stroke: time(tau), cx: x(end), cy: bottom, r: isFew ? 3 : 1.5 },
        });
      if (isFew && lags <= FEW)
        for (const { lag, log, look: each } of points)
          if (each === "kept" || each === "cut")
            inner.put(`point ${tau} ${lag}`, "circle", {
              ...{ cx: x(lag), cy: y(log), r: 2.5, stroke: time(tau), "stroke-width": 1.25 },
              fill: each === "kept" ? time(tau) : "var(--panel)",
            });
    }
    for (const { name, logs } of dashed)
      inner.put(name, "path", { class: `compared ${name}`, d: pathOf(logs, x, y) });
  });
}

/**
 * Where the point of a loss is at a lag.
 *
 * @param {number} lags
 * @param {Decades} decades
 */
function scaleOf(lags, { share }) {
  const [wide, high] = [WIDTH - EDGE.left - EDGE.right - 6, HEIGHT - EDGE.top - EDGE.bottom];
  return {
    x: (/** @type {number} */ lag) => EDGE.left + 6 + (lags > 0 ? (lag / lags) * wide : 0),
    y: (/** @type {number} */ log) => EDGE.top + (1 - share(log)) * high,
  };
}

export const DECAY = { width: WIDTH, height: HEIGHT };

/**
 * What of a line is kept, or cut; what is cut goes on from what is kept.
 *
 * @param {Point[]} points
 * @param {"kept" | "cut"} wanted
 * @param {(lag: number) => number} x
 * @param {(log: number) => number} y
 */
function wayOf(points, wanted, x, y) {
  return pathOf(
    points.map(({ log, look }, i) => {
      const isStart = wanted === "cut" && look === "kept" && points[i + 1]?.look === "cut";
      return look === wanted || isStart ? log : null;
    }),
    x,
    y,
  );
}

/**
 * @param {(number | null)[]} logs
 * @param {(lag: number) => number} x
 * @param {(log: number) => number} y
 */
function pathOf(logs, x, y) {
  let isOpen = false;
  return logs
    .map((log, lag) => {
      const command = isOpen ? "L" : "M";
      isOpen = log !== null;
      return log === null ? "" : `${command}${round(x(lag))} ${round(y(log))}`;
    })
    .join("");
}

/**
 * @param {number} lags
 * @param {(lag: number) => number} x
 */
function ticksOf(lags, x) {
  const apart = x(1) - x(0);
  const step = [1, 2, 5, 10, 20, 50, 100].find((each) => each * apart >= APART) ?? 100;
  return Array.from({ length: Math.floor(lags / step) + 1 }, (_, i) => i * step);
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
