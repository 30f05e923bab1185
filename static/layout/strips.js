/** @import {CellNode} from "../answer.js" */
/** @import {Place} from "../layout.js" */
/** @import {Style} from "./style.js" */

/** Between a vector and its gradient. */
const BETWEEN = 2;
const LONGEST_UPRIGHT = 64;
const LONGEST_FLAT = 60;
const FRAME = 4;

/**
 * An upright value, its gradient beside it.
 *
 * @param {Pick<CellNode, "name" | "size" | "reaches_y">} node
 * @param {Pick<Style, "cell" | "delta" | "least">} style
 * @param {number} x
 * @param {number} y
 * @param {boolean} isCompanion
 * @returns {Place}
 */
export function upright({ name, size, reaches_y: reachesY = true }, style, x, y, isCompanion) {
  const { cell, delta } = style;
  const height = uprightHeight(size, style);
  const label = isCompanion ? { x: x + cell / 2, y: y - 8 } : { x: x + cell / 2 + 7, y: y - 9 };
  return {
    name,
    size,
    upright: true,
    x,
    y,
    width: cell,
    height,
    deltaX: x + cell + BETWEEN,
    deltaY: y,
    deltaWidth: delta,
    deltaHeight: height,
    label: { ...label, anchor: isCompanion ? "middle" : "start" },
    frame: null,
    reachesY,
  };
}

/** @param {Style} style */
export function uprightWidth({ cell, delta }) {
  return cell + BETWEEN + delta;
}

/**
 * @param {number} size
 * @param {Pick<Style, "cell" | "least">} style
 */
export function uprightHeight(size, { cell, least }) {
  return Math.max(least, Math.min(cell, LONGEST_UPRIGHT / size) * size);
}

/**
 * A flat value in a box with its name, its gradient below it.
 *
 * @param {CellNode} node
 * @param {Style} style
 * @param {{x: number, y: number, width: number}} box
 * @returns {Place}
 */
export function boxed({ name, size, reaches_y: reachesY = true }, style, { x, y, width }) {
  const { cell, delta } = style;
  const strip = flatWidth(size, style);
  const label = nameRoom(name, style);
  const left = x + (width - strip - label) / 2 + label;
  const height = boxHeight(style);
  return {
    name,
    size,
    upright: false,
    x: left,
    y: y + FRAME,
    width: strip,
    height: cell,
    deltaX: left,
    deltaY: y + FRAME + cell + BETWEEN,
    deltaWidth: strip,
    deltaHeight: delta,
    label: { x: left - 6, y: y + height / 2 + 4, anchor: "end" },
    frame: { x, y, width, height },
    reachesY,
  };
}

/**
 * @param {string} name
 * @param {number} size
 * @param {Style} style
 */
export function boxWidth(name, size, style) {
  return nameRoom(name, style) + flatWidth(size, style) + 2 * FRAME + 4;
}

/** @param {Style} style */
export function boxHeight({ cell, delta }) {
  return 2 * FRAME + cell + BETWEEN + delta;
}

/**
 * A value at an end of the column: y with its gradient below it, or x.
 *
 * @param {CellNode} node
 * @param {Style} style
 * @param {{x: number, y: number, room: number, isState: boolean}} at  `x`: its middle; `room`: what
 *   arrows reach of it; `isState`: whether an arrow leaves it to the right
 * @returns {Place}
 */
export function end({ name, size, reaches_y: reachesY = true }, { isTight }, at) {
  const { x, y, room, isState } = at;
  const { cell, delta } = END;
  const width = endWidth(size);
  const wide = room > width + 0.1;
  const isInput = name === "x";
  return {
    name,
    size,
    upright: false,
    x: x - width / 2,
    y,
    width,
    height: cell,
    deltaX: x - width / 2,
    deltaY: isInput ? y : y + cell + BETWEEN,
    deltaWidth: width,
    deltaHeight: isInput ? 0 : delta,
    label:
      isState || isTight
        ? { x: x - room / 2 - 8, y: y + 12, anchor: "end" }
        : { x: x + room / 2 + 8, y: y + 12, anchor: "start" },
    frame: wide ? { x: x - room / 2, y: y - 2, width: room, height: endHeight(name) + 4 } : null,
    reachesY,
  };
}

const END = { cell: 14, delta: 9 };

/** @param {number} size */
export function endWidth(size) {
  return Math.min(END.cell, LONGEST_FLAT / size) * size;
}

/** @param {string} name */
export function endHeight(name) {
  return name === "x" ? END.cell : END.cell + BETWEEN + END.delta;
}

/**
 * @param {number} size
 * @param {Style} style
 */
function flatWidth(size, { cell }) {
  return Math.min(cell, LONGEST_FLAT / size) * size;
}

/**
 * Room for a name with its time-stamp.
 *
 * @param {string} name
 * @param {Style} style
 */
export function nameRoom(name, { digits }) {
  return 8 + 8 * name.length + 6.5 * (digits - 1) + 6;
}

/**
 * All that a value takes: its box, or its vector with its gradient.
 *
 * @param {Place} place
 */
export function outerOf({ frame, x, y, width, height, deltaX, deltaY, deltaWidth, deltaHeight }) {
  if (frame) return frame;
  return {
    x: Math.min(x, deltaX),
    y: Math.min(y, deltaY),
    width: Math.max(x + width, deltaX + deltaWidth) - Math.min(x, deltaX),
    height: Math.max(y + height, deltaY + deltaHeight) - Math.min(y, deltaY),
  };
}
