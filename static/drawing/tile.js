/** @import {Grid} from "../grid.js" */
/** @import {SignScale} from "../scales.js" */
/** @import {Pen} from "../svg.js" */
import { drawCells } from "./cells.js";

/**
 * @typedef {object} TileBox
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 *
 * @typedef {object} TileLook
 * @property {string | null} [frame]   colour of the frame
 * @property {number} [frameWidth]
 * @property {boolean} [dashed]
 * @property {number} [opacity]
 * @property {boolean} [lying]         a column is drawn as a row
 * @property {string} [className]
 */

const PADDING = 3;

/**
 * A matrix in a frame: its numbers as colours. Without a grid the frame is empty.
 *
 * @param {Pen} pen
 * @param {string} key
 * @param {TileBox} box
 * @param {Grid | null} grid
 * @param {SignScale} scale
 * @param {TileLook} [look]
 */
export function drawTile(pen, key, { x, y, width, height }, grid, scale, look = {}) {
  const {
    frame = null,
    frameWidth = 1.25,
    dashed = false,
    opacity = 1,
    lying = false,
    className = "",
  } = look;
  return pen.group(
    key,
    "g",
    {
      transform: `translate(${round(x)},${round(y)})`,
      opacity: opacity < 1 ? opacity : null,
      class: `tile ${className}`,
    },
    (inner) => {
      inner.put("frame", "rect", {
        class: frame ? "frame" : "frame plain",
        width,
        height,
        rx: 4,
        stroke: frame,
        "stroke-width": frameWidth,
        "stroke-dasharray": dashed ? "3 2.5" : null,
      });
      if (!grid) return;
      const shown = lying ? { rows: 1, columns: grid.rows, values: grid.values } : grid;
      const area = areaOf(shown, { width, height });
      inner.cached(
        "cells",
        "g",
        { transform: `translate(${round(area.x)},${round(area.y)})` },
        [grid, scale, width, height, lying],
        (cells) => drawCells(cells, shown, area, scale),
      );
    },
  );
}

/**
 * Where in a tile its cells are.
 *
 * @param {{rows: number, columns: number}} shape  as it is drawn
 * @param {{width: number, height: number}} tile
 */
export function areaOf(shape, { width, height }) {
  const { x, y, ...size } = fit(shape, width - 2 * PADDING, height - 2 * PADDING);
  return { x: PADDING + x, y: PADDING + y, ...size };
}

/**
 * The largest area of a grid in a box in which no cell is more than half as wide or tall as the box.
 *
 * @param {{rows: number, columns: number}} shape
 * @param {number} width
 * @param {number} height
 */
function fit({ rows, columns }, width, height) {
  const single = rows === 1 && columns === 1;
  const most = single
    ? Infinity
    : Math.min(width, height) > 20
      ? Math.min(width, height) / 2
      : Infinity;
  const w = Math.min(width, columns * most);
  const h = Math.min(height, rows * most);
  return { x: (width - w) / 2, y: (height - h) / 2, width: w, height: h };
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
