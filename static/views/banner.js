/** @import {View} from "../panels.js" */
import { Pen } from "../svg.js";
import { mistakeText } from "../words.js";

/** Mistakes that belong to no control. */
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
      });
  },
};
