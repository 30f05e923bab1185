/** @import {View} from "../panels.js" */
/** @import {Comparison} from "../answer.js" */
/** @import {Trace} from "../trace.js" */
import { recurrentFirst } from "../cell/graph.js";
import { putName } from "../drawing/name.js";
import { putTitle } from "../drawing/valuetable.js";
import { compact, fixed } from "../numbers.js";
import { Pen } from "../svg.js";
import { COST } from "../words/scissors.js";

/** @typedef {Comparison["parameters"][string]} Cost */

/** @type {Cost} */
const UNKNOWN = { relative_error: null, cosine: null, norm_ratio: null };

/** What the truncation costs, the recurrent matrices first. */
/** @type {View} */
export const cost = {
  name: "cost",
  region: "aside",
  title: COST.title,
  // it does not go while the scissors are held
  isThere: ({ trace, state }) => trace.answer.comparison !== null || state.cutting,
  mount(host) {
    const pen = new Pen(host);
    return ({ trace }) =>
      pen.draw(() => {
        const { comparison } = trace.answer;
        if (comparison) {
          drawLead(pen, comparison, trace);
          drawCosts(pen, comparison, trace);
        } else pen.put("whole", "p", { class: "hint" }, COST.whole);
      });
  },
};

/**
 * The first recurrent matrix of each part: what a truncation is judged by.
 *
 * @param {Pen} pen
 * @param {Comparison} comparison
 * @param {Trace} trace
 */
function drawLead(pen, { parameters: costs }, { parts }) {
  for (const { name: part, graph } of parts) {
    const [name] = recurrentFirst(graph);
    if (name === undefined) continue;
    const cost = costs[name] ?? UNKNOWN;
    pen.group(`lead ${part}`, "div", { class: "lead", "data-parameter": name }, (lead) => {
      lead.group("against", "p", { class: "against" }, (line) => {
        putName(line, "name", name);
        line.put("words", "span", {}, ` ${COST.against}`);
      });
      if (cost.relative_error === null) lead.put("zero", "p", { class: "zero" }, COST.zero);
      else
        lead.group("figures", "dl", {}, (list) => {
          for (const { key, name: figure, text, title } of figuresOf(cost))
            list.group(key, "div", { class: key }, (pair) => {
              pair.put("name", "dt", {}, figure);
              pair.put("value", "dd", { title, "data-value": String(cost[key]) }, text);
            });
        });
    });
  }
}

/**
 * @param {Pen} pen
 * @param {Comparison} comparison
 * @param {Trace} trace
 */
function drawCosts(pen, { parameters: costs }, { parts, isTranslation }) {
  const heads = [COST.parameter, COST.error, COST.cosine, COST.ratio];
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
          body.group(
            name,
            "tr",
            { class: i === 0 ? "first" : null, "data-parameter": name },
            (line) => putCost(line, name, costs[name] ?? UNKNOWN),
          ),
        );
      });
  });
}

/**
 * @param {Pen} line
 * @param {string} name
 * @param {Cost} cost
 */
function putCost(line, name, cost) {
  line.group("name", "th", { scope: "row" }, (cell) => putName(cell, "name", name));
  if (cost.relative_error === null) {
    line.put("zero", "td", { class: "zero", colspan: 3 }, COST.zero);
    return;
  }
  for (const { key, text, title } of figuresOf(cost))
    line.put(key, "td", { title, "data-value": String(cost[key]) }, text);
}

/**
 * @param {Cost} cost  of a gradient that is not zero
 * @returns {{key: keyof Cost, name: string, text: string, title: string | null}[]}
 */
function figuresOf({ relative_error, cosine, norm_ratio }) {
  return [
    { key: "relative_error", name: COST.error, text: compact(relative_error ?? 0), title: null },
    {
      key: "cosine",
      name: COST.cosine,
      text: fixed(cosine, 2),
      title: cosine === null ? COST.noDirection : null,
    },
    { key: "norm_ratio", name: COST.ratio, text: compact(norm_ratio ?? 0), title: null },
  ];
}
