/** @import {Model} from "../panels.js" */
/** @import {Quantity} from "../quantity.js" */
import { quoted } from "../sentences/phrases.js";
import { standAt } from "../weights.js";
import { INSPECTING } from "../words/inspecting.js";

/** How wide a token may be written, in pixels. */
const ROOM = 120;

/**
 * Where a number comes from that is worked out from no others.
 *
 * @param {Model} model
 * @param {Quantity} quantity
 */
export function givenText({ state, trace }, quantity) {
  const { given } = INSPECTING;
  if (quantity.kind === "itemised" || quantity.kind === "single") return given.item;
  if (quantity.kind === "sent") return given.sent;
  if (quantity.kind === "norm") return given.norm;
  if (quantity.kind === "value")
    return quantity.t === 0
      ? given.start
      : given.input(quoted(trace.inputToken(quantity.t), "", ROOM));
  const entry = /** @type {import("../state.js").Entry} */ (quantity);
  const { kind, updates, source } = standAt(state, trace, entry);
  const stands = {
    drawn: given.drawn(state.settings.seed),
    constant: given.constant,
    trained: given.trained(updates),
    pasted: given.pasted(source),
    example: given.example,
    given: given.given,
    edited: given.edited,
  };
  return given.weight(stands[kind]);
}
