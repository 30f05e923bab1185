/** @import {Model} from "../panels.js" */
/** @import {Entry} from "../state.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Trace} from "../trace.js" */
/** @import {TileBox} from "./tile.js" */
import { short } from "../numbers.js";
import { weightNow } from "../weights.js";
import { WORDS } from "../words.js";
import { areaOf } from "./tile.js";

/** How many rows and columns each key goes. @type {Record<string, [number, number]>} */
const MOVES = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/**
 * Over a drawn matrix what can have the focus, with a ring around the entry that its keys are for.
 *
 * @param {Pen} pen
 * @param {Model} model
 * @param {string} parameter
 * @param {TileBox} box
 * @param {(entry: Entry, begun: string | null) => void} go  to an entry; into its field, with what
 *   of a number has been typed
 */
export function putMatrix(pen, { state, trace }, parameter, box, go) {
  const entry = trace.entryShown(parameter, state.entry);
  const value = short(weightNow(state.settings, trace, entry));
  const cell = cellOf(trace, entry, box);
  /** @param {KeyboardEvent} event */
  const keydown = (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    const to = beside(trace, entry, key);
    if (to) go(to, null);
    else if (key === "Enter" || key === " ") go(entry, "");
    else if (/^[\d.,-]$/.test(key)) go(entry, key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return /** @type {HTMLElement} */ (
    pen.group(
      `matrix ${parameter}`,
      "div",
      {
        class: state.typing?.parameter === parameter ? "matrix typed" : "matrix",
        role: "button",
        tabindex: 0,
        "aria-label": WORDS.weight.matrix(nameOf(trace, entry), value),
        "aria-description": WORDS.weight.keys,
        ...placed(box),
      },
      (inner) =>
        inner.put("ring", "span", {
          class: "ring",
          ...placed({ ...cell, x: cell.x - box.x, y: cell.y - box.y }),
        }),
      { keydown },
    )
  );
}

/**
 * The entry that an arrow key leads to; none where the matrix ends.
 *
 * @param {Trace} trace
 * @param {Entry} entry
 * @param {string} key
 * @returns {Entry | null}
 */
function beside(trace, entry, key) {
  const { rows, columns } = trace.weight(entry.parameter);
  const [down, right] = MOVES[key] ?? [NaN, NaN];
  const row = Math.min(rows - 1, Math.max(0, entry.row + down));
  const column = Math.min(columns - 1, Math.max(0, entry.column + right));
  return Number.isNaN(row) ? null : { ...entry, row, column };
}

/**
 * "W_hh[2, 3]"; a bias has one index.
 *
 * @param {Trace} trace
 * @param {Entry} entry
 */
export function nameOf(trace, entry) {
  return WORDS.weight.name(entry.parameter, indexOf(trace, entry));
}

/**
 * Row and column from 1; of a bias the row.
 *
 * @param {Trace} trace
 * @param {Entry} entry
 */
export function indexOf(trace, { parameter, row, column }) {
  const isVector = trace.answer.cell.parameters[parameter]?.length === 1;
  return isVector ? [row + 1] : [row + 1, column + 1];
}

/**
 * Where an entry is in its tile.
 *
 * @param {Trace} trace
 * @param {Entry} entry
 * @param {TileBox} tile
 * @returns {TileBox}
 */
export function cellOf(trace, { parameter, row, column }, tile) {
  const grid = trace.weight(parameter);
  const area = areaOf(grid, tile);
  const [width, height] = [area.width / grid.columns, area.height / grid.rows];
  return {
    x: tile.x + area.x + column * width,
    y: tile.y + area.y + row * height,
    width,
    height,
  };
}

/** @param {TileBox} box */
function placed({ x, y, width, height }) {
  const [left, top] = [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
  return {
    "style:left": `${left}px`,
    "style:top": `${top}px`,
    "style:width": `${Math.round(width * 10) / 10}px`,
    "style:height": `${Math.round(height * 10) / 10}px`,
  };
}
