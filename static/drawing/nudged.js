/** @import {Place} from "../layout.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Scene} from "./column.js" */
/** @import {TileBox} from "./tile.js" */
import { nameWidth, namePieces } from "../formulas/math.js";
import { weightAt } from "../nudge.js";
import { fixed, signed } from "../numbers.js";
import { drawLabel } from "./label.js";
import { areaOf, drawTile } from "./tile.js";

/** The smallest outline of an entry. */
const SMALL = 6;
/** The number beside a changed entry. */
const PILL = { height: 16, letter: 6.7, around: 5, away: 3 };
/** With a name, whose letters stand above and below its line, it is taller; and lower than a frame. */
const NAMED = { height: 22, below: 9 };

/**
 * In every column the entry that a nudge changes: with its new number where the copy is changed,
 * and as it was in all others. Without a nudge, the entry that is looked at, outlined.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {{times: number[], centre: (t: number) => number}} view
 */
export function drawNudged(pen, scene, { times, centre }) {
  const { nudge, entry, layout, trace } = scene;
  const marked = nudge ?? entry;
  if (!marked) return;
  const { parameter } = marked;
  for (const t of times) {
    if (!trace.covers(parameter, t)) continue;
    const { routes = [], places = [] } = layout.columns[t - 1]?.form ?? {};
    const tiles = routes.flatMap((route) =>
      route.tiles.filter((tile) => tile.parameter === parameter),
    );
    pen.group(
      `${t}`,
      "g",
      { transform: `translate(${Math.round(centre(t) * 10) / 10},0)` },
      (column) => {
        tiles.forEach(({ x, y, size }, i) =>
          drawMark(column, scene, parameter, t, { x, y, width: size, height: size }, `${i}`),
        );
        if (tiles.length === 0) drawWithoutTile(column, scene, places, t);
      },
    );
  }
}

/**
 * The entry of a nudge, or that is looked at, in a tile.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {string} parameter
 * @param {number | null} t  of which copy the tile is; null for the shared weight
 * @param {TileBox} tile
 * @param {string} [key]
 */
export function drawMark(pen, scene, parameter, t, tile, key = "shared") {
  const { nudge, entry, trace, scales } = scene;
  const marked = nudge ?? entry;
  if (marked?.parameter !== parameter) return;
  const grid = trace.weight(parameter);
  const area = areaOf(grid, tile);
  const cell = { width: area.width / grid.columns, height: area.height / grid.rows };
  const at = {
    x: tile.x + area.x + marked.column * cell.width,
    y: tile.y + area.y + marked.row * cell.height,
  };
  const outline = atLeast({ ...at, ...cell }, SMALL);
  if (!nudge || (nudge.t !== null && nudge.t !== t)) {
    pen.put(`halo ${key}`, "rect", { class: "nudge-halo faint", ...outline, rx: 1.5 });
    pen.put(`entry ${key}`, "rect", { class: "nudge-entry", fill: "none", ...outline, rx: 1.5 });
    return;
  }
  pen.group(`nudge ${key}`, "g", { class: "nudge-copy", "data-t": t ?? "all" }, (mark) => {
    const { weights } = scales;
    drawTile(mark, "tile", tile, grid, weights, { frame: "var(--ink)", frameWidth: 2 });
    const fill = weights.colour(weights.step(weightAt(trace, nudge) + nudge.epsilon));
    mark.put("halo", "rect", { class: "nudge-halo", ...outline, rx: 1.5 });
    mark.put("entry", "rect", { class: "nudge-entry", ...outline, rx: 1.5, fill });
    drawPill(mark, scene, { middle: tile.x + tile.width / 2, bottom: tile.y - PILL.away });
  });
}

/**
 * A bias has no tile: it is a summand of its value, or of what the closed column hides.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Place[]} places
 * @param {number} t
 */
function drawWithoutTile(pen, scene, places, t) {
  const { nudge, trace } = scene;
  if (!nudge || (nudge.t !== null && nudge.t !== t)) return;
  const home = trace.partOf(nudge.parameter).graph.homes[nudge.parameter];
  const place = places.find(({ name }) => name === home);
  const beside = place ?? places.find(({ name }) => name !== "x" && name !== "y");
  if (!beside) return;
  const { x, y, width, height } = beside;
  pen.group("nudge value", "g", { class: "nudge-copy", "data-t": t }, (mark) => {
    if (place)
      mark.put("entry", "rect", {
        class: "nudge-entry",
        fill: "none",
        ...unitOf(place, nudge.row),
        rx: 1.5,
      });
    const bottom = y + height + NAMED.height + NAMED.below;
    drawPill(mark, scene, { middle: x + width / 2, bottom, isNamed: true });
  });
}

/**
 * @param {Place} place
 * @param {number} row
 */
function unitOf({ x, y, width, height, size, upright }, row) {
  return upright
    ? { x, y: y + (row * height) / size, width, height: height / size }
    : { x: x + (row * width) / size, y, width: width / size, height };
}

/**
 * What an entry is changed by; it can be dragged like the entry, and is larger.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {{middle: number, bottom: number, isNamed?: boolean}} place
 */
function drawPill(pen, { nudge, grab }, { middle, bottom, isNamed = false }) {
  if (!nudge) return;
  const { parameter, epsilon } = nudge;
  const text = numberOf(epsilon);
  const named = isNamed ? nameWidth(parameter) + 4 : 0;
  const width = named + text.length * PILL.letter + 2 * PILL.around;
  const { height } = isNamed ? NAMED : PILL;
  const box = { x: middle - width / 2, y: bottom - height, width, height };
  const left = { x: box.x + PILL.around, y: bottom - height / 2 + 4 };
  pen.put("pill", "rect", { class: "nudge-pill", ...box, rx: 4 });
  if (isNamed) drawLabel(pen, "name", { class: "nudge-name", ...left }, namePieces(parameter));
  pen.put("number", "text", { class: "nudge-number", ...left, x: left.x + named }, text);
  grab.label(pen, nudge, box);
}

/** @param {number} epsilon */
function numberOf(epsilon) {
  const isPlain = Math.abs(epsilon) < 10 && Number(epsilon.toFixed(2)) === epsilon;
  return isPlain ? `${epsilon > 0 ? "+" : ""}${fixed(epsilon, 2)}` : signed(epsilon);
}

/**
 * @param {{x: number, y: number, width: number, height: number}} box
 * @param {number} least
 */
function atLeast({ x, y, width, height }, least) {
  const [wider, taller] = [Math.max(0, least - width), Math.max(0, least - height)];
  return {
    x: x - wider / 2,
    y: y - taller / 2,
    width: width + wider,
    height: height + taller,
  };
}
