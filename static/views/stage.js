/** @import {View, Model} from "../panels.js" */
/** @import {Layout} from "../layout.js" */
/** @import {Scene} from "../drawing/column.js" */
/** @import {Pin} from "../drawing/shared.js" */
/** @import {Nudge} from "../nudge.js" */
/** @import {Trace} from "../trace.js" */
import { putCounted } from "../drawing/counted.js";
import { createGrab } from "../drawing/grab.js";
import { centreOf, drawScene, TOP, timesIn } from "../drawing/scene.js";
import { hidesAnything } from "../cell/closed.js";
import { ease } from "../frame.js";
import { layoutOf } from "../layout.js";
import { isCurrent, lastAnswer, nudgeIn } from "../nudge.js";
import { signed } from "../numbers.js";
import { isOpen, toggled } from "../cell/opening.js";
import { Scroller } from "../scroller.js";
import { sentence } from "../sentences/sentences.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

/** Where the shared weights are pinned: how wide, on a wide stage and on a narrow one. */
const PINNED = { wide: 112, narrow: 96, slim: 58 };
/** Of two halves with no more matrices each the names stand above these. */
const FEW = 5;
const WIDE = 600;

/** @typedef {{left: number, right: number, slim: boolean}} Pinned */

/** The unrolled network: one column a time-stamp, the shared weights beside them. */
/** @type {View} */
export const stage = {
  name: "stage",
  region: "main",
  title: WORDS.stage.title,
  mount(host, { anchors, redraw, dispatch }) {
    const pen = new Pen(host);
    pen.put("hint", "p", { class: "hint" });
    const buttons = new Pen(pen.put("buttons", "div", { class: "opening" }));
    pen.put("sentence", "p", { class: "sentence", "aria-live": "polite" });
    const scroller = /** @type {HTMLElement} */ (
      pen.put("scroller", "div", {
        class: "scroller",
        tabindex: 0,
        role: "region",
        "aria-label": WORDS.stage.region,
      })
    );
    const track = /** @type {HTMLElement} */ (
      new Pen(scroller).put("track", "div", { class: "track" })
    );
    const ground = new Pen(track);
    const view = new Scroller(scroller, track, redraw);
    const layouts = layoutMemory();
    /** @type {Nudge | null} */
    let nudge = null;
    /** The time-stamp of the nudge before. @type {number | null} */
    let nudgedAt = null;
    const grab = createGrab(dispatch, () => nudge);
    let filmed = NaN;

    return (model) => {
      const { state, trace, frame } = model;
      const { width } = view;
      const pinned = pinnedOf(trace, width);
      const seen = width - pinned.left - pinned.right;
      const { open, rate } = state.settings;
      const layout = layouts(trace, seen, open, pinned.slim);
      view.reach(width - seen + layout.width);
      if (filmed !== frame.position) view.move(camera(model, layout, seen));
      filmed = frame.position;
      nudge = nudgeIn(state.settings, trace);
      // what is held must not move away under the pointer
      if (nudge?.t && nudge.t !== nudgedAt && !grab.isHeld())
        view.move(inSight(layout, nudge.t, seen, view.offset));
      nudgedAt = nudge?.t ?? null;
      const spare = Math.max(0, seen - layout.width) / 2;
      const origin = pinned.left + spare - view.offset;
      const opens = hidesAnything(trace.graph);
      /** @param {string} text */
      const set = (text) => dispatch({ type: "set", field: "open", text });
      const answer = lastAnswer(state);
      const age = nudge && answer && !isCurrent(state, nudge) ? " old" : "";
      const changes = answer?.losses ?? null;
      const drawn = { trace, frame, layout, scales: model.scales, rate, anchors };
      const scene = { ...drawn, grab, entry: state.entry, nudge, changes };
      const pins = pinsOf(scene, width, pinned);
      const window = { width, from: pinned.left, to: width - pinned.right, origin, pins };
      pen.put(
        "hint",
        "p",
        { class: `hint${age}` },
        answer
          ? WORDS.stage.nudged(signed(answer.predicted), signed(answer.actual))
          : WORDS.stage.hint[frame.phase],
      );
      const said = sentence(trace, frame.beat, { rate, lossAfter: state.lossAfter });
      pen.put("sentence", "p", { class: "sentence", "aria-live": "polite" }, said);
      buttons.draw(() => {
        if (opens) drawOpening(buttons, layout, set);
      });
      const size = { width, height: layout.height + 2 * TOP };
      const look = { role: "img", "aria-label": WORDS.stage.picture, class: "picture" };
      ground.group(
        "window",
        "div",
        { class: `window${age}`, "style:width": `${width}px` },
        (inner) => {
          inner.group("svg", "svg", { ...look, ...size }, (canvas) =>
            drawScene(
              canvas,
              scene,
              window,
              opens ? (t) => set(toggled(open, trace.graph, trace.length, t)) : null,
            ),
          );
          const edges = `inset(-10px ${pinned.right}px 0 ${pinned.left}px)`;
          inner.group("targets", "div", { class: "over", "style:clip-path": edges }, (over) =>
            putCounted(over, model, dispatch, {
              layout,
              top: TOP,
              times: timesIn(layout, window),
              centre: centreOf(layout, window),
            }),
          );
        },
      );
    };
  },
};

/**
 * How wide the shared weights are, at the left and at the right of the columns. Those of a decoder
 * stand at the right where there is room.
 *
 * @param {Trace} trace
 * @param {number} width
 * @returns {Pinned}
 */
function pinnedOf({ isTranslation, parts }, width) {
  const isWide = width >= WIDE;
  if (!isTranslation) return { left: isWide ? PINNED.wide : PINNED.narrow, right: 0, slim: false };
  const matrices = parts.map(
    ({ graph }) => graph.parameters.filter((name) => name.startsWith("W_")).length,
  );
  const slim = Math.max(...matrices) <= FEW;
  const left = slim ? PINNED.slim : isWide ? PINNED.wide : PINNED.narrow;
  return { left, right: isWide ? left : 0, slim };
}

/**
 * The shared weights in sight: of both halves, or of the one that the beat is about.
 *
 * @param {Scene} scene
 * @param {number} width
 * @param {Pinned} pinned
 * @returns {Pin[]}
 */
function pinsOf({ layout, trace, frame }, width, { left, right, slim }) {
  const [first, second] = layout.halves;
  if (right > 0 && first && second)
    return [
      { half: first, x: 0, width: left, side: "left", slim },
      { half: second, x: width - right, width: right, side: "right", slim },
    ];
  const now = trace.partAt(watched(trace, frame.index));
  const half = layout.halves.find((each) => each.first === now.first + 1);
  return half ? [{ half, x: 0, width: left, side: "left", slim }] : [];
}

/**
 * The button that opens all columns, or closes them.
 *
 * @param {Pen} pen
 * @param {Layout} layout
 * @param {(open: string) => void} set
 */
function drawOpening(pen, { columns }, set) {
  const all = columns.every(({ isOpen: each }) => each);
  pen.put(
    "all",
    "button",
    { type: "button", title: WORDS.stage.openHint },
    all ? WORDS.stage.closeAll : WORDS.stage.openAll,
    { click: () => set(all ? "none" : "all") },
  );
}

/**
 * Where the camera stands: over the column of the beat, on its way there from the beat before.
 *
 * @param {Model} model
 * @param {Layout} layout
 * @param {number} width
 */
function camera({ trace, frame }, layout, width) {
  const over = (/** @type {number} */ index) => {
    const centre = middleOf(layout, watched(trace, index), namesAt(trace, index), width);
    return Math.min(Math.max(0, centre - width / 2), Math.max(0, layout.width - width));
  };
  const from = over(Math.max(0, frame.index - 1));
  return from + (over(frame.index) - from) * ease(frame.progress);
}

/**
 * Where the camera stands for a column to be in sight: as it does, if it is.
 *
 * @param {Layout} layout
 * @param {number} t
 * @param {number} width
 * @param {number} offset
 */
function inSight(layout, t, width, offset) {
  const { x = 0, form } = layout.columns[t - 1] ?? {};
  const [left, right] = [x + (form?.left ?? 0), x + (form?.right ?? 0)];
  if (left >= offset && right <= offset + width) return offset;
  const centre = middleOf(layout, t, [], width);
  return Math.min(Math.max(0, centre - width / 2), Math.max(0, layout.width - width));
}

/**
 * The middle of a column; of one wider than the window, of the values that a beat is about.
 *
 * @param {Layout} layout
 * @param {number} t
 * @param {string[]} names
 * @param {number} width
 */
function middleOf({ columns }, t, names, width) {
  const column = columns[t - 1];
  if (!column) return 0;
  const { form, x } = column;
  const places = form.places.filter(({ name }) => names.includes(name));
  if (form.right - form.left <= width || places.length === 0) return x;
  return x + places.reduce((sum, place) => sum + place.x + place.width / 2, 0) / places.length;
}

/**
 * @param {Trace} trace
 * @param {number} index
 */
function namesAt({ timeline }, index) {
  return timeline.beats[index]?.names ?? [];
}

/**
 * @param {Trace} trace
 * @param {number} index
 */
function watched({ timeline, length }, index) {
  const beat = timeline.beats[index];
  if (beat && beat.t > 0) return beat.t;
  return beat?.kind === "total" ? length : 1;
}

/** @param {Trace} trace */
function startingStates({ answer }) {
  return answer.cell.states.filter((name) => answer.initial_state[name]?.some((value) => value));
}

/** Remembers the layout of the last trace, width and open columns. */
function layoutMemory() {
  /** @type {{inputs: unknown[], layout: Layout} | null} */
  let memory = null;
  return (
    /** @type {Trace} */ trace,
    /** @type {number} */ width,
    /** @type {string} */ open,
    /** @type {boolean} */ slim,
  ) => {
    const inputs = [trace, width, open, slim];
    if (!memory || inputs.some((input, i) => input !== memory?.inputs[i]))
      memory = {
        inputs,
        layout: layoutOf(trace.parts, width, {
          starting: startingStates(trace),
          isOpen: (t) => isOpen(open, trace.graph, t),
          slim,
        }),
      };
    return memory.layout;
  };
}
