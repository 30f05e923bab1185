/** @import {Column, Frame} from "../frame.js" */
/** @import {Layout, Place} from "../layout.js" */
/** @import {Route} from "../layout/routes.js" */
/** @import {Scales} from "../scales.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Trace} from "../trace.js" */
import { namePieces } from "../formulas/math.js";
import { fixed } from "../numbers.js";
import { WORDS } from "../words.js";
import { pointsOf } from "../layout.js";
import { drawInitial } from "./initial.js";
import { drawLabel } from "./label.js";
import { drawRoute } from "./route.js";
import { drawStrip } from "./strip.js";

/**
 * @typedef {object} Scene
 * @property {Trace} trace
 * @property {Frame} frame
 * @property {Layout} layout
 * @property {Scales} scales
 * @property {number} rate
 * @property {Map<string, Element>} anchors
 */

/**
 * All that the drawing of a time-stamp depends on.
 *
 * @param {Scene} scene
 * @param {number} t
 * @returns {unknown[]}
 */
export function columnInputs({ trace, frame, layout, scales, rate }, t) {
  const { values, deltas, ...shares } = frame.column(t);
  return [
    trace,
    layout,
    scales,
    frame.updated > 0 ? rate : null,
    frame.backward,
    frame.summing,
    frame.updated,
    ...Object.values(values),
    ...Object.values(deltas),
    ...Object.values(shares),
    ...Object.values(frame.column(t - 1).deltas),
  ];
}

/**
 * One time-stamp of the stage, around its middle.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {number} t
 * @param {() => void} [toggle]  opens or closes it; none where that changes nothing
 */
export function drawColumn(pen, scene, t, toggle) {
  const { frame, layout } = scene;
  const column = frame.column(t);
  const here = layout.columns[t - 1];
  if (!here) return;
  const { routes, places } = here.form;
  if (toggle)
    pen.put("opens", "rect", { class: "opens", ...groundOf(layout, t) }, null, { click: toggle });
  for (const route of routes)
    pen.group(
      `route ${route.key}`,
      "g",
      { class: scene.trace.reachesY(route.edge.to) ? null : "dimmed" },
      (inner) => drawRoute(inner, scene, route, t, column),
    );
  for (const place of places)
    pen.group(`place ${place.name}`, "g", { class: place.reachesY ? null : "dimmed" }, (inner) =>
      drawPlace(inner, scene, place, t, column),
    );
  if (t === 1) drawStarts(pen, scene, routes, column);
  drawProbabilities(pen, scene, t, column);
  drawLoss(pen, scene, t, column);
  const token = scene.trace.inputToken(t);
  drawLabel(pen, "token", { x: 0, y: layout.tokenY, "text-anchor": "middle", class: "name" }, [
    ...namePieces("x", { below: t }),
    ...(token ? [{ text: ` = “${shown(token, 9)}”`, place: /** @type {const} */ ("line") }] : []),
  ]);
}

/**
 * The ground of a column, from its middle.
 *
 * @param {Layout} layout
 * @param {number} t
 */
export function groundOf({ columns, height }, t) {
  const { left = 0, right = 0 } = columns[t - 1]?.form ?? {};
  return { x: left - 4, y: 0, width: right - left + 8, height, rx: 10 };
}

/**
 * What the states start with.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Route[]} routes
 * @param {Column} column
 */
function drawStarts(pen, scene, routes, column) {
  for (const route of routes) {
    const [start] = pointsOf(scene.layout, route, 1);
    if (!start || route.edge.lag === 0 || !route.isMain) continue;
    const { from } = route.edge;
    pen.group(`initial ${from}`, "g", {}, (inner) =>
      drawInitial(inner, scene, from, start, column.copies),
    );
  }
}

/**
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Place} place
 * @param {number} t
 * @param {Column} column
 */
function drawPlace(pen, { trace, frame, scales, anchors }, place, t, column) {
  const { name, x, y, width, height, upright, label } = place;
  const share = column.values[name] ?? 0;
  if (place.frame) {
    const isState = trace.answer.cell.states.includes(name);
    pen.put("frame", "rect", { class: isState ? "box state" : "box", ...place.frame, rx: 7 });
  }
  if (share < 1) pen.put("empty", "rect", { class: "waiting", x, y, width, height, rx: 2.5 });
  // with other weights the values would be others: those of before pale
  const now = name === "x" ? 1 : 1 - 0.6 * frame.updated;
  drawStrip(
    pen,
    "values",
    { x, y, width, height, upright, share: share * now, className: "values" },
    trace.answer.values[name]?.[t - 1] ?? [],
    scales.values,
  );
  const delta = (column.deltas[name] ?? 0) * (1 - frame.updated);
  const strip = drawStrip(
    pen,
    "deltas",
    {
      x: place.deltaX,
      y: place.deltaY,
      width: place.deltaWidth,
      height: place.deltaHeight,
      upright,
      share: delta,
      className: "deltas",
    },
    trace.answer.deltas[name]?.[t - 1] ?? [],
    scales.deltas,
  );
  if (strip) anchors.set(`delta:${name}:${t}`, strip);
  if (name !== "x" && name !== "y" && frame.backward > 0 && delta > 0)
    drawUnit(pen, place, trace.unitAt(name, t), delta * (1 - frame.summing));
  if (name !== "x")
    drawLabel(
      pen,
      "name",
      { x: label.x, y: label.y, "text-anchor": label.anchor, class: "name" },
      namePieces(name, { below: t }),
    );
}

/**
 * A mark at the unit whose numbers are written on the arrows.
 *
 * @param {Pen} pen
 * @param {Place} place
 * @param {number} unit
 * @param {number} opacity
 */
function drawUnit(pen, { size, upright, deltaX, deltaY, deltaWidth, deltaHeight }, unit, opacity) {
  if (opacity <= 0 || size === 1) return;
  const share = (unit + 0.5) / size;
  const [x, y] = upright
    ? [deltaX + deltaWidth + 2, deltaY + share * deltaHeight]
    : [deltaX + share * deltaWidth, deltaY + deltaHeight + 1];
  pen.put("unit", "path", {
    class: "unit",
    d: `M${round(x)} ${round(y)}${upright ? "l4 -3v6z" : "l-3 4h6z"}`,
    opacity,
  });
}

/**
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {number} t
 * @param {Column} column
 */
function drawProbabilities(pen, { trace, layout }, t, column) {
  const { x, y, width, height } = layout.bars;
  const p = trace.answer.values["p"]?.[t - 1] ?? [];
  const target = trace.target(t);
  const step = width / p.length;
  pen.put("ground", "path", { class: "ground", d: `M${x} ${y + height}h${width}` });
  if (column.outputs > 0) {
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
  }
  const few = step >= 11 && p.every((_, k) => [...trace.token(k)].length <= 2);
  p.forEach((_, k) => {
    if (!few && k !== target) return;
    const isTarget = k === target;
    pen.put(
      `letter ${k}`,
      "text",
      {
        class: isTarget ? "letter target" : "letter",
        x: few ? x + (k + 0.5) * step : under(x + (k + 0.5) * step, shown(trace.token(k), 9)),
        y: y + height + 12,
        "text-anchor": "middle",
      },
      shown(trace.token(k), 9),
    );
  });
}

/**
 * Where a word stands under its bar without leaving the column.
 *
 * @param {number} x
 * @param {string} word
 */
function under(x, word) {
  const room = Math.max(0, 42 - word.length * 3.5);
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

/**
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {number} t
 * @param {Column} column
 */
function drawLoss(pen, { trace, layout, scales }, t, column) {
  const loss = trace.answer.losses[t - 1] ?? null;
  if (column.loss <= 0) return;
  const attributes = {
    x: 0,
    y: layout.lossY,
    "text-anchor": "middle",
    class: "name",
    opacity: column.loss < 1 ? column.loss : null,
  };
  if (loss === null)
    pen.put("no target", "text", { ...attributes, class: "note" }, WORDS.stage.noTarget);
  else
    drawLabel(pen, "loss", attributes, [
      ...namePieces("L", { below: t }),
      { text: ` = ${fixed(loss, 2)}`, place: "line" },
    ]);
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
 * A token as it is written in a drawing: blanks made visible, long ones cut.
 *
 * @param {string} token
 * @param {number} most
 */
function shown(token, most) {
  const visible = token.replace(/ /g, "␣").replace(/\n/g, "↵").replace(/\t/g, "⇥");
  const letters = [...visible];
  return letters.length > most ? `${letters.slice(0, Math.max(1, most - 1)).join("")}…` : visible;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
