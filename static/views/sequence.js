/** @import {View, Model, Context} from "../panels.js" */
/** @import {Field, Settings} from "../settings.js" */
import { putChoice, putMistakes, putText } from "../drawing/field.js";
import { putTargets } from "../drawing/targets.js";
import { isOld, typedIn } from "../sequences.js";
import { Pen } from "../svg.js";
import { writtenToken } from "../tokens.js";
import { WORDS } from "../words.js";

/**
 * @typedef {(field: Field) => (event: any) => void} Set
 * @typedef {ReturnType<typeof typedIn>} Typed
 */

/** What the network reads. */
/** @type {View} */
export const sequence = {
  name: "sequence",
  region: "side",
  title: WORDS.sequence,
  mount(host, context) {
    const pen = new Pen(host);
    const last = { t: 1 };
    return (model) =>
      pen.draw(() => {
        const { state, trace } = model;
        if (!isOld(state, trace)) pen.put("count", "p", { class: "count" }, count(model));
        pen.group("control", "div", { class: "control" }, (control) => {
          const typed = typedIn(state.settings, state.examples);
          drawNote(control, state);
          drawSequence(control, model, typed, context);
          putTargets(control, model, context, last, isOld(state, trace));
        });
      });
  },
};

/** @type {Record<Settings["kind"], (pen: Pen, model: Model, typed: Typed, set: Set) => void>} */
const DRAW = { text: drawText, translation: drawTranslation, vectors: drawVectors };

/** @param {Model} model */
function count({ state, trace }) {
  const { length } = trace;
  return state.mostSteps ? WORDS.timeStampsOf(length, state.mostSteps) : WORDS.timeStamps(length);
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Typed} typed
 * @param {Context} context
 */
function drawSequence(pen, model, typed, { dispatch }) {
  const { state } = model;
  const { kind } = typed.settings;
  /** @type {Set} */
  const set = (field) => (event) => dispatch({ type: "set", field, text: event.target.value });
  const kinds = { class: "choices", role: "radiogroup", "aria-label": WORDS.kind.label };
  pen.group("kind", "div", kinds, (group) => {
    for (const each of /** @type {const} */ (["text", "translation", "vectors"]))
      putChoice(group, "kind", each, WORDS.kind[each], kind === each, set("kind"));
  });
  putMistakes(pen, state.mistakes, "kind");
  pen.group(`of ${kind}`, "div", { class: "typed" }, (inner) =>
    DRAW[kind](inner, model, typed, set),
  );
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Typed} typed
 * @param {Set} set
 */
function drawText(pen, { state, trace }, { settings, example, isTyped }, set) {
  const text = isTyped ? settings.text : "";
  putText(pen, state.mistakes, "text", text, set("text"), {
    rows: text.length > 38 ? 3 : text.length > 19 ? 2 : 1,
    placeholder: isTyped ? null : written(trace),
    dir: "auto",
    "aria-labelledby": "sequence-title",
  });
  // an example may bring tokens that no text is split into
  if (isTyped) putBy(pen, "by", settings.by, set);
  const hint = example
    ? WORDS.ownSequence(example.title)
    : WORDS.sequenceHint(WORDS.by[settings.by]);
  pen.put("hint", "p", { class: "hint" }, hint);
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Typed} typed
 * @param {Set} set
 */
function drawTranslation(pen, { state, trace }, { settings }, set) {
  const words = WORDS.translation;
  for (const field of /** @type {const} */ (["source", "target"])) {
    pen.group(field, "div", { class: "pair" }, (pair) => {
      pair.put("label", "label", { for: field }, words[field]);
      const rows = settings[field].length > 16 ? 2 : 1;
      putText(pair, state.mistakes, field, settings[field], set(field), { rows, dir: "auto" });
    });
  }
  putMistakes(pen, state.mistakes, "by");
  putBy(pen, "translationBy", settings.translationBy, set);
  const [encoder, decoder] = trace.parts;
  if (encoder && decoder && !isOld(state, trace))
    pen.put("hint", "p", { class: "hint" }, words.hint(encoder.length, decoder.length - 1));
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Typed} typed
 * @param {Set} set
 */
function drawVectors(pen, { state }, { settings, example, isTyped }, set) {
  putText(pen, state.mistakes, "vectors", isTyped ? settings.vectors : "", set("vectors"), {
    rows: 5,
    wrap: "off",
    "aria-labelledby": "sequence-title",
    "aria-describedby": "vectors-hint",
  });
  const hint = example ? WORDS.ownSequence(example.title) : WORDS.vectorsHint;
  pen.put("hint", "p", { class: "hint", id: "vectors-hint" }, hint);
  const { title, rules } = WORDS.csvRules;
  pen.group("rules", "details", { class: "hint" }, (details) => {
    details.put("title", "summary", {}, title);
    details.group("list", "ul", {}, (list) =>
      rules.forEach((rule, i) => list.put(`${i}`, "li", {}, rule)),
    );
  });
}

/**
 * @param {Pen} pen
 * @param {"by" | "translationBy"} field
 * @param {Settings["by"]} chosen
 * @param {Set} set
 */
function putBy(pen, field, chosen, set) {
  const look = { class: "choices", role: "radiogroup", "aria-label": WORDS.by.label };
  pen.group("by", "div", look, (group) => {
    for (const by of /** @type {const} */ (["character", "word"]))
      putChoice(group, field, by, WORDS.by[by], chosen === by, set(field));
  });
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
 * The tokens that go in, in a line.
 *
 * @param {import("../trace.js").Trace} trace
 */
function written(trace) {
  const tokens = trace.answer.sequence.inputs.map((_, i) => trace.inputToken(i + 1));
  const by = tokens.every((token) => token.length === 1) ? "" : " ";
  return tokens.map(writtenToken).join(by);
}
