/** @import {Context} from "../panels.js" */
/** @import {Entry} from "../state.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Drag} from "./drag.js" */
/** @import {Shape} from "./pick.js" */
/** @import {TileBox} from "./tile.js" */
import { fixed } from "../numbers.js";
import { createDrag } from "./drag.js";
import { numbersOf } from "./of.js";
import { entryAt } from "./pick.js";

/** What a pixel changes a weight by; what is dragged has so many decimals. */
const PIXEL = 0.01;
const DECIMALS = 2;

/** The number beside what is dragged. */
const PILL = { height: 16, letter: 6.7, around: 5, away: 3 };

/**
 * @typedef {object} Edit
 * @property {(pen: Pen, parameter: string, box: TileBox, matrix: Shape, of: string) => void} tile
 *   any of its entries; `of`: what the tile shows, see quantity.js
 * @property {() => {entry: Entry, value: number} | null} dragged  with the value that it has by now
 */

/**
 * What lets every entry of a shared matrix be dragged: to the right for more, to the left for less.
 * A click without a drag is for typing.
 *
 * @param {Context["dispatch"]} dispatch
 * @param {(entry: Entry) => number} weightAt
 * @returns {Edit}
 */
export function createEdit(dispatch, weightAt) {
  /** @type {Drag<{entry: Entry, from: number, value: number}>} */
  const drag = createDrag({
    move(held, { x }) {
      const value = Number((held.from + x * PIXEL).toFixed(DECIMALS));
      if (value === held.value) return;
      held.value = value;
      dispatch({ type: "weight", entry: held.entry, value });
    },
    // the number beside it goes
    drop: ({ entry }) => dispatch({ type: "pick", entry }),
    click: ({ entry }) => dispatch({ type: "typing", entry }),
    isOpening: true,
  });

  return {
    tile(pen, parameter, box, matrix, of) {
      const shows = numbersOf(of, matrix, { isTile: true });
      const look = { class: "grab", "data-parameter": parameter, "data-t": "all", ...shows };
      const on = drag.on((event) => {
        const entry = { parameter, ...entryAt(event, box, matrix) };
        const from = weightAt(entry);
        return { entry, from, value: from };
      });
      pen.put(`grab ${parameter}`, "rect", { ...look, ...box, rx: 4 }, null, on);
    },
    dragged: drag.dragged,
  };
}

/**
 * Over a shared matrix the weight that is being dragged, as it is by now.
 *
 * @param {Pen} pen
 * @param {Edit} edit
 * @param {string} parameter
 * @param {TileBox} tile
 */
export function drawDragged(pen, edit, parameter, tile) {
  const held = edit.dragged();
  if (held?.entry.parameter !== parameter) return;
  const text = fixed(held.value, DECIMALS);
  const width = text.length * PILL.letter + 2 * PILL.around;
  const x = Math.max(0, tile.x + tile.width / 2 - width / 2);
  const y = tile.y - PILL.away - PILL.height;
  const box = { x, y, width, height: PILL.height, rx: 4 };
  pen.put("pill", "rect", { class: "nudge-pill", ...box });
  const place = { x: x + PILL.around, y: y + PILL.height / 2 + 4 };
  pen.put("pill number", "text", { class: "nudge-number edited", ...place }, text);
}
