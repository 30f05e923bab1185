/** @import {Column} from "../frame.js" */
/** @import {Tile} from "../layout.js" */
/** @import {Route} from "../layout/routes.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Scene} from "./column.js" */
import { ease } from "../frame.js";
import { pointsOf } from "../layout.js";
import { drawArrow } from "./arrow.js";
import { drawMessage, reachOf } from "./message.js";
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
  const points = pointsOf(layout, route, t);
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
    drawArrow(pen, "backward", points.toReversed(), {
      share: ease(back),
      className: reachOf(scene, route, t) ? "backward partial" : "backward",
      opacity: 1 - frame.summing,
    });
  drawTiles(pen, scene, route.tiles, t, { column, used: forward });
  if (frame.backward > 0 && frame.summing < 1)
    drawMessage(pen, scene, route, points, { t, back, isCut });
}

/**
 * How far what comes back along an arrow has come.
 *
 * @param {Pick<Scene, "frame" | "trace">} scene
 * @param {Route} route
 * @param {number} t
 * @param {Column} column
 */
export function backShare({ frame, trace }, { edge }, t, column) {
  // nothing comes back from a value that does not reach y
  if (!trace.reachesY(edge.to, t)) return 0;
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
function drawTiles(pen, scene, tiles, t, { column, used }) {
  const { trace, frame, scales, rate, anchors, grab } = scene;
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
    const copy = gone ? null : trace.copy(parameter, t);
    if (opacity > 0)
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
    const shown = frame.updated > 0 ? "updated" : "weight";
    const of = opacity <= 0 ? `${shown} ${parameter}` : gone ? "" : `copy ${parameter} ${t}`;
    grab.tile(pen, { parameter, t }, box, weight, of);
  }
}
