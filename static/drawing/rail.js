/** @import {Context} from "../panels.js" */
/** @import {Layout} from "../layout.js" */
/** @import {Scroller} from "../scroller.js" */
/** @import {Settings} from "../settings.js" */
/** @import {Pen} from "../svg.js" */
/** @import {End, Kind} from "../scissors.js" */
/** @import {Trace} from "../trace.js" */
/** @import {Drag} from "./drag.js" */
import { bordersOf, lastWithin, rightOf } from "../layout/borders.js";
import { borderAt, nearestSteps, stepsByKey, stepsIn } from "../scissors.js";
import { costInWords } from "../words/scissors.js";
import { createDrag } from "./drag.js";
import { createEdgeScroll } from "./edgescroll.js";
import { putReach, putShears } from "./shears.js";

/** How wide a pair of scissors is, right of its cut. */
const WIDE = 24;
/** What the rail needs beside the last column for the scissors that wait there. */
export const RAIL_END = WIDE;
/** Between a piece of the rail and a cut. */
const GAP = 3;
/** Above the baseline of the losses, beside which they lie. */
const ABOVE = 17;

/**
 * Where the columns are in sight.
 *
 * @typedef {object} Sight
 * @property {Layout} layout
 * @property {number} top    above the columns
 * @property {number} from   between the shared weights at the left
 * @property {number} to     and those at the right
 * @property {number} base   where the columns count from while nothing is scrolled
 */

/**
 * The rail along the top of the columns, with a pair of scissors on every cut.
 *
 * @param {Context["dispatch"]} dispatch
 * @param {Scroller} view
 * @param {() => void} redraw
 */
export function createRail(dispatch, view, redraw) {
  /** @type {{sight: Sight, borders: number[]} | null} */
  let drawn = null;
  /** What has the focus: off, it is still what it was. @type {Kind | null} */
  let focused = null;
  /** Whether what the keys move is to be brought in sight. */
  let isFollowed = false;
  /** The number of steps, as asked for last. */
  let asked = 0;
  /** Of the pointer. */
  let clientX = 0;

  /** @type {Drag<End>} */
  const drag = createDrag({
    move(end, way, event) {
      clientX = event.clientX;
      cut(end, true);
      scroll(clientX, way);
    },
    drop: (end) => cut(end, false),
  });

  const scroll = createEdgeScroll(view, {
    edges: () => (drag.dragged() && drawn ? drawn.sight : null),
    scrolled() {
      const end = drag.dragged();
      if (end) cut(end, true);
      redraw();
    },
  });

  /** @param {End} end @param {boolean} held */
  function cut(end, held) {
    if (!drawn) return;
    const x = clientX - view.element.getBoundingClientRect().left - drawn.sight.base + view.offset;
    const steps = nearestSteps(end, drawn.borders, x);
    if (held && steps === asked) return;
    asked = steps;
    dispatch({ type: "truncate", kind: end.kind, steps, held });
  }

  /** @param {Kind} kind */
  const keys = (kind) => (/** @type {KeyboardEvent} */ event) => {
    if (!drawn || event.ctrlKey || event.metaKey || event.altKey) return;
    const length = drawn.borders.length - 1;
    const steps = stepsByKey(event.key, kind, asked, length);
    if (steps === null) return;
    asked = steps;
    event.preventDefault();
    event.stopPropagation();
    isFollowed = true;
    dispatch({ type: "truncate", kind, steps, held: false });
  };

  /** @param {Kind} kind */
  const focus = (kind) => ({
    focus() {
      focused = kind;
      isFollowed = drag.held() === null;
      redraw();
    },
    blur() {
      focused = null;
      redraw();
    },
    keydown: keys(kind),
  });

  /** @param {Settings} settings @returns {Kind} */
  const kindOf = ({ truncation }) =>
    truncation === "off" ? (drag.held()?.kind ?? focused ?? "segment") : truncation;

  return {
    isHeld: () => drag.held() !== null,
    /**
     * What the cut costs, while scissors are used.
     *
     * @param {Trace} trace
     * @param {boolean} cutting  here or elsewhere
     */
    said: (trace, cutting) => (cutting || focused !== null ? costInWords(trace) : null),

    /**
     * Where the stage is to be scrolled to, for what the keys have moved to be in sight.
     *
     * @param {Layout} layout
     * @param {Settings} settings
     * @param {number} seen  how much of the columns
     */
    follow(layout, settings, seen) {
      if (!isFollowed) return;
      isFollowed = false;
      const borders = bordersOf(layout, 0, WIDE);
      const length = borders.length - 1;
      const kind = kindOf(settings);
      const steps = stepsIn(settings, length);
      const { offset } = view;
      const at =
        kind === "segment"
          ? 1
          : windowEnd(borders, steps, offset, lastWithin(layout, offset + seen));
      const x = borders[borderAt({ kind, at }, steps, length)] ?? 0;
      if (x >= offset && x + WIDE <= offset + seen) return;
      view.move(Math.min(Math.max(0, x - seen / 2), Math.max(0, layout.width - seen)));
    },

    /**
     * @param {Pen} pen  of what lies over the stage
     * @param {Settings} settings
     * @param {Sight} sight
     */
    draw(pen, settings, sight) {
      const { layout, top, from, to, base } = sight;
      const origin = base - view.offset;
      const borders = bordersOf(layout, to - base - layout.width, WIDE);
      const length = borders.length - 1;
      const steps = stepsIn(settings, length);
      drawn = { sight, borders };
      asked = steps;
      const kind = kindOf(settings);
      const held = drag.held();
      const y = top + layout.lossY - ABOVE;
      const common = { kind, steps, length, y, foot: layout.height + 2 * top };
      const place = (/** @type {number} */ at) => {
        const border = borderAt({ kind, at }, steps, length);
        return { x: origin + (borders[border] ?? 0), cuts: border > 0 && border < length };
      };
      const put = (/** @type {string} */ key, /** @type {number} */ at, isFirst = true) =>
        putShears(
          pen,
          { ...common, ...place(at), key, isFirst },
          { ...drag.on(() => ({ kind, at })), ...(isFirst ? focus(kind) : {}) },
        );
      if (kind === "window") {
        const at =
          held?.at ?? windowEnd(borders, steps, from - origin, lastWithin(layout, to - origin));
        putReach(pen, "reach", place(at).x, origin + rightOf(layout, at), at);
        put("shears 1", at);
        return;
      }
      const pieces = Math.ceil(length / steps);
      for (let at = 1; at <= pieces; at++) {
        const start = at === 1 ? origin + (borders[0] ?? 0) : place(at - 1).x + GAP;
        const end = at === pieces ? origin + layout.width - GAP : place(at).x - GAP;
        if (end > from && start < to) putReach(pen, `reach ${at}`, start, end);
      }
      put("shears 1", 1);
      for (let at = 2; at < pieces; at++) {
        const { x } = place(at);
        if (at !== held?.at && x > from - WIDE && x < to) put(`shears ${at}`, at, false);
      }
      // it is held even where it cuts nothing any more
      if (held && held.at > 1) put(`shears ${held.at}`, held.at, false);
    },
  };
}

/**
 * The loss whose window is drawn: the last one in sight, or the first whose window begins in sight.
 *
 * @param {number[]} borders
 * @param {number} steps
 * @param {number} from  where the columns in sight begin
 * @param {number} last  the last time-stamp in sight
 */
function windowEnd(borders, steps, from, last) {
  if ((borders[Math.max(0, last - steps)] ?? 0) >= from) return last;
  const first = borders.findIndex((x) => x >= from);
  return Math.min(borders.length - 1, Math.max(last, first + steps));
}
