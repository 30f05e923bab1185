/** @import {Model} from "../panels.js" */
/** @import {Field, Place} from "../settings.js" */
/** @import {Mistake} from "../state.js" */
/** @import {Pen} from "../svg.js" */
import { WORDS, mistakeText } from "../words.js";
import { writeField } from "../settings.js";

const MOST_MISTAKES = 5;

/**
 * A number that can be slid and typed, with what is wrong about it.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {{field: Field, least: number, most: number, step: number}} slider
 * @param {string} label
 * @param {(event: any) => void} input
 * @param {{hint?: string}} [more]
 */
export function putField(
  pen,
  { state },
  { field, least, most, step },
  label,
  input,
  { hint = "" } = {},
) {
  const value = writeField(state.settings[field]);
  const mistakes = state.mistakes.filter((mistake) => mistake.field === field);
  const own = mistakes.some((mistake) => mistake.own);
  pen.group(field, "div", { class: "control" }, (control) => {
    control.group("top", "div", { class: "top" }, (top) => {
      top.put("label", "label", { for: field }, label);
      const box = /** @type {HTMLInputElement} */ (
        top.put(
          "box",
          "input",
          {
            id: field,
            type: "text",
            inputmode: "decimal",
            autocomplete: "off",
            class: "number",
            ...invalid(mistakes, field),
          },
          null,
          { input },
        )
      );
      if (box.value !== value && !own && !same(box.value, value)) box.value = value;
    });
    const range = /** @type {HTMLInputElement} */ (
      control.put(
        "range",
        "input",
        {
          type: "range",
          min: least,
          max: most,
          step,
          "aria-label": label,
          "style:--share": `${share(Number(value), least, most)}%`,
        },
        null,
        { input },
      )
    );
    if (!same(range.value, value)) range.value = value;
    putMistakes(control, state.mistakes, field);
    if (hint) control.put("hint", "p", { class: "hint" }, hint);
  });
}

/**
 * What is wrong about what stands in a control. When the page finds something wrong there, the
 * server has spoken about what stood there before.
 *
 * @param {Mistake[]} mistakes
 * @param {Place} field
 * @param {string | null} [name]  of the value, where the control is for one of many
 */
export function mistakesAt(mistakes, field, name = null) {
  const mine = mistakes.filter((each) => each.field === field && (each.name ?? null) === name);
  const own = mine.filter((each) => each.own);
  return own.length > 0 ? own : mine;
}

/**
 * A line for each mistake at a control, of many the first.
 *
 * @param {Pen} pen
 * @param {Mistake[]} mistakes
 * @param {Place} field
 */
export function putMistakes(pen, mistakes, field) {
  const mine = mistakesAt(mistakes, field);
  if (mine.length === 0) return;
  const lines = mine.slice(0, MOST_MISTAKES).map(mistakeText);
  const more = mine.length - lines.length;
  const look = { class: "mistake", id: `${field}-mistake`, role: "alert" };
  pen.group(`mistake ${field}`, "div", look, (alert) =>
    [...lines, ...(more > 0 ? [WORDS.more(more)] : [])].forEach((line, i) =>
      alert.put(`${i}`, "p", {}, line),
    ),
  );
}

/**
 * A text to type, with what is wrong about it.
 *
 * @param {Pen} pen
 * @param {Mistake[]} mistakes
 * @param {Field} field
 * @param {string} value
 * @param {(event: any) => void} input
 * @param {import("../svg.js").Attributes} [look]
 */
export function putText(pen, mistakes, field, value, input, look = {}) {
  const area = /** @type {HTMLTextAreaElement} */ (
    pen.put(
      field,
      "textarea",
      { id: field, spellcheck: "false", autocomplete: "off", ...look, ...invalid(mistakes, field) },
      null,
      { input },
    )
  );
  const isRefused = mistakes.some((mistake) => mistake.own && mistake.field === field);
  if (area.value !== value && !isRefused) area.value = value;
  putMistakes(pen, mistakes, field);
}

/**
 * @param {string} a
 * @param {string} b
 */
function same(a, b) {
  return a.trim() !== "" && Number(a) === Number(b);
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
function share(value, least, most) {
  return Math.min(100, Math.max(0, ((value - least) / (most - least)) * 100));
}

/**
 * One of several choices, as a radio button.
 *
 * @param {Pen} pen
 * @param {string} field
 * @param {string} value
 * @param {string} label
 * @param {boolean} checked
 * @param {(event: any) => void} change
 */
export function putChoice(pen, field, value, label, checked, change) {
  pen.group(value, "label", { class: "choice" }, (inner) => {
    const radio = /** @type {HTMLInputElement} */ (
      inner.put("radio", "input", { type: "radio", name: field, value }, null, { change })
    );
    if (radio.checked !== checked) radio.checked = checked;
    inner.put("label", "span", {}, label);
  });
}

/**
 * The attributes that tie a control to what is wrong about it.
 *
 * @param {Mistake[]} mistakes
 * @param {Place} field
 */
export function invalid(mistakes, field) {
  return mistakes.some((mistake) => mistake.field === field)
    ? { "aria-invalid": "true", "aria-describedby": `${field}-mistake` }
    : {};
}
