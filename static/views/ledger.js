/** @import {View, Model, Context} from "../panels.js" */
/** @import {LedgerLayout, LedgerRow} from "../ledger/rows.js" */
import { drawBars } from "../drawing/bars.js";
import { drawFoldedSlot, drawFoldedTotal } from "../drawing/folded.js";
import { putFolds } from "../drawing/folds.js";
import { putFormula } from "../drawing/formula.js";
import { drawLabel } from "../drawing/label.js";
import { drawSlot } from "../drawing/slot.js";
import { drawTotal } from "../drawing/total.js";
import { sumFormula } from "../formulas/formulas.js";
import { foldedOf, groupsOf } from "../ledger/groups.js";
import { clipped, namePieces, nameWidth } from "../formulas/math.js";
import { signed } from "../numbers.js";
import { rowsOf } from "../ledger/rows.js";
import { Scroller } from "../scroller.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

/** How far a slot reaches over its tile: its frame and its norm. */
const EDGE = 5;
/** How far what is said below the last slot reaches over it. */
const REASON = 6;

/** Where the middle of a folded row is. */
const FOLDED_MIDDLE = 12;

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
    /** @type {string | null} */
    let phase = null;

    return (model) => {
      hints.draw(() => {
        putFormula(hints, "sum", sumFormula(), { display: "block" });
        hints.put("hint", "span", { class: "hint" }, WORDS.ledger.hint[model.frame.phase]);
      });
      const { width } = view;
      const groups = groupsOf(model.trace.graph);
      const { settings, entry } = model.state;
      const folded = foldedOf(groups, settings.fold, entry?.parameter ?? null);
      const layout = rowsOf(model.trace, width, groups, folded);
      view.reach(width + layout.allSlots - layout.slotsWidth);
      if (filmed !== model.frame.position) view.move(camera(model, layout));
      filmed = model.frame.position;
      ground.group(
        "folds",
        "div",
        { class: "folds", role: "group", "aria-label": WORDS.ledger.groups },
        (folds) => putFolds(folds, layout, context.dispatch),
      );
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
      // on a small screen the ledger is below: when the sum begins, it comes into sight
      if (phase !== null && phase !== "sum" && model.frame.phase === "sum")
        host.scrollIntoView({ block: "nearest" });
      phase = model.frame.phase;
    };
  },
};

/**
 * Keeps the slot that is being filled in sight, at rest with whole slots.
 *
 * @param {Model} model
 * @param {LedgerLayout} layout
 */
function camera({ trace, frame }, { pitch, slotsWidth, allSlots }) {
  /** @param {number} t */
  const at = (t) => {
    const slots = Math.round(((t - 0.5) * pitch - slotsWidth / 2) / pitch);
    return Math.min(Math.max(0, slots * pitch), allSlots - slotsWidth);
  };
  if (frame.phase === "forward" || frame.phase === "backward") {
    const { t } = frame.beat;
    return at(t || (frame.total > 0 ? trace.length : 1));
  }
  const t = trace.length + 1 - Math.max(1, frame.docked);
  const share = t - Math.floor(t);
  return at(Math.floor(t)) * (1 - share) + at(Math.ceil(t)) * share;
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
      x: layout.slotsX - EDGE,
      y: 0,
      width: layout.slotsWidth + EDGE + (layout.more ? 0 : REASON),
      height: layout.height,
    }),
  );
  for (const row of layout.rows) {
    canvas.group(row.parameter, "g", { transform: `translate(0,${row.y})` }, (pen) => {
      drawName(pen, model, row, layout.names);
      drawMore(pen, layout, row.tile.height, offset);
      drawTotal(pen, model, context, layout, row);
      if (layout.barsWidth > 0) drawEntry(pen, model, layout, row);
    });
  }
  for (const group of layout.groups)
    canvas.group(`group ${group.name}`, "g", { transform: `translate(0,${group.y})` }, (pen) => {
      if (group.y > 2) pen.put("line", "path", { class: "ground", d: `M0 0.5H${layout.width}` });
      if (!group.isFolded) return;
      drawMore(pen, layout, 2 * FOLDED_MIDDLE, offset);
      drawFoldedTotal(pen, model, context, layout, group);
    });
  canvas.group("slots", "g", { "clip-path": "url(#slots)" }, (pen) => {
    const first = Math.max(1, Math.floor(offset / layout.pitch));
    const last = Math.min(
      model.trace.length,
      Math.ceil((offset + layout.slotsWidth) / layout.pitch) + 1,
    );
    /** @param {string} key @param {number} t @param {number} y @param {(slot: Pen) => void} draw */
    const slot = (key, t, y, draw) => {
      const x = layout.slotsX - offset + (t - 1) * layout.pitch;
      pen.group(`${key} ${t}`, "g", { transform: `translate(${x},${y})` }, draw);
    };
    for (let t = first; t <= last; t += 1) {
      for (const row of layout.rows)
        slot(row.parameter, t, row.y, (inner) =>
          drawSlot(inner, model, context, row, t, layout.pitch),
        );
      for (const group of layout.groups)
        if (group.isFolded)
          slot(`group ${group.name}`, t, group.y, (inner) =>
            drawFoldedSlot(inner, model, context, group, t, layout.pitch),
          );
    }
  });
}

/**
 * The marks that there are more copies at either side than are in sight.
 *
 * @param {Pen} pen
 * @param {LedgerLayout} layout
 * @param {number} height
 * @param {number} offset
 */
function drawMore(pen, { slotsX, slotsWidth, allSlots, more }, height, offset) {
  const y = height / 2 + 5;
  const mark = { class: "sign", y, "text-anchor": "middle" };
  if (more && offset > 1) pen.put("before", "text", { ...mark, x: slotsX - more / 2 - 5 }, "⋯ +");
  if (more && offset < allSlots - slotsWidth - 1)
    pen.put("after", "text", { ...mark, x: slotsX + slotsWidth + more / 2 + 3 }, "+ ⋯");
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {LedgerRow} row
 * @param {number} room
 */
function drawName(pen, { trace }, { parameter, tile, isVector }, room) {
  const shape = (trace.answer.cell.parameters[parameter] ?? []).join(" × ");
  const middle = tile.height / 2;
  const shown = clipped(parameter, room - 10);
  drawLabel(
    pen,
    "name",
    { x: 2, y: middle + (isVector ? 5 : -1), class: "name" },
    namePieces(shown),
  );
  const beside = Math.max(34, nameWidth(shown) + 8);
  const fits = beside + shape.length * 7 < room - 8;
  const place =
    isVector && fits ? { x: beside, y: middle + 4 } : { x: 2, y: middle + (isVector ? 19 : 18) };
  pen.put("shape", "text", { class: "note", ...place }, shape);
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
