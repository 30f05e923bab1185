/** @import {Context, Model} from "../panels.js" */
/** @import {Pen} from "../svg.js" */
import { progressOf } from "../ledger/progress.js";
import { exact, fixed } from "../numbers.js";
import { write } from "../quantity.js";
import { WORDS } from "../words.js";
import { putName } from "./name.js";

const MOST_ROWS = 256;
const DECIMALS = 6;

/**
 * A row of the ledger as a table: a line for each entry of the parameter, a column for each of its
 * copies, filled as far as the film has come.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {string} parameter
 * @param {(parameter: string) => void} choose
 * @param {Context["dispatch"]} dispatch
 */
export function drawCopyTable(pen, model, parameter, choose, dispatch) {
  const { trace, frame } = model;
  const { first, last, arrived } = progressOf(trace, parameter, frame.docked);
  const sum = trace.runningTotal(parameter, trace.length - last + arrived);
  const { rows, columns, values } = sum;
  const count = Math.min(values.length, MOST_ROWS);
  const isVector = trace.answer.cell.parameters[parameter]?.length === 1;
  const times = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  for (const part of trace.parts)
    putChoices(pen, trace.isTranslation ? part.name : "", part.graph.parameters, parameter, choose);
  pen.group("table", "table", { "data-parameter": parameter }, (table) => {
    table.group("head", "thead", {}, (head) =>
      head.group("row", "tr", {}, (line) => putHead(line, isVector, times)),
    );
    table.group("body", "tbody", {}, (body) => {
      for (let i = 0; i < count; i += 1) {
        const entry = { row: Math.floor(i / columns), column: i % columns };
        const pick = () => dispatch({ type: "pick", entry: { parameter, ...entry } });
        const place = isVector ? `${entry.row + 1}` : `${entry.row + 1}, ${entry.column + 1}`;
        body.group(`${rows} ${columns} ${i}`, "tr", {}, (line) => {
          line.group("entry", "th", { scope: "row" }, (cell) =>
            cell.put("pick", "button", { type: "button" }, place, { click: pick }),
          );
          for (const t of times) {
            const isThere = frame.column(t).copies >= 1;
            const of = write({ kind: "copy", parameter, t, ...entry });
            putFigure(line, `copy ${t}`, isThere ? trace.entry(parameter, t, entry) : null, of);
          }
          const of = write({ kind: "running", parameter, t: last - arrived + 1, ...entry });
          putFigure(line, "sum", arrived >= 1 ? (values[i] ?? 0) : null, of);
        });
      }
    });
  });
  if (count < values.length)
    pen.put("more", "p", { class: "hint" }, WORDS.tables.more(count, values.length));
}

/**
 * The buttons that choose a parameter; those of a half stand behind its name.
 *
 * @param {Pen} pen
 * @param {string} half  "" where there is only one network
 * @param {string[]} parameters
 * @param {string} chosen
 * @param {(parameter: string) => void} choose
 */
function putChoices(pen, half, parameters, chosen, choose) {
  const title = half && (WORDS.parts[half] ?? half);
  const label = title ? WORDS.tables.parameterOf(title) : WORDS.tables.parameter;
  const look = { class: "choices", role: "group", "aria-label": label };
  pen.group(`choice ${half}`, "div", look, (group) => {
    if (title) group.put("half", "span", { class: `part ${half}` }, title);
    for (const name of parameters)
      group.group(
        name,
        "button",
        { type: "button", "aria-pressed": String(name === chosen), "data-parameter": name },
        (button) => putName(button, "name", name),
        { click: () => choose(name) },
      );
  });
}

/**
 * @param {Pen} line
 * @param {boolean} isVector
 * @param {number[]} times
 */
function putHead(line, isVector, times) {
  const words = WORDS.tables;
  const entry = isVector ? words.row : `${words.row}, ${words.column}`;
  line.put("entry", "th", { scope: "col" }, entry);
  for (const t of times) line.put(`copy ${t}`, "th", { scope: "col" }, words.copy(t));
  line.put("sum", "th", { scope: "col" }, words.running);
}

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {number | null} value
 * @param {string} of  its name, see quantity.js
 */
function putFigure(pen, key, value, of) {
  const [place] = key.split(" ");
  const look =
    value === null ? {} : { "data-value": String(value), "data-of": of, title: exact(value) };
  pen.put(key, "td", { class: place, ...look }, value === null ? "" : fixed(value, DECIMALS));
}
