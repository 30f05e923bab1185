/** @import {Context, Model, View} from "../panels.js" */
/** @import {Mistake} from "../state.js" */
import { builtinText } from "../cell/builtin.js";
import { putCode } from "../drawing/code.js";
import { invalid, mistakesAt } from "../drawing/field.js";
import { putSizes } from "../drawing/sizes.js";
import { putEquation } from "../drawing/typeset.js";
import { placeIn } from "../place.js";
import { Pen } from "../svg.js";
import { WORDS, mistakeText } from "../words.js";

const words = WORDS.equations;

/** The equations of the cell as a text to edit, line by line beside the formulas that it stands for. */
/** @type {View} */
export const editor = {
  name: "editor",
  region: "main",
  title: words.title,
  isFixed: true,
  mount(host, context) {
    const { ownerDocument: document } = host;
    const pen = new Pen(host);
    host.id = "editor";
    host.hidden = true;
    host.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      context.dispatch({ type: "edit", open: false });
    });
    return (model) => {
      const isOpen = model.state.editing;
      const wasOpen = !host.hidden;
      const focus = document.activeElement;
      if (!isOpen && wasOpen && host.contains(focus)) focusOn(document, ".controls .edit");
      host.hidden = !isOpen;
      if (isOpen) pen.draw(() => drawEditor(pen, model, context));
      if (isOpen && !wasOpen && focus?.matches(".edit")) focusOn(document, "#equations");
    };
  },
};

/**
 * @param {Document} document
 * @param {string} selector
 */
function focusOn(document, selector) {
  /** @type {HTMLElement | null} */ (document.querySelector(selector))?.focus();
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 */
function drawEditor(pen, model, context) {
  const { dispatch } = context;
  const { mistakes } = model.state;
  const mine = mistakesAt(mistakes, "equations");
  drawTools(pen, model, context);
  const mark = markOf(mine);
  const text = textIn(pen, model, mine);
  pen.group("body", "div", { class: "body" }, (body) => {
    const field = putCode(
      body,
      "code",
      text,
      mark,
      {
        id: "equations",
        "aria-labelledby": "editor-title",
        "aria-describedby": "equations-hint",
        ...invalid(mistakes, "equations"),
      },
      {
        input: (event) => dispatch({ type: "set", field: "equations", text: event.target.value }),
      },
    );
    body.group("typeset", "div", { class: "typeset" }, (typeset) =>
      text
        .split("\n")
        .forEach((line, i) => putEquation(typeset, `${i}`, i + 1 === mark?.line ? "" : line)),
    );
    if (mine.length > 0) drawMistake(body, mine, () => goTo(field, mark));
  });
  pen.put("hint", "p", { class: "hint", id: "equations-hint" }, words.hint);
  if (model.state.settings.equations !== "") putSizes(pen, model, dispatch);
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 */
function drawTools(pen, { state: { cells, settings } }, { dispatch }) {
  const builtin = cells.find(({ name }) => name === settings.cell);
  pen.group("tools", "div", { class: "tools" }, (tools) => {
    if (settings.equations !== "" && builtin) {
      tools.put("back", "button", { type: "button" }, words.back(builtin.title), {
        click: () => dispatch({ type: "set", field: "cell", text: builtin.name }),
      });
    }
    tools.group(
      "start",
      "select",
      { "aria-label": words.start },
      (menu) => {
        menu.put("", "option", { value: "" }, words.startFrom);
        for (const { name, title, description } of cells)
          menu.put(name, "option", { value: name, title: description }, title);
      },
      {
        change({ target }) {
          if (target.value) dispatch({ type: "set", field: "cell", text: target.value });
          target.value = "";
        },
      },
    );
    tools.put("close", "button", { type: "button" }, words.close, {
      click: () => dispatch({ type: "edit", open: false }),
    });
  });
}

/**
 * @param {Pen} pen
 * @param {Mistake[]} mine
 * @param {() => void} go
 */
function drawMistake(pen, mine, go) {
  pen.group("mistake", "div", { class: "mistake", role: "alert" }, (mistake) => {
    mistake.put("text", "span", { id: "equations-mistake" }, mine.map(mistakeText).join(" "));
    if (markOf(mine)) mistake.put("go", "button", { type: "button" }, words.goThere, { click: go });
  });
}

/**
 * The text as it is set; while it holds what is no text of equations, as it stands in the field.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Mistake[]} mine
 */
function textIn({ element }, { state: { settings, cells }, trace }, mine) {
  const field = /** @type {HTMLTextAreaElement | null} */ (element.querySelector("#equations"));
  if (field && mine.some(({ own }) => own)) return field.value;
  const builtin = builtinText(cells, settings.cell) ?? trace.answer.cell.equations.trimEnd();
  return settings.equations || builtin;
}

/**
 * The place of the first mistake that has one.
 *
 * @param {Mistake[]} mine
 */
function markOf(mine) {
  const [first] = mine.flatMap(({ line, column }) => (line ? [{ line, column: column ?? 1 }] : []));
  return first ?? null;
}

/**
 * Moves the text cursor to a place.
 *
 * @param {HTMLTextAreaElement} field
 * @param {{line: number, column: number} | null} mark
 */
function goTo(field, mark) {
  if (!mark) return;
  const { start } = placeIn(field.value, mark.line, mark.column);
  field.focus();
  field.setSelectionRange(start, start);
  const look = /** @type {const} */ ({ block: "nearest", inline: "center" });
  field.parentElement?.querySelector("mark")?.scrollIntoView(look);
}
