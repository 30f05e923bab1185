/** @import {Model, View} from "../panels.js" */
/** @import {Decades} from "../decades.js" */
/** @import {Line, Reference} from "../decay.js" */
/** @import {Comparison} from "../lags.js" */
/** @import {Tables} from "../tables.js" */
/** @import {Trace} from "../trace.js" */
import { decadesOf } from "../decades.js";
import { linesOf, referenceOf, stateOf } from "../decay.js";
import { DECAY, drawDecay } from "../drawing/decay.js";
import { drawLagTable, ratioOf } from "../drawing/lagtable.js";
import { putFormula } from "../drawing/formula.js";
import { putName } from "../drawing/name.js";
import { nameFormula, partial, row } from "../formulas/math.js";
import { normTable } from "../itemised.js";
import { heldMemory } from "../held.js";
import { compareByLag, rowsOf } from "../lags.js";
import { fixed } from "../numbers.js";
import { Pen, sized } from "../svg.js";
import { lacksTables, statesOf } from "../tables.js";
import { WORDS, mistakeText } from "../words.js";

/**
 * What is drawn of the tables.
 *
 * @typedef {object} Curves
 * @property {Trace} trace  may be of a run before
 * @property {string} state
 * @property {Line[]} lines
 * @property {number} lags
 * @property {Decades} decades
 * @property {Reference | null} reference
 * @property {Comparison | null} comparison  with the run that the example names
 */

/** How far the gradient of every loss reaches back. */
/** @type {View} */
export const decay = {
  name: "decay",
  region: "foot",
  follows: ["tables"],
  title: WORDS.decay.title,
  mount(host, { dispatch, redraw }) {
    const pen = new Pen(host);
    const curvesOf = curvesMemory();
    return (model) => {
      const { state, scales } = model;
      const curves = curvesOf(model);
      pen.draw(() => {
        if (!curves) {
          const [mistake] = state.tables?.mistakes ?? [];
          const word = mistake ? mistakeText(mistake) : WORDS.map.waits;
          pen.put("waits", "p", { class: "hint" }, word);
          return;
        }
        putTitle(pen, curves, model, (name) =>
          dispatch({ type: "look", looking: { ...state.looking, state: name } }),
        );
        const isOld = lacksTables(state);
        const look = {
          class: isOld ? "plot old" : "plot",
          ...sized(DECAY.width, DECAY.height),
          role: "img",
          "aria-label": WORDS.decay.picture(curves.state),
        };
        pen.cached("plot", "svg", look, [curves, scales], (svg) => {
          const { lines, lags, decades } = curves;
          const dashed = dashedOf(curves);
          drawDecay(svg, { lines, lags, decades, time: scales.time, dashed });
        });
        const titles = titlesOf(curves, model);
        putKey(pen, curves, titles);
        putTable(pen, curves, titles, redraw);
      });
    };
  },
};

/**
 * @param {Pen} pen
 * @param {Curves} curves
 * @param {Model} model
 * @param {(state: string) => void} choose
 */
function putTitle(pen, { state }, { trace }, choose) {
  const words = WORDS.decay;
  const states = statesOf(trace);
  pen.group("what", "p", { class: "what" }, (line) => {
    const of = partial(nameFormula(state, { below: "t" }), nameFormula("L", { below: "τ" }));
    putFormula(line, "formula", row("‖", of, "‖"), { display: "block" });
    line.put("words", "span", { class: "hint" }, words.hint);
    if (states.length > 1) {
      const select = /** @type {HTMLSelectElement} */ (
        line.group(
          "states",
          "select",
          { "aria-label": words.subject },
          (choice) => {
            for (const each of states) choice.put(each, "option", { value: each }, each);
          },
          { change: ({ target }) => choose(target.value) },
        )
      );
      if (select.value !== state) select.value = state;
    }
  });
}

/**
 * What the runs are called: by their cells where there are two, else by the loss.
 *
 * @param {Curves} curves
 * @param {Model} model
 */
function titlesOf({ trace, lines, comparison }, { state: { beside, cells } }) {
  const titleOf = (/** @type {{cell: {name: string}}} */ { cell }) =>
    cells.find(({ name }) => name === cell.name)?.title ?? WORDS.decay.ownCell;
  if (comparison && beside) return [trace.answer, beside.answer].map(titleOf);
  return [WORDS.decay.lossOf(lines.at(-1)?.tau ?? 1)];
}

/**
 * The last loss by lag, in numbers.
 *
 * @param {Pen} pen
 * @param {Curves} curves
 * @param {string[]} titles
 * @param {() => void} redraw
 */
function putTable(pen, { lines, comparison }, titles, redraw) {
  const points = lines.at(-1)?.points ?? [];
  const rows =
    comparison?.rows ??
    rowsOf(points.length - 1).map((lag) => ({ lag, logs: [points[lag]?.log ?? NaN] }));
  const last = rows.at(-1);
  const ratio = comparison && last && ratioOf(last, titles);
  if (ratio) pen.put("ratio", "p", { class: "ratio" }, ratio);
  pen.group(
    "details",
    "details",
    {},
    (details) => {
      details.put("summary", "summary", {}, WORDS.decay.table);
      if (/** @type {HTMLDetailsElement} */ (details.element).open)
        drawLagTable(details, rows, titles);
    },
    { toggle: redraw },
  );
}

/**
 * @param {Pen} pen
 * @param {Curves} curves
 * @param {string[]} titles
 */
function putKey(pen, { lines, reference, comparison }, titles) {
  const words = WORDS.decay;
  const looks = new Set(lines.flatMap(({ points }) => points.map(({ look }) => look)));
  pen.group("key", "ul", { class: "looks" }, (list) => {
    if (reference)
      list.group("reference", "li", { class: "reference" }, (line) => {
        putSwatch(line, "compared reference");
        line.group("words", "span", {}, (said) => {
          said.put("c", "i", {}, "c");
          said.put("times", "span", {}, "·");
          said.put("rho", "i", {}, "ρ");
          said.put("lag", "sup", {}, words.lag);
          said.put("comma", "span", {}, ", ");
          said.put("start", "i", {}, "c");
          said.put("starts", "span", {}, words.starts);
          said.put("radius", "i", {}, "ρ");
          said.put("value", "span", {}, words.radius(fixed(reference.rho, 2)));
          putName(said, "of", reference.parameter);
          said.put("words", "span", {}, words.reference);
        });
      });
    if (comparison)
      list.group("beside", "li", {}, (line) => {
        putSwatch(line, "compared beside");
        line.put("words", "span", {}, words.beside(titles[1] ?? ""));
      });
    if (looks.has("cut"))
      list.group("cut", "li", {}, (line) => {
        putSwatch(line, "line cut");
        line.put("words", "span", {}, words.cut);
      });
    if (looks.has("zero"))
      list.group("zero", "li", {}, (line) => {
        line.group("swatch", "svg", { width: 12, height: 12, "aria-hidden": "true" }, (svg) =>
          svg.put("ring", "circle", { class: "zero", cx: 6, cy: 6, r: 3 }),
        );
        line.put("words", "span", {}, words.zero);
      });
  });
}

/**
 * @param {Pen} line
 * @param {string} look
 */
function putSwatch(line, look) {
  line.group("swatch", "svg", { width: 24, height: 12, "aria-hidden": "true" }, (svg) =>
    svg.put("line", "path", { class: look, d: "M0 6H24" }),
  );
}

/**
 * The reference begins where the last loss does, and falls or rises by ρ a step.
 *
 * @param {Curves} curves
 */
function dashedOf({ lines, lags, reference, comparison }) {
  const beside = comparison ? [{ name: "beside", logs: comparison.logs }] : [];
  const start = lines.at(-1)?.points[0];
  if (!reference || !start || start.look === "zero" || reference.rho === 0) return beside;
  const slope = Math.log10(reference.rho);
  const logs = Array.from({ length: lags + 1 }, (_, lag) => start.log + lag * slope);
  return [...beside, { name: "reference", logs }];
}

/** Remembers the curves of the last tables. */
function curvesMemory() {
  const memory = heldMemory(
    (
      /** @type {Curves | null} */ before,
      /** @type {Tables | null} */ tables,
      /** @type {string} */ state,
      /** @type {Model["state"]["beside"]} */ beside,
    ) => tables && curvesOf(tables, state, beside, before?.state === state ? before.decades : null),
  );
  return (/** @type {Model} */ { state: { tables, looking, beside }, isHeld }) =>
    memory(isHeld, tables, tables ? stateOf(looking, tables.trace) : "", beside);
}

/**
 * @param {Tables} tables
 * @param {string} state
 * @param {Model["state"]["beside"]} beside
 * @param {Decades | null} held
 * @returns {Curves | null}
 */
function curvesOf(tables, state, beside, held) {
  const table = normTable(tables, state);
  if (!table) return null;
  const lines = linesOf(table);
  const points = lines.flatMap((line) => line.points);
  const logs = points.filter(({ log }) => Number.isFinite(log)).map(({ log }) => log);
  const { trace } = tables;
  const comparison =
    beside?.trace === trace ? compareByLag(trace.answer, beside.answer, state) : null;
  const others = comparison?.logs.filter((log) => log !== null) ?? [];
  const lags = Math.max(0, ...lines.map((line) => line.points.length - 1));
  const decades = decadesOf([...logs, ...others], held);
  return { trace, state, lines, lags, decades, reference: referenceOf(trace), comparison };
}
