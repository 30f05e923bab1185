/** @import {Grid} from "../grid.js" */
/** @import {Context, Model} from "../panels.js" */
/** @import {LedgerLayout, LedgerRow} from "../ledger/rows.js" */
/** @import {Pen} from "../svg.js" */
import { clamp, ease } from "../frame.js";
import { plus } from "../grid.js";
import { progressOf } from "../ledger/progress.js";
import { WORDS } from "../words.js";
import { putPick } from "./pick.js";
import { drawTile } from "./tile.js";

/** A copy joins the total in the last part of its flight. */
const ARRIVES = 0.6;

/**
 * The running total, in which a click chooses an entry.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 * @param {LedgerLayout} layout
 * @param {LedgerRow} row
 */
export function drawTotal(
  pen,
  model,
  { anchors, dispatch },
  { totalX },
  { parameter, tile, isVector },
) {
  const { trace, frame, scales } = model;
  const { of, arrived, isComplete } = progressOf(trace, parameter, frame.docked);
  const grid = totalOf(model, parameter);
  pen.put(
    "equals",
    "text",
    { class: "sign", x: totalX - 14, y: tile.height / 2 + 5, "text-anchor": "middle" },
    "=",
  );
  const box = { x: totalX, y: 0, width: tile.width, height: tile.height };
  const look = {
    frame: grid ? (isComplete ? "var(--ink)" : "var(--sum)") : null,
    frameWidth: isComplete ? 1.75 : 1.25,
    dashed: !grid,
    lying: isVector,
    className: grid ? "total" : "total waits",
  };
  const element = drawTile(pen, "total", box, grid, scales.sums, look);
  anchors.set(`total:${parameter}`, element);
  if (grid) {
    const shape = { ...grid, lying: isVector };
    putPick(pen, dispatch, parameter, box, shape, sumName({ trace, frame }, parameter));
  }
  const words = WORDS.ledger;
  const text = !grid ? words.waits : isComplete ? words.total : words.arrived(arrived, of);
  pen.put(
    "caption",
    "text",
    { class: "norm", x: totalX + tile.width / 2, y: tile.height + 13, "text-anchor": "middle" },
    text,
  );
}

/**
 * What a total shows, see quantity.js: all copies, or those that are in.
 *
 * @param {Pick<Model, "trace" | "frame">} model
 * @param {string} parameter
 */
export function sumName({ trace, frame }, parameter) {
  const { last, arrived, isComplete } = progressOf(trace, parameter, frame.docked);
  if (isComplete) return `gradient ${parameter}`;
  return arrived > 0 ? `running ${parameter} ${last - arrived + 1}` : "";
}

/**
 * The sum of what is in, with what is just arriving; null before anything is.
 *
 * @param {Model} model
 * @param {string} parameter
 * @returns {Grid | null}
 */
export function totalOf({ trace, frame }, parameter) {
  const { last, docked, arrived } = progressOf(trace, parameter, frame.docked);
  const part = ease(clamp((docked - arrived - ARRIVES) / (1 - ARRIVES)));
  if (arrived === 0 && part === 0) return null;
  const sum = trace.runningTotal(parameter, trace.length - last + arrived);
  return part > 0 ? plus(sum, trace.copy(parameter, last - arrived), part) : sum;
}
