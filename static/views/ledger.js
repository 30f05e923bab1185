/** @import {View, Model, Context} from "../panels.js" */
/** @import {Lit} from "../drawing/lit.js" */
/** @import {LedgerLayout, LedgerRow} from "../ledger/rows.js" */
import { drawBars } from "../drawing/bars.js";
import { drawFoldedTotal } from "../drawing/folded.js";
import { putFolds } from "../drawing/folds.js";
import { putFormula } from "../drawing/formula.js";
import { drawLabel } from "../drawing/label.js";
import { litMemory } from "../drawing/lit.js";
import { drawLitLedger } from "../drawing/litledger.js";
import { drawGrounds, drawMore, drawSlots } from "../drawing/slots.js";
import { drawTotal } from "../drawing/total.js";
import { sumFormula } from "../formulas/formulas.js";
import { foldedOf, groupsOf } from "../ledger/groups.js";
import { dockingAt, progressOf } from "../ledger/progress.js";
import { clipped, namePieces, nameWidth } from "../formulas/math.js";
import { signed } from "../numbers.js";
import { rowsOf } from "../ledger/rows.js";
import { Scroller } from "../scroller.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

/** How far a slot reaches over its tile: its frame and its caption; beside a mark its frame. */
const EDGE = 9;
const EDGE_AT_MARK = 5;

/** Where the middle of a folded row is. */
const FOLDED_MIDDLE = 12;

/** The copies, their running total and the sum: a row per parameter. */
/** @type {View} */
export const ledger = {
  name: "ledger",
  region: "main",
  title: WORDS.ledger.title,
  follows: ["path", "inspecting", "tables"],
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
    watchRoom(host);
    const lights = litMemory();
    let filmed = NaN;
    /** @type {string | null} */
    let phase = null;
    /** Draws what lies over the rest. @type {((model: Model) => void) | null} */
    let light = null;

    return (model, isMoved = false) => {
      if (isMoved && light) {
        light(model);
        return;
      }
      hints.draw(() => {
        putFormula(hints, "sum", sumFormula(), { display: "block" });
        hints.put("hint", "span", { class: "hint" }, hintOf(model));
      });
      const { width } = view;
      const groups = groupsOf(model.trace.parts);
      const folded = foldedOf(groups, model.state.settings.fold, watched(model));
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
        (canvas) => {
          drawLedger(canvas, model, context, layout, view.offset);
          canvas.group("lights", "g", { class: "lighting" }, (over) => {
            const draw = (/** @type {Model} */ now) =>
              drawLights(over, now, layout, lights(now.state, now.trace), view.offset);
            light = (now) => over.draw(() => draw(now));
            draw(model);
          });
        },
      );
      // on a small screen the ledger is below: when the sum begins, it comes into sight
      if (phase !== null && phase !== "sum" && model.frame.phase === "sum")
        host.scrollIntoView({ block: "nearest" });
      phase = model.frame.phase;
    };
  },
};

/** @param {Model} model */
function hintOf({ trace, frame }) {
  const words = WORDS.ledger;
  const isSummed = frame.phase === "sum" || frame.phase === "update";
  if (!isSummed) return words.hint[frame.phase];
  const isCut = trace.answer.comparison !== null;
  if (trace.isTranslation) return isCut ? words.halvesCut : words.halves;
  return isCut ? words.truncated : words.hint[frame.phase];
}

/**
 * The parameters that are looked at: the one of the entry picked, then those whose sums move.
 *
 * @param {Model} model
 */
function watched({ state, trace, frame }) {
  const { graph } = trace.partAt(dockingAt(trace.length, frame.docked));
  return [...(state.entry ? [state.entry.parameter] : []), ...graph.parameters];
}

/**
 * Says in the style how far down the panel begins: what is left of the screen is its room.
 *
 * @param {HTMLElement} host
 */
function watchRoom(host) {
  const panels = new ResizeObserver(() => host.style.setProperty("--above", `${host.offsetTop}px`));
  for (const panel of host.parentElement?.children ?? []) if (panel !== host) panels.observe(panel);
}

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
  const { slotsX, slotsWidth, more: isMore } = layout;
  const wide = { x: slotsX - EDGE, width: slotsWidth + 2 * EDGE };
  const narrow = { x: slotsX - EDGE_AT_MARK, width: slotsWidth + EDGE_AT_MARK };
  const box = { ...(isMore ? narrow : wide), y: 0, height: layout.height };
  canvas.group("clip of grounds", "clipPath", { id: "grounds" }, (clip) =>
    clip.put("box", "rect", box),
  );
  canvas.group("clip", "clipPath", { id: "slots" }, (clip) => {
    clip.put("box", "rect", box);
    for (const { parameter, y, height, tile } of layout.rows)
      clip.put(parameter, "rect", { ...wide, y: y + tile.height, height: height - tile.height });
  });
  const { trace } = model;
  /** @param {Pen} pen @param {string} parameter @param {number} height */
  const more = (pen, parameter, height) =>
    drawMore(pen, layout, progressOf(trace, parameter, 0), height, offset);
  canvas.group("grounds", "g", { "clip-path": "url(#grounds)" }, (pen) =>
    drawGrounds(pen, layout, offset),
  );
  canvas.group("slots", "g", { "clip-path": "url(#slots)" }, (pen) =>
    drawSlots(pen, model, context, layout, offset),
  );
  for (const row of layout.rows) {
    const place = { transform: `translate(0,${row.y})`, "data-parameter": row.parameter };
    canvas.group(row.parameter, "g", place, (pen) => {
      drawName(pen, model, row, layout.names);
      more(pen, row.parameter, row.tile.height);
      drawTotal(pen, model, context, layout, row);
      if (layout.barsWidth > 0) drawEntry(pen, model, layout, row);
    });
  }
  for (const each of layout.groups) {
    const { group, isFirst, isFolded, y } = each;
    canvas.group(`group ${group.key}`, "g", { transform: `translate(0,${y})` }, (pen) => {
      if (!isFirst && !group.half)
        pen.put("line", "path", { class: "ground", d: `M0 0.5H${layout.width}` });
      if (!isFolded) return;
      more(pen, group.parameters[0] ?? "", 2 * FOLDED_MIDDLE);
      drawFoldedTotal(pen, model, context, layout, each);
    });
  }
}

/**
 * Outlines over the copies and their sums: of the entry picked, of the copy that the map points at,
 * and of what the number inspected is worked out from.
 *
 * @param {Pen} canvas
 * @param {Model} model
 * @param {LedgerLayout} layout
 * @param {Lit | null} lit
 * @param {number} offset
 */
function drawLights(canvas, model, layout, lit, offset) {
  const put = (/** @type {boolean} */ isSlots) => (/** @type {Pen} */ pen) =>
    drawLitLedger(pen, model, layout, { lit, offset, isSlots });
  canvas.group("lit slots", "g", { "clip-path": "url(#slots)" }, put(true));
  canvas.group("lit totals", "g", {}, put(false));
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {LedgerRow} row
 * @param {number} room
 */
function drawName(pen, { trace }, { parameter, tile, isVector, lowered }, room) {
  const shape = (trace.answer.cell.parameters[parameter] ?? []).join(" × ");
  const middle = tile.height / 2 + lowered;
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
  if (progressOf(trace, parameter, frame.docked).docked === 0) return;
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
