/** @import {Checking, Verdict} from "../checking.js" */
/** @import {Said} from "../drawing/name.js" */
/** @import {Context, Model, View} from "../panels.js" */
import { beatOf, nextOf, verdictOf } from "../checking.js";
import { putName, putSaid } from "../drawing/name.js";
import { short } from "../numbers.js";
import { Pen } from "../svg.js";
import { WORDS, mistakeText } from "../words.js";

const words = WORDS.check;

/** The gradient of every number against differences. */
/** @type {View} */
export const check = {
  name: "check",
  region: "foot",
  title: words.title,
  mount(host, context) {
    const pen = new Pen(host);
    return (model) => pen.draw(() => drawCheck(pen, model, context));
  },
};

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context} context
 */
function drawCheck(pen, model, context) {
  const { state, trace } = model;
  const { checking } = state;
  const { names, running, refused } = checking;
  pen.put("what", "p", { class: "hint" }, words.what);
  if (trace.truncation.kind !== "off") pen.put("cut", "p", { class: "hint" }, words.truncated);
  const label = running ? words.stop : names.length > 0 ? words.again : words.start;
  pen.put("button", "button", { type: "button", class: "act" }, label, {
    click: () => context.dispatch({ type: "check", on: !running }),
  });
  const [mistakes] = Object.values(refused);
  if (mistakes)
    pen.group("mistake", "p", { class: "mistake", role: "alert" }, (alert) =>
      putSaid(alert, words.refused(Object.keys(refused), mistakes.map(mistakeText).join(" "))),
    );
  const verdict = verdictOf(checking);
  const look = verdict ? `verdict ${verdict.agrees}` : "verdict";
  pen.group("verdict", "p", { class: look, role: "status" }, (status) =>
    putSaid(status, said(checking, verdict)),
  );
  if (verdict?.worst) drawWorst(pen, verdict.worst, model, context);
  if (verdict && verdict.skipped > 0)
    pen.put("skipped", "p", { class: "hint" }, words.skipped(verdict.skipped));
  if (names.length > 0) drawTable(pen, checking);
}

/**
 * @param {Checking} checking
 * @param {Verdict | null} verdict
 * @returns {Said}
 */
function said(checking, verdict) {
  const { names, done, running } = checking;
  const next = nextOf(checking);
  if (running && next) return words.progress(next, names.indexOf(next) + 1, names.length);
  if (!verdict) return [];
  const { agrees, doubted, compared } = verdict;
  return agrees === null
    ? words.open(doubted)
    : agrees
      ? [words.agree(compared, Object.keys(done).length === names.length)]
      : words.disagree(doubted);
}

/**
 * The worst entry, and the way to it.
 *
 * @param {Pen} pen
 * @param {NonNullable<Verdict["worst"]>} worst
 * @param {Model} model
 * @param {Context} context
 */
function drawWorst(pen, { parameter, row, column, copy, error }, { trace }, { dispatch }) {
  const place = copy === null ? `.panel.ledger [data-parameter="${parameter}"]` : ".panel.stage";
  const block = copy === null ? "center" : "nearest";
  pen.group("worst", "p", { class: "worst" }, (line) => {
    line.put("error", "span", {}, `${words.worst(short(error))} `);
    putName(line, "name", parameter);
    const j = column === null ? null : column + 1;
    const t = copy === null ? null : copy + 1;
    line.put("place", "span", {}, `${words.place(row + 1, j, t)} `);
    line.put("show", "button", { type: "button" }, words.show, {
      click({ target }) {
        dispatch({ type: "pick", entry: { parameter, row, column: column ?? 0 } });
        if (copy === null) dispatch({ type: "fold", panel: "ledger", on: false });
        dispatch({ type: "scrub", position: beatOf(trace.timeline, copy) });
        const { ownerDocument: document } = target;
        // after the picture with the row as tall as its bars make it
        document.defaultView.requestAnimationFrame(() =>
          document.querySelector(place)?.scrollIntoView({ block }),
        );
      },
    });
  });
}

/**
 * A line for each parameter.
 *
 * @param {Pen} pen
 * @param {Checking} checking
 */
function drawTable(pen, checking) {
  const { names, done } = checking;
  const hasSkipped = Object.values(done).some(({ skipped }) => skipped > 0);
  const skipped = hasSkipped ? [words.left] : [];
  const heads = [words.parameter, words.numbers, ...skipped, words.error, words.result];
  pen.group("table", "table", {}, (table) => {
    table.group("head", "thead", {}, (head) =>
      head.group("row", "tr", {}, (line) => {
        for (const word of heads) line.put(word, "th", { scope: "col" }, word);
      }),
    );
    table.group("body", "tbody", {}, (body) => {
      for (const name of names)
        body.group(name, "tr", { "data-parameter": name }, (line) => {
          const one = done[name];
          line.group("name", "th", { scope: "row" }, (cell) => putName(cell, "name", name));
          line.put("numbers", "td", { class: "number" }, one ? count(one.entries) : "");
          if (hasSkipped)
            line.put("skipped", "td", { class: "number" }, one ? count(one.skipped) : "");
          line.put("error", "td", { class: "number" }, one?.worst ? short(one.worst_error) : "");
          line.put("result", "td", { class: `result ${one?.agrees}` }, resultOf(checking, name));
        });
    });
  });
  pen.put("errors", "p", { class: "hint" }, words.errorIs);
}

/**
 * @param {Checking} checking
 * @param {string} name
 */
function resultOf(checking, name) {
  const one = checking.done[name];
  if (one) return one.worst ? words.results[`${one.agrees}`] : words.nothing;
  if (name in checking.refused || !checking.running) return words.stopped;
  return nextOf(checking) === name ? words.running : words.waiting;
}

/** @param {number} n */
function count(n) {
  return n.toLocaleString("en");
}
