/** @import {Model} from "../panels.js" */
/** @import {Part} from "../cell/part.js" */
/** @import {Pen} from "../svg.js" */
import { fixed } from "../numbers.js";
import { write } from "../quantity.js";
import { shownToken } from "../tokens.js";
import { WORDS } from "../words.js";
import { putName } from "./name.js";

const DECIMALS = 6;
/** Of a table with more numbers they cannot be pointed at one by one. */
const MOST = 20000;
/** What stands where there is no such value: an encoder has no outputs. */
const NONE = "–";

/**
 * The stage as a table: a line a time-stamp, filled as far as the film has come.
 *
 * @param {Pen} pen
 * @param {Model} model
 */
export function drawValueTable(pen, model) {
  const { trace } = model;
  const names = trace.graph.nodes.map(({ name }) => name).filter((name) => name !== "x");
  pen.group("table", "table", {}, (table) => {
    table.group("head", "thead", {}, (head) =>
      head.group("row", "tr", {}, (line) => putHead(line, names)),
    );
    for (const part of trace.parts)
      table.group(part.name, "tbody", {}, (body) => {
        if (trace.isTranslation) putTitle(body, part, 5 + 2 * names.length);
        for (let t = part.first + 1; t <= part.first + part.length; t += 1)
          body.group(String(t), "tr", {}, (line) => putLine(line, model, part, names, t));
      });
  });
}

/**
 * The name of a half above its lines, where there are two.
 *
 * @param {Pen} body
 * @param {Part} part
 * @param {number} columns
 */
export function putTitle(body, { name }, columns) {
  body.group("part", "tr", { class: `part ${name}` }, (line) =>
    line.put("name", "th", { scope: "rowgroup", colspan: columns }, WORDS.parts[name] ?? name),
  );
}

/**
 * @param {Pen} line
 * @param {string[]} names
 */
function putHead(line, names) {
  for (const word of ["t", "input", "target"])
    line.put(word, "th", { scope: "col" }, WORDS.tables[/** @type {"t"} */ (word)]);
  for (const name of [...names, "p", "L"])
    line.group(`value ${name}`, "th", { scope: "col" }, (cell) =>
      putName(cell, name, name, { below: "t" }),
    );
  for (const name of names)
    line.group(`delta ${name}`, "th", { scope: "col" }, (cell) =>
      putName(cell, name, name, { below: "t" }, "∂L/∂"),
    );
}

/**
 * @param {Pen} line
 * @param {Model} model
 * @param {Part} part
 * @param {string[]} names
 * @param {number} t
 */
function putLine(line, { trace, frame }, { graph, isLast }, names, t) {
  const { values, deltas, losses } = trace.answer;
  const column = frame.column(t);
  const left = trace.maskedTarget(t);
  /** @param {"value" | "delta"} kind @param {string} name */
  const of = (kind, name) => (isLarge(trace) ? null : { kind, name, t });
  const has = (/** @type {string} */ name) => graph.nodes.some((node) => node.name === name);
  line.put("t", "th", { scope: "row" }, String(t));
  line.put("input", "td", {}, shownToken(trace.inputToken(t)));
  line.put(
    "target",
    "td",
    {},
    left === null
      ? isLast
        ? shownToken(trace.token(trace.target(t)))
        : NONE
      : WORDS.tables.masked(shownToken(trace.token(left))),
  );
  for (const name of [...names, "p"]) {
    const share = column.values[name] ?? column.outputs;
    const isThere = name === "p" ? isLast : has(name);
    const vector = isThere ? values[name]?.[t - 1] : null;
    putVector(line, `value ${name}`, vector, share, of("value", name));
  }
  line.put(
    "loss",
    "td",
    {
      "data-value": losses[t - 1] ?? null,
      "data-of":
        column.loss >= 1 && (losses[t - 1] ?? null) !== null ? write({ kind: "loss", t }) : null,
    },
    !isLast ? NONE : column.loss >= 1 ? fixed(losses[t - 1], DECIMALS) : "",
  );
  for (const name of names)
    putVector(
      line,
      `delta ${name}`,
      has(name) ? deltas[name]?.[t - 1] : null,
      column.deltas[name] ?? 0,
      of("delta", name),
    );
}

/** @param {Model["trace"]} trace */
function isLarge({ answer, length }) {
  const units = Object.values(answer.values).reduce((sum, rows) => sum + (rows[0]?.length ?? 0), 0);
  return 2 * units * length > MOST;
}

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {number[] | null | undefined} values
 * @param {number} share  of the way there
 * @param {{kind: "value" | "delta", name: string, t: number} | null} of
 *   what it is, where each number can be pointed at
 */
function putVector(pen, key, values, share, of) {
  const numbers = share >= 1 ? (values ?? []) : [];
  const texts = numbers.map((value, unit) => `${unit > 0 ? "  " : ""}${fixed(value, 3)}`);
  const whole = values ? texts.join("") : NONE;
  pen.cached(key, "td", { class: "vector" }, [whole, of?.name, of?.t], (cell) => {
    if (!of || texts.length === 0) cell.put("text", "span", {}, whole);
    else
      texts.forEach((text, unit) =>
        cell.put(String(unit), "span", { "data-of": write({ ...of, unit }) }, text),
      );
  });
}
