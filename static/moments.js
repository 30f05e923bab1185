/** @import {When} from "./history.js" */

/**
 * When something is done: at what time, and within which press of a pointer.
 *
 * @param {Window} window
 * @returns {() => When}
 */
export function createMoments({ document, performance }) {
  let press = 0;
  let held = false;
  const on = { capture: true };
  /** @param {PointerEvent} event */
  function begin({ target }) {
    press += 1;
    // a menu that opens may keep the release for itself
    held = /** @type {Element} */ (target).closest("select") === null;
  }
  const end = () => (held = false);
  document.addEventListener("pointerdown", begin, on);
  document.addEventListener("pointermove", ({ buttons }) => buttons === 0 && end(), on);
  for (const type of ["pointerup", "pointercancel"]) document.addEventListener(type, end, on);
  return () => ({ time: performance.now(), press, held });
}
