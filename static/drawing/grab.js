/** @import {Context} from "../panels.js" */
/** @import {Nudge} from "../nudge.js" */
/** @import {Attributes, Pen} from "../svg.js" */
/** @import {Drag} from "./drag.js" */
/** @import {Shape} from "./pick.js" */
/** @import {TileBox} from "./tile.js" */
import { MOST, clicked, samePlace, writeNudge } from "../nudge.js";
import { createDrag } from "./drag.js";
import { numbersOf } from "./of.js";
import { entryAt } from "./pick.js";

/** What a pixel changes a weight by. */
const PIXEL = 0.01;

/**
 * @typedef {Omit<Nudge, "epsilon">} Place
 * @typedef {Pick<Place, "parameter" | "t">} Copy  of the shared weight t is null
 *
 * @typedef {object} Grab
 * @property {(pen: Pen, copy: Copy, box: TileBox, matrix: Shape, of: string) => void} tile
 *   any of its entries; `of`: what the tile shows, see quantity.js
 * @property {(pen: Pen, place: Place, box: TileBox) => void} label              what says one entry
 * @property {() => boolean} isHeld
 */

/**
 * What lets every entry of a drawn matrix be dragged: to the right for more, to the left for less.
 * A click without a drag picks the entry.
 *
 * @param {Context["dispatch"]} dispatch
 * @param {() => Nudge | null} now
 * @returns {Grab}
 */
export function createGrab(dispatch, now) {
  /** @param {Nudge} nudge */
  const set = (nudge) => dispatch({ type: "set", field: "nudge", text: writeNudge(nudge) });

  /** @type {Drag<Nudge>} */
  const drag = createDrag({
    move(from, { x }) {
      const epsilon = Math.min(MOST, Math.max(-MOST, from.epsilon + x * PIXEL));
      set({ ...from, epsilon: Math.round(epsilon * 100) / 100 });
    },
    click: (place) => set(clicked(place, now())),
  });

  /** @param {Place} place */
  function from(place) {
    const before = now();
    return { ...place, epsilon: before && samePlace(before, place) ? before.epsilon : 0 };
  }

  /** @param {Pen} pen @param {string} key @param {TileBox} box @param {Copy} copy @param {(event: PointerEvent) => Place} placeOf @param {Attributes} [shows] */
  const put = (pen, key, box, { parameter, t }, placeOf, shows = {}) => {
    const look = { class: "grab", "data-parameter": parameter, "data-t": t ?? "all", ...shows };
    pen.put(
      key,
      "rect",
      { ...look, ...box, rx: 4 },
      null,
      drag.on((event) => from(placeOf(event))),
    );
  };

  return {
    tile: (pen, copy, box, matrix, of) =>
      put(
        pen,
        `grab ${copy.parameter}`,
        box,
        copy,
        (event) => ({ ...copy, ...entryAt(event, box, matrix) }),
        numbersOf(of, matrix, { isTile: true }),
      ),
    isHeld: () => drag.held() !== null,
    label: (pen, place, box) => put(pen, "grab", box, place, () => place),
  };
}
