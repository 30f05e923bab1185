/** @import {Explanation} from "../inspect/explain.js" */
/** @import {Model} from "../panels.js" */
/** @import {Quantity} from "../quantity.js" */
import { closedOf } from "../cell/closed.js";
import { isOpen } from "../cell/opening.js";
import { operandsOf } from "../inspect/expression.js";

/**
 * Whether a formula has a number of a value that a closed column hides.
 *
 * @param {Model} model
 * @param {Explanation} explanation
 */
export function hidesOperand({ state, trace }, { quantity, expression }) {
  const operands = expression ? operandsOf(expression) : [];
  return [quantity, ...operands.map((operand) => operand.quantity)].some((each) => {
    const place = placeOf(each);
    if (!place || place.t === 0 || place.name === "p") return false;
    const { graph } = trace.partAt(place.t);
    if (isOpen(state.settings.open, trace.graph, place.t)) return false;
    return !closedOf(graph).nodes.some(({ name }) => name === place.name);
  });
}

/**
 * @param {Quantity} quantity
 * @returns {{name: string, t: number} | null}
 */
function placeOf(quantity) {
  if (quantity.kind === "value" || quantity.kind === "delta") return quantity;
  if (quantity.kind === "message" || quantity.kind === "joint")
    return { name: quantity.to, t: quantity.t };
  return null;
}
