/** @import {View, Model} from "../panels.js" */
/** @import {Layout} from "../layout.js" */
/** @import {Scene} from "../drawing/column.js" */
/** @import {Trace} from "../trace.js" */
import { columnInputs, drawColumn, groundOf } from "../drawing/column.js";
import { drawShared } from "../drawing/shared.js";
import { drawTies } from "../drawing/ties.js";
import { hidesAnything } from "../cell/closed.js";
import { ease } from "../frame.js";
import { layoutOf } from "../layout.js";
import { isOpen, toggled } from "../cell/opening.js";
import { Scroller } from "../scroller.js";
import { sentence } from "../sentences/sentences.js";
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
    let filmed = NaN;

    return (model) => {
      const { state, trace, frame } = model;
      const { width } = view;
      const pinned = width < 600 ? NARROW : WIDE;
      const { open, rate } = state.settings;
      const layout = layouts(trace, width - pinned, open);
      view.reach(pinned + layout.width);
      if (filmed !== frame.position) view.move(camera(model, layout, width - pinned));
      filmed = frame.position;
      const { offset } = view;
      const opens = hidesAnything(trace.graph);
      /** @param {string} text */
      const set = (text) => dispatch({ type: "set", field: "open", text });
      const scene = { trace, frame, layout, scales: model.scales, rate, anchors };
      pen.put("hint", "p", { class: "hint" }, WORDS.stage.hint[frame.phase]);
      const said = sentence(trace, frame.beat, { rate, lossAfter: state.lossAfter });
      pen.put("sentence", "p", { class: "sentence", "aria-live": "polite" }, said);
      buttons.draw(() => {
        if (opens) drawOpening(buttons, layout, set);
      });
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
        (canvas) =>
          drawScene(
            canvas,
            scene,
            { width, pinned, offset },
            opens ? (t) => set(toggled(open, trace.graph, trace.length, t)) : null,
          ),
      );
    };
  },
};

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
 * @param {Pen} canvas
 * @param {Scene} scene
 * @param {{width: number, pinned: number, offset: number}} window
 * @param {((t: number) => void) | null} toggle
 */
function drawScene(canvas, scene, { width, pinned, offset }, toggle) {
  const { layout, trace } = scene;
  const spare = Math.max(0, width - pinned - layout.width) / 2;
  const centre = (/** @type {number} */ t) =>
    pinned + spare - offset + (layout.columns[t - 1]?.x ?? 0);
  const { first, last } = inSight(layout, trace.length, offset, width - pinned);
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
      const now = scene.frame.beat.t;
      if (now >= first && now <= last)
        columns.put("tint", "rect", {
          class: "tint",
          transform: `translate(${Math.round(centre(now) * 10) / 10},0)`,
          ...groundOf(layout, now),
        });
      columns.group("ties", "g", {}, (ties) =>
        drawTies(ties, scene, { first, last, centre, left: pinned - 12 }),
      );
      for (let t = first; t <= last; t += 1)
        columns.cached(
          `column ${t}`,
          "g",
          { transform: `translate(${Math.round(centre(t) * 10) / 10},0)` },
          columnInputs(scene, t),
          (column) => drawColumn(column, scene, t, toggle ? () => toggle(t) : undefined),
        );
    },
  );
  canvas.group("shared", "g", { transform: `translate(0,${TOP})` }, (shared) =>
    drawShared(shared, scene, pinned),
  );
}

/**
 * The time-stamps of which anything is in sight; an arrow reaches from column to column.
 *
 * @param {Layout} layout
 * @param {number} length
 * @param {number} offset
 * @param {number} width
 */
function inSight({ columns }, length, offset, width) {
  const from = columns.findIndex(({ x, form }) => x + form.right > offset);
  const to = columns.findIndex(({ x, form }) => x + form.start > offset + width);
  return { first: Math.max(1, from), last: to < 0 ? length : to + 1 };
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
  /** @type {{trace: Trace, width: number, open: string, layout: Layout} | null} */
  let memory = null;
  return (/** @type {Trace} */ trace, /** @type {number} */ width, /** @type {string} */ open) => {
    if (memory?.trace !== trace || memory.width !== width || memory.open !== open)
      memory = {
        trace,
        width,
        open,
        layout: layoutOf(trace.graph, trace.length, width, {
          starting: startingStates(trace),
          isOpen: (t) => isOpen(open, trace.graph, t),
        }),
      };
    return memory.layout;
  };
}
