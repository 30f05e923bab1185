/** @import {Context, Model, View} from "../panels.js" */
/** @import {State} from "../state.js" */
import { putName, putSaid } from "../drawing/name.js";
import { MODULES, sizesIn } from "../statedict.js";
import { Pen } from "../svg.js";
import { addressOf } from "../settings.js";
import { misfitsIn, standOf, weightsFor } from "../weights.js";
import { fitInLink } from "../weightslink.js";
import { WORDS } from "../words.js";

const words = WORDS.compare;

/** A run at the weights of a module of PyTorch. */
/** @type {View} */
export const compare = {
  name: "compare",
  region: "foot",
  title: words.title,
  mount(host, context) {
    const pen = new Pen(host);
    return (model) => pen.draw(() => drawCompare(pen, model, context));
  },
};

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 */
function drawCompare(pen, { state, trace }, { dispatch, carry }) {
  pen.put("what", "label", { class: "hint", for: "state-dict" }, words.what);
  pen.group("recipe", "div", { class: "recipe" }, (line) => {
    const code = line.put("code", "code", {}, words.recipe);
    const taken = state.taken?.what === "recipe" ? state.taken : null;
    const copied = taken ? WORDS.taken[taken.how] : WORDS.copy;
    line.put(
      "copy",
      "button",
      { type: "button", "aria-label": taken ? null : words.copyRecipe },
      copied,
      {
        click: () => carry.copy("recipe", code),
      },
    );
  });
  const mistakes = mistakesIn(state);
  const tie =
    mistakes.length > 0 ? { "aria-invalid": "true", "aria-describedby": "state-dict-mistake" } : {};
  const field = /** @type {HTMLTextAreaElement} */ (
    pen.put("text", "textarea", {
      id: "state-dict",
      rows: 4,
      spellcheck: "false",
      autocomplete: "off",
      placeholder: words.placeholder,
      ...tie,
    })
  );
  if (mistakes.length > 0)
    pen.group(
      "mistakes",
      "div",
      { class: "mistake", id: "state-dict-mistake", role: "alert" },
      (alert) => mistakes.forEach((line, i) => alert.put(`${i}`, "p", {}, line)),
    );
  pen.group("actions", "div", { class: "actions" }, (line) => {
    line.put("run", "button", { type: "button", class: "act" }, words.run, {
      click: () => dispatch({ type: "paste", text: field.value }),
    });
    if (state.weights?.source)
      line.put("drawn", "button", { type: "button" }, words.drawn, {
        click: () => dispatch({ type: "weights", weights: null }),
      });
  });
  pen.put("worn", "p", { class: "worn", role: "status" }, wornIn(state, trace));
  drawHow(pen);
}

/**
 * @param {State} state
 * @param {Model["trace"]} trace
 */
function wornIn(state, trace) {
  const { weights } = state;
  if (!weights) return "";
  const { hidden } = weights.network;
  if (weights.source === "") return "";
  if (!weightsFor(state)) return words.waiting(weights.source, hidden);
  if (standOf(state, trace).kind !== "pasted") return "";
  const isLinked = fitInLink(addressOf(state.settings, 0), weights);
  const linked = isLinked ? words.linked : words.unlinked;
  return `${words.worn(weights.source, hidden)} ${linked}`;
}

/**
 * What is wrong with what was pasted, or with running at it.
 *
 * @param {State} state
 */
function mistakesIn(state) {
  const { unread, weights } = state;
  if (unread !== null) return [unread];
  const misfits = misfitsIn(state);
  if (misfits.length === 0 || !weights || misfits.includes(words.translation)) return misfits;
  const { inputs, classes } = sizesIn(weights.values);
  return [...misfits, words.fits(inputs, classes)];
}

/**
 * Where a gradient of PyTorch's is to be found here.
 *
 * @param {Pen} pen
 */
function drawHow(pen) {
  pen.group("how", "details", {}, (details) => {
    details.put("title", "summary", {}, words.how);
    details.group("rules", "ul", {}, (list) =>
      words.rules.forEach((rule, i) => list.group(`${i}`, "li", {}, (item) => putSaid(item, rule))),
    );
    details.put("rows", "p", {}, words.rows);
    details.group("table", "table", {}, (table) => {
      for (const { source, cell, layers } of MODULES)
        layers.forEach((blocks, l) =>
          table.group(`${cell} ${l}`, "tr", {}, (line) => {
            const title = layers.length > 1 ? words.layer(source, l) : source;
            line.put("module", "th", { scope: "row" }, title);
            for (const [x] of blocks) line.group(x, "td", {}, (cell) => putName(cell, "name", x));
          }),
        );
    });
  });
}
