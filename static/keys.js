/** @import {Action} from "./state.js" */
import { PHASES } from "./timeline.js";

/**
 * What a key does; null when it is none of ours, or belongs to what has the focus.
 *
 * @param {{key: string, shiftKey: boolean, ctrlKey: boolean, metaKey: boolean, altKey: boolean}} event
 * @param {{typing: boolean, pressing: boolean}} focus  in a field; on something that Space or Enter presses
 * @param {boolean} playing
 * @returns {Action | null}
 */
export function actionOf(
  { key, shiftKey, ctrlKey, metaKey, altKey },
  { typing, pressing },
  playing,
) {
  if (typing || ctrlKey || metaKey || altKey) return null;
  if (key === " ") return pressing ? null : { type: "play", on: !playing };
  if (key === "ArrowRight") return shiftKey ? { type: "stamp", by: 1 } : { type: "step", by: 1 };
  if (key === "ArrowLeft") return shiftKey ? { type: "stamp", by: -1 } : { type: "step", by: -1 };
  if (key === "Home" || key === "End") return { type: "ends", last: key === "End" };
  if (key === "o") return { type: "column" };
  if (key === "?") return { type: "help", open: true };
  const phase = /^[1-4]$/.test(key) ? PHASES[Number(key) - 1] : undefined;
  return phase ? { type: "phase", phase } : null;
}

/**
 * Whose keys they are when `element` has the focus.
 *
 * @param {Element | null} element
 */
export function focusOf(element) {
  const scrubber = element?.matches(".scrubber") ?? false;
  return {
    typing:
      !scrubber && (element?.matches("input, textarea, select, pre, dialog[open] *") ?? false),
    pressing: element?.matches("button, summary, a[href]") ?? false,
  };
}
