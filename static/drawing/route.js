/** @import {Column} from "../frame.js" */
/** @import {Route, Tile} from "../layout.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Scene} from "./column.js" */
import { ease } from "../frame.js";
import { formOf } from "../layout.js";
import { signedFixed } from "../numbers.js";
import { WORDS } from "../words.js";
import { drawArrow, pointAt } from "./arrow.js";
import { drawInitial } from "./initial.js";
import { drawScissors } from "./scissors.js";
import { drawTile } from "./tile.js";

/**
 * An arrow of a column with what runs along it: values forward, gradients back, and the matrices
 * or their gradients on it.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Route} route
 * @param {number} t       of the column it ends in
 * @param {Column} column
 */
export function drawRoute(pen, scene, route, t, column) {
  const { frame, trace, layout } = scene;
  const { edge } = route;
  const { points, tiles } = formOf(route, t);
  const forward = column.values[edge.to] ?? 0;
  const back = backShare(scene, route, t, column);
  const isCut = edge.lag > 0 && trace.cutAfter(t - 1) && frame.backward > 0 && frame.updated < 1;
  drawArrow(pen, "rest", points, {
    share: 1,
    className: "rest",
    dashed: isCut,
    opacity: 1 - ease(isCut ? 0 : back) * (1 - frame.summing),
  });
  drawArrow(pen, "forward", points, {
    share: ease(forward),
    className: "forward",
    opacity: 1 - frame.backward,
  });
  if (!isCut)
    drawArrow(pen, "backward", [...points].reverse(), {
      share: ease(back),
      className: partial(scene, route, t) ? "backward partial" : "backward",
      opacity: 1 - frame.summing,
    });
  if (
    t === 1 &&
    route === layout.routes.find((other) => other.edge.lag > 0 && other.edge.from === edge.from)
  )
    drawInitial(pen, scene, route, column.copies);
  drawTiles(pen, scene, tiles, t, { column, used: forward });
  if (frame.backward > 0 && frame.summing < 1) drawMessage(pen, scene, route, t, back, isCut);
}

/**
 * @param {Scene} scene
 * @param {Route} route
 * @param {number} t
 * @param {Column} column
 */
function backShare({ frame }, { edge }, t, column) {
  if (edge.from === "x" || (edge.lag > 0 && t === 1)) return column.copies;
  const receiver = edge.lag > 0 ? frame.column(t - 1) : column;
  return receiver.deltas[edge.from] ?? 0;
}

/**
 * The weights, until they give way to the gradient of this use; an empty frame once that has left
 * for the ledger; then the weights again.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Tile[]} tiles
 * @param {number} t
 * @param {{column: Column, used: number}} progress  `used`: how far the weights have been used
 */
function drawTiles(pen, { trace, frame, scales, rate, anchors }, tiles, t, { column, used }) {
  for (const { parameter, x, y, size } of tiles) {
    const box = { x, y, width: size, height: size };
    const time = scales.time(t);
    const weight =
      frame.updated > 0
        ? trace.updated(parameter, rate * ease(frame.updated))
        : trace.weight(parameter);
    if (column.copies < 1)
      drawTile(pen, `weight ${parameter}`, box, weight, scales.weights, {
        opacity:
          (frame.backward > 0 ? 1 - 0.75 * frame.backward : 0.55 + 0.45 * used) *
          (1 - column.copies),
        className: "weight",
      });
    else if (frame.updated > 0)
      drawTile(pen, `weight ${parameter}`, box, weight, scales.weights, {
        opacity: frame.updated,
        frame: "var(--update)",
        frameWidth: 1.5,
        className: "weight",
      });
    const gone = column.docked > 0;
    const opacity = column.copies * (1 - frame.updated);
    if (opacity <= 0) continue;
    const copy = gone ? null : trace.copy(parameter, t);
    anchors.set(
      `copy:${parameter}:${t}`,
      drawTile(pen, `copy ${parameter}`, box, copy, scales.gradients, {
        opacity,
        frame: time,
        frameWidth: 1.75,
        dashed: gone,
        className: gone ? "copy gone" : "copy",
      }),
    );
  }
}

/**
 * The number of the message on the arrow, and its bead on the way.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Route} route
 * @param {number} t
 * @param {number} back
 * @param {boolean} isCut
 */
function drawMessage(pen, scene, route, t, back, isCut) {
  const { trace, frame, layout } = scene;
  const { edge, number } = route;
  const at = t - edge.lag;
  const message = trace.answer.messages.find(
    ({ from, to, lag }) => from === edge.to && to === edge.from && lag === edge.lag,
  );
  if (!message || at < 1) return;
  const unit = trace.unit(edge.from);
  const value = (isCut ? message.cut : message.values)?.[at - 1]?.[unit] ?? 0;
  const opacity = ease(back) * (1 - frame.summing);
  if (isCut) {
    const middle = pointAt(route.points, 0.5);
    pen.put("border", "path", { class: "border", d: `M${middle.x} 0V${layout.height}` });
    drawScissors(pen, "scissors", middle.x, middle.y - 4);
  } else if (back > 0 && back < 1) {
    const bead = pointAt([...route.points].reverse(), ease(back));
    pen.put("bead", "circle", { class: "bead", cx: bead.x, cy: bead.y, r: 4 });
  }
  if (opacity <= 0 || route.anchor === "start") return;
  const wide = layout.pitch > 150;
  const text = isCut
    ? `${WORDS.stage.cut}${wide ? ` ${signedFixed(value)}` : ""}`
    : signedFixed(value);
  pen.put(
    "number",
    "text",
    {
      class: isCut ? "number cut" : "number",
      x: number.x,
      y: isCut ? number.y - 9 : number.y,
      "text-anchor": route.anchor,
      opacity,
    },
    text,
  );
  const reach = edge.lag > 0 && !isCut ? partial(scene, route, t) : null;
  if (reach) {
    const long = wide ? ` ${WORDS.stage.losses}` : "";
    const below = Math.max(number.y + 20, ...route.tiles.map((tile) => tile.y + tile.size + 13));
    pen.put(
      "reach",
      "text",
      { class: "number", x: number.x, y: below, "text-anchor": route.anchor, opacity },
      WORDS.stage.partial(reach.kept, reach.all) + long,
    );
  }
}

/**
 * What a window lets through an arrow, when that is not all.
 *
 * @param {Scene} scene
 * @param {Route} route
 * @param {number} t
 */
function partial({ trace }, { edge }, t) {
  if (edge.lag === 0 || t === 1) return null;
  const reach = trace.reach(t - 1);
  return reach.kept < reach.all ? reach : null;
}
