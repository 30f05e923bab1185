/** @import {View, Model} from "../panels.js" */
import { settingsOf } from "../request.js";
import { isolated } from "../sentences/phrases.js";
import { putUndoing, sayUndone } from "../drawing/undoing.js";
import { INITIAL } from "../settings.js";
import { Pen } from "../svg.js";
import { shownToken, writtenToken } from "../tokens.js";
import { WORDS, cellTitle } from "../words.js";

const THEMES = /** @type {const} */ (["auto", "light", "dark"]);
const MOST_TOKENS = 24;

/** What is shown, in one line, and what concerns the page as a whole. */
/** @type {View} */
export const header = {
  name: "masthead",
  region: "header",
  follows: ["undoing"],
  mount(host, context) {
    const pen = new Pen(host);
    return (model) => pen.draw(() => drawHeader(pen, model, context));
  },
};

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {import("../panels.js").Context} context
 */
function drawHeader(pen, model, { dispatch, copyLink }) {
  const { state, trace } = model;
  pen.put("title", "h1", {}, WORDS.title);
  pen.put("subtitle", "p", { class: "subtitle" }, subtitle(state, trace));
  pen.group("tools", "div", { class: "tools" }, (tools) => {
    const menu = /** @type {HTMLSelectElement} */ (
      tools.group(
        "examples",
        "select",
        { "aria-label": WORDS.examples },
        (select) => {
          select.put("", "option", { value: "" }, WORDS.chooseExample);
          for (const { name, title, description } of state.examples)
            select.put(name, "option", { value: name, title: description }, title);
        },
        {
          change(event) {
            const example = state.examples.find(({ name }) => name === event.target.value);
            if (example) {
              const { name } = example;
              dispatch({ type: "load", settings: settingsOf(example), beat: 0, example: name });
            }
            event.target.value = "";
          },
        },
      )
    );
    menu.disabled = state.examples.length === 0;
    tools.put("reset", "button", { type: "button" }, WORDS.reset, {
      click: () => dispatch({ type: "load", settings: INITIAL, beat: 0 }),
    });
    putUndoing(tools, model, dispatch);
    tools.put(
      "copy",
      "button",
      { type: "button" },
      state.copied ? WORDS.copied[state.copied] : WORDS.copyLink,
      {
        click: copyLink,
      },
    );
    const next = THEMES[(THEMES.indexOf(state.theme) + 1) % THEMES.length] ?? "auto";
    tools.group(
      "theme",
      "button",
      {
        type: "button",
        class: "icon theme",
        "aria-label": WORDS.theme[state.theme],
        title: WORDS.theme[state.theme],
      },
      (button) => {
        button.group(
          "icon",
          "svg",
          { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
          (svg) => {
            svg.put("ring", "circle", {
              cx: 8,
              cy: 8,
              r: 6,
              fill: state.theme === "dark" ? "currentColor" : "none",
              stroke: "currentColor",
              "stroke-width": 1.5,
            });
            if (state.theme === "auto")
              svg.put("half", "path", { d: "M8 2a6 6 0 0 1 0 12z", fill: "currentColor" });
          },
        );
      },
      { click: () => dispatch({ type: "theme", theme: next }) },
    );
    tools.put(
      "help",
      "button",
      { type: "button", class: "icon help", "aria-label": WORDS.help, title: WORDS.help },
      "?",
      { click: () => dispatch({ type: "help", open: true }) },
    );
  });
  sayUndone(pen, model);
}

/**
 * @param {import("../state.js").State} state
 * @param {import("../trace.js").Trace} trace
 */
function subtitle({ cells, origin }, trace) {
  const { cell } = trace.answer;
  const isOwn = typeof trace.request.cell === "object";
  const title = isOwn
    ? cellTitle({ cell: origin, equations: cell.equations }, cells)
    : cellTitle({ cell: cell.name, equations: "" }, cells);
  const text = written(trace);
  const H = trace.request.hidden_size ?? INITIAL.hidden;
  return WORDS.subtitle(title, text, trace.length, H);
}

/**
 * What is read and what is to be said.
 *
 * @param {import("../trace.js").Trace} trace
 */
function written(trace) {
  const { inputs } = trace.answer.sequence;
  const [first] = inputs;
  if (typeof first === "object") return WORDS.vectorsOf(first.length);
  const times = inputs.map((_, i) => i + 1);
  const read = times.map((t) => trace.inputToken(t));
  if (trace.isTranslation) {
    const said = read.slice(trace.parts.at(-1)?.first).slice(1);
    const source = read.slice(0, trace.parts[0]?.length);
    return `“${line(source)}” → “${line(said)}”`;
  }
  const T = trace.length;
  const last = trace.token(trace.target(T) ?? trace.maskedTarget(T));
  const leads = T > 1 && times.every((t) => (trace.target(t) === null) === t < T);
  return leads ? `“${line(read)} → ${isolated(shownToken(last))}”` : `“${line([...read, last])}”`;
}

/** @param {string[]} tokens */
function line(tokens) {
  const by = tokens.every((token) => token.length <= 1) ? "" : " ";
  const shown = tokens.slice(0, MOST_TOKENS).map(writtenToken);
  return isolated([...shown, ...(tokens.length > MOST_TOKENS ? ["…"] : [])].join(by).trim());
}
