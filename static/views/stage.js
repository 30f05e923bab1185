/** @import {Context, View, Model} from "../panels.js" */
/** @import {Layout} from "../layout.js" */
/** @import {Scene} from "../drawing/column.js" */
/** @import {Pin} from "../drawing/shared.js" */
/** @import {Nudge} from "../nudge.js" */
/** @import {Trace} from "../trace.js" */
import { camera, inSight, isInSight, watched } from "../camera.js";
import { putCounted } from "../drawing/counted.js";
import { createEdit } from "../drawing/edit.js";
import { createGrab } from "../drawing/grab.js";
import { litMemory } from "../drawing/lit.js";
import { putSaid } from "../drawing/name.js";
import { RAIL_END, createRail } from "../drawing/rail.js";
import { pinnedTiles } from "../drawing/shared.js";
import { createWeightField } from "../drawing/weightfield.js";
import { centreOf, drawScene, TOP, timesIn } from "../drawing/scene.js";
import { hidesAnything } from "../cell/closed.js";
import { pinnedIn } from "../inspecting.js";
import { layoutOf } from "../layout.js";
import { isCurrent, lastAnswer, nudgeIn } from "../nudge.js";
import { signed } from "../numbers.js";
import { isOpen, toggled } from "../cell/opening.js";
import { lossesBefore } from "../training.js";
import { Scroller } from "../scroller.js";
import { sentence } from "../sentences/sentences.js";
import { Pen } from "../svg.js";
import { weightNow } from "../weights.js";
import { WORDS, mistakeText } from "../words.js";
import { costInWords } from "../words/scissors.js";

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
  follows: ["path", "inspecting", "tables", "edits"],
  isFixed: true,
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
    /** @type {Model | null} */
    let shown = null;
    const edit = createEdit(dispatch, (entry) =>
      shown ? weightNow(shown.state.settings, shown.trace, entry) : 0,
    );
    const field = createWeightField(dispatch);
    const rail = createRail(dispatch, view, redraw);
    const lights = litMemory();
    /** The setting of the number pinned. */
    let looked = "";
    let filmed = NaN;
    /** Which columns were open, and where all were. @type {{open: string, layout: Layout} | null} */
    let before = null;

    return (model) => {
      const { state, trace, frame } = model;
      shown = model;
      const { width } = view;
      const pinned = pinnedOf(trace, width);
      const seen = width - pinned.left - pinned.right;
      const { open, rate } = state.settings;
      const layout = layouts(trace, seen, open, pinned.slim);
      view.reach(width - seen + layout.width);
      if (filmed !== frame.position && !rail.isHeld()) view.move(camera(model, layout, seen));
      filmed = frame.position;
      // columns that open do not push the one that is watched away
      const now = watched(trace, frame.index);
      if (before && before.open !== open && isInSight(before.layout, now, seen, view.offset))
        view.move(inSight(layout, now, seen, view.offset));
      before = { open, layout };
      rail.follow(layout, state.settings, seen);
      nudge = nudgeIn(state.settings, trace);
      // what is held must not move away under the pointer
      if (nudge?.t && nudge.t !== nudgedAt && !grab.isHeld())
        view.move(inSight(layout, nudge.t, seen, view.offset));
      nudgedAt = nudge?.t ?? null;
      // what is pinned comes into sight when it is another
      const inspected = state.settings.look === looked ? null : pinnedIn(state);
      if (inspected && "t" in inspected && inspected.t > 0)
        view.move(inSight(layout, inspected.t, seen, view.offset));
      looked = state.settings.look;
      const spare = Math.max(0, seen - layout.width - RAIL_END) / 2;
      const origin = pinned.left + spare - view.offset;
      const opens = hidesAnything(trace.graph);
      /** @param {string} text */
      const set = (text) => dispatch({ type: "set", field: "open", text });
      const answer = lastAnswer(state);
      const age = nudge && answer && !isCurrent(state, nudge) ? " old" : "";
      const changes = answer?.losses ?? null;
      const drawn = { trace, frame, layout, scales: model.scales, rate, anchors };
      const scene = {
        ...drawn,
        grab,
        edit,
        entry: state.entry,
        nudge,
        changes,
        path: state.path,
        lit: lights(state, trace),
      };
      const pins = pinsOf(scene, width, pinned);
      // what the gradients that come are worth
      const isTruncated =
        trace.answer.comparison !== null && (frame.phase === "backward" || frame.phase === "sum");
      const window = { width, from: pinned.left, to: width - pinned.right, origin, pins };
      const hint =
        rail.said(trace, state.cutting) ??
        (answer
          ? [WORDS.stage.nudged(signed(answer.predicted), signed(answer.actual))]
          : isTruncated
            ? costInWords(trace)
            : [WORDS.stage.hint[frame.phase]]);
      pen.group("hint", "p", { class: `hint${age}` }, (line) => putSaid(line, hint));
      const wrong = frame.phase === "update" ? state.training.mistakes : [];
      const said = wrong.length
        ? wrong.map(mistakeText).join(" ")
        : sentence(trace, frame.beat, { rate, lossAfter: state.lossAfter });
      const mood = wrong.length ? "sentence wrong" : "sentence";
      pen.put("sentence", "p", { class: mood, "aria-live": "polite" }, said);
      buttons.draw(() => {
        if (frame.phase === "update" || lossesBefore(state.weights, trace).length > 0)
          drawAgain(buttons, state, dispatch);
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
          const edges = `inset(-14px ${pinned.right}px 0 ${pinned.left}px)`;
          inner.group("targets", "div", { class: "over", "style:clip-path": edges }, (over) => {
            putCounted(over, model, dispatch, {
              layout,
              top: TOP,
              times: timesIn(layout, window),
              centre: centreOf(layout, window),
            });
            const { from, to } = window;
            const sight = { layout, top: TOP, from, to, base: origin + view.offset };
            rail.draw(over, state.settings, sight);
          });
          inner.group("weights", "div", { class: "over weights" }, (over) =>
            field.put(over, model, {
              pinned: pins.flatMap((pin) => pinnedTiles(trace, pin)),
              top: TOP,
              ...size,
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
 * The button that takes the step and goes on from the updated weights; from the first on it stays,
 * to be pressed again while the film plays.
 *
 * @param {Pen} pen
 * @param {Model["state"]} state
 * @param {Context["dispatch"]} dispatch
 */
function drawAgain(pen, { training }, dispatch) {
  const words = WORDS.training;
  pen.put(
    "again",
    "button",
    {
      type: "button",
      class: "again",
      title: words.againHint,
      "aria-disabled": training.steps > 0 ? "true" : null,
    },
    words.again,
    { click: () => dispatch({ type: "train", steps: 1 }) },
  );
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
          beside: RAIL_END,
        }),
      };
    return memory.layout;
  };
}
