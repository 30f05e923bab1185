/** @import {View} from "../panels.js" */
import { isOfTheRun } from "../settings.js";
import { Pen } from "../svg.js";
import { misfitsIn, weightsFor } from "../weights.js";
import { WORDS, mistakeText } from "../words.js";

/** Mistakes that belong to no control, and that the picture is older than any mistake. */
/** @type {View} */
export const banner = {
  name: "banner",
  region: "main",
  mount(host, { dispatch }) {
    const pen = new Pen(host);
    return ({ state }) =>
      pen.draw(() => {
        const mine = state.mistakes.filter(({ field }) => field === null);
        if (mine.length > 0)
          pen.put(
            "mistake",
            "p",
            { class: "mistake", role: "alert" },
            mine.map(mistakeText).join(" "),
          );
        const misfits = misfitsIn(state);
        if (misfits.length > 0) {
          pen.group("weights", "div", { class: "mistake", role: "alert" }, (mistake) => {
            mistake.put("text", "span", {}, WORDS.compare.misfit(misfits));
            if (weightsFor(state))
              mistake.put("drawn", "button", { type: "button" }, WORDS.compare.drawn, {
                click: () => dispatch({ type: "weights", weights: null }),
              });
          });
        }
        if (state.mistakes.some(({ field }) => field !== null && isOfTheRun(field)))
          pen.put("stale", "p", { class: "stale", role: "status" }, WORDS.stale(state.stopgap));
      });
  },
};
