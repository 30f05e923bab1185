/** @import {View} from "../panels.js" */
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

/** How to read the page, and its keys. */
/** @type {View} */
export const help = {
  name: "help",
  region: "over",
  mount(host, { dispatch }) {
    const words = WORDS.helpDialog;
    const pen = new Pen(host);
    const dialog = /** @type {HTMLDialogElement} */ (
      pen.group(
        "dialog",
        "dialog",
        { "aria-labelledby": "help-title" },
        (inner) => {
          inner.put("title", "h2", { id: "help-title" }, words.title);
          words.paragraphs.forEach((paragraph, i) => inner.put(`p ${i}`, "p", {}, paragraph));
          inner.group("steps", "ol", {}, (list) =>
            words.steps.forEach(([name = "", text = ""], i) =>
              list.group(name, "li", {}, (item) => {
                item.put(
                  "name",
                  "strong",
                  { class: ["forward", "backward", "sum", "update"][i] ?? "" },
                  name,
                );
                item.put("text", "span", {}, ` ${text}`);
              }),
            ),
          );
          inner.put("keys title", "h3", {}, words.keysTitle);
          inner.group("keys", "dl", {}, (list) =>
            words.keys.forEach(([keys = "", text = ""]) => {
              list.group(`key ${keys}`, "dt", {}, (term) =>
                keys.split(" ").forEach((key, i) => term.put(`${i}`, "kbd", {}, key)),
              );
              list.put(`text ${keys}`, "dd", {}, text);
            }),
          );
          inner.put("close", "button", { type: "button" }, words.close, {
            click: () => dispatch({ type: "help", open: false }),
          });
        },
        {
          cancel(event) {
            event.preventDefault();
            dispatch({ type: "help", open: false });
          },
        },
      )
    );
    return ({ state }) => {
      if (state.help && !dialog.open) dialog.showModal();
      if (!state.help && dialog.open) dialog.close();
    };
  },
};
