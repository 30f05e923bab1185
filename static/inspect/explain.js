/** @import {Known, Quantity} from "../quantity.js" */
/** @import {Trace} from "../trace.js" */
/** @import {Expression} from "./expression.js" */
import { messagesIn, valueOf, write } from "../quantity.js";
import { delta, message } from "./backward.js";
import { byLosses, itemised, norm, single, size } from "./bylosses.js";
import { copy, gradient, running, updated } from "./copies.js";
import { sum } from "./expression.js";
import { forward, operand } from "./forward.js";
import { loss, softmax, total } from "./loss.js";

/**
 * A number and what it is worked out from; null where it is given. `byLosses`: another sum that it
 * is, where the tables say of what.
 *
 * @typedef {{quantity: Quantity, value: number, expression: Expression | null,
 *   byLosses: Expression | null}} Explanation
 */

/**
 * @param {Trace} trace
 * @param {Quantity} quantity
 * @param {Known} known
 * @returns {Explanation | null}  null where the answer has no such number
 */
export function explain(trace, quantity, known) {
  const value = valueOf(trace, quantity, known);
  if (value === null) return null;
  return {
    quantity,
    value,
    expression: expressionOf(trace, quantity, known),
    byLosses: byLosses(trace, quantity, known.tables ?? null),
  };
}

/**
 * Explains, and remembers the last explanation.
 *
 * @returns {typeof explain}
 */
export function explainMemory() {
  /** @type {{inputs: unknown[], found: Explanation | null} | null} */
  let memory = null;
  return (trace, quantity, { rate, tables = null }) => {
    const inputs = [trace, write(quantity), rate, tables];
    if (!memory || inputs.some((input, i) => input !== memory?.inputs[i]))
      memory = { inputs, found: explain(trace, quantity, { rate, tables }) };
    return memory.found;
  };
}

/**
 * @param {Trace} trace
 * @param {Quantity} quantity
 * @param {Known} known
 * @returns {Expression | null}
 */
function expressionOf(trace, quantity, { rate, tables = null }) {
  switch (quantity.kind) {
    case "value": {
      const { name, t, unit } = quantity;
      return name === "p" ? softmax(trace, t, unit) : forward(trace, name, t, unit);
    }
    case "loss":
      return loss(trace, quantity.t);
    case "total":
      return total(trace);
    case "delta":
      return delta(trace, quantity.name, quantity.t, quantity.unit);
    case "message":
      return message(trace, quantity);
    case "joint":
      return sum(messagesIn(quantity).map((message) => operand(trace, message)));
    case "copy":
      return copy(trace, /** @type {import("../quantity.js").OfCopy} */ (quantity));
    case "running":
      return running(trace, /** @type {import("../quantity.js").OfCopy} */ (quantity));
    case "gradient":
      return gradient(trace, /** @type {import("../quantity.js").OfWeight} */ (quantity));
    case "updated":
      return updated(trace, /** @type {import("../quantity.js").OfWeight} */ (quantity), rate);
    case "size":
      return size(trace, quantity);
    case "itemised":
      return itemised(trace, quantity, tables);
    case "single":
      return single(trace, quantity, tables);
    case "norm":
      return norm(trace, quantity, tables);
    default:
      return null;
  }
}
