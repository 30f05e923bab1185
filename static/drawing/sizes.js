/** @import {Context, Model} from "../panels.js" */
/** @import {Pen} from "../svg.js" */
import { readSizes } from "../cell/sizes.js";
import { WORDS, mistakeText } from "../words.js";
import { mistakesAt } from "./field.js";
import { putName } from "./name.js";

/**
 * A field for the size of every value of the cell but x and y, and for whatever else has been given
 * a size. Where nothing is typed it shows the size that the value has.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context["dispatch"]} dispatch
 */
export function putSizes(pen, { state, trace }, dispatch) {
  const { mistakes, settings } = state;
  const given = readSizes(settings.sizes) ?? {};
  const { nodes } = trace.answer.cell;
  const inner = nodes.map(({ name }) => name).filter((name) => name !== "x" && name !== "y");
  pen.group("sizes", "fieldset", { class: "sizes" }, (fields) => {
    fields.put("legend", "legend", {}, WORDS.equations.sizes);
    for (const name of new Set([...inner, ...Object.keys(given)])) {
      const mine = mistakesAt(mistakes, "sizes", name);
      const size = nodes.find((node) => node.name === name)?.size;
      fields.group(`size ${name}`, "div", { class: "size" }, (field) => {
        field.group("label", "label", { for: `size-${name}` }, (label) =>
          putName(label, "name", name),
        );
        const box = /** @type {HTMLInputElement} */ (
          field.put(
            "box",
            "input",
            {
              id: `size-${name}`,
              type: "text",
              inputmode: "numeric",
              autocomplete: "off",
              class: "number",
              "aria-label": WORDS.equations.size(name),
              placeholder: size ?? null,
              "aria-invalid": mine.length > 0 ? "true" : null,
              "aria-describedby": mine.length > 0 ? `size-${name}-mistake` : null,
            },
            null,
            { input: ({ target }) => dispatch({ type: "size", name, text: target.value }) },
          )
        );
        const text = String(given[name] ?? "");
        const isOwn = mine.some(({ own }) => own);
        if (!isOwn && Number(box.value) !== Number(text)) box.value = text;
        if (mine.length > 0) {
          const look = { class: "mistake", id: `size-${name}-mistake`, role: "alert" };
          field.put("mistake", "p", look, mine.map(mistakeText).join(" "));
        }
      });
    }
    fields.put("hint", "p", { class: "hint" }, WORDS.equations.sizesHint);
  });
}
