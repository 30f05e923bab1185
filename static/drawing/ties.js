/** @import {Pen} from "../svg.js" */
/** @import {Scene} from "./column.js" */
/** @import {Pin} from "./shared.js" */

/** How far inside its pin a thread starts. */
const OFF = { slim: 3, wide: 12 };

/**
 * The threads from each shared matrix to its copies: all of them while nothing is computed and
 * when the weights change, and those of the running time-stamp during the forward run.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Pin} pin
 * @param {{times: number[], centre: (t: number) => number}} view
 */
export function drawTies(pen, { frame, layout }, { half, x, width, side, slim }, view) {
  const { kind, phase, t: now } = frame.beat;
  const all = kind === "start" || phase === "update";
  if (!all && phase !== "forward") return;
  const away = side === "left" ? 1 : -1;
  const off = slim ? OFF.slim : OFF.wide;
  const from = side === "left" ? x + width - off : x + off;
  for (const { parameter, y, height } of half.shared) {
    for (const t of view.times) {
      if (!all && t !== now) continue;
      const tiles = layout.columns[t - 1]?.form.routes.flatMap((route) => route.tiles) ?? [];
      const tile = tiles.find((each) => each.parameter === parameter);
      if (!tile) continue;
      const tip = { x: view.centre(t) + tile.x + tile.size / 2, y: tile.y + tile.size + 1 };
      const start = { x: from, y: y + height / 2 };
      const low = Math.max(start.y, tip.y) + 14;
      pen.put(`${parameter} ${t}`, "path", {
        class: `tie ${phase}`,
        d: `M${start.x} ${start.y}C${start.x + 40 * away} ${low} ${tip.x - 30 * away} ${low} ${tip.x} ${tip.y}`,
      });
    }
  }
}
