/** @import {View, Model} from "../panels.js" */
/** @import {Timeline} from "../timeline.js" */
import { PHASES } from "../timeline.js";
import { Pen } from "../svg.js";
import { WORDS, phaseLabel } from "../words.js";

const SPEEDS = [0.5, 1, 2, 4];
const ICONS = {
  first: "M3 3v10M13 3L6 8l7 5z",
  back: "M11 3L4 8l7 5z",
  play: "M4 2.5L13 8l-9 5.5z",
  pause: "M5 3v10M11 3v10",
  next: "M5 3l7 5-7 5z",
  last: "M13 3v10M3 3l7 5-7 5z",
};

/** The film's phases, buttons and scrubber. */
/** @type {View} */
export const transport = {
  name: "transport",
  region: "main",
  title: WORDS.transport.label,
  isFixed: true,
  mount(host, { dispatch }) {
    const pen = new Pen(host);
    return (model) => pen.draw(() => drawTransport(pen, model, dispatch));
  },
};

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {(action: import("../state.js").Action) => void} dispatch
 */
function drawTransport(pen, { state, trace, frame }, dispatch) {
  const words = WORDS.transport;
  const { beats } = trace.timeline;
  const last = beats.length - 1;
  pen.group("phases", "div", { class: "phases" }, (group) => {
    PHASES.forEach((phase, i) => {
      const current = frame.phase === phase;
      group.put(
        phase,
        "button",
        { type: "button", class: `phase ${phase}`, "aria-pressed": String(current) },
        phaseLabel(phase, i + 1),
        { click: () => dispatch({ type: "phase", phase }) },
      );
    });
  });
  pen.group("buttons", "div", { class: "buttons" }, (group) => {
    button(group, "first", words.first, "first", () => dispatch({ type: "ends", last: false }));
    button(group, "back", words.back, "back", () => dispatch({ type: "step", by: -1 }));
    button(
      group,
      "play",
      state.playing ? words.pause : words.play,
      state.playing ? "pause" : "play",
      () => dispatch({ type: "play", on: !state.playing }),
    );
    button(group, "next", words.next, "next", () => dispatch({ type: "step", by: 1 }));
    button(group, "last", words.last, "last", () => dispatch({ type: "ends", last: true }));
    group.group(
      "speed",
      "select",
      { class: "speed", "aria-label": words.speed },
      (select) => {
        for (const speed of SPEEDS)
          select.put(
            String(speed),
            "option",
            { value: speed, selected: speed === state.speed },
            `${speed}×`,
          );
      },
      { change: (event) => dispatch({ type: "speed", speed: Number(event.target.value) }) },
    );
  });
  pen.put("beat", "output", { class: "beat" }, words.beat(frame.index, last));
  pen.group(
    "track",
    "div",
    { class: "scrub", "style:--share": `${(frame.position / last) * 100}%` },
    (track) => {
      track.group(
        "marks",
        "svg",
        {
          class: "marks",
          "aria-hidden": "true",
          viewBox: `0 0 ${last} 1`,
          preserveAspectRatio: "none",
        },
        (svg) => {
          svg.cached("all", "g", {}, [trace.timeline], (inner) => drawMarks(inner, trace.timeline));
        },
      );
      const scrubber = /** @type {HTMLInputElement} */ (
        track.put(
          "scrubber",
          "input",
          {
            type: "range",
            class: "scrubber",
            min: 0,
            max: last,
            step: 0.01,
            "aria-label": words.position,
            "aria-valuetext": words.beat(frame.index, last),
          },
          null,
          {
            input: (event) => dispatch({ type: "scrub", position: Number(event.target.value) }),
            change: () => dispatch({ type: "settle" }),
          },
        )
      );
      if (Number(scrubber.value) !== frame.position) scrubber.value = String(frame.position);
    },
  );
}

/**
 * A line per phase in its colour and a tick per beat.
 *
 * @param {Pen} pen
 * @param {Timeline} timeline
 */
function drawMarks(pen, { beats }) {
  const last = beats.length - 1;
  for (const phase of PHASES) {
    const from = Math.max(0, beats.findIndex((beat) => beat.phase === phase) - 1);
    const to = beats.map((beat) => beat.phase).lastIndexOf(phase);
    pen.put(phase, "path", { class: `line ${phase}`, d: `M${from} 0.5H${to}` });
  }
  const few =
    beats.length <= 240
      ? beats
      : beats.filter(({ kind }) => kind === "copies" || kind === "output");
  const ticks = few.map((beat) => `M${beats.indexOf(beat)} 0.72V0.98`).join("");
  pen.put("ticks", "path", { class: "ticks", d: ticks + `M${last} 0.72V0.98` });
}

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {string} label
 * @param {keyof typeof ICONS} icon
 * @param {() => void} click
 */
function button(pen, key, label, icon, click) {
  pen.group(
    key,
    "button",
    { type: "button", class: `icon ${key}`, "aria-label": label, title: label },
    (inner) => {
      inner.group(
        "icon",
        "svg",
        { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
        (svg) => {
          svg.put("path", "path", { d: ICONS[icon] });
        },
      );
    },
    { click },
  );
}
