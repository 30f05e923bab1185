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
  document.addEventListener(
    "pointerdown",
    () => {
      press += 1;
      held = true;
    },
    on,
  );
  for (const end of ["pointerup", "pointercancel"])
    document.addEventListener(end, () => (held = false), on);
  return () => ({ time: performance.now(), press, held });
}
