/** @import {Model} from "../panels.js" */
/** @import {Entry} from "../state.js" */
/** @import {Pen} from "../svg.js" */
import { sized } from "../svg.js";
import { WORDS } from "../words.js";
import { entryAt } from "./pick.js";
import { areaOf, drawTile } from "./tile.js";

/** The tiles: how large, how far from each other, and what is below them. */
const WIDTH = 256;
const GAP = 24;
const TILE = (WIDTH - 2 * GAP) / 3;
const LYING = 20;
const BELOW = 18;

/**
 * W, η · ∂L/∂W and W after the update, as tiles; the entry of the line of numbers is outlined in each.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {Entry} entry
 * @param {{hover: (entry: Entry | null) => void, pick: (entry: Entry) => void}} on
 */
export function drawUpdate(pen, { state, trace, scales }, entry, { hover, pick }) {
  const { parameter } = entry;
  const { weights, sums } = scales;
  const weight = trace.weight(parameter);
  const gradient = trace.runningTotal(parameter, trace.length);
  const tiles = /** @type {const} */ ([
    { kind: "weight", grid: weight, scale: weights },
    { kind: "gradient", grid: gradient, scale: sums },
    { kind: "updated", grid: trace.updated(parameter, state.settings.rate), scale: weights },
  ]);
  const lying = trace.answer.cell.parameters[parameter]?.length === 1;
  const height = lying ? LYING : TILE;
  const look = { role: "img", "aria-label": WORDS.training.picture(parameter), class: "update" };
  const size = sized(WIDTH, height + BELOW + 2);
  pen.group("update", "svg", { ...look, ...size }, (svg) => {
    tiles.forEach(({ kind, grid, scale }, i) => {
      const box = { x: i * (TILE + GAP), y: 1, width: TILE, height };
      const frame = kind === "updated" ? "var(--update)" : "var(--ink)";
      drawTile(svg, kind, box, grid, scale, { frame, lying });
      const shape = lying ? { rows: 1, columns: grid.rows } : grid;
      const area = areaOf(shape, box);
      const [width, tall] = [area.width / shape.columns, area.height / shape.rows];
      const [row, column] = lying ? [0, entry.row] : [entry.row, entry.column];
      const cell = { x: box.x + area.x + column * width, y: box.y + area.y + row * tall };
      svg.put(`outline ${kind}`, "rect", {
        class: "nudge-entry",
        fill: "none",
        ...cell,
        width,
        height: tall,
        rx: 1.5,
      });
      const entryOf = (/** @type {MouseEvent} */ event) => ({
        parameter,
        ...entryAt(event, box, { ...grid, lying }),
      });
      svg.put(
        `area ${kind}`,
        "rect",
        { class: "pick", "data-of": `${kind} ${parameter}`, ...box },
        null,
        {
          pointermove: (event) => hover(entryOf(event)),
          pointerleave: () => hover(null),
          click: (event) => pick(entryOf(event)),
        },
      );
      const middle = { "text-anchor": "middle", x: box.x + TILE / 2 };
      svg.put(
        `name ${kind}`,
        "text",
        { class: "note", ...middle, y: height + BELOW - 2 },
        WORDS.training.tiles[kind],
      );
      const sign = {
        "text-anchor": "middle",
        x: box.x - GAP / 2,
        y: height / 2 + 6,
        class: "sign",
      };
      if (i > 0) svg.put(`sign ${kind}`, "text", sign, i === 1 ? "−" : "=");
    });
  });
}
