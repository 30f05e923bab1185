/** @import {Grid} from "../grid.js" */
/** @import {Context, Model} from "../panels.js" */
/** @import {Group} from "../ledger/groups.js" */
/** @import {LedgerGroup, LedgerLayout} from "../ledger/rows.js" */
/** @import {SignScale} from "../scales.js" */
/** @import {Pen} from "../svg.js" */
import { norm } from "../grid.js";
import { namePieces, nameWidth } from "../formulas/math.js";
import { compact } from "../numbers.js";
import { progressOf } from "../ledger/progress.js";
import { SLOT } from "../ledger/rows.js";
import { drawCells } from "./cells.js";
import { drawLabel } from "./label.js";
import { numbersOf } from "./of.js";
import { sumName, totalOf } from "./total.js";

const TOP = 3;
const HEIGHT = 18;
const GAP = 3;
/** More parameters than this stand in two lines, closer together. */
const LINE = 6;
const CLOSE = 1;
/** How much smaller the names beside the totals are than others, and what their norms take. */
const SMALLER = 0.82;
const NUMBER = 46;

/**
 * A time-stamp's copies of a folded group, small and side by side.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 * @param {LedgerGroup} group
 * @param {number} t
 * @param {number} pitch
 */
export function drawFoldedSlot(pen, { trace, frame, scales }, { anchors }, { group }, t, pitch) {
  const column = frame.column(t);
  const arrived = column.docked >= 1;
  const look = {
    stroke: column.copies >= 1 ? scales.time(t) : null,
    dashed: !arrived,
    className: "slot",
  };
  const { parameters } = group;
  drawSmall(
    pen,
    parameters,
    look,
    scales.gradients,
    (parameter, place) => {
      anchors.set(`slot:${parameter}:${t}`, place);
      return arrived ? trace.copy(parameter, t) : null;
    },
    (parameter) => `copy ${parameter} ${t}`,
  );
  if (trace.covers(parameters[0] ?? "", t + 1))
    drawSign(pen, "plus", "+", SLOT + (pitch - SLOT) / 2);
}

/**
 * The running totals of a folded group, and how large they are.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 * @param {LedgerLayout} layout
 * @param {LedgerGroup} group
 */
export function drawFoldedTotal(pen, model, { anchors }, { totalX, barsX, barsWidth }, { group }) {
  const { frame, trace, scales } = model;
  const { parameters } = group;
  const { docked, isComplete } = progressOf(trace, parameters[0] ?? "", frame.docked);
  const look = {
    stroke: docked === 0 ? null : isComplete ? "var(--ink)" : "var(--sum)",
    dashed: docked === 0,
    className: "total",
  };
  drawSign(pen, "equals", "=", totalX - 14);
  pen.group("total", "g", { transform: `translate(${totalX},0)` }, (inner) =>
    drawSmall(
      inner,
      parameters,
      look,
      scales.sums,
      (parameter, place) => {
        anchors.set(`total:${parameter}`, place);
        return totalOf(model, parameter);
      },
      (parameter) => sumName(model, parameter),
    ),
  );
  if (barsWidth > 0) drawNorms(pen, model, { x: barsX, width: barsWidth }, group);
}

/**
 * @param {Pen} pen
 * @param {string[]} parameters
 * @param {{stroke: string | null, dashed: boolean, className: string}} look
 * @param {SignScale} scale
 * @param {(parameter: string, place: Element) => Grid | null} gridOf
 * @param {(parameter: string) => string} nameOf  what it shows, see quantity.js
 */
function drawSmall(pen, parameters, { stroke, dashed, className }, scale, gridOf, nameOf) {
  const { size, places } = placesOf(parameters.length);
  pen.put("frame", "rect", {
    class: `frame small ${className}${stroke ? "" : " plain"}`,
    y: TOP,
    width: SLOT,
    height: HEIGHT,
    rx: 4,
    stroke,
    "stroke-dasharray": dashed ? "3 2.5" : null,
  });
  parameters.forEach((parameter, i) => {
    const place = places[i] ?? { x: 0, y: 0 };
    const element = pen.put(`place ${parameter}`, "rect", { class: "place", ...place, ...size });
    const grid = gridOf(parameter, element);
    if (grid)
      pen.cached(
        `cells ${parameter}`,
        "g",
        {
          transform: `translate(${place.x},${place.y})`,
          ...numbersOf(nameOf(parameter), grid),
        },
        [grid, scale, size.width],
        (cells) => drawCells(cells, grid, size, scale),
      );
  });
}

/**
 * Where that many tiles are in a folded slot.
 *
 * @param {number} count
 */
function placesOf(count) {
  const lines = count > LINE ? 2 : 1;
  const gap = lines > 1 ? CLOSE : GAP;
  const inLine = Math.ceil(count / lines);
  const width = (SLOT - 2 * GAP + gap) / inLine - gap;
  const height = (HEIGHT - 2 * GAP + gap) / lines - gap;
  const places = Array.from({ length: count }, (_, i) => ({
    x: GAP + (i % inLine) * (width + gap),
    y: TOP + GAP + Math.floor(i / inLine) * (height + gap),
  }));
  return { size: { width, height }, places };
}

/**
 * The names of a group's parameters, and the norms of their sums as far as they have come.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {{x: number, width: number}} box
 * @param {Group} group
 */
function drawNorms(pen, { trace, frame }, { x, width }, { parameters, suffix }) {
  let at = 0;
  for (const parameter of parameters) {
    const { arrived } = progressOf(trace, parameter, frame.docked);
    const name = parameter.slice(0, parameter.length - suffix.length);
    const room = SMALLER * nameWidth(name) + NUMBER;
    if (at > 0 && at + room > width) return;
    const size = norm(trace.runningTotal(parameter, Math.floor(frame.docked)));
    drawLabel(
      pen,
      `norm ${parameter}`,
      { x: x + at, y: TOP + 13, class: "small" },
      arrived === 0
        ? namePieces(name)
        : [
            { text: "‖", place: "line" },
            ...namePieces(name),
            { text: `‖ ${compact(size)}`, place: "line" },
          ],
    );
    at += Math.max(room, width / Math.max(3, parameters.length));
  }
}

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {string} sign
 * @param {number} x
 */
function drawSign(pen, key, sign, x) {
  pen.put(key, "text", { class: "sign", x, y: TOP + 14, "text-anchor": "middle" }, sign);
}
