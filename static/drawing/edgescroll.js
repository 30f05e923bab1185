/** @import {Scroller} from "../scroller.js" */
/** @import {Way} from "./drag.js" */

/** How near to an edge what is dragged makes it scroll, and how fast at most. */
const NEAR = 48;
const PIXELS_A_SECOND = 700;
/** So long may a frame last, in milliseconds; a longer one does not make it leap. */
const FRAME = 100;

/**
 * Scrolls on for as long as a pointer drags something towards an edge and holds it there, also when
 * it rests.
 *
 * @param {Scroller} view
 * @param {object} what
 * @param {() => {from: number, to: number} | null} what.edges  null once nothing is dragged
 * @param {() => void} what.scrolled
 * @returns {(clientX: number, way: Way) => void}  to be told of each move
 */
export function createEdgeScroll(view, { edges, scrolled }) {
  let isRolling = false;
  let clientX = 0;
  let towards = 0;

  /** How far beyond the edge it is, from −1 to 1. @param {{from: number, to: number}} edges */
  function pullAt({ from, to }) {
    const x = clientX - view.element.getBoundingClientRect().left;
    const pull = Math.max(0, x - to + NEAR) - Math.max(0, from + NEAR - x);
    return Math.sign(pull) === towards ? Math.min(1, Math.max(-1, pull / NEAR)) : 0;
  }

  /** @param {Window} window */
  function roll(window) {
    let before = window.performance.now();
    const frame = (/** @type {number} */ now) => {
      const within = edges();
      isRolling = within !== null;
      if (!within) return;
      const way = (pullAt(within) * PIXELS_A_SECOND * Math.min(FRAME, now - before)) / 1000;
      before = now;
      const goal = view.offset + (way > 0 ? Math.ceil(way) : Math.floor(way));
      const offset = Math.min(Math.max(0, goal), Math.max(0, view.all - view.width));
      if (offset !== view.offset) {
        view.move(offset);
        scrolled();
      }
      window.requestAnimationFrame(frame);
    };
    isRolling = true;
    window.requestAnimationFrame(frame);
  }

  return (x, way) => {
    clientX = x;
    towards = Math.sign(way.x);
    const window = view.element.ownerDocument.defaultView;
    if (!isRolling && window) roll(window);
  };
}
