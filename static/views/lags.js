/** @import {Model, View} from "../panels.js" */
/** @import {Comparison, Row} from "../lags.js" */
import { putFormula } from "../drawing/formula.js";
import { compareByLag } from "../lags.js";
import { nameFormula, partial, row, symbol } from "../formulas/math.js";
import { short } from "../numbers.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

/** How far back the last loss reaches, in this run and in the one that its example names. */
/** @type {View} */
export const lags = {
  name: "lags",
  region: "aside",
  title: WORDS.lags.title,
  mount(host) {
    const pen = new Pen(host);
    return (model) => {
      const answers = answersOf(model);
      const comparison = answers && compareByLag(...answers);
      host.hidden = !comparison;
      if (answers && comparison)
        pen.draw(() => drawLags(pen, comparison, answers.map(titlesFrom(model))));
    };
  },
};

/**
 * The run that is shown and the one beside it, once that has been answered.
 *
 * @param {Model} model
 * @returns {[Model["trace"]["answer"], Model["trace"]["answer"]] | null}
 */
function answersOf({ state: { beside }, trace }) {
  return beside?.trace === trace ? [trace.answer, beside.answer] : null;
}

/** @param {Model} model */
function titlesFrom({ state: { cells } }) {
  return (/** @type {Model["trace"]["answer"]} */ { cell }) =>
    cells.find(({ name }) => name === cell.name)?.title ?? WORDS.lags.ownCell;
}

/**
 * @param {Pen} pen
 * @param {Comparison} comparison
 * @param {string[]} titles
 */
function drawLags(pen, { state, tau, rows }, titles) {
  const words = WORDS.lags;
  const loss = nameFormula("L", { below: tau });
  pen.group("what", "p", { class: "hint" }, (line) => {
    const gradient = partial(nameFormula(state, { below: "t" }), loss);
    putFormula(line, "formula", row("‖", gradient, "‖"));
    line.put("words", "span", {}, ` ${words.what} `);
    putFormula(line, "lag", row(symbol(String(tau)), "−", symbol("t")));
  });
  pen.group("table", "table", {}, (table) => {
    table.group("head", "thead", {}, (head) =>
      head.group("row", "tr", {}, (line) => {
        line.put("lag", "th", { scope: "col" }, words.lag);
        titles.forEach((title, i) =>
          line.group(`${i}`, "th", { scope: "col" }, (cell) => {
            cell.put("title", "span", { class: "cell" }, title);
            cell.put("which", "span", { class: "which" }, words.which[i] ?? "");
          }),
        );
      }),
    );
    table.group("body", "tbody", {}, (body) => rows.forEach((each) => drawRow(body, each)));
  });
  const last = rows.at(-1);
  const ratio = last && ratioOf(last, titles);
  if (ratio) pen.put("ratio", "p", { class: "ratio" }, ratio);
  pen.put("scale", "p", { class: "hint" }, words.scale);
}

/**
 * @param {Pen} pen
 * @param {Row} row
 */
function drawRow(pen, { lag, norms, shares }) {
  pen.group(`lag ${lag}`, "tr", {}, (line) => {
    line.put("lag", "th", { scope: "row" }, String(lag));
    norms.forEach((norm, i) =>
      line.group(`${i}`, "td", {}, (cell) => {
        cell.put("norm", "span", { class: "norm" }, short(norm));
        cell.put("bar", "span", {
          class: "bar",
          "aria-hidden": "true",
          "style:inline-size": `${((shares[i] ?? 0) * 100).toFixed(1)}%`,
        });
      }),
    );
  });
}

/**
 * How many times one is the other, in a sentence; null where one is zero or both have one name.
 *
 * @param {Row} row
 * @param {string[]} titles
 */
function ratioOf({ lag, norms: [here = 0, beside = 0] }, [mine = "", other = ""]) {
  if (here === 0 || beside === 0 || mine === other) return null;
  return here > beside
    ? WORDS.lags.ratio(lag, mine, short(here / beside), other)
    : WORDS.lags.ratio(lag, other, short(beside / here), mine);
}
