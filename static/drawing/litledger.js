/** @import {LedgerLayout, LedgerRow} from "../ledger/rows.js" */
/** @import {Model} from "../panels.js" */
/** @import {Quantity} from "../quantity.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Path} from "../tables.js" */
/** @import {Lit} from "./lit.js" */
/** @import {Box} from "../layout.js" */
import { progressOf } from "../ledger/progress.js";
import { gridOf, write } from "../quantity.js";
import { merged, putSpot } from "./lit.js";
import { entryBox } from "./where.js";

/**
 * Outlines over a ledger that is drawn, of copies and of sums that have come so far: the entry that is
 * picked in all of its row, the copy that the map points at, and what is inspected.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {LedgerLayout} layout
 * @param {{lit: Lit | null, offset: number, isSlots: boolean}} what  of the slots, or of the totals
 */
export function drawLitLedger(pen, model, layout, { lit, offset, isSlots }) {
  const { trace, state } = model;
  const { entry, path } = state;
  const isThere = entry !== null && trace.parameters.includes(entry.parameter);
  if (isThere && isSlots) {
    for (let t = 1; t <= trace.length; t += 1) {
      const box = trace.covers(entry.parameter, t)
        ? boxOf(model, layout, { kind: "copy", t, ...entry }, offset, true)
        : null;
      if (box) putRing(pen, `entry ${t}`, box, "picked");
    }
  } else if (isThere) {
    const box = boxOf(model, layout, { kind: "gradient", ...entry }, offset, false);
    if (box) putRing(pen, "entry", box, "picked");
  }
  const slot = path && isSlots ? slotOf(model, layout, path, offset) : null;
  if (path && slot) {
    const isLost = path.t < trace.firstKept(path.tau);
    putRing(pen, "path", slot, isLost ? "way-end lost" : "way-end");
  }
  if (!lit) return;
  const { inspected, operands, pointed } = lit;
  /** @param {Quantity} quantity */
  const here = (quantity) => {
    const box = boxOf(model, layout, quantity, offset, isSlots);
    return box ? [{ box, isPinned: false }] : [];
  };
  /** @param {Quantity} quantity @param {string} name */
  const put = (quantity, name) => {
    for (const spot of here(quantity)) putSpot(pen, `${name} ${write(quantity)}`, spot, name);
  };
  const spots = operands.flatMap((operand) =>
    here(operand).map((spot) => ({ key: gridOf(operand), spot })),
  );
  for (const { key, spot } of merged(spots)) putSpot(pen, `operand ${key}`, spot, "operand");
  put(inspected, "subject");
  for (const each of pointed) put(each, "pointed");
}

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {Box} box
 * @param {string} className
 */
function putRing(pen, key, { x, y, width, height }, className) {
  const around = { x: x - 1.5, y: y - 1.5, width: width + 3, height: height + 3, rx: 2.5 };
  pen.put(key, "rect", { class: className, ...around });
}

/**
 * The slot of the copy at which a path ends; null where it is not in the ledger, or not yet.
 *
 * @param {Model} model
 * @param {LedgerLayout} layout
 * @param {Path} path
 * @param {number} offset
 * @returns {Box | null}
 */
function slotOf({ trace, frame }, { rows, slotsX, pitch }, { t, tau, subject }, offset) {
  const row = rows.find(({ parameter }) => parameter === subject);
  if (!row || tau > trace.length || !trace.covers(subject, t)) return null;
  if (frame.column(t).docked < 1) return null;
  return { x: slotsX - offset + (t - 1) * pitch, y: row.y, ...row.tile };
}

/**
 * @param {Model} model
 * @param {LedgerLayout} layout
 * @param {Quantity} quantity
 * @param {number} offset
 * @param {boolean} isSlots
 */
function boxOf({ trace, frame }, { rows, slotsX, pitch, totalX }, quantity, offset, isSlots) {
  const { kind } = quantity;
  if (kind !== "copy" && kind !== "itemised" && kind !== "gradient" && kind !== "running")
    return null;
  const row = rows.find(({ parameter }) => parameter === quantity.parameter);
  const isCopy = kind === "copy" || kind === "itemised";
  if (!row || isCopy !== isSlots) return null;
  const { docked } = progressOf(trace, row.parameter, frame.docked);
  if (isCopy ? frame.column(quantity.t).docked < 1 : docked < 1) return null;
  const x = isCopy ? slotsX - offset + (quantity.t - 1) * pitch : totalX;
  return inTile(trace.weight(row.parameter), row, x, quantity);
}

/**
 * @param {{rows: number, columns: number}} matrix
 * @param {LedgerRow} row
 * @param {number} x
 * @param {{row: number, column: number}} entry
 */
function inTile(matrix, { tile, y, isVector }, x, entry) {
  const box = { x, y, ...tile };
  // a bias lies
  return isVector
    ? entryBox({ rows: 1, columns: matrix.rows }, box, { row: 0, column: entry.row })
    : entryBox(matrix, box, entry);
}
