/** @import {View, Model, Context} from "../panels.js" */
import { putName } from "../drawing/name.js";
import { recurrentFirst } from "../cell/graph.js";
import { exact, fixed } from "../numbers.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

const MOST_ROWS = 256;
const DECIMALS = 6;

/** The stage and the ledger as tables, filled as far as the film has come. */
/** @type {View} */
export const tables = {
  name: "tables",
  region: "foot",
  title: WORDS.tables.title,
  mount(host, context) {
    const pen = new Pen(host);
    const stage = details(pen, "stage", WORDS.tables.stage, context);
    const ledger = details(pen, "ledger", WORDS.tables.ledger, context);
    let parameter = "";
    return (model) => {
      const { parameters } = model.trace;
      if (!parameters.includes(parameter))
        parameter = model.state.entry?.parameter ?? recurrentFirst(model.trace.graph)[0] ?? "";
      if (stage.element.open) stage.pen.draw((inner) => drawStage(inner, model));
      if (!ledger.element.open) return;
      ledger.pen.draw((inner) =>
        drawLedger(
          inner,
          model,
          parameter,
          (name) => {
            parameter = name;
            context.redraw();
          },
          context,
        ),
      );
    };
  },
};

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {string} label
 * @param {Context} context
 */
function details(pen, key, label, { redraw }) {
  const element = /** @type {HTMLDetailsElement} */ (
    pen.put(key, "details", { class: key }, null, { toggle: redraw })
  );
  const inner = new Pen(element);
  inner.put("summary", "summary", {}, label);
  return {
    element,
    pen: new Pen(
      inner.put("body", "div", {
        class: "scroller",
        tabindex: 0,
        role: "region",
        "aria-label": label,
      }),
    ),
  };
}

/**
 * @param {Pen} pen
 * @param {Model} model
 */
function drawStage(pen, { trace, frame }) {
  const names = trace.graph.nodes.map(({ name }) => name).filter((name) => name !== "x");
  pen.group("table", "table", {}, (table) => {
    table.group("head", "thead", {}, (head) =>
      head.group("row", "tr", {}, (line) => {
        line.put("t", "th", { scope: "col" }, WORDS.tables.t);
        line.put("input", "th", { scope: "col" }, WORDS.tables.input);
        line.put("target", "th", { scope: "col" }, WORDS.tables.target);
        for (const name of [...names, "p"])
          line.group(`value ${name}`, "th", { scope: "col" }, (cell) =>
            putName(cell, name, name, { below: "t" }),
          );
        line.group("loss", "th", { scope: "col" }, (cell) =>
          putName(cell, "L", "L", { below: "t" }),
        );
        for (const name of names)
          line.group(`delta ${name}`, "th", { scope: "col" }, (cell) =>
            putName(cell, name, name, { below: "t" }, "∂L/∂"),
          );
      }),
    );
    table.group("body", "tbody", {}, (body) => {
      for (let t = 1; t <= trace.length; t += 1) {
        const column = frame.column(t);
        const { values, deltas, losses } = trace.answer;
        body.group(String(t), "tr", {}, (line) => {
          line.put("t", "th", { scope: "row" }, String(t));
          line.put("input", "td", {}, trace.inputToken(t));
          line.put("target", "td", {}, trace.token(trace.target(t)));
          for (const name of [...names, "p"])
            vector(
              line,
              `value ${name}`,
              (column.values[name] ?? column.outputs) >= 1 ? values[name]?.[t - 1] : undefined,
            );
          line.put(
            "loss",
            "td",
            { "data-value": losses[t - 1] ?? null },
            column.loss >= 1 ? fixed(losses[t - 1], DECIMALS) : "",
          );
          for (const name of names)
            vector(
              line,
              `delta ${name}`,
              (column.deltas[name] ?? 0) >= 1 ? deltas[name]?.[t - 1] : undefined,
            );
        });
      }
    });
  });
}

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {number[] | undefined} values
 */
function vector(pen, key, values) {
  pen.put(
    key,
    "td",
    { class: "vector" },
    (values ?? []).map((value) => fixed(value, 3)).join("  "),
  );
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {string} parameter
 * @param {(parameter: string) => void} choose
 * @param {Context} context
 */
function drawLedger(pen, model, parameter, choose, { dispatch }) {
  const { trace, frame } = model;
  const { rows, columns, values } = trace.runningTotal(parameter, Math.floor(frame.docked));
  const count = Math.min(values.length, MOST_ROWS);
  const isVector = trace.answer.cell.parameters[parameter]?.length === 1;
  pen.group(
    "choice",
    "div",
    { class: "choices", role: "group", "aria-label": WORDS.tables.parameter },
    (group) => {
      for (const name of trace.parameters)
        group.group(
          name,
          "button",
          { type: "button", "aria-pressed": String(name === parameter), "data-parameter": name },
          (button) => putName(button, "name", name),
          { click: () => choose(name) },
        );
    },
  );
  pen.group("table", "table", { "data-parameter": parameter }, (table) => {
    table.group("head", "thead", {}, (head) =>
      head.group("row", "tr", {}, (line) => {
        line.put(
          "entry",
          "th",
          { scope: "col" },
          isVector ? WORDS.tables.row : `${WORDS.tables.row}, ${WORDS.tables.column}`,
        );
        for (let t = 1; t <= trace.length; t += 1)
          line.put(`copy ${t}`, "th", { scope: "col" }, WORDS.tables.copy(t));
        line.put("sum", "th", { scope: "col" }, WORDS.tables.running);
      }),
    );
    table.group("body", "tbody", {}, (body) => {
      for (let i = 0; i < count; i += 1) {
        const entry = { row: Math.floor(i / columns), column: i % columns };
        body.group(`${rows} ${columns} ${i}`, "tr", {}, (line) => {
          line.group("entry", "th", { scope: "row" }, (cell) => {
            cell.put(
              "pick",
              "button",
              { type: "button" },
              isVector ? String(entry.row + 1) : `${entry.row + 1}, ${entry.column + 1}`,
              { click: () => dispatch({ type: "pick", entry: { parameter, ...entry } }) },
            );
          });
          for (let t = 1; t <= trace.length; t += 1)
            figure(
              line,
              `copy ${t}`,
              frame.column(t).copies >= 1 ? trace.entry(parameter, t, entry) : null,
            );
          figure(line, "sum", frame.docked >= 1 ? (values[i] ?? 0) : null);
        });
      }
    });
  });
  if (count < values.length)
    pen.put("more", "p", { class: "hint" }, WORDS.tables.more(count, values.length));
}

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {number | null} value
 */
function figure(pen, key, value) {
  pen.put(
    key,
    "td",
    value === null
      ? { class: key.split(" ")[0] }
      : { class: key.split(" ")[0], "data-value": String(value), title: exact(value) },
    value === null ? "" : fixed(value, DECIMALS),
  );
}
