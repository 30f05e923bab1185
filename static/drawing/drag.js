/** @import {Handlers} from "../svg.js" */

/** How many pixels make a drag. */
const LEAST = 3;

/**
 * How far from where it was pressed, in pixels.
 *
 * @typedef {{x: number, y: number}} Way
 */

/**
 * @template T  what is held
 * @typedef {object} Doing
 * @property {(held: T, way: Way, event: PointerEvent) => void} move
 * @property {(held: T) => void} [drop]   let go, or lost, after a drag
 * @property {(held: T) => void} [click]  let go where it was pressed
 * @property {boolean} [isOpening]        whether a click opens what gets the focus
 * @property {(way: Way) => boolean} [isAlong]  in a direction that drags; without, to the side
 */

/**
 * @template T
 * @typedef {object} Drag
 * @property {(take: (event: PointerEvent) => T | null) => Handlers} on
 *   what an element listens to; `take` says what is held when it is pressed there, null for nothing
 * @property {() => T | null} held        from the press to its end
 * @property {() => T | null} dragged     from the least way to its end
 */

/**
 * Lets things be dragged, one at a time. A finger that goes in another direction scrolls the page.
 *
 * @template T
 * @param {Doing<T>} doing
 * @returns {Drag<T>}
 */
export function createDrag({ move, drop, click, isOpening = false, isAlong = isToTheSide }) {
  /** @type {{what: T, pointer: number, x: number, y: number, isDragged: boolean} | null} */
  let press = null;
  /** Whether a finger has just tapped: browsers send the events of a mouse after it. */
  let isTapped = false;

  /** @param {PointerEvent} event @param {T} what */
  function hold({ target, pointerId, clientX, clientY }, what) {
    end(drop);
    isTapped = false;
    const element = /** @type {Element} */ (target);
    // the picture that its press has asked for may have taken it away
    if (!element.isConnected) return;
    element.setPointerCapture(pointerId);
    press = { what, pointer: pointerId, x: clientX, y: clientY, isDragged: false };
    // an element that goes while it is held tells only the document
    element.ownerDocument.addEventListener("lostpointercapture", lose);
  }

  /** @param {PointerEvent} event */
  function follow(event) {
    if (press?.pointer !== event.pointerId) return;
    const way = { x: event.clientX - press.x, y: event.clientY - press.y };
    press.isDragged ||= Math.hypot(way.x, way.y) >= LEAST && isAlong(way);
    if (press.isDragged) move(press.what, way, event);
  }

  /** @param {PointerEvent} event */
  function release({ pointerId, pointerType, target }) {
    if (press?.pointer !== pointerId) return;
    isTapped = isOpening && pointerType === "touch" && !press.isDragged;
    // the focus goes when a mouse is pressed; a finger only sends that press when it is lifted
    if (isTapped) blur(/** @type {Element} */ (target).ownerDocument);
    end(drop, click);
  }

  /** What a tap has opened keeps the focus. @param {MouseEvent} event */
  function stay(event) {
    if (isTapped) event.preventDefault();
    isTapped = false;
  }

  /** @param {PointerEvent} event */
  function lose({ pointerId, currentTarget }) {
    currentTarget?.removeEventListener("lostpointercapture", /** @type {EventListener} */ (lose));
    if (press?.pointer === pointerId) end(drop);
  }

  /**
   * @param {((held: T) => void) | undefined} afterDrag
   * @param {((held: T) => void) | undefined} [withoutDrag]
   */
  function end(afterDrag, withoutDrag) {
    if (!press) return;
    const { what, isDragged } = press;
    press = null;
    (isDragged ? afterDrag : withoutDrag)?.(what);
  }

  /** @param {TouchEvent} event */
  function keep(event) {
    if (press?.isDragged) event.preventDefault();
  }

  return {
    on: (take) => ({
      pointerdown(/** @type {PointerEvent} */ event) {
        const what = event.button === 0 ? take(event) : null;
        if (what !== null) hold(event, what);
      },
      pointermove: follow,
      touchmove: keep,
      pointerup: release,
      mousedown: stay,
    }),
    held: () => press?.what ?? null,
    dragged: () => (press?.isDragged ? press.what : null),
  };
}

/** @param {Document} document */
function blur({ activeElement }) {
  if (activeElement instanceof HTMLElement) activeElement.blur();
}

/** @param {Way} way */
function isToTheSide({ x, y }) {
  return Math.abs(x) >= Math.abs(y);
}
