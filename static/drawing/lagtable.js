/** @import {Row} from "../lags.js" */
/** @import {Pen} from "../svg.js" */
import { shortOfLog } from "../numbers.js";
import { WORDS } from "../words.js";

/**
 * The gradient of one loss by lag, of this run and of one beside it.
 *
 * @param {Pen} pen
 * @param {Row[]} rows
 * @param {string[]} titles  of the runs
 */
export function drawLagTable(pen, rows, titles) {
  const words = WORDS.decay;
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
    table.group("body", "tbody", {}, (body) =>
      rows.forEach(({ lag, logs }) =>
        body.group(`lag ${lag}`, "tr", {}, (line) => {
          line.put("lag", "th", { scope: "row" }, String(lag));
          logs.forEach((log, i) => line.put(`${i}`, "td", { class: "norm" }, shortOfLog(log)));
        }),
      ),
    );
  });
}

/**
 * How many times one is the other, in a sentence; null where one is zero or both have one name.
 *
 * @param {Row} row
 * @param {string[]} titles
 */
export function ratioOf(
  { lag, logs: [here = -Infinity, beside = -Infinity] },
  [mine = "", other = ""],
) {
  if (here === -Infinity || beside === -Infinity || mine === other) return null;
  return here > beside
    ? WORDS.decay.ratio(lag, mine, shortOfLog(here - beside), other)
    : WORDS.decay.ratio(lag, other, shortOfLog(beside - here), mine);
}
