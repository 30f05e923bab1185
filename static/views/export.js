/** @import {Form} from "../exporting.js" */
/** @import {Context, Model, View} from "../panels.js" */
import { putChoice } from "../drawing/field.js";
import { FORMS, wanted } from "../exporting.js";
import { curlOf, pythonOf } from "../snippets.js";
import { Pen } from "../svg.js";
import { WORDS, mistakeText } from "../words.js";

const words = WORDS.export;

/** The run shown as a program. */
/** @type {View} */
export const exporter = {
  name: "export",
  region: "foot",
  title: words.title,
  mount(host, context) {
    const pen = new Pen(host);
    return (model) => pen.draw(() => drawExport(pen, model, context));
  },
};

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 */
function drawExport(pen, model, context) {
  const { open } = model.state.exporting;
  pen.put("what", "p", { class: "hint" }, words.what);
  const look = { type: "button", class: "act", "aria-expanded": String(open) };
  pen.put("open", "button", look, open ? words.close : words.open, {
    click: () => context.dispatch({ type: "export", open: !open }),
  });
  if (open)
    pen.group("program", "div", { class: "program" }, (inner) =>
      drawProgram(inner, model, context),
    );
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 */
function drawProgram(pen, model, { dispatch, carry }) {
  const { state } = model;
  const { form, mistakes } = state.exporting;
  const look = { class: "choices", role: "radiogroup", "aria-label": words.form };
  pen.group("forms", "div", look, (group) => {
    for (const each of FORMS)
      putChoice(group, "export", each, words.forms[each], form === each, () =>
        dispatch({ type: "export as", form: each }),
      );
  });
  if (mistakes.length > 0) {
    pen.put(
      "mistake",
      "p",
      { class: "mistake", role: "alert" },
      mistakes.map(mistakeText).join(" "),
    );
    return;
  }
  const { script } = state.exporting;
  const isWaiting = form === "pytorch" && wanted(state) !== null;
  const sheet = pen.cached(
    "text",
    "pre",
    {
      class: "sheet",
      tabindex: 0,
      role: "region",
      "aria-label": words.text,
      "aria-busy": String(isWaiting),
    },
    [form, form === "pytorch" ? script : model.trace],
    (inner) => inner.put("code", "code", {}, textOf(form, model, carry)),
  );
  pen.group("buttons", "div", { class: "buttons" }, (group) => {
    const copied = state.taken?.what === "export" ? WORDS.taken[state.taken.how] : WORDS.copy;
    const look = { type: "button", disabled: isWaiting };
    group.put("copy", "button", look, copied, {
      click: () => carry.copy("export", sheet),
    });
    group.put("download", "button", look, words.download, {
      click: () => carry.download(words.files[form], sheet.textContent ?? ""),
    });
  });
}

/**
 * The program; while another script is written the last one.
 *
 * @param {Form} form
 * @param {Model} model
 * @param {Context["carry"]} carry
 */
function textOf(form, { state, trace }, carry) {
  if (form === "pytorch") return state.exporting.script?.text ?? words.waiting;
  const write = form === "curl" ? curlOf : pythonOf;
  return write(carry.address("api/v1/bptt"), trace.request);
}
