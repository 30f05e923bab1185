/** @import {Column} from "../frame.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Scene} from "./column.js" */
import { namePieces } from "../formulas/math.js";
import { fixed, signedFixed } from "../numbers.js";
import { shownToken } from "../tokens.js";
import { WORDS } from "../words.js";
import { cut } from "./cut.js";
import { drawLabel } from "./label.js";
import { numbersOf } from "./of.js";
import { inMono, widthIn } from "./letters.js";

/** From this width on a bar has its letter. */
const LETTER = 11;
/** The longest token that is a letter; a longer one is written out where it is the target. */
const SHORT = 2;
/** How wide that may be. */
const WIDEST = 61;

/**
 * The probabilities as bars, with the target's named, and the loss above them.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {number} t
 * @param {Column} column
 */
export function drawOutcome(pen, scene, t, column) {
  drawBars(pen, scene, t, column);
  drawTokens(pen, scene, t);
  drawLoss(pen, scene, t, column);
}

/**
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {number} t
 * @param {Column} column
 */
function drawBars(pen, { trace, layout }, t, column) {
  const { x, y, width, height } = layout.bars;
  const p = trace.answer.values["p"]?.[t - 1] ?? [];
  const target = trace.target(t);
  const step = width / p.length;
  pen.put("ground", "path", { class: "ground", d: `M${x} ${y + height}h${width}` });
  if (column.outputs <= 0) return;
  const bars = p
    .map((share, k) =>
      k === target ? "" : bar(x + k * step, y + height, step, share * height * column.outputs),
    )
    .join("");
  pen.put("bars", "path", { class: "bars", d: bars });
  if (target !== null)
    pen.put("target", "path", {
      class: "bars target",
      d: bar(x + target * step, y + height, step, (p[target] ?? 0) * height * column.outputs),
    });
  pen.put("shows", "rect", {
    class: "shows",
    x,
    y,
    width,
    height,
    ...numbersOf(`value p ${t}`, { rows: p.length, columns: 1 }, { isLying: true }),
  });
}

/**
 * Below the bars what they stand for: letters, or where the target is a word that word alone. One
 * that is left out is struck.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {number} t
 */
function drawTokens(pen, { trace, layout }, t) {
  const { x, y, width, height } = layout.bars;
  const count = trace.answer.values["p"]?.[t - 1]?.length ?? 0;
  const left = trace.maskedTarget(t);
  const target = trace.target(t) ?? left;
  const step = width / count;
  const isShort = (/** @type {number} */ k) => [...shownToken(trace.token(k))].length <= SHORT;
  const lettered = step >= LETTER && (target === null || isShort(target));
  for (let k = 0; k < count; k += 1) {
    if (k !== target && !(lettered && isShort(k))) continue;
    const middle = x + (k + 0.5) * step;
    const token = cut(shownToken(trace.token(k)), WIDEST, inMono);
    pen.put(
      `letter ${k}`,
      "text",
      {
        class: k !== target ? "letter" : left === null ? "letter target" : "letter left-out",
        x: lettered ? middle : under(middle, token),
        y: y + height + 12,
        "text-anchor": "middle",
      },
      token,
    );
  }
}

/**
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {number} t
 * @param {Column} column
 */
function drawLoss(pen, { trace, layout, scales, changes }, t, column) {
  const loss = trace.answer.losses[t - 1] ?? null;
  const change = changes?.[t - 1] ?? null;
  if (change !== null) drawChange(pen, layout.lossY, t, change);
  if (column.loss <= 0) return;
  const attributes = {
    x: 0,
    y: layout.lossY,
    "text-anchor": "middle",
    class: "name",
    opacity: column.loss < 1 ? column.loss : null,
  };
  const { leftOut, noTarget } = WORDS.stage;
  const why = trace.maskedTarget(t) === null ? noTarget : leftOut;
  if (loss === null) pen.put("no loss", "text", { ...attributes, class: "note" }, why);
  else if (change === null)
    drawLabel(pen, "loss", attributes, [
      ...namePieces("L", { below: t }),
      { text: ` = ${fixed(loss, 2)}`, place: "line" },
    ]);
  if (loss !== null)
    pen.put("loss shows", "rect", {
      class: "shows",
      x: -34,
      y: layout.lossY - 12,
      width: 68,
      height: 18,
      "data-of": `loss ${t}`,
    });
  pen.put("stamp", "rect", {
    class: "stamp",
    x: -22,
    y: layout.lossY + 8,
    width: 44,
    height: 2.5,
    rx: 1,
    fill: scales.time(t),
    opacity: column.loss,
  });
}

/**
 * Instead of a loss what it changes by: a nudge shows how L moves.
 *
 * @param {Pen} pen
 * @param {number} y
 * @param {number} t
 * @param {number} change
 */
function drawChange(pen, y, t, change) {
  const way = change > 0 ? "more" : change < 0 ? "less" : "none";
  const look = { class: `math change ${way}`, x: 0, y, "text-anchor": "middle" };
  pen.group("change", "text", look, (text) => {
    const [letter, below] = namePieces("L", { below: t });
    text.put("delta", "tspan", {}, `Δ${letter?.text}`);
    text.put("t", "tspan", { class: "script", dy: 4 }, below?.text);
    const written = change === 0 ? "0" : signedFixed(change);
    text.put("number", "tspan", { class: "number", dx: 5, dy: -4 }, written);
  });
}

/**
 * Where a word stands under its bar without leaving the column.
 *
 * @param {number} x
 * @param {string} word
 */
function under(x, word) {
  const room = Math.max(0, 42 - widthIn(word, inMono) / 2);
  return Math.min(room, Math.max(-room, x));
}

/**
 * @param {number} x
 * @param {number} bottom
 * @param {number} width
 * @param {number} height
 */
function bar(x, bottom, width, height) {
  const gap = width >= 6 ? 1 : 0;
  const tall = Math.max(0.8, height);
  return `M${round(x + gap)} ${round(bottom - tall)}h${round(width - 2 * gap)}v${round(tall)}h${-round(width - 2 * gap)}z`;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
