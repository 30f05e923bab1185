/** @import {Graph} from "../cell/graph.js" */
/** @import {Half} from "../layout.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Trace} from "../trace.js" */
/** @import {Scene} from "./column.js" */
/** @import {TileBox} from "./tile.js" */
import { ease } from "../frame.js";
import { clipped, namePieces } from "../formulas/math.js";
import { WORDS } from "../words.js";
import { drawDragged } from "./edit.js";
import { drawLabel } from "./label.js";
import { drawMark } from "./nudged.js";
import { drawTile } from "./tile.js";

/** The corners of a ground. */
const ROUND = 10;
/** A bias beside its matrix, with what is between them. */
const BIAS = { width: 13, gap: 3 };
/** From the columns, and from the other edge. */
const CLEAR = 14;
const MARGIN = 4;
/** The same where the names stand above. */
const SLIM = 6;
/** From a name to the matrix that it stands before. */
const GAP = 6;
/** What a matrix leaves for such a name at least; with the half that stands over its index. */
const NAME = { whole: 28, half: 34, over: 18 };

/**
 * Where the shared matrices of a half are pinned.
 *
 * @typedef {object} Pin
 * @property {Half} half
 * @property {number} x
 * @property {number} width
 * @property {"left" | "right"} side
 * @property {boolean} slim  whether the names stand above the matrices
 */

/**
 * The one matrix each that all columns of a half use, with the bias of the same equation beside it.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Pin} pin
 */
export function drawShared(pen, scene, pin) {
  const { trace, frame, scales, rate, anchors, edit } = scene;
  const { slim } = pin;
  const isHalf = trace.isTranslation;
  const moved = ease(frame.updated);
  const look =
    frame.updated > 0
      ? { frame: "var(--update)", frameWidth: 2 }
      : { frame: "var(--ink)", frameWidth: 1.25 };
  /** @type {(() => void)[]} */
  const marks = [];
  for (const { parameter, bias, y, height: room, place } of rowsOf(trace, pin)) {
    /** @param {string} name @param {TileBox} box */
    const put = (name, box) => {
      const grid = moved > 0 ? trace.updated(name, rate * moved) : trace.weight(name);
      anchors.set(`shared:${name}`, drawTile(pen, name, box, grid, scales.weights, look));
      edit.tile(pen, name, box, grid, `${moved > 0 ? "updated" : "weight"} ${name}`);
      marks.push(() => drawMark(pen, scene, name, null, box));
      marks.push(() => drawDragged(pen, edit, name, box));
    };
    put(parameter, place.tile);
    if (bias) put(bias, biasBox(place.tile));
    const name = slim
      ? { x: place.tile.x, y: y - 7, "text-anchor": "start" }
      : { x: place.name, y: y + room / 2 + 5, "text-anchor": "end" };
    const free = slim ? pin.width - 2 * SLIM : place.name - pin.x - MARGIN;
    const label = clipped(parameter, free + (isHalf ? NAME.over : 0));
    drawLabel(pen, `name ${parameter}`, { ...name, class: "name" }, namePieces(label));
  }
  drawCaption(pen, trace, pin);
  // over all tiles, for its number is wider than one
  for (const draw of marks) draw();
}

/**
 * Where every shared matrix and bias of a pin is drawn, from top to bottom.
 *
 * @param {Trace} trace
 * @param {Pin} pin
 * @returns {{parameter: string, box: TileBox}[]}
 */
export function pinnedTiles(trace, pin) {
  return rowsOf(trace, pin).flatMap(({ parameter, bias, place }) => [
    { parameter, box: place.tile },
    ...(bias ? [{ parameter: bias, box: biasBox(place.tile) }] : []),
  ]);
}

/**
 * A matrix each, with the bias beside it.
 *
 * @param {Trace} trace
 * @param {Pin} pin
 */
function rowsOf(trace, pin) {
  const { graph } = trace.partAt(pin.half.first);
  const named = trace.isTranslation ? NAME.half : NAME.whole;
  return pin.half.shared.map((row) => {
    const bias = biasBeside(graph, row.parameter);
    return { ...row, bias, place: placeOf(pin, { ...row, named, bias }) };
  });
}

/** @param {TileBox} matrix */
function biasBox({ x, y, width, height }) {
  return { x: x + width + BIAS.gap, y, width: BIAS.width, height };
}

/**
 * The ground of a pin, which goes on under that of the columns.
 *
 * @param {Pen} pen
 * @param {Scene} scene
 * @param {Pin} pin
 * @param {number} top
 */
export function drawPinGround(pen, { trace, layout }, { half, x, width, side }, top) {
  const { name } = trace.partAt(half.first);
  const box = { x: side === "left" ? x : x - ROUND, y: top, width: width + ROUND, rx: ROUND };
  pen.put(`pin ${side}`, "rect", { class: `half ${name}`, ...box, height: layout.height });
}

/**
 * Where a matrix stands in its pin, and where its name ends where that stands before it.
 *
 * @param {Pin} pin
 * @param {{y: number, height: number, named: number, bias: string | undefined}} row
 * @returns {{tile: TileBox, name: number}}
 */
function placeOf({ x, width, side, slim }, { y, height, named, bias }) {
  const beside = BIAS.width + BIAS.gap;
  /** @param {number} size @param {number} left */
  const tile = (size, left) => ({ x: left, y: y + (height - size) / 2, width: size, height: size });
  if (slim) return { tile: tile(Math.min(height, width - 2 * SLIM - beside), x + SLIM), name: x };
  const size = Math.min(height, width - CLEAR - beside - named - GAP - MARGIN);
  const end = x + width - (side === "left" ? CLEAR : MARGIN);
  const left = end - size - (bias ? beside : 0);
  return { tile: tile(size, left), name: left - GAP };
}

/**
 * @param {Pen} pen
 * @param {Trace} trace
 * @param {Pin} pin
 */
function drawCaption(pen, trace, { half, x, side, slim }) {
  const { first, length } = trace.partAt(half.first);
  const top = (half.shared[0]?.y ?? 0) - (slim ? 26 : 12);
  const look = { class: "note", x: x + (slim ? SLIM : side === "left" ? MARGIN : CLEAR) };
  const after = trace.isTranslation ? WORDS.stage.sharedAt(first + 1, first + length) : "";
  pen.put(
    "caption",
    "text",
    { ...look, y: top - 14 },
    after ? WORDS.stage.sharedHalf : WORDS.stage.shared,
  );
  pen.group("caption 2", "text", { ...look, y: top }, (text) => {
    if (!after) text.put("words", "tspan", {}, `${WORDS.stage.sharedEvery} `);
    text.put("t", "tspan", { class: "math" }, "\u{1d461}");
    if (after) text.put("times", "tspan", {}, after);
  });
}

/**
 * @param {Graph} graph
 * @param {string} parameter
 */
function biasBeside({ parameters, homes }, parameter) {
  const home = homes[parameter];
  const same = parameters.filter((name) => homes[name] === home);
  const matrices = same.filter((name) => name.startsWith("W_"));
  const biases = same.filter((name) => name.startsWith("b_"));
  return biases[matrices.indexOf(parameter)];
}
