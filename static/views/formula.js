/** @import {View} from "../panels.js" */
import { putFormula } from "../drawing/formula.js";
import { formulasOf } from "../formulas/formulas.js";
import { PHASES } from "../timeline.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

/** What the phase is about, the mathematics of the beat, and a line of it in numbers. */
/** @type {View} */
export const formula = {
  name: "formula",
  region: "aside",
  title: WORDS.formula.title,
  mount(host) {
    const pen = new Pen(host);
    return ({ state, trace, frame }) => {
      const { lines, numbers } = formulasOf(trace, frame.beat, {
        rate: state.settings.rate,
        entry: state.entry,
      });
      const [name = "", explanation = ""] =
        WORDS.helpDialog.steps[PHASES.indexOf(frame.phase)] ?? [];
      pen.draw(() => {
        pen.group("phase", "p", { class: "phase-text" }, (inner) => {
          inner.put("name", "strong", {}, `${name}.`);
          inner.put("text", "span", {}, ` ${explanation}`);
        });
        pen.group("lines", "div", { class: "lines" }, (inner) => {
          lines.forEach((line, i) => putFormula(inner, String(i), line, { display: "block" }));
        });
        if (numbers.length > 0) {
          pen.group("numbers", "div", { class: "numbers" }, (inner) => {
            numbers.forEach((line, i) => putFormula(inner, String(i), line, { display: "block" }));
          });
        }
      });
    };
  },
};
