/** @import {OfMessage, Quantity} from "../quantity.js" */
/** @import {Trace} from "../trace.js" */
import { messageOf, messagesIn, valueOf } from "../quantity.js";
import { arrowsTo } from "./backward.js";

/**
 * Where a part of a gradient comes from. `isOwn`: from the loss of its own time-stamp alone; `cut`:
 * what the truncation keeps back, null where that is nothing.
 *
 * @typedef {{quantity: OfMessage, value: number, isOwn: boolean, cut: number | null}} Source
 */

/**
 * What a gradient is the sum of, an entry for every arrow that ends at it.
 *
 * @param {Trace} trace
 * @param {Quantity} quantity
 * @returns {Source[]}
 */
export function sourcesOf(trace, quantity) {
  return messagesOf(trace, quantity).map((message) => {
    const { t, unit } = message;
    const cut = messageOf(trace, message)?.cut?.[t - 1]?.[unit];
    const feedsBack = arrowsTo(trace, "y", t).some(({ lag }) => lag > 0);
    return {
      quantity: message,
      value: valueOf(trace, message, { rate: 0 }) ?? 0,
      isOwn: message.from === "loss" || (message.from === "y" && !feedsBack),
      cut: cut ? cut : null,
    };
  });
}

/**
 * @param {Trace} trace
 * @param {Quantity} quantity
 * @returns {OfMessage[]}
 */
function messagesOf(trace, quantity) {
  if (quantity.kind === "joint") return messagesIn(quantity);
  if (quantity.kind !== "delta" || quantity.t === 0) return [];
  const { name, t, unit } = quantity;
  return arrowsTo(trace, name, t).map((arrow) => ({ kind: "message", ...arrow, t, unit }));
}
