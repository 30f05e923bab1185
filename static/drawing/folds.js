/** @import {Context} from "../panels.js" */
/** @import {LedgerGroup, LedgerLayout} from "../ledger/rows.js" */
/** @import {Pen} from "../svg.js" */
import { turned } from "../ledger/groups.js";
import { clipped } from "../formulas/math.js";
import { BUTTON, HEAD, INDENT } from "../ledger/rows.js";
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
  const folded = new Set(groups.filter(({ isFolded }) => isFolded).map(({ group }) => group.key));
  for (const each of groups) {
    const { group, within, isFolded, y } = each;
    pen.group(
      group.key,
      "button",
      {
        type: "button",
        class: `fold ${group.half ? `half ${group.name}` : ""}`,
        "aria-expanded": String(!isFolded),
        "aria-label": WORDS.ledger.group(nameOf(each), group.parameters),
        title: isFolded ? WORDS.ledger.unfold : WORDS.ledger.fold,
        "style:top": `${y}px`,
        "style:height": `${HEAD - 2}px`,
        "style:left": `${within ? INDENT : 0}px`,
      },
      (button) => {
        button.group("mark", "svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, (mark) =>
          mark.put("path", "path", { d: isFolded ? FOLDED : OPEN }),
        );
        const room = names - BUTTON - (within ? INDENT : 0);
        if (group.half) button.put("half", "span", {}, WORDS.parts[group.name] ?? group.name);
        else putName(button, "name", isFolded ? clipped(group.name, room) : group.name);
      },
      { click: () => dispatch({ type: "set", field: "fold", text: turned(folded, group.key) }) },
    );
  }
}

/** @param {LedgerGroup} group */
function nameOf({ group, within }) {
  const { copiesFor, copiesOf } = WORDS.ledger;
  return group.half ? copiesOf(group.name) : copiesFor(group.name, within);
}
