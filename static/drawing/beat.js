/** @import {Model} from "../panels.js" */
/** @import {Pen} from "../svg.js" */
import { formulasOf } from "../formulas/formulas.js";
import { PHASES } from "../timeline.js";
import { WORDS } from "../words.js";
import { INSPECTING } from "../words/inspecting.js";
import { putFormula } from "./formula.js";

/**
 * What the phase is about, the mathematics of the beat, and a line of it in numbers.
 *
 * @param {Pen} pen
 * @param {Model} model
 */
export function putBeat(pen, { state, trace, frame }) {
  const { lines, numbers } = formulasOf(trace, frame.beat, {
    rate: state.settings.rate,
    entry: state.entry,
  });
  const [name = "", explanation = ""] = WORDS.helpDialog.steps[PHASES.indexOf(frame.phase)] ?? [];
  pen.group("beat", "div", { class: "formula" }, (beat) => {
    beat.group("phase", "p", { class: "phase-text" }, (inner) => {
      inner.put("name", "strong", {}, `${name}.`);
      inner.put("text", "span", {}, ` ${explanation}`);
      if (frame.phase === "sum" && trace.answer.comparison)
        inner.put("cut", "span", {}, ` ${INSPECTING.truncated}`);
    });
    beat.group("lines", "div", { class: "lines" }, (inner) => {
      lines.forEach((line, i) => putFormula(inner, String(i), line, { display: "block" }));
    });
    if (numbers.length > 0)
      beat.group("numbers", "div", { class: "numbers" }, (inner) => {
        numbers.forEach((line, i) => putFormula(inner, String(i), line, { display: "block" }));
      });
    beat.put("hint", "p", { class: "hint" }, INSPECTING.hint);
  });
}
