/** @import {Context, Model} from "../panels.js" */
/** @import {LedgerRow} from "../ledger/rows.js" */
/** @import {Pen} from "../svg.js" */
import { namePieces, nameWidth } from "../formulas/math.js";
import { compact } from "../numbers.js";
import { write } from "../quantity.js";
import { WORDS } from "../words.js";
import { drawLabel } from "./label.js";
import { putPick } from "./pick.js";
import { drawTile } from "./tile.js";

/** How wide the name of a state may be for what is said of it not to reach the next slot. */
const STATE = 30;

/**
 * The place of a copy in the ledger, empty until the copy has come.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 * @param {LedgerRow} row
 * @param {number} t
 * @param {number} pitch
 */
export function drawSlot(
  pen,
  { trace, frame, scales },
  { anchors, dispatch },
  { parameter, tile, isVector },
  t,
  pitch,
) {
  const column = frame.column(t);
  const arrived = column.docked >= 1;
  const box = { x: 0, y: 0, ...tile };
  const copy = arrived ? trace.copy(parameter, t) : null;
  const time = column.copies >= 1 ? scales.time(t) : null;
  const look = {
    frame: time,
    frameWidth: arrived ? 1.75 : 1.25,
    dashed: !arrived,
    lying: isVector,
    className: time ? "slot" : "slot waits",
  };
  anchors.set(`slot:${parameter}:${t}`, drawTile(pen, "tile", box, copy, scales.gradients, look));
  if (copy)
    putPick(pen, dispatch, parameter, box, { ...copy, lying: isVector }, `copy ${parameter} ${t}`);
  if (trace.covers(parameter, t + 1))
    pen.put(
      "plus",
      "text",
      {
        class: "sign",
        x: tile.width + (pitch - tile.width) / 2,
        y: tile.height / 2 + 5,
        "text-anchor": "middle",
      },
      "+",
    );
  const middle = { x: tile.width / 2, "text-anchor": "middle" };
  if (!arrived) {
    drawLabel(pen, "t", { ...middle, y: tile.height / 2 + 4, class: "stamp-name" }, [
      { text: "\u{1d461} = " + t, place: "line" },
    ]);
    return;
  }
  drawNorm(pen, trace, parameter, t, { ...middle, y: tile.height + 13 });
}

/**
 * How large a copy is; of one that is exactly zero, why.
 *
 * @param {Pen} pen
 * @param {Model["trace"]} trace
 * @param {string} parameter
 * @param {number} t
 * @param {import("../svg.js").Attributes} place
 */
function drawNorm(pen, trace, parameter, t, place) {
  const reason = trace.zeroReason(parameter, t);
  const state = trace
    .partAt(t)
    .graph.edges.find(({ lag, parameters }) => lag > 0 && parameters.includes(parameter))?.from;
  if (reason === "no input" && t === 1 && state && nameWidth(state) <= STATE) {
    drawLabel(pen, "why", { ...place, class: "why" }, [
      { text: "0: ", place: "line" },
      ...namePieces(state, { below: 0 }),
      { text: " = 0", place: "line" },
    ]);
    return;
  }
  const norm = `‖·‖ ${compact(trace.normOf(parameter, t))}`;
  const of = reason ? null : write({ kind: "size", parameter, t });
  const words = reason ? WORDS.ledger.zero[reason] : norm;
  pen.put("norm", "text", { ...place, class: "norm", "data-of": of }, words);
}
