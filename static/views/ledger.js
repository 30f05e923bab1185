/** @import {View, Model, Context} from "../panels.js" */
/** @import {LedgerLayout, LedgerRow} from "../rows.js" */
import { drawBars } from "../drawing/bars.js";
import { putFormula } from "../drawing/formula.js";
import { drawLabel } from "../drawing/label.js";
import { drawSlot } from "../drawing/slot.js";
import { drawTotal } from "../drawing/total.js";
import { sumFormula } from "../formulas.js";
import { namePieces } from "../math.js";
import { signed } from "../numbers.js";
import { rowsOf } from "../rows.js";
import { Scroller } from "../scroller.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

/** The copies, their running total and the sum: a row per parameter. */
/** @type {View} */
export const ledger = {
  name: "ledger",
  region: "main",
  title: WORDS.ledger.title,
  mount(host, context) {
    const top = new Pen(host);
    const hints = new Pen(top.put("hints", "div", { class: "hints" }));
    const scroller = /** @type {HTMLElement} */ (
      top.put("scroller", "div", {
        class: "scroller",
        tabindex: 0,
        role: "region",
        "aria-label": WORDS.ledger.region,
      })
    );
    const track = /** @type {HTMLElement} */ (
      new Pen(scroller).put("track", "div", { class: "track" })
    );
    const ground = new Pen(track);
    const view = new Scroller(scroller, track, context.redraw);
    let filmed = NaN;

    return (model) => {
      hints.draw(() => {
        putFormula(hints, "sum", sumFormula(), { display: "block" });
        hints.put("hint", "span", { class: "hint" }, WORDS.ledger.hint[model.frame.phase]);
      });
      const { width } = view;
      const layout = rowsOf(model.trace, width);
      view.reach(width + layout.allSlots - layout.slotsWidth);
      if (filmed !== model.frame.position) view.move(camera(model, layout));
      filmed = model.frame.position;
      ground.group(
        "svg",
        "svg",
        {
          role: "img",
          "aria-label": WORDS.ledger.picture,
          class: "picture",
          width,
          height: layout.height,
        },
        (canvas) => drawLedger(canvas, model, context, layout, view.offset),
      );
    };
  },
};

/**
 * Keeps the slot that is being filled in sight.
 *
 * @param {Model} model
 * @param {LedgerLayout} layout
 */
function camera({ trace, frame }, { pitch, slotsWidth, allSlots }) {
  const over = (/** @type {number} */ docked) =>
    Math.min(
      Math.max(0, (trace.length - docked + 0.5) * pitch - slotsWidth / 2),
      allSlots - slotsWidth,
    );
  if (frame.phase === "forward" || frame.phase === "backward") {
    const { t } = frame.beat;
    return Math.min(
      Math.max(0, ((t || (frame.total > 0 ? trace.length : 1)) - 0.5) * pitch - slotsWidth / 2),
      allSlots - slotsWidth,
    );
  }
  return over(Math.max(1, frame.docked));
}

/**
 * @param {Pen} canvas
 * @param {Model} model
 * @param {Context} context
 * @param {LedgerLayout} layout
 * @param {number} offset
 */
function drawLedger(canvas, model, context, layout, offset) {
  canvas.group("clip", "clipPath", { id: "slots" }, (clip) =>
    clip.put("box", "rect", {
      x: layout.slotsX - 12,
      y: 0,
      width: layout.slotsWidth + 20,
      height: layout.height,
    }),
  );
  for (const row of layout.rows) {
    canvas.group(row.parameter, "g", { transform: `translate(0,${row.y})` }, (pen) => {
      drawName(pen, model, row);
      drawTotal(pen, model, context, layout, row);
      if (layout.barsWidth > 0) drawEntry(pen, model, layout, row);
    });
  }
  canvas.group("slots", "g", { "clip-path": "url(#slots)" }, (pen) => {
    const first = Math.max(1, Math.floor(offset / layout.pitch));
    const last = Math.min(
      model.trace.length,
      Math.ceil((offset + layout.slotsWidth) / layout.pitch) + 1,
    );
    for (const row of layout.rows)
      for (let t = first; t <= last; t += 1) {
        const x = layout.slotsX - offset + (t - 1) * layout.pitch;
        pen.group(`${row.parameter} ${t}`, "g", { transform: `translate(${x},${row.y})` }, (slot) =>
          drawSlot(slot, model, context, row, t, layout.pitch),
        );
      }
  });
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {LedgerRow} row
 */
function drawName(pen, { trace }, { parameter, tile, isVector }) {
  const shape = trace.answer.cell.parameters[parameter] ?? [];
  drawLabel(
    pen,
    "name",
    { x: 2, y: tile.height / 2 + (isVector ? 5 : -1), class: "name" },
    namePieces(parameter),
  );
  pen.put(
    "shape",
    "text",
    isVector
      ? { class: "note", x: 34, y: tile.height / 2 + 4 }
      : { class: "note", x: 2, y: tile.height / 2 + 18 },
    shape.join(" × "),
  );
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {LedgerLayout} layout
 * @param {LedgerRow} row
 */
function drawEntry(
  pen,
  { state, trace, frame, scales },
  { barsX, barsWidth },
  { parameter, height, isVector },
) {
  if (frame.docked === 0) return;
  const entry = trace.entryShown(parameter, state.entry);
  const words = WORDS.ledger.entry(entry.row + 1, isVector ? null : entry.column + 1);
  const room = barsWidth - 84;
  let sum = 0;
  pen.group("bars", "g", { class: "entry" }, (bars) => {
    sum = drawBars(
      bars,
      { x: barsX, y: 2, width: room, height: height - 16 },
      { trace, scales, docked: frame.docked },
      entry,
    );
  });
  pen.put(
    "entry",
    "text",
    { class: "note", x: barsX + barsWidth, y: isVector ? 9 : 12, "text-anchor": "end" },
    words,
  );
  pen.put(
    "value",
    "text",
    { class: "number", x: barsX + barsWidth, y: isVector ? 23 : 28, "text-anchor": "end" },
    signed(sum),
  );
}
