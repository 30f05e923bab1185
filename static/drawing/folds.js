/** @import {Context} from "../panels.js" */
/** @import {LedgerLayout} from "../ledger/rows.js" */
/** @import {Pen} from "../svg.js" */
import { turned } from "../ledger/groups.js";
import { clipped } from "../formulas/math.js";
import { BUTTON, HEAD } from "../ledger/rows.js";
import { WORDS } from "../words.js";
import { putName } from "./name.js";

const OPEN = "M3 6l5 5 5-5z";
const FOLDED = "M6 3l5 5-5 5z";

/**
 * The buttons that fold and unfold the groups of the ledger, at the head of each.
 *
 * @param {Pen} pen
 * @param {LedgerLayout} layout
 * @param {Context["dispatch"]} dispatch
 */
export function putFolds(pen, { groups, names }, dispatch) {
  const folded = new Set(groups.filter(({ isFolded }) => isFolded).map(({ name }) => name));
  for (const { name, parameters, isFolded, y } of groups)
    pen.group(
      name,
      "button",
      {
        type: "button",
        class: "fold",
        "aria-expanded": String(!isFolded),
        "aria-label": WORDS.ledger.group(name, parameters),
        title: isFolded ? WORDS.ledger.unfold(name) : WORDS.ledger.fold(name),
        "style:top": `${y}px`,
        "style:height": `${HEAD - 2}px`,
      },
      (button) => {
        button.group("mark", "svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, (mark) =>
          mark.put("path", "path", { d: isFolded ? FOLDED : OPEN }),
        );
        putName(button, "name", isFolded ? clipped(name, names - BUTTON) : name);
      },
      { click: () => dispatch({ type: "set", field: "fold", text: turned(folded, name) }) },
    );
}
