/** @import {Context, View} from "../panels.js" */
import { FOLDING } from "../words/folding.js";
import { Pen } from "../svg.js";

const OPEN = "M3 6l5 5 5-5z";
const FOLDED = "M6 3l5 5-5 5z";

/**
 * The heading of a panel, which names it; a button in it folds the panel to it, unless it is fixed.
 *
 * @param {HTMLElement} panel
 * @param {View} view
 * @param {string} title
 * @param {Context["dispatch"]} dispatch
 */
export function putHeading(panel, { name, isFixed = false }, title, dispatch) {
  const heading = panel.ownerDocument.createElement("h2");
  heading.id = `${name}-title`;
  panel.setAttribute("aria-labelledby", heading.id);
  panel.append(heading);
  if (isFixed) heading.textContent = title;
  const pen = new Pen(heading);

  return {
    /**
     * Says whether the panel is folded.
     *
     * @param {boolean} isFolded
     * @param {string} id  of what it folds
     */
    say(isFolded, id) {
      if (isFixed) return;
      pen.group(
        "fold",
        "button",
        {
          type: "button",
          class: "folder",
          "aria-expanded": String(!isFolded),
          "aria-controls": id,
          title: isFolded ? FOLDING.unfold : FOLDING.fold,
        },
        (button) => {
          button.group("mark", "svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, (mark) =>
            mark.put("path", "path", { d: isFolded ? FOLDED : OPEN }),
          );
          button.put("title", "span", {}, title);
        },
        { click: () => dispatch({ type: "fold", panel: name, on: !isFolded }) },
      );
    },
  };
}
