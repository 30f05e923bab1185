/** @import {Context, Model} from "../panels.js" */
/** @import {Entry} from "../state.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Trace} from "../trace.js" */
/** @import {TileBox} from "./tile.js" */
import { readTyped, sameEntry, writeEdits } from "../edits.js";
import { shortest } from "../numbers.js";
import { weightNow } from "../weights.js";
import { invalid, putMistakes } from "./field.js";
import { cellOf, indexOf, nameOf, putMatrix } from "./matrix.js";
import { putName } from "./name.js";

/** What an arrow key changes the weight in the field by; with Shift. */
const STEP = 0.01;
const STRIDE = 0.1;
/** How wide the field is, about how tall without and with a mistake, and its distances. */
const FIELD = { width: 148, height: 68, tallest: 112, gap: 6, edge: 4 };
/** How many digits of the weight stand in the field. */
const DIGITS = 6;

/**
 * A shared matrix on the stage, and where.
 *
 * @typedef {{parameter: string, box: TileBox}} Pinned
 */

/**
 * The keyboard's way to the shared weights, and the field in which one is typed. A matrix is one
 * stop; arrow keys go from entry to entry.
 *
 * @param {Context["dispatch"]} dispatch
 */
export function createWeightField(dispatch) {
  /**
   * The entry of the field that is open, the edits to come back to, and the text that stands for all
   * digits of the weight.
   *
   * @type {{entry: Entry, edits: string, text: string} | null}
   */
  let open = null;
  /** The matrix that gets the focus with the next picture. @type {string | null} */
  let next = null;
  /** What was typed on a matrix, before there was a field. */
  let begun = "";

  /** @param {string} edits */
  const set = (edits) => dispatch({ type: "set", field: "edits", text: edits });

  /** @param {string | null} parameter  whose matrix gets the focus */
  function close(parameter) {
    open = null;
    next = parameter;
    dispatch({ type: "typing", entry: null });
  }

  /**
   * Whether what stands in the field is a number, which is then the weight. A text that nobody
   * changed changes nothing.
   *
   * @param {Model} model
   * @param {Entry} entry
   * @param {HTMLInputElement} field
   */
  function keep(model, entry, field) {
    const { state, trace } = model;
    const now = weightNow(state.settings, trace, entry);
    const value = field.value === open?.text ? now : readTyped(field.value);
    if (value === now) {
      // what was typed in between may have been no number
      if (state.mistakes.some((mistake) => mistake.field === "edits")) set(state.settings.edits);
      return true;
    }
    if (value !== null) dispatch({ type: "weight", entry, value });
    else set(`${state.settings.edits} ${writeEdits([{ ...entry, value: NaN }])}`);
    return value !== null;
  }

  /**
   * @param {Model} model
   * @param {Entry} entry
   * @param {KeyboardEvent} event
   */
  function press(model, entry, event) {
    // a key that was still meant for the field that has just been closed
    if (!open) return;
    const field = /** @type {HTMLInputElement} */ (event.target);
    const { key, shiftKey } = event;
    if (key === "Enter") {
      if (keep(model, entry, field)) close(entry.parameter);
    } else if (key === "Escape") {
      set(open.edits);
      close(entry.parameter);
    } else if (key === "ArrowUp" || key === "ArrowDown") {
      const now = weightNow(model.state.settings, model.trace, entry);
      const from = field.value === open.text ? now : (readTyped(field.value) ?? now);
      const by = (key === "ArrowUp" ? 1 : -1) * (shiftKey ? STRIDE : STEP);
      const value = Number((from + by).toPrecision(15));
      field.value = shortest(value, DIGITS);
      open.text = field.value;
      dispatch({ type: "weight", entry, value });
    } else if (key === "Tab") {
      const to = neighbour(model.trace, entry, shiftKey ? -1 : 1);
      if (!keep(model, entry, field)) event.preventDefault();
      else if (to) dispatch({ type: "typing", entry: to });
      else return close(null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    /**
     * @param {Pen} pen  over the stage
     * @param {Model} model
     * @param {{pinned: Pinned[], top: number, width: number, height: number}} view
     */
    put(pen, model, { pinned, top, width, height }) {
      const { state, trace } = model;
      let said = "";
      for (const { parameter, box } of pinned) {
        const element = putMatrix(
          pen,
          model,
          parameter,
          { ...box, y: box.y + top },
          (entry, key) => {
            begun = key ?? "";
            dispatch(key === null ? { type: "pick", entry } : { type: "typing", entry });
          },
        );
        if (next === parameter) {
          next = null;
          element.focus();
        }
        if (element === element.ownerDocument.activeElement)
          said = element.getAttribute("aria-label") ?? "";
      }
      // a name that changes while it has the focus is not read out by itself
      pen.put("said", "p", { class: "spoken", "aria-live": "polite" }, said);
      const entry = state.typing;
      const tile = pinned.find(({ parameter }) => parameter === entry?.parameter);
      if (!entry || !tile) return;
      const box = { ...tile.box, y: tile.box.y + top };
      const field = putField(
        pen,
        model,
        entry,
        besideTile(box, cellOf(trace, entry, box), { width, height }),
        {
          keydown: (/** @type {KeyboardEvent} */ event) => press(model, entry, event),
          blur: (/** @type {FocusEvent} */ { target }) => {
            if (!open || !sameEntry(open.entry, entry)) return;
            const typed = /** @type {HTMLInputElement} */ (target);
            if (!keep(model, entry, typed)) set(model.state.settings.edits);
            close(null);
          },
        },
      );
      if (open && sameEntry(open.entry, entry)) return;
      const text = shortest(weightNow(state.settings, trace, entry), DIGITS);
      open = { entry, edits: state.settings.edits, text };
      field.value = begun || text;
      field.focus();
      if (!begun) field.select();
      begun = "";
    },
  };
}

/**
 * Right of the matrix that the entry is in, or left of it, so that it can be seen; level with the entry.
 *
 * @param {TileBox} tile
 * @param {TileBox} cell
 * @param {{width: number, height: number}} stage
 */
function besideTile(tile, cell, { width, height }) {
  const right = tile.x + tile.width + FIELD.gap;
  const fits = right + FIELD.width + FIELD.edge <= width;
  const left = fits ? right : tile.x - FIELD.gap - FIELD.width;
  const level = cell.y + (cell.height - FIELD.height) / 2;
  const top = Math.min(level, height - FIELD.tallest);
  return { left: Math.max(FIELD.edge, left), top: Math.max(FIELD.edge, top) };
}

/**
 * @param {Pen} pen
 * @param {Model} model
 * @param {Entry} entry
 * @param {{left: number, top: number}} place
 * @param {import("../svg.js").Handlers} handlers
 * @returns {HTMLInputElement}
 */
function putField(pen, { state, trace }, entry, { left, top }, handlers) {
  const element = pen.group(
    "field",
    "div",
    {
      class: "weight-field",
      "style:left": `${Math.round(left)}px`,
      "style:top": `${Math.round(top)}px`,
      "style:inline-size": `${FIELD.width}px`,
    },
    (field) => {
      field.group("label", "label", { for: "weight" }, (label) => {
        putName(label, "name", entry.parameter);
        label.put("index", "span", {}, `[${indexOf(trace, entry).join(",")}]`);
      });
      field.put(
        "input",
        "input",
        {
          id: "weight",
          type: "text",
          inputmode: "text",
          autocomplete: "off",
          class: "number",
          "aria-label": nameOf(trace, entry),
          ...invalid(state.mistakes, "edits"),
        },
        null,
        handlers,
      );
      putMistakes(field, state.mistakes, "edits");
    },
  );
  return /** @type {HTMLInputElement} */ (element.querySelector("input"));
}

/**
 * The entry after or before one, row by row; none beyond the last and the first.
 *
 * @param {Trace} trace
 * @param {Entry} entry
 * @param {1 | -1} by
 * @returns {Entry | null}
 */
function neighbour(trace, { parameter, row, column }, by) {
  const { rows, columns } = trace.weight(parameter);
  const at = row * columns + column + by;
  if (at < 0 || at >= rows * columns) return null;
  return { parameter, row: Math.floor(at / columns), column: at % columns };
}
