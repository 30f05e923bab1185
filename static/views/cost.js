/** @import {View} from "../panels.js" */
/** @import {Comparison} from "../answer.js" */
import { putName } from "../drawing/name.js";
import { recurrentFirst } from "../cell/graph.js";
import { fixed } from "../numbers.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

/** What the truncation costs, the recurrent matrices first. */
/** @type {View} */
export const cost = {
  name: "cost",
  region: "aside",
  title: WORDS.cost.title,
  mount(host) {
    const pen = new Pen(host);
    return ({ trace }) => {
      const { comparison } = trace.answer;
      host.hidden = comparison === null;
      if (comparison) pen.draw(() => drawCost(pen, comparison, recurrentFirst(trace.graph)));
    };
  },
};

/**
 * @param {Pen} pen
 * @param {Comparison} comparison
 * @param {string[]} parameters
 */
function drawCost(pen, { parameters: costs }, parameters) {
  const words = WORDS.cost;
  pen.group("table", "table", {}, (table) => {
    table.group("head", "thead", {}, (head) =>
      head.group("row", "tr", {}, (line) => {
        for (const word of [words.parameter, words.error, words.cosine, words.ratio])
          line.put(word, "th", { scope: "col" }, word);
      }),
    );
    table.group("body", "tbody", {}, (body) =>
      parameters.forEach((name, i) =>
        body.group(name, "tr", { class: i === 0 ? "lead" : null }, (line) => {
          line.group("name", "th", { scope: "row" }, (cell) => putName(cell, "name", name));
          const { relative_error, cosine, norm_ratio } = costs[name] ?? {
            relative_error: null,
            cosine: null,
            norm_ratio: null,
          };
          [relative_error, cosine, norm_ratio].forEach((value, n) =>
            line.put(
              String(n),
              "td",
              { title: value === null ? words.none : null },
              fixed(value, 2),
            ),
          );
        }),
      ),
    );
  });
}
