/** @import {Action} from "./state.js" */
import { PHASES } from "./timeline.js";

/**
 * What a key does; null when it is none of ours, or belongs to what has the focus. A field that is
 * written in has an undo of its own.
 *
 * @param {{key: string, shiftKey: boolean, ctrlKey: boolean, metaKey: boolean, altKey: boolean}} event
 * @param {{typing: boolean, writing?: boolean, pressing: boolean, over?: boolean, stage?: boolean}} focus
 *   in a field; in one for text; on something that Space or Enter presses; in a dialog over the
 *   page; on the stage
 * @param {boolean} playing
 * @param {boolean} [pinned]  whether a number is
 * @returns {Action | null}
 */
export function actionOf(
  { key, shiftKey, ctrlKey, metaKey, altKey },
  { typing, writing = typing, pressing, over = false, stage = false },
  playing,
  pinned = false,
) {
  if (ctrlKey || metaKey) {
    const letter = key.toLowerCase();
    if (writing || altKey) return null;
    if (letter === "z") return { type: shiftKey ? "redo" : "undo" };
    return letter === "y" && ctrlKey ? { type: "redo" } : null;
  }
  if (key === "Escape") return pinned && !over ? { type: "inspect", of: null } : null;
  if (typing || altKey) return null;
  if (key === " ") return pressing ? null : { type: "play", on: !playing };
  if (key === "ArrowRight") return shiftKey ? { type: "stamp", by: 1 } : { type: "step", by: 1 };
  if (key === "ArrowLeft") return shiftKey ? { type: "stamp", by: -1 } : { type: "step", by: -1 };
  if (key === "Home" || key === "End") return { type: "ends", last: key === "End" };
  if (key === "o") return { type: "column" };
  if (key === "a") return { type: "train", steps: 1 };
  if (key === "i" || (key === "Enter" && stage)) return { type: "begin" };
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
    writing:
      element?.matches(
        "textarea, input:not([type=range], [type=radio], [type=checkbox]), dialog[open] *",
      ) ?? false,
    over: element?.closest("dialog[open]") != null,
    stage: element?.matches(".panel.stage .scroller") ?? false,
    pressing: element?.matches('button, summary, a[href], [role="button"]') ?? false,
  };
}
