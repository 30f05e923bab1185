/** @import {View, Model} from "../panels.js" */
import { putFormula } from "../drawing/formula.js";
import { number, row, symbol } from "../formulas/math.js";
import { fixed, signed } from "../numbers.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

const WIDTH = 256;
const HEIGHT = 32;

/** The losses and their sum. */
/** @type {View} */
export const loss = {
  name: "loss",
  region: "aside",
  title: WORDS.loss.title,
  mount(host) {
    const pen = new Pen(host);
    return (model) => pen.draw(() => drawLosses(pen, model));
  },
};

/**
 * @param {Pen} pen
 * @param {Model} model
 */
function drawLosses(pen, { state, trace, frame, scales }) {
  const { losses: all, loss: sum } = trace.answer;
  const { first } = trace.partAt(trace.length);
  const losses = all.slice(first);
  const known = frame.column(trace.length).loss >= 1;
  const isShown = frame.total > 0 || known;
  pen.group("total", "div", { class: "total", "data-of": isShown ? "total" : null }, (total) => {
    putFormula(
      total,
      "L",
      row(symbol("L"), "=", number(isShown ? fixed(sum, 4) : WORDS.loss.unknown)),
    );
    total.put("what", "span", { class: "hint" }, WORDS.loss.sum);
  });
  const most = Math.max(...losses.map((each) => each ?? 0), 1e-12);
  const step = Math.min(WIDTH / losses.length, 44);
  pen.group(
    "bars",
    "svg",
    { class: "bars", width: WIDTH, height: HEIGHT + 18, "aria-hidden": "true" },
    (svg) => {
      losses.forEach((each, i) => {
        const t = first + i + 1;
        const share = frame.column(t).loss;
        const tall = ((each ?? 0) / most) * HEIGHT * share;
        const gap = step > 6 ? 3 : 0;
        svg.put(`bar ${i}`, "rect", {
          x: i * step,
          y: HEIGHT - tall,
          width: step - gap,
          height: Math.max(tall, 0),
          rx: step > 8 ? 2 : 0,
          fill: scales.time(t),
          "data-of": each !== null && share > 0 ? `loss ${t}` : null,
        });
        if (step >= 34 && each !== null && share > 0)
          svg.put(
            `number ${i}`,
            "text",
            {
              x: i * step + (step - 3) / 2,
              y: HEIGHT + 14,
              "text-anchor": "middle",
              class: "number",
            },
            fixed(each, 2),
          );
      });
      svg.put("ground", "path", {
        class: "ground",
        d: `M0 ${HEIGHT + 0.5}H${losses.length * step}`,
      });
    },
  );
  const after = state.lossAfter;
  // it has its place before it comes, so that nothing below moves
  if (frame.updated > 0) {
    const name = after !== null && after > sum ? "after worse" : "after";
    pen.group("after", "p", { class: name }, (line) => {
      line.put("words", "span", {}, `${WORDS.loss.after}: `);
      line.put("number", "strong", {}, after === null ? WORDS.loss.unknown : fixed(after, 4));
      if (after !== null) line.put("change", "span", {}, ` (${signed(after - sum)})`);
    });
  }
}
