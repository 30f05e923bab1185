/** @import {Mistake, State} from "./state.js" */
/** @import {Trace} from "./trace.js" */

/**
 * The run shown as a text to take away. What the server writes is asked for only while somebody
 * looks at it.
 *
 * @typedef {"pytorch" | "curl" | "python"} Form
 *
 * @typedef {object} Exporting
 * @property {boolean} open
 * @property {Form} form
 * @property {{trace: Trace, text: string} | null} script  for PyTorch, and of which run it is
 * @property {Mistake[]} mistakes                          what the server had against writing it
 *
 * @typedef {{type: "export", open: boolean} | {type: "export as", form: Form}
 *   | {type: "script", trace: Trace, text: string}
 *   | {type: "script refused", mistakes: Mistake[]}} ExportAction
 */

/** @type {Form[]} */
export const FORMS = ["pytorch", "curl", "python"];

/** @type {Exporting} */
export const CLOSED = { open: false, form: "pytorch", script: null, mistakes: [] };

/**
 * @param {Exporting} exporting
 * @param {ExportAction} action
 * @returns {Exporting}
 */
export function exported(exporting, action) {
  switch (action.type) {
    case "export":
      return { ...exporting, open: action.open, mistakes: [] };
    case "export as":
      return { ...exporting, form: action.form, mistakes: [] };
    case "script":
      return { ...exporting, script: { trace: action.trace, text: action.text }, mistakes: [] };
    case "script refused":
      return { ...exporting, mistakes: action.mistakes };
  }
}

/**
 * The run whose script is looked at and not there yet; null where none is.
 *
 * @param {Pick<State, "exporting" | "trace">} state
 */
export function wanted({ exporting: { open, form, script }, trace }) {
  return open && form === "pytorch" && script?.trace !== trace ? trace : null;
}
