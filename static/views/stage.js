/** @import {View, Model} from "../panels.js" */
/** @import {Layout} from "../layout.js" */
/** @import {Scene} from "../drawing/column.js" */
/** @import {Trace} from "../trace.js" */
import { drawColumn } from "../drawing/column.js";
import { drawShared } from "../drawing/shared.js";
import { drawTies } from "../drawing/ties.js";
import { ease } from "../frame.js";
import { layoutOf } from "../layout.js";
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
    const document = host.ownerDocument;
    const pen = new Pen(host);
    const hint = pen.put("hint", "p", { class: "hint" });
    const says = pen.put("sentence", "p", { class: "sentence", "aria-live": "polite" });
    const scroller = document.createElement("div");
    scroller.className = "scroller";
    scroller.tabIndex = 0;
    scroller.setAttribute("role", "region");
    scroller.setAttribute("aria-label", WORDS.stage.region);
    const track = document.createElement("div");
    track.className = "track";
    scroller.append(track);
    host.append(scroller);
    const ground = new Pen(track);
    const svg = ground.put("svg", "svg", {
      role: "img",
      "aria-label": WORDS.stage.picture,
      class: "picture",
    });
    const canvas = new Pen(svg);
    const layouts = layoutMemory();
    let filmed = NaN;
    scroller.addEventListener("scroll", redraw);

    return (model) => {
      const { state, trace, frame } = model;
      const said = sentence(trace, frame.beat, {
        rate: state.settings.rate,
        lossAfter: state.lossAfter,
      });
      if (says.textContent !== said) says.textContent = said;
      hint.textContent = WORDS.stage.hint[frame.phase];
      const width = scroller.clientWidth;
      const pinned = width < 600 ? NARROW : WIDE;
      const layout = layouts(trace, width - pinned);
      track.style.width = `${pinned + layout.width}px`;
      if (filmed !== frame.position) scroller.scrollLeft = camera(model, layout, width - pinned);
      filmed = frame.position;
      const offset = scroller.scrollLeft;
      const scene = {
        trace,
        frame,
        layout,
        scales: model.scales,
        rate: state.settings.rate,
        anchors,
      };
      canvas.element.setAttribute("width", String(width));
      canvas.element.setAttribute("height", String(layout.height + 2 * TOP));
      canvas.draw(() => drawScene(canvas, scene, { width, pinned, offset }));
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
        columns.group(
          `column ${t}`,
          "g",
          { transform: `translate(${Math.round(centre(t) * 10) / 10},0)` },
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

/** Remembers the layout of the last trace and width. */
function layoutMemory() {
  /** @type {{trace: Trace, width: number, layout: Layout} | null} */
  let memory = null;
  return (/** @type {Trace} */ trace, /** @type {number} */ width) => {
    if (memory?.trace !== trace || memory.width !== width)
      memory = { trace, width, layout: layoutOf(trace.graph, trace.length, width) };
    return memory.layout;
  };
}
