/** @import {View, Model} from "../panels.js" */
/** @import {SignScale} from "../scales.js" */
import { largest } from "../grid.js";
import { short } from "../numbers.js";
import { STEPS } from "../scales.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

const WIDTH = 136;

/** What the colours mean, with the numbers of this run. */
/** @type {View} */
export const legend = {
  name: "legend",
  region: "aside",
  title: WORDS.legend.title,
  mount(host) {
    const pen = new Pen(host);
    return (model) => pen.draw(() => drawLegend(pen, model));
  },
};

/**
 * @param {Pen} pen
 * @param {Model} model
 */
function drawLegend(pen, { trace, scales }) {
  const words = WORDS.legend;
  pen.group("scales", "dl", {}, (list) => {
    for (const name of /** @type {const} */ ([
      "inputs",
      "values",
      "weights",
      "deltas",
      "gradients",
      "sums",
    ])) {
      if (name === "sums" && scales.sums === scales.gradients) continue;
      // where x is 0 or 1, that is all that its colours say
      if (name === "inputs" && scales.inputs.limit === 1) continue;
      list.group(name, "div", {}, (item) => {
        item.put("term", "dt", {}, words[name]);
        item.group("scale", "dd", {}, (entry) => drawScale(entry, scales[name]));
      });
    }
    list.group("time", "div", {}, (item) => {
      item.put("term", "dt", {}, words.time);
      item.group("scale", "dd", {}, (entry) => drawTime(entry, trace.length, scales.time));
    });
  });
  const { limit } = scales.weights;
  const isBeyond = trace.parameters.some(
    (name) => !name.startsWith("W_") && largest(trace.weight(name).values) > limit,
  );
  pen.put("root", "p", { class: "hint" }, isBeyond ? `${words.root} ${words.biases}` : words.root);
}

/**
 * @param {Pen} pen
 * @param {SignScale} scale
 */
function drawScale(pen, scale) {
  pen.put("least", "span", { class: "end" }, short(-scale.limit));
  pen.cached(
    "ramp",
    "svg",
    {
      viewBox: `0 0 ${2 * STEPS + 1} 10`,
      preserveAspectRatio: "none",
      "aria-hidden": "true",
      class: "ramp",
      "shape-rendering": "crispEdges",
    },
    [scale],
    (svg) => {
      for (let step = -STEPS; step <= STEPS; step += 1)
        svg.put(String(step), "rect", {
          x: step + STEPS,
          y: 0,
          width: 1.05,
          height: 10,
          fill: scale.colour(step),
        });
    },
  );
  pen.put("most", "span", { class: "end" }, short(scale.limit));
}

/**
 * @param {Pen} pen
 * @param {number} length
 * @param {(t: number) => string} colour
 */
function drawTime(pen, length, colour) {
  pen.put("first", "span", { class: "end" }, "1");
  const count = Math.min(length, 24);
  pen.cached(
    "ramp",
    "svg",
    {
      viewBox: `0 0 ${WIDTH} 10`,
      preserveAspectRatio: "none",
      "aria-hidden": "true",
      class: "ramp",
    },
    [length, colour],
    (svg) => {
      const step = WIDTH / count;
      for (let i = 0; i < count; i += 1) {
        const t = count > 1 ? 1 + Math.round((i * (length - 1)) / (count - 1)) : 1;
        svg.put(String(i), "rect", {
          x: i * step,
          y: 0,
          width: step - (count < 12 ? 2 : -0.1),
          height: 10,
          fill: colour(t),
        });
      }
    },
  );
  pen.put("last", "span", { class: "end" }, String(length));
}
