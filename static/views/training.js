/** @import {Context, Model, View} from "../panels.js" */
/** @import {Entry} from "../state.js" */
import { putFormula } from "../drawing/formula.js";
import { putSubjects } from "../drawing/subjects.js";
import { drawUpdate } from "../drawing/update.js";
import { drawTrail, isWide } from "../drawing/trail.js";
import { stepped } from "../formulas/sums.js";
import { recurrentFirst } from "../cell/graph.js";
import { exact, short } from "../numbers.js";
import { Pen } from "../svg.js";
import { lossesBefore } from "../training.js";
import { standOf, wornIn } from "../weights.js";
import { fitInLink } from "../weightslink.js";
import { addressOf } from "../settings.js";
import { writeFile } from "../weightsfile.js";
import { WORDS, mistakeText } from "../words.js";

const words = WORDS.training;
/** How many updates are made without the film. */
const MANY = 10;

/** The update of every entry, and the updates after it. */
/** @type {View} */
export const training = {
  name: "training",
  region: "foot",
  title: words.title,
  follows: ["edits"],
  mount(host, context) {
    const pen = new Pen(host);
    /** Where the pointer is. @type {Entry | null} */
    let hovered = null;
    /** @param {Entry | null} entry */
    const hover = (entry) => {
      if (JSON.stringify(entry) === JSON.stringify(hovered)) return;
      hovered = entry;
      context.redraw();
    };
    return (model) =>
      pen.draw(() => {
        // above all that comes and goes: the buttons stay under the pointer
        drawAgain(pen, model, context);
        drawStand(pen, model, context);
        drawStep(pen, model, context, hovered, hover);
        drawLosses(pen, model);
        drawFile(pen, model, context);
      });
  },
};

/**
 * What weights these are.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 */
function drawStand(pen, { state, trace }, { dispatch }) {
  const { kind, base, edited, missing, isOwn } = standOf(state, trace);
  const { seed } = state.settings;
  const updates = lossesBefore(state.weights, trace).length;
  const said = {
    drawn: words.drawn(seed),
    example: words.example,
    pasted: words.pasted(state.weights?.source ?? ""),
    waiting: words.waiting,
    given: updates > 0 ? words.updated(updates) : words.given,
  }[kind];
  const parts = [
    said,
    ...(edited > 0 ? [words.edited(edited)] : []),
    ...(missing > 0 ? [words.missing(missing)] : []),
  ];
  pen.put("stand", "p", { class: "stand", role: "status" }, parts.join(" "));
  if (!isOwn) pen.put("hint", "p", { class: "hint" }, words.hint);
  else
    pen.put("back", "button", { type: "button", class: "back" }, words.back[base], {
      click: () => dispatch({ type: "weights", weights: null }),
    });
}

/**
 * The step of one parameter, and of one entry in numbers.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 * @param {Entry | null} hovered
 * @param {(entry: Entry | null) => void} hover
 */
function drawStep(pen, model, { dispatch }, hovered, hover) {
  const { state, trace, frame } = model;
  const { rate } = state.settings;
  const count = trace.answer.losses.filter((loss) => loss !== null).length;
  pen.group("rate", "p", { class: "hint" }, (line) => {
    line.put("eta", "strong", {}, `${words.rate(exact(rate))}. `);
    if (count > 1 && rate > 0)
      line.put("sum", "span", {}, words.summed(count, short(rate * count)));
  });
  if (frame.phase !== "update") {
    pen.put("later", "p", { class: "hint" }, words.later);
    return;
  }
  const fallback = recurrentFirst(trace.graph)[0] ?? trace.parameters[0] ?? "";
  const parameter = state.entry?.parameter ?? fallback;
  const groups = trace.parts.map(({ name, graph }) => ({
    label: WORDS.map.parameters(name),
    names: graph.parameters,
  }));
  pen.group("parameter", "div", { class: "which" }, (line) => {
    line.put("words", "span", {}, words.parameter);
    putSubjects(line, groups, { label: words.parameter, chosen: parameter }, (name) =>
      dispatch({ type: "pick", entry: trace.entryShown(name, state.entry) }),
    );
  });
  const isHere = hovered?.parameter === parameter;
  const entry = isHere ? hovered : trace.entryShown(parameter, state.entry);
  drawUpdate(pen, model, entry, {
    hover,
    pick: (picked) => dispatch({ type: "pick", entry: picked }),
  });
  pen.group("numbers", "p", { class: "numbers", "data-of": ofEntry(entry) }, (line) => {
    stepped(trace, entry, rate).forEach((formula, i) => putFormula(line, `${i}`, formula));
  });
}

/** @param {Entry} entry */
function ofEntry({ parameter, row, column }) {
  return `updated ${parameter} ${row + 1} ${column + 1}`;
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 */
function drawAgain(pen, { state }, { dispatch }) {
  const { steps, mistakes } = state.training;
  const tie = mistakes.length > 0 ? { "aria-describedby": "training-mistake" } : {};
  pen.group("again", "div", { class: "again" }, (line) => {
    const look = { type: "button", "aria-disabled": steps > 0 ? "true" : null, ...tie };
    line.put("one", "button", { ...look, class: "act", title: words.againHint }, words.again, {
      click: () => dispatch({ type: "train", steps: 1 }),
    });
    line.put("many", "button", { ...look, title: words.manyHint(MANY) }, words.many(MANY), {
      click: () => dispatch({ type: "train", steps: MANY }),
    });
    line.put("working", "span", { class: "hint", role: "status" }, steps > 1 ? words.working : "");
  });
  if (mistakes.length > 0)
    pen.put(
      "mistake",
      "p",
      { class: "mistake", id: "training-mistake", role: "alert" },
      mistakes.map(mistakeText).join(" "),
    );
}

/**
 * @param {Pen} pen
 * @param {Model} model
 */
function drawLosses(pen, { state, trace, frame }) {
  const losses = [...lossesBefore(state.weights, trace), trace.answer.loss];
  const next = frame.updated > 0 ? state.lossAfter : null;
  const all = next === null ? losses : [...losses, next];
  if (losses.length === 1 && frame.updated === 0) return;
  pen.group("losses", "figure", {}, (figure) => {
    const title = isWide(all) ? words.wideTrail : words.trail;
    figure.put("title", "figcaption", { class: "hint" }, title);
    drawTrail(figure, all, losses.length);
  });
  const [first = 0, before = 0, last = 0] = [all[0], ...all.slice(-2)];
  if (all.length < 2 || last <= Math.min(first, before)) return;
  const up = last > before ? words.up : words.above;
  // a truncated gradient may lead up at any rate
  const why = trace.truncation.kind === "off" ? words.tooLarge : "";
  pen.put("up", "p", { class: "up" }, `${up}${why}.`);
}

/**
 * Weights as a file, and back.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 */
function drawFile(pen, { state, trace }, { carry }) {
  const settings = state.asked?.settings ?? state.settings;
  const address = addressOf(settings, 0);
  if (!fitInLink(address, wornIn(state, trace)))
    pen.put("long", "p", { class: "long" }, words.tooMany);
  pen.group("file", "div", { class: "file" }, (line) => {
    line.put("save", "button", { type: "button" }, words.save, {
      click: () => carry.download(words.file, writeFile(trace.answer.weights, settings)),
    });
    const input = /** @type {HTMLInputElement} */ (
      line.put(
        "input",
        "input",
        {
          type: "file",
          class: "spoken",
          accept: ".json,application/json",
          tabindex: -1,
          "aria-hidden": "true",
        },
        null,
        {
          change: ({ target }) => {
            const [file] = target.files;
            if (file) void carry.load(file);
            target.value = "";
          },
        },
      )
    );
    const tie =
      state.unreadFile === null ? {} : { "aria-invalid": null, "aria-describedby": "file-mistake" };
    line.put("load", "button", { type: "button", ...tie }, words.load, {
      click: () => input.click(),
    });
  });
  if (state.unreadFile !== null)
    pen.put(
      "unread",
      "p",
      { class: "mistake", id: "file-mistake", role: "alert" },
      state.unreadFile,
    );
}
