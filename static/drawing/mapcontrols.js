/** @import {Context, Model} from "../panels.js" */
/** @import {Entry} from "../state.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Looking} from "../tables.js" */
/** @import {Trace} from "../trace.js" */
/** @import {Chart} from "./mapchart.js" */
import { recurrentFirst } from "../cell/graph.js";
import { nameFormula, partial, row, text } from "../formulas/math.js";
import { entryOf, statesOf, subjectOf } from "../tables.js";
import { WORDS } from "../words.js";
import { putChoice } from "./field.js";
import { putFormula } from "./formula.js";
import { numbersFrom, putSelect } from "./select.js";
import { putSubjects } from "./subjects.js";

/**
 * What the map is of, and what its cells say.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context["dispatch"]} dispatch
 */
export function putControls(pen, { state, trace }, dispatch) {
  const words = WORDS.map;
  const subject = subjectOf(state.looking, trace);
  const isState = !trace.parameters.includes(subject);
  const mode = isState ? "norms" : state.looking.mode;
  const look = (/** @type {Partial<Looking>} */ change) =>
    dispatch({ type: "look", looking: { ...state.looking, subject, ...change } });
  pen.group("controls", "div", { class: "row" }, (line) => {
    putSubjects(line, groupsOf(trace), { label: words.subject, chosen: subject }, (name) =>
      look({ subject: name }),
    );
    const fields = { class: "choices", "aria-label": words.mode.label };
    line.group("mode", "fieldset", fields, (group) => {
      for (const each of /** @type {const} */ (["norms", "entry"]))
        putChoice(group, "map-mode", each, words.mode[each], each === mode, () =>
          look({ mode: each }),
        );
      const entry = group.element.querySelector('input[value="entry"]');
      entry?.toggleAttribute("disabled", isState);
    });
  });
}

/**
 * The parameters of each part, and the states.
 *
 * @param {Trace} trace
 */
function groupsOf(trace) {
  const words = WORDS.map;
  return [
    ...trace.parts.map(({ name, graph }) => ({
      label: words.parameters(name),
      names: recurrentFirst(graph),
    })),
    { label: words.states, names: statesOf(trace) },
  ];
}

/**
 * The formula of what the cells say.
 *
 * @param {Pen} pen
 * @param {Chart} chart
 */
export function putTitle(pen, { table: { subject, trace }, entry }) {
  const isState = !trace.parameters.includes(subject);
  const of = nameFormula(subject, isState ? { below: "t" } : { above: "t" });
  const gradient = partial(of, nameFormula("L", { below: "τ" }));
  pen.group("what", "p", { class: "what" }, (line) => {
    const shown = entry
      ? row(gradient, text(`[${placeOf(entry, trace)}]`))
      : row("‖", gradient, "‖");
    putFormula(line, "formula", shown, { display: "block" });
    line.put("words", "span", { class: "hint" }, ` ${WORDS.map[entry ? "entry" : "norms"]}`);
  });
}

/**
 * Which entry the cells show.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context["dispatch"]} dispatch
 */
export function putEntry(pen, { state, trace }, dispatch) {
  const entry = entryOf(state, trace);
  if (!entry) return;
  const [rows = 1, columns = 1] = trace.answer.cell.parameters[entry.parameter] ?? [];
  const pick = (/** @type {Partial<Entry>} */ change) =>
    dispatch({ type: "pick", entry: { ...entry, ...change } });
  pen.group("place", "div", { class: "row place" }, (line) => {
    putSelect(line, WORDS.map.row, numbersFrom(1, rows), `${entry.row + 1}`, (row) =>
      pick({ row: Number(row) - 1 }),
    );
    if (columns > 1)
      putSelect(line, WORDS.map.column, numbersFrom(1, columns), `${entry.column + 1}`, (column) =>
        pick({ column: Number(column) - 1 }),
      );
  });
}

/**
 * @param {Entry} entry
 * @param {Trace} trace
 */
function placeOf({ parameter, row: at, column }, trace) {
  const isVector = trace.answer.cell.parameters[parameter]?.length === 1;
  return isVector ? `${at + 1}` : `${at + 1}, ${column + 1}`;
}
