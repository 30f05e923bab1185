/** @import {Route} from "../layout/routes.js" */
/** @import {OfJoint, OfMessage} from "../quantity.js" */
/** @import {Ground, Spot} from "./spot.js" */
import { pointsOf } from "../layout.js";
import { messagesOf, shareWritten } from "./message.js";
import { backShare } from "./route.js";
import { hidden, inColumn } from "./spot.js";

/** The box around the number on an arrow. */
const NUMBER = { width: 46, height: 14, below: 3 };

/**
 * The number on its arrow; of what none is written the arrow itself.
 *
 * @param {Ground} ground
 * @param {OfMessage | OfJoint} of
 * @returns {Spot[]}
 */
export function messageSpots(ground, of) {
  const { to, lag, t, unit } = of;
  const froms = of.kind === "joint" ? of.froms.split(".") : [of.from];
  const [from = ""] = froms;
  const { trace, layout, centre, frame } = ground;
  const column = t + lag;
  const route = routeOf(layout.columns[column - 1]?.form.routes ?? [], { from, to, lag });
  if (!route) return hidden(ground, column);
  const isWritten = messagesOf({ trace, layout }, route, column).length === froms.length;
  const isDrawn = shareWritten(frame, backShare(ground, route, column, frame.column(column))) > 0;
  if (route.number && t > 0 && isWritten && isDrawn && trace.unitAt(to, t) === unit) {
    const { x, y } = route.number;
    const { width, height, below } = NUMBER;
    const left = route.anchor === "end" ? x - width + 3 : x - width / 2;
    return inColumn(ground, column, { x: left, y: y + below - height, width, height });
  }
  const way = pointsOf(layout, route, column).map(({ x, y }) => ({ x: centre(column) + x, y }));
  const [xs, ys] = [way.map(({ x }) => x), way.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const box = { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  return [{ box, way, isPinned: false }];
}

/**
 * The arrow that a message is on: its own, or in a closed column the one that stands for it.
 *
 * @param {Route[]} routes
 * @param {{from: string, to: string, lag: number}} of
 */
function routeOf(routes, { from, to, lag }) {
  const alike = routes.filter(({ edge }) => edge.from === to && edge.lag === lag);
  return (
    alike.find(({ edge }) => edge.to === from) ??
    alike.find(({ edge }) => edge.through?.includes(from))
  );
}
