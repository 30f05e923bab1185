/** @import {View, Model} from "../panels.js" */
/** @import {Field} from "../settings.js" */
import { invalid, putChoice, putMistakes } from "../drawing/field.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

/** What the network reads. */
/** @type {View} */
export const sequence = {
  name: "sequence",
  region: "side",
  title: WORDS.sequence,
  mount(host, { dispatch }) {
    const pen = new Pen(host);
    /** @param {Field} field */
    const set = (field) => (/** @type {any} */ event) =>
      dispatch({ type: "set", field, text: event.target.value });
    return (model) =>
      pen.draw(() =>
        pen.group("control", "div", { class: "control" }, (control) =>
          drawSequence(control, model, set),
        ),
      );
  },
};

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {(field: Field) => (event: any) => void} set
 */
function drawSequence(pen, { state, trace }, set) {
  const { settings, mistakes, examples } = state;
  const example = examples.find(({ name }) => name === settings.example);
  drawNote(pen, state);
  pen.group("top", "div", { class: "top" }, (top) => {
    top.put("label", "label", { for: "text" }, WORDS.sequence);
    const { length } = trace;
    const count = state.mostSteps
      ? WORDS.timeStampsOf(length, state.mostSteps)
      : WORDS.timeStamps(length);
    top.put("count", "span", { class: "count" }, count);
  });
  const field = /** @type {HTMLTextAreaElement} */ (
    pen.put(
      "text",
      "textarea",
      {
        id: "text",
        rows: settings.text.length > 38 ? 3 : settings.text.length > 19 ? 2 : 1,
        placeholder: example ? written(trace) : null,
        spellcheck: "false",
        autocomplete: "off",
        ...invalid(mistakes, "text"),
      },
      null,
      { input: set("text") },
    )
  );
  const text = example ? "" : settings.text;
  if (field.value !== text && !mistakes.some((mistake) => mistake.own && mistake.field === "text"))
    field.value = text;
  putMistakes(pen, mistakes, "text");
  // an example brings tokens of its own: there is nothing to split
  if (!example) {
    pen.group(
      "by",
      "div",
      { class: "choices", role: "radiogroup", "aria-label": WORDS.by.label },
      (group) => {
        for (const by of /** @type {const} */ (["character", "word"]))
          putChoice(group, "by", by, WORDS.by[by], settings.by === by, set("by"));
      },
    );
  }
  pen.put(
    "hint",
    "p",
    { class: "hint" },
    example ? WORDS.ownSequence(example.title) : WORDS.sequenceHint(WORDS.by[settings.by]),
  );
}

/**
 * What the example that was chosen shows.
 *
 * @param {Pen} pen
 * @param {import("../state.js").State} state
 */
function drawNote(pen, { examples, loaded }) {
  const example = examples.find(({ name }) => name === loaded);
  if (!example) return;
  pen.group("note", "p", { class: "about", role: "note" }, (note) => {
    note.put("title", "strong", {}, example.title);
    note.put("description", "span", {}, ` ${example.description}`);
  });
}

/**
 * The tokens that go in, as they would be typed.
 *
 * @param {import("../trace.js").Trace} trace
 */
function written(trace) {
  const tokens = trace.answer.sequence.inputs.map((_, i) => trace.inputToken(i + 1));
  return tokens.join(tokens.every((token) => token.length === 1) ? "" : " ");
}
