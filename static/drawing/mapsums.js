/** @import {Table} from "../itemised.js" */
/** @import {SignScale} from "../scales.js" */
/** @import {Entry} from "../state.js" */
/** @import {Pen} from "../svg.js" */
/** @import {MapGrid} from "./mapgrid.js" */
import { sumsOf } from "../itemised.js";
import { write } from "../quantity.js";
import { WORDS } from "../words.js";
import { entryText } from "./map.js";

/** Least size of a cell beside which, or below which, a sum is written as a number. */
export const WRITTEN = { row: 13, column: 42 };
/** How far beside the cells they stand. */
const BESIDE = 4;
/** Where they are not, how wide the boxes are that stand for them. */
const BAR = 9;

/**
 * What the kept cells add up to: a row to what its loss gives alone, a column to the entry of its
 * copy, all to that of the gradient. These two are the ledger's own numbers.
 *
 * @param {Pen} pen
 * @param {Table} table
 * @param {MapGrid} grid
 * @param {Entry} entry
 * @param {{scale: SignScale, letters: number}} how  `letters`: how long a number is
 */
export function drawSums(pen, table, grid, entry, { scale, letters }) {
  const { taus, times, trace } = table;
  const { parameter, row, column } = entry;
  const { rows } = sumsOf(table);
  const { size, right, bottom } = grid;
  const place = { row, column };
  const copies = times.map((t) => trace.entry(parameter, t, place));
  const gradient = trace.gradients[parameter];
  const total = gradient?.values[row * gradient.columns + column] ?? 0;
  pen.put("rule", "path", { class: "rule", d: `M${grid.x} ${bottom + 2.5}H${right}` });
  taus.forEach((tau, i) => {
    const { y } = grid.at(tau, times[0] ?? 1);
    const value = rows[i] ?? 0;
    const of = write({ kind: "single", parameter, tau, row, column });
    if (size >= WRITTEN.row) {
      const place = { class: "sum", x: right + BESIDE, y: y + size / 2 + 4 };
      pen.put(
        `row ${tau}`,
        "text",
        { ...place, "data-row": tau, "data-value": String(value), "data-of": of },
        `= ${entryText(value, letters)}`,
      );
    } else
      pen.put(`row ${tau}`, "rect", {
        fill: scale.colour(scale.step(value)),
        ...{ x: right + 6, y, width: BAR, height: size },
        "data-of": of,
      });
  });
  times.forEach((t, i) => {
    const { x } = grid.at(taus[0] ?? 1, t);
    const value = copies[i] ?? 0;
    const of = write({ kind: "copy", parameter, t, row, column });
    if (size >= WRITTEN.column)
      pen.put(
        `copy ${t}`,
        "text",
        {
          ...{ class: "sum close", x: x + size / 2, y: bottom + 21, "text-anchor": "middle" },
          ...{ "data-value": String(value), "data-of": of },
        },
        entryText(value, letters),
      );
    else
      pen.put(`copy ${t}`, "rect", {
        fill: scale.colour(scale.step(value)),
        ...{ x, y: bottom + 10, width: size - grid.gap, height: BAR },
        "data-of": of,
      });
  });
  const corner = {
    class: "sum total",
    x: right + BESIDE,
    y: bottom + 21,
    "data-value": String(total),
  };
  pen.put(
    "total",
    "text",
    { ...corner, "data-of": write({ kind: "gradient", parameter, row, column }) },
    `= ${entryText(total, letters)}`,
  );
  const word = { class: "note", x: grid.x - 4, y: bottom + 21, "text-anchor": "end" };
  pen.put("equals", "text", word, "=");
  if (size >= WRITTEN.column) {
    const place = { x: right + 6, y: bottom + 39 };
    pen.put("word", "text", { class: "note", ...place }, WORDS.map.gradient);
  }
}
