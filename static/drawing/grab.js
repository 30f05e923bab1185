/** @import {Context} from "../panels.js" */
/** @import {Nudge} from "../nudge.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Shape} from "./pick.js" */
/** @import {TileBox} from "./tile.js" */
import { MOST, clicked, samePlace, writeNudge } from "../nudge.js";
import { entryAt } from "./pick.js";

/** How many pixels make a drag, and what each changes a weight by. */
const LEAST = 3;
const PIXEL = 0.01;

/**
 * @typedef {Omit<Nudge, "epsilon">} Place
 * @typedef {Pick<Place, "parameter" | "t">} Copy  of the shared weight t is null
 *
 * @typedef {object} Grab
 * @property {(pen: Pen, copy: Copy, box: TileBox, matrix: Shape) => void} tile  any of its entries
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
  /** @type {{place: Place, pointer: number, x: number, y: number, from: number, isDragged: boolean} | null} */
  let held = null;

  /** @param {Nudge} nudge */
  const set = (nudge) => dispatch({ type: "set", field: "nudge", text: writeNudge(nudge) });

  /** @param {PointerEvent} event @param {Place} place */
  function hold({ target, pointerId, clientX, clientY }, place) {
    /** @type {Element} */ (target).setPointerCapture(pointerId);
    const before = now();
    const from = before && samePlace(before, place) ? before.epsilon : 0;
    held = { place, pointer: pointerId, x: clientX, y: clientY, from, isDragged: false };
  }

  /** @param {PointerEvent} event */
  function move({ pointerId, clientX, clientY }) {
    if (held?.pointer !== pointerId) return;
    const by = clientX - held.x;
    held.isDragged ||= Math.abs(by) >= Math.max(LEAST, Math.abs(clientY - held.y));
    if (!held.isDragged) return;
    const epsilon = Math.min(MOST, Math.max(-MOST, held.from + by * PIXEL));
    set({ ...held.place, epsilon: Math.round(epsilon * 100) / 100 });
  }

  function release() {
    if (held && !held.isDragged) set(clicked(held.place, now()));
    held = null;
  }

  function lose() {
    held = null;
  }

  /** A finger that drags does not scroll, one that goes up or down does. @param {TouchEvent} event */
  function keep(event) {
    if (held?.isDragged) event.preventDefault();
  }

  /** @param {Pen} pen @param {string} key @param {TileBox} box @param {Copy} copy @param {(event: PointerEvent) => Place} placeOf */
  const put = (pen, key, box, { parameter, t }, placeOf) => {
    const look = { class: "grab", "data-parameter": parameter, "data-t": t ?? "all" };
    pen.put(key, "rect", { ...look, ...box, rx: 4 }, null, {
      pointerdown: (event) => event.button === 0 && hold(event, placeOf(event)),
      pointermove: move,
      touchmove: keep,
      pointerup: release,
      pointercancel: lose,
    });
  };

  return {
    tile: (pen, copy, box, matrix) =>
      put(pen, `grab ${copy.parameter}`, box, copy, (event) => ({
        ...copy,
        ...entryAt(event, box, matrix),
      })),
    isHeld: () => held !== null,
    label: (pen, place, box) => put(pen, "grab", box, place, () => place),
  };
}
