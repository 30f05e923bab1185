/** @import {Context, Model} from "../panels.js" */
/** @import {Pen} from "../svg.js" */
import { nextOf } from "../undo.js";
import { UNDOING } from "../words/undoing.js";

const ARROWS = {
  undo: "M6 2.5L2.75 5.75L6 9M3 5.75H9.5a3.75 3.75 0 0 1 0 7.5H6.5",
  redo: "M10 2.5l3.25 3.25L10 9M13 5.75H6.5a3.75 3.75 0 0 0 0 7.5H9.5",
};
const KEYS = { undo: "Control+Z Meta+Z", redo: "Control+Y Control+Shift+Z Meta+Shift+Z" };

/**
 * The buttons that undo and do again. One that can do nothing keeps the focus, so that it can be
 * pressed to the last step.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Context["dispatch"]} dispatch
 */
export function putUndoing(pen, { state }, dispatch) {
  for (const way of /** @type {const} */ (["undo", "redo"])) {
    const what = nextOf(state, way);
    const label = UNDOING.label[way](what);
    pen.group(
      way,
      "button",
      {
        type: "button",
        class: `icon line ${way}`,
        "aria-label": label,
        title: UNDOING.hint[way](label),
        "aria-keyshortcuts": KEYS[way],
        "aria-disabled": what === null ? "true" : null,
      },
      (button) =>
        button.group(
          "icon",
          "svg",
          { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
          (svg) => svg.put("arrow", "path", { d: ARROWS[way] }),
        ),
      { click: () => dispatch({ type: way }) },
    );
  }
}

/**
 * What was undone, for those who cannot see what changed. The same said twice is read out twice.
 *
 * @param {Pen} pen
 * @param {Model} model
 */
export function sayUndone(pen, { state: { undoing } }) {
  const { last } = undoing;
  pen.group("undone", "p", { class: "spoken", role: "status" }, (line) => {
    if (last) line.put(`${last.count}`, "span", {}, UNDOING.said[last.way](last.what));
  });
}
