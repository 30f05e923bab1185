/** @import {Context, Model} from "../panels.js" */
/** @import {LedgerLayout} from "../ledger/rows.js" */
/** @import {Pen} from "../svg.js" */
import { SLOT } from "../ledger/rows.js";
import { drawFoldedSlot } from "./folded.js";
import { drawSlot } from "./slot.js";

/** How far the ground of a half reaches over its slots. */
const AROUND = 9;

/**
 * All slots in sight, each row's where its copies are in time: of the encoder at the left, of the
 * decoder at the right.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 * @param {LedgerLayout} layout
 * @param {number} offset
 */
export function drawSlots(pen, model, context, layout, offset) {
  const { rows, groups, pitch, slotsX, slotsWidth } = layout;
  const { trace } = model;
  /** @param {number} t */
  const xOf = (t) => slotsX - offset + (t - 1) * pitch;
  const folded = groups.filter(({ isFolded }) => isFolded);
  const first = Math.max(1, Math.floor(offset / pitch));
  const last = Math.min(trace.length, Math.ceil((offset + slotsWidth) / pitch) + 1);
  for (let t = first; t <= last; t += 1) {
    /** @param {string} key @param {number} y @param {(slot: Pen) => void} draw */
    const slot = (key, y, draw) =>
      pen.group(`${key} ${t}`, "g", { transform: `translate(${xOf(t)},${y})` }, draw);
    for (const row of rows)
      if (trace.covers(row.parameter, t))
        slot(row.parameter, row.y, (inner) => drawSlot(inner, model, context, row, t, pitch));
    for (const each of folded)
      if (each.group.parameters.some((parameter) => trace.covers(parameter, t)))
        slot(`group ${each.group.key}`, each.y, (inner) =>
          drawFoldedSlot(inner, model, context, each, t, pitch),
        );
  }
}

/**
 * The marks that there are more copies at either side than are in sight; of a half that is all out
 * of sight, that it is there.
 *
 * @param {Pen} pen
 * @param {LedgerLayout} layout
 * @param {{first: number, last: number}} times  of the copies of the row
 * @param {number} height
 * @param {number} offset
 */
export function drawMore(
  pen,
  { slotsX, slotsWidth, pitch, more },
  { first, last },
  height,
  offset,
) {
  if (!more) return;
  const left = (first - 1) * pitch - offset;
  const right = (last - 1) * pitch + SLOT - offset;
  const mark = { class: "sign", y: height / 2 + 5, "text-anchor": "middle" };
  if (left < -1)
    pen.put("before", "text", { ...mark, x: slotsX - more / 2 - 5 }, right > 1 ? "⋯ +" : "⋯");
  if (right > slotsWidth + 1)
    pen.put(
      "after",
      "text",
      { ...mark, x: slotsX + slotsWidth + more / 2 + 3 },
      left < slotsWidth - 1 ? "+ ⋯" : "⋯",
    );
}

/**
 * What the slots of an encoder and a decoder stand on.
 *
 * @param {Pen} pen
 * @param {LedgerLayout} layout
 * @param {number} offset
 */
export function drawGrounds(pen, { halves, slotsX, pitch }, offset) {
  for (const { part, y, height } of halves)
    pen.put(part.name, "rect", {
      class: `half ${part.name}`,
      x: slotsX - offset + part.first * pitch - AROUND,
      y: y + 1,
      width: (part.length - 1) * pitch + SLOT + 2 * AROUND,
      height: height - 2,
      rx: 6,
    });
}
