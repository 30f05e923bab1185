/** @import {View} from "../panels.js" */
import { putEquation } from "../drawing/typeset.js";
import { Pen } from "../svg.js";
import { WORDS } from "../words.js";

/** The cell that is shown, as formulas, and who published it. While they are edited the editor has them. */
/** @type {View} */
export const equations = {
  name: "equations",
  region: "side",
  title: WORDS.equations.title,
  isThere: ({ state }) => !state.editing,
  mount(host) {
    const pen = new Pen(host);
    return ({ state, trace }) =>
      pen.draw(() => {
        const { cell } = trace.answer;
        // a long line scrolls, with the keyboard too
        const look = {
          class: "lines",
          tabindex: 0,
          role: "group",
          "aria-label": WORDS.equations.title,
        };
        pen.cached("lines", "div", look, [cell.equations], (lines) => {
          const written = cell.equations.split("\n").filter((line) => /^[^#]*\S/.test(line));
          written.forEach((line, i) => putEquation(lines, `${i}`, line));
        });
        if (trace.isTranslation) pen.put("halves", "p", { class: "hint" }, WORDS.equations.halves);
        const reference = state.cells.find(({ name }) => name === cell.name)?.reference;
        if (reference) pen.put("reference", "p", { class: "hint" }, reference);
      });
  },
};
