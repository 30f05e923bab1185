/** @import {View} from "../panels.js" */
import { Pen } from "../svg.js";
import { WORDS, mistakeText } from "../words.js";

/** Mistakes that belong to no control, and that the picture is older than any mistake. */
/** @type {View} */
export const banner = {
  name: "banner",
  region: "main",
  mount(host) {
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
        if (mine.length < state.mistakes.length)
          pen.put("stale", "p", { class: "stale", role: "status" }, WORDS.stale(state.stopgap));
      });
  },
};
