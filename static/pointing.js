/** @import {Action, State} from "./state.js" */
/** @import {Quantity} from "./quantity.js" */
/** @import {Store} from "./store.js" */
import { clamp } from "./frame.js";
import { areaOf } from "./drawing/tile.js";
import { read, same, within } from "./quantity.js";

/** How long a number stays inspected when the pointer has left it, for the way to the inspector. */
const LINGERS = 900;
/** How many pixels the pointer moves at most in a click. */
const STILL = 4;

/**
 * Finds the number under the pointer, or with the focus, by the attribute `data-of` of what shows
 * it. Of a vector or matrix, whose `data-cells` says its rows and columns as drawn, it is the entry
 * at the place of the pointer.
 *
 * @param {Window} window
 * @param {Store<State, Action>} store
 * @param {(name: string, milliseconds: number, act: () => void) => void} later
 */
export function createPointing({ document }, { get, dispatch }, later) {
  /** @type {{x: number, y: number} | null} */
  let pressed = null;
  let leaving = false;

  /** @param {Quantity | null} of */
  function point(of) {
    if (of) {
      leaving = false;
      if (!same(of, get().inspecting.pointed)) dispatch({ type: "point", of });
    } else if (get().inspecting.pointed && !leaving) {
      leaving = true;
      later("point", LINGERS, () => {
        if (leaving) dispatch({ type: "point", of: null });
      });
    }
  }

  /** Whether the pointer is where it was pressed. @param {MouseEvent} event */
  function isStill({ clientX, clientY }) {
    return !pressed || Math.hypot(clientX - pressed.x, clientY - pressed.y) <= STILL;
  }

  /** @param {Event} event */
  function move(event) {
    const { target } = event;
    if (event instanceof PointerEvent && event.buttons !== 0) {
      // what is dragged is no longer pointed at
      if (!isStill(event) && get().inspecting.pointed) dispatch({ type: "point", of: null });
      return;
    }
    if (target instanceof Element && target.closest("[data-operand], .inspector")) {
      leaving = false;
      return;
    }
    point(numberAt(event));
  }

  document.addEventListener("pointermove", move);
  document.addEventListener("focusin", (event) => {
    const of = numberAt(event);
    if (of) point(of);
  });
  document.addEventListener("focusout", (event) => {
    if (numberAt(event)) point(null);
  });
  document.addEventListener("pointerdown", ({ clientX: x, clientY: y }) => (pressed = { x, y }));
  document.addEventListener("click", (event) => {
    const of = event.detail === 0 || isStill(event) ? numberAt(event) : null;
    if (of) dispatch({ type: "inspect", of });
  });
}

/**
 * @param {Event} event
 * @returns {Quantity | null}
 */
function numberAt(event) {
  if (!(event.target instanceof Element)) return null;
  const element = event.target.closest("[data-of]");
  const text = element?.getAttribute("data-of");
  if (!element || !text) return null;
  const [rows, columns] = (element.getAttribute("data-cells") ?? "").split(" ").map(Number);
  if (!rows || !columns) return read(text);
  if (!(event instanceof MouseEvent)) return null;
  const isTile = element.hasAttribute("data-tile");
  const isLying = element.hasAttribute("data-lying");
  const { row, column } = cellAt(event, element.getBoundingClientRect(), { rows, columns, isTile });
  // a vector that lies has its units side by side
  return within(text, isLying ? { row: column, column: 0 } : { row, column });
}

/**
 * @param {MouseEvent} event
 * @param {DOMRect} box
 * @param {{rows: number, columns: number, isTile: boolean}} shape  as drawn; a tile has a margin
 */
function cellAt({ clientX, clientY }, box, { rows, columns, isTile }) {
  const area = isTile
    ? areaOf({ rows, columns }, box)
    : { x: 0, y: 0, width: box.width, height: box.height };
  /** @param {number} at @param {number} from @param {number} length @param {number} count */
  const index = (at, from, length, count) =>
    Math.floor(clamp((at - from) / length) * 0.9999 * count);
  return {
    row: index(clientY - box.y, area.y, area.height, rows),
    column: index(clientX - box.x, area.x, area.width, columns),
  };
}
