/** @import {View, Context} from "../panels.js" */
import { recurrentFirst } from "../cell/graph.js";
import { drawCopyTable } from "../drawing/copytable.js";
import { drawValueTable } from "../drawing/valuetable.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

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
    const choose = (/** @type {string} */ name) => {
      parameter = name;
      context.redraw();
    };
    return (model) => {
      const { parameters, graph } = model.trace;
      if (!parameters.includes(parameter))
        parameter = model.state.entry?.parameter ?? recurrentFirst(graph)[0] ?? "";
      if (stage.element.open) stage.pen.draw((inner) => drawValueTable(inner, model));
      if (ledger.element.open)
        ledger.pen.draw((inner) =>
          drawCopyTable(inner, model, parameter, choose, context.dispatch),
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
