/** @import {Pen} from "../svg.js" */
/** @import {Scene} from "./column.js" */

/**
 * The threads from each shared matrix to its copies: all of them while nothing is computed and
 * when the weights change, and those of the running time-stamp during the forward run.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {{first: number, last: number, centre: (t: number) => number, left: number}} view
 */
export function drawTies(pen, { frame, layout }, { first, last, centre, left }) {
  const { kind, phase, t: now } = frame.beat;
  const all = kind === "start" || phase === "update";
  if (!all && phase !== "forward") return;
  for (const { parameter, y, height } of layout.shared) {
    for (let t = first; t <= last; t += 1) {
      if (!all && t !== now) continue;
      const tiles = layout.columns[t - 1]?.form.routes.flatMap((route) => route.tiles) ?? [];
      const tile = tiles.find((each) => each.parameter === parameter);
      if (!tile) continue;
      const tip = { x: centre(t) + tile.x + tile.size / 2, y: tile.y + tile.size + 1 };
      const start = { x: left, y: y + height / 2 };
      const low = Math.max(start.y, tip.y) + 14;
      pen.put(`${parameter} ${t}`, "path", {
        class: `tie ${phase}`,
        d: `M${start.x} ${start.y}C${start.x + 40} ${low} ${tip.x - 30} ${low} ${tip.x} ${tip.y}`,
      });
    }
  }
}
