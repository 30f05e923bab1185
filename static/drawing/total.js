/** @import {Grid} from "../grid.js" */
/** @import {Context, Model} from "../panels.js" */
/** @import {LedgerLayout, LedgerRow} from "../ledger/rows.js" */
/** @import {Pen} from "../svg.js" */
import { clamp, ease } from "../frame.js";
import { plus } from "../grid.js";
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
  const { grid, complete } = totalOf(model, parameter);
  pen.put(
    "equals",
    "text",
    { class: "sign", x: totalX - 14, y: tile.height / 2 + 5, "text-anchor": "middle" },
    "=",
  );
  const box = { x: totalX, y: 0, width: tile.width, height: tile.height };
  const look = {
    frame: grid ? (complete ? "var(--ink)" : "var(--sum)") : null,
    frameWidth: complete ? 1.75 : 1.25,
    dashed: !grid,
    lying: isVector,
    className: grid ? "total" : "total waits",
  };
  const element = drawTile(pen, "total", box, grid, scales.sums, look);
  anchors.set(`total:${parameter}`, element);
  if (grid) {
    putPick(pen, dispatch, parameter, box, { ...grid, lying: isVector });
  }
  const words = WORDS.ledger;
  const shown = Math.round(frame.docked * 10) / 10;
  const text = !grid
    ? words.waits
    : complete
      ? words.total
      : `${Math.floor(shown)} of ${trace.length}`;
  pen.put(
    "caption",
    "text",
    { class: "norm", x: totalX + tile.width / 2, y: tile.height + 13, "text-anchor": "middle" },
    text,
  );
}

/**
 * The sum of what is in, with what is just arriving.
 *
 * @param {Model} model
 * @param {string} parameter
 * @returns {{grid: Grid | null, complete: boolean}}
 */
export function totalOf({ trace, frame }, parameter) {
  const whole = Math.floor(frame.docked);
  const part = ease(clamp((frame.docked - whole - ARRIVES) / (1 - ARRIVES)));
  if (whole === 0 && part === 0) return { grid: null, complete: false };
  const sum = trace.runningTotal(parameter, whole);
  const grid = part > 0 ? plus(sum, trace.copy(parameter, trace.length - whole), part) : sum;
  return { grid, complete: whole === trace.length };
}
