/** @import {Point} from "../layout.js" */
/** @import {Route} from "../layout/routes.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Scene} from "./column.js" */
import { ease } from "../frame.js";
import { borderOf } from "../layout.js";
import { signedFixed } from "../numbers.js";
import { write } from "../quantity.js";
import { WORDS } from "../words.js";
import { pointAt } from "./arrow.js";
import { drawScissors } from "./scissors.js";

/**
 * What an arrow sends back: a bead on the way, then a number; or the scissors that cut it.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Route} route
 * @param {Point[]} points
 * @param {{t: number, back: number, isCut: boolean}} moment
 */
export function drawMessage(pen, scene, route, points, { t, back, isCut }) {
  const { trace, frame, layout } = scene;
  const { edge, number } = route;
  const at = t - edge.lag;
  if (edge.from === "x" || at < 1) return;
  const unit = trace.unitAt(edge.from, at);
  const opacity = shareWritten(frame, back);
  if (isCut) {
    drawScissors(pen, "scissors", borderOf(layout, t), (points[0]?.y ?? 0) - 4);
  } else if (back > 0 && back < 1) {
    const bead = pointAt(points.toReversed(), ease(back));
    pen.put("bead", "circle", { class: "bead", cx: bead.x, cy: bead.y, r: 4 });
  }
  const messages = messagesOf(scene, route, t);
  if (opacity <= 0 || !number || messages.length === 0) return;
  const value = messages.reduce(
    (sum, { values, cut }) => sum + ((isCut ? cut : values)?.[at - 1]?.[unit] ?? 0),
    0,
  );
  const attributes = { x: number.x, "text-anchor": route.anchor, opacity };
  pen.put(
    "number",
    "text",
    {
      ...attributes,
      class: isCut ? "number cut" : "number",
      y: number.y,
      "data-of": messagesText(messages, at, unit),
    },
    signedFixed(value),
  );
  const reach = isCut ? null : reachOf(scene, route, t);
  if (reach && route.isMain && route.reach) {
    const look = { class: "number", ...route.reach, "text-anchor": "middle", opacity };
    const partial = route.isTight ? WORDS.stage.partialShort : WORDS.stage.partial;
    pen.put("reach", "text", look, partial(reach.kept, reach.all));
  }
}

/**
 * How far the number stands on its arrow: it comes with the gradient and goes with the sum.
 *
 * @param {Scene["frame"]} frame
 * @param {number} back  how far the gradient has come
 */
export function shareWritten({ backward, summing }, back) {
  return backward > 0 ? ease(back) * (1 - summing) : 0;
}

/**
 * The name of the number, see quantity.js.
 *
 * @param {{from: string, to: string, lag: number}[]} messages
 * @param {number} t  where they are received
 * @param {number} unit
 */
function messagesText(messages, t, unit) {
  const [first] = messages;
  if (!first) return null;
  const { from, to, lag } = first;
  if (messages.length === 1) return write({ kind: "message", from, to, lag, t, unit });
  const froms = messages.map((message) => message.from).join(".");
  return write({ kind: "joint", froms, to, lag, t, unit });
}

/**
 * The messages whose sum is written on an arrow: its own. In a closed column that is what comes
 * through the hidden values; where they cannot be told apart, one arrow of a value has all of it.
 *
 * @param {Pick<Scene, "trace" | "layout">} scene
 * @param {Route} route
 * @param {number} t
 */
export function messagesOf({ trace, layout }, { edge, isMain }, t) {
  const routes = layout.columns[t - 1]?.form.routes ?? [];
  const through = edge.through ?? [edge.to];
  const isMixed = routes.some(
    (other) =>
      other.edge !== edge &&
      other.edge.from === edge.from &&
      other.edge.lag === edge.lag &&
      other.edge.through?.some((name) => through.includes(name)),
  );
  return trace.answer.messages.filter(
    ({ from, to, lag }) =>
      to === edge.from &&
      lag === edge.lag &&
      from !== "loss" &&
      (isMixed ? isMain : through.includes(from)),
  );
}

/**
 * What a window lets through an arrow, when that is not all.
 *
 * @param {Scene} scene
 * @param {Route} route
 * @param {number} t
 */
export function reachOf({ trace }, { edge }, t) {
  if (edge.lag === 0 || t === 1) return null;
  const reach = trace.reach(t - 1);
  return reach.kept < reach.all ? reach : null;
}
