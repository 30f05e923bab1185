/**
 * What is held while a pointer is down: the scales, so that what is dragged changes and nothing else
 * does. They are derived anew when it is let go.
 *
 * @typedef {object} Hold
 * @property {() => boolean} isHeld
 */

/**
 * The largest size of a scale. A held one stays as long as what goes beyond it is not twice as large,
 * and is drawn in its last colour; then it doubles.
 *
 * @param {number} most           in the data
 * @param {number | null} [held]  of the scale before
 */
export function limitOf(most, held = null) {
  if (held === null || held === 0) return most;
  return most < 2 * held ? held : held * 2 ** Math.floor(Math.log2(most / held));
}

/**
 * Remembers what was made of the last inputs. While it is held, what was made before is given to what
 * makes the next; what came of that is made anew once it is not.
 *
 * @template Made
 * @template {unknown[]} Inputs
 * @param {(before: NoInfer<Made> | null, ...inputs: Inputs) => Made} make
 * @returns {(isHeld: boolean, ...inputs: Inputs) => Made}
 */
export function heldMemory(make) {
  /** @type {{inputs: Inputs, made: Made, isOfBefore: boolean} | null} */
  let memory = null;
  return (isHeld, ...inputs) => {
    const isSame = memory !== null && inputs.every((input, i) => input === memory?.inputs[i]);
    if (memory === null || !isSame || (memory.isOfBefore && !isHeld)) {
      const before = isHeld && memory ? memory.made : null;
      memory = { inputs, made: make(before, ...inputs), isOfBefore: before !== null };
    }
    return memory.made;
  };
}

/**
 * Knows whether a pointer is held down anywhere on the page.
 *
 * @param {Window} window
 * @param {() => void} released
 * @returns {Hold}
 */
export function createHold(window, released) {
  let isHeld = false;

  /** @param {PointerEvent} event */
  function press({ button, target }) {
    // a menu that opens may keep the release for itself
    const isMenu = /** @type {Element} */ (target).closest("select") !== null;
    if (button === 0 && !isMenu) isHeld = true;
  }

  function release() {
    if (!isHeld) return;
    isHeld = false;
    released();
  }

  const options = { capture: true };
  window.addEventListener("pointerdown", press, options);
  window.addEventListener("pointerup", release, options);
  window.addEventListener("pointercancel", release, options);
  window.addEventListener("blur", release);
  window.addEventListener(
    "pointermove",
    ({ buttons }) => {
      if (buttons === 0) release();
    },
    options,
  );
  return { isHeld: () => isHeld };
}
