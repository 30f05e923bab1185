/** @import {Pen} from "../svg.js" */
import { putName } from "./name.js";

/** So many have a button each. */
const FEW = 7;

/**
 * @typedef {{label: string, names: string[]}[]} Groups
 * @typedef {(name: string) => void} Choose
 */

/**
 * A choice of one parameter or state, typeset as long as there are few.
 *
 * @param {Pen} pen
 * @param {Groups} groups
 * @param {{label: string, chosen: string}} look
 * @param {Choose} choose
 */
export function putSubjects(pen, groups, { label, chosen }, choose) {
  const all = groups.flatMap(({ names }) => names);
  if (all.length <= FEW) putButtons(pen, all, label, chosen, choose);
  else putMenu(pen, groups, label, chosen, choose);
}

/**
 * @param {Pen} pen
 * @param {string[]} names
 * @param {string} label
 * @param {string} chosen
 * @param {Choose} choose
 */
function putButtons(pen, names, label, chosen, choose) {
  pen.group(
    "buttons",
    "div",
    { class: "subjects", role: "group", "aria-label": label },
    (group) => {
      for (const name of names)
        group.group(
          name,
          "button",
          { type: "button", "aria-pressed": String(name === chosen), "data-subject": name },
          (button) => putName(button, "name", name),
          { click: () => choose(name) },
        );
    },
  );
}

/**
 * @param {Pen} pen
 * @param {Groups} groups
 * @param {string} label
 * @param {string} chosen
 * @param {Choose} choose
 */
function putMenu(pen, groups, label, chosen, choose) {
  const menu = /** @type {HTMLSelectElement} */ (
    pen.group(
      "menu",
      "select",
      { "aria-label": label },
      (select) => {
        for (const { label: title, names } of groups)
          select.group(title, "optgroup", { label: title }, (group) => {
            for (const name of names) group.put(name, "option", { value: name }, name);
          });
      },
      { change: ({ target }) => choose(target.value) },
    )
  );
  if (menu.value !== chosen) menu.value = chosen;
}
