/** @import {View} from "../panels.js" */
/** @import {Comparison} from "../answer.js" */
/** @import {Trace} from "../trace.js" */
import { recurrentFirst } from "../cell/graph.js";
import { putName } from "../drawing/name.js";
import { putTitle } from "../drawing/valuetable.js";
import { fixed } from "../numbers.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

/** @type {Comparison["parameters"][string]} */
const UNKNOWN = { relative_error: null, cosine: null, norm_ratio: null };

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
      if (comparison) pen.draw(() => drawCost(pen, comparison, trace));
    };
  },
};

/**
 * @param {Pen} pen
 * @param {Comparison} comparison
 * @param {Trace} trace
 */
function drawCost(pen, { parameters: costs }, { parts, isTranslation }) {
  const words = WORDS.cost;
  const heads = [words.parameter, words.error, words.cosine, words.ratio];
  pen.group("table", "table", {}, (table) => {
    table.group("head", "thead", {}, (head) =>
      head.group("row", "tr", {}, (line) => {
        for (const word of heads) line.put(word, "th", { scope: "col" }, word);
      }),
    );
    for (const part of parts)
      table.group(part.name, "tbody", {}, (body) => {
        if (isTranslation) putTitle(body, part, heads.length);
        recurrentFirst(part.graph).forEach((name, i) =>
          body.group(name, "tr", { class: i === 0 ? "lead" : null }, (line) =>
            putCost(line, name, costs[name] ?? UNKNOWN),
          ),
        );
      });
  });
}

/**
 * @param {Pen} line
 * @param {string} name
 * @param {Comparison["parameters"][string]} cost
 */
function putCost(line, name, { relative_error, cosine, norm_ratio }) {
  line.group("name", "th", { scope: "row" }, (cell) => putName(cell, "name", name));
  [relative_error, cosine, norm_ratio].forEach((value, n) => {
    const title = value === null ? WORDS.cost.none : null;
    line.put(String(n), "td", { title }, fixed(value, 2));
  });
}
