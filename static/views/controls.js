/** @import {View, Model, Context} from "../panels.js" */
/** @import {Field} from "../settings.js" */
/** @import {Mistake} from "../state.js" */
import { invalid, putChoice, putField, putMistakes } from "../drawing/field.js";
import { Pen } from "../svg.js";
import { WORDS, cellTitle } from "../words.js";

/**
 * @typedef {object} Slider
 * @property {Field} field
 * @property {number} least
 * @property {number} most  of the slider; a larger number can be typed
 * @property {number} step
 */

/** @type {Record<"hidden" | "seed" | "gain" | "steps" | "rate", Slider>} */
const SLIDERS = {
  hidden: { field: "hidden", least: 1, most: 16, step: 1 },
  seed: { field: "seed", least: 0, most: 50, step: 1 },
  gain: { field: "gain", least: 0.05, most: 2, step: 0.05 },
  steps: { field: "steps", least: 1, most: 12, step: 1 },
  rate: { field: "rate", least: 0, most: 1, step: 0.01 },
};
const FIRST_GAIN = "0.9";

/** What can be set besides the sequence. */
/** @type {View} */
export const controls = {
  name: "controls",
  region: "side",
  title: WORDS.settings,
  mount(host, context) {
    const pen = new Pen(host);
    return (model) => pen.draw(() => drawControls(pen, model, context));
  },
};

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 */
function drawControls(pen, model, { dispatch }) {
  const { trace } = model;
  /** @param {Field} field */
  const set = (field) => (/** @type {any} */ event) =>
    dispatch({ type: "set", field, text: event.target.value });
  drawCell(pen, model, set, dispatch);
  putField(pen, model, SLIDERS.hidden, WORDS.hidden, set("hidden"));
  putField(pen, model, SLIDERS.seed, WORDS.seed, set("seed"));
  drawGain(pen, model, set, dispatch);
  drawTruncation(pen, model, set);
  putField(pen, model, SLIDERS.rate, WORDS.rate, set("rate"), {
    hint: trace.length > 1 ? WORDS.rateHint : "",
  });
}

/**
 * What is wrong with the equations stands beside the cell while they are closed.
 *
 * @param {Mistake} mistake
 * @returns {Mistake}
 */
function atTheCell(mistake) {
  return mistake.field === "equations" ? { ...mistake, field: "cell" } : mistake;
}

/**
 * The menu of the built-ins; a text of the user's own is one more in it, also once it was left.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {(field: Field) => (event: any) => void} set
 * @param {Context["dispatch"]} dispatch
 */
function drawCell(pen, { state }, set, dispatch) {
  const { settings, own, cells, editing } = state;
  const mistakes = editing ? state.mistakes : state.mistakes.map(atTheCell);
  const isOwn = settings.equations !== "";
  const builtin = cells.find(({ name }) => name === settings.cell);
  const chosen = isOwn ? "" : settings.cell;
  const text = isOwn ? settings : own;
  pen.group("cell", "div", { class: "control" }, (control) => {
    control.group("top", "div", { class: "top" }, (top) => {
      top.put("label", "label", { for: "cell" }, WORDS.cell);
      const look = { "aria-expanded": String(editing), "aria-controls": "editor" };
      top.put("edit", "button", { type: "button", class: "edit", ...look }, WORDS.equations.edit, {
        click: () => dispatch({ type: "edit", open: !editing }),
      });
    });
    const menu = /** @type {HTMLSelectElement} */ (
      control.group(
        "menu",
        "select",
        { id: "cell", ...invalid(mistakes, "cell") },
        (select) => {
          if (text) select.put("own", "option", { value: "" }, cellTitle(text, cells));
          else if (!builtin)
            select.put(chosen || "own", "option", { value: chosen }, cellTitle(settings, cells));
          for (const { name, title } of cells) select.put(name, "option", { value: name }, title);
        },
        {
          change: (event) =>
            event.target.value === "" ? dispatch({ type: "restore" }) : set("cell")(event),
        },
      )
    );
    if (menu.value !== chosen) menu.value = chosen;
    putMistakes(control, mistakes, "cell");
    if (builtin && !isOwn) control.put("hint", "p", { class: "hint" }, builtin.description);
  });
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {(field: Field) => (event: any) => void} set
 * @param {Context["dispatch"]} dispatch
 */
function drawGain(pen, model, set, dispatch) {
  const { gain } = model.state.settings;
  pen.group("gain on", "label", { class: "switch" }, (label) => {
    const box = /** @type {HTMLInputElement} */ (
      label.put("box", "input", { type: "checkbox", id: "gain-on" }, null, {
        change: (event) =>
          dispatch({ type: "set", field: "gain", text: event.target.checked ? FIRST_GAIN : "off" }),
      })
    );
    box.checked = gain !== null;
    label.put("text", "span", {}, WORDS.gainOn);
  });
  if (gain !== null)
    putField(pen, model, SLIDERS.gain, WORDS.gain, set("gain"), { hint: WORDS.gainHint });
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {(field: Field) => (event: any) => void} set
 */
function drawTruncation(pen, model, set) {
  const { truncation } = model.state.settings;
  const words = WORDS.truncation;
  pen.group("truncation", "fieldset", { class: "control" }, (control) => {
    control.put("legend", "legend", {}, words.label);
    control.group("choices", "div", { class: "choices" }, (group) => {
      for (const kind of /** @type {const} */ (["off", "segment", "window"]))
        putChoice(group, "truncation", kind, words[kind], truncation === kind, set("truncation"));
    });
    putMistakes(control, model.state.mistakes, "truncation");
    control.put("hint", "p", { class: "hint" }, WORDS.truncationHint[truncation]);
  });
  if (truncation !== "off")
    putField(pen, model, SLIDERS.steps, WORDS.steps[truncation], set("steps"));
}
