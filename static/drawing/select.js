/** @import {Pen} from "../svg.js" */

/**
 * A menu with its label.
 *
 * @param {Pen} pen
 * @param {string} label
 * @param {string[]} choices
 * @param {string} chosen
 * @param {(choice: string) => void} set
 */
export function putSelect(pen, label, choices, chosen, set) {
  pen.group(label, "label", {}, (field) => {
    field.put("label", "span", {}, label);
    const menu = /** @type {HTMLSelectElement} */ (
      field.put("menu", "select", {}, null, { change: (event) => set(event.target.value) })
    );
    field.cached("menu", "select", {}, [choices.join()], (options) => {
      for (const choice of choices) options.put(choice, "option", { value: choice }, choice);
    });
    if (menu.value !== chosen) menu.value = chosen;
  });
}

/**
 * So many numbers, as the choices of a menu.
 *
 * @param {number} first
 * @param {number} count
 */
export function numbersFrom(first, count) {
  return Array.from({ length: count }, (_, i) => String(first + i));
}
