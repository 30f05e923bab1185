/** @import {View, Model} from "../panels.js" */
/** @import {Layout} from "../layout.js" */
/** @import {Scene} from "../drawing/column.js" */
/** @import {Trace} from "../trace.js" */
import { columnInputs, drawColumn } from "../drawing/column.js";
import { drawShared } from "../drawing/shared.js";
import { drawTies } from "../drawing/ties.js";
import { ease } from "../frame.js";
import { layoutOf } from "../layout.js";
import { Scroller } from "../scroller.js";
import { sentence } from "../sentences.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

const WIDE = 112;
const NARROW = 96;
const TOP = 5;

/** The unrolled network: one column a time-stamp, the shared weights at the left. */
/** @type {View} */
export const stage = {
  name: "stage",
  region: "main",
  title: WORDS.stage.title,
  mount(host, { anchors, redraw }) {
    const pen = new Pen(host);
    pen.put("hint", "p", { class: "hint" });
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
    let filmed = NaN;

    return (model) => {
      const { state, trace, frame } = model;
      const { width } = view;
      const pinned = width < 600 ? NARROW : WIDE;
      const layout = layouts(trace, width - pinned);
      view.reach(pinned + layout.width);
      if (filmed !== frame.position) view.move(camera(model, layout, width - pinned));
      filmed = frame.position;
      const { offset } = view;
      const { rate } = state.settings;
      const scene = { trace, frame, layout, scales: model.scales, rate, anchors };
      pen.put("hint", "p", { class: "hint" }, WORDS.stage.hint[frame.phase]);
      const said = sentence(trace, frame.beat, { rate, lossAfter: state.lossAfter });
      pen.put("sentence", "p", { class: "sentence", "aria-live": "polite" }, said);
      ground.group(
        "svg",
        "svg",
        {
          role: "img",
          "aria-label": WORDS.stage.picture,
          class: "picture",
          width,
          height: layout.height + 2 * TOP,
        },
        (canvas) => drawScene(canvas, scene, { width, pinned, offset }),
      );
    };
  },
};

/**
 * @param {Pen} canvas
 * @param {Scene} scene
 * @param {{width: number, pinned: number, offset: number}} window
 */
function drawScene(canvas, scene, { width, pinned, offset }) {
  const { layout, trace } = scene;
  const spare = Math.max(0, width - pinned - layout.width) / 2;
  const centre = (/** @type {number} */ t) =>
    pinned + spare - offset + layout.first + (t - 1) * layout.pitch;
  const first = Math.max(1, Math.floor((offset - layout.first) / layout.pitch));
  const last = Math.min(
    trace.length,
    Math.ceil((offset + width - pinned - layout.first) / layout.pitch) + 2,
  );
  canvas.group("clip", "clipPath", { id: "columns" }, (clip) =>
    clip.put("box", "rect", {
      x: pinned,
      y: -TOP,
      width: Math.max(0, width - pinned),
      height: layout.height + 3 * TOP,
    }),
  );
  canvas.group(
    "columns",
    "g",
    { "clip-path": "url(#columns)", transform: `translate(0,${TOP})` },
    (columns) => {
      columns.group("ties", "g", {}, (ties) =>
        drawTies(ties, scene, { first, last, centre, left: pinned - 12 }),
      );
      for (let t = first; t <= last; t += 1)
        columns.cached(
          `column ${t}`,
          "g",
          { transform: `translate(${Math.round(centre(t) * 10) / 10},0)` },
          columnInputs(scene, t),
          (column) => drawColumn(column, scene, t),
        );
    },
  );
  canvas.group("shared", "g", { transform: `translate(0,${TOP})` }, (shared) =>
    drawShared(shared, scene, pinned),
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
    const centre = layout.first + (watched(trace, index) - 1) * layout.pitch;
    return Math.min(Math.max(0, centre - width / 2), Math.max(0, layout.width - width));
  };
  const from = over(Math.max(0, frame.index - 1));
  return from + (over(frame.index) - from) * ease(frame.progress);
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

/** Remembers the layout of the last trace and width. */
function layoutMemory() {
  /** @type {{trace: Trace, width: number, layout: Layout} | null} */
  let memory = null;
  return (/** @type {Trace} */ trace, /** @type {number} */ width) => {
    if (memory?.trace !== trace || memory.width !== width)
      memory = {
        trace,
        width,
        layout: layoutOf(trace.graph, trace.length, width, startingStates(trace)),
      };
    return memory.layout;
  };
}
