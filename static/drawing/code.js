/** @import {Pen} from "../svg.js" */
import { placeIn } from "../place.js";

/** What of the line is in sight on either side of the caret. */
const AROUND = 24;

/**
 * A text that can be edited, with the numbers of its lines and a mark where it is mistaken. The mark
 * is in a copy that lies under the text: what is typed can have none.
 *
 * @param {Pen} pen
 * @param {string} key
 * @param {string} text
 * @param {{line: number, column: number} | null} mark  both from 1, columns in characters
 * @param {import("../svg.js").Attributes} attributes   of the field
 * @param {import("../svg.js").Handlers} handlers
 * @returns {HTMLTextAreaElement}
 */
export function putCode(pen, key, text, mark, attributes, handlers) {
  const lines = text.split("\n");
  /** @type {Element | null} */
  let field = null;
  const width = pen.element.querySelector(".sheet")?.clientWidth;
  pen.group(key, "div", { class: "code" }, (code) => {
    code.group("numbers", "div", { class: "numbers", "aria-hidden": "true" }, (numbers) => {
      lines.forEach((_, i) => {
        const isMarked = mark?.line === i + 1;
        numbers.put(`${i}`, "div", { class: isMarked ? "marked" : null }, `${i + 1}`);
      });
    });
    code.group("scroller", "div", { class: "scroller" }, (scroller) =>
      scroller.group("sheet", "div", { class: "sheet" }, (sheet) => {
        sheet.group("copy", "div", { class: "copy", "aria-hidden": "true" }, (copy) =>
          lines.forEach((line, i) =>
            putLine(copy, `${i}`, line, mark?.line === i + 1 ? mark.column : null),
          ),
        );
        const look = { spellcheck: "false", autocomplete: "off", autocapitalize: "off" };
        field = sheet.put(
          "field",
          "textarea",
          { ...look, wrap: "off", rows: lines.length, ...attributes },
          null,
          handlers,
        );
      }),
    );
  });
  const area = /** @type {HTMLTextAreaElement} */ (/** @type {unknown} */ (field));
  if (area.value !== text) area.value = text;
  const scroller = /** @type {HTMLElement | null} */ (area.closest(".scroller"));
  const isTyped = area === area.ownerDocument.activeElement && area.clientWidth !== width;
  if (scroller && isTyped) showCaret(scroller, area);
  return area;
}

/**
 * Scroll to the caret. The field is as wide as its copy, which a picture widens later than the browser
 * itself looks for the caret.
 *
 * @param {HTMLElement} scroller  with the field and its copy
 * @param {HTMLTextAreaElement} area
 */
function showCaret(
  scroller,
  { value, selectionStart, selectionEnd, selectionDirection, ownerDocument },
) {
  const end = selectionDirection === "backward" ? selectionStart : selectionEnd;
  const lines = value.slice(0, end).split("\n");
  let column = lines.at(-1)?.length ?? 0;
  const line = scroller.querySelector(`.copy > :nth-child(${lines.length})`);
  if (!line) return;
  const letters = ownerDocument.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let piece = letters.nextNode();
  for (; piece; piece = letters.nextNode()) {
    const length = piece.nodeValue?.length ?? 0;
    if (column <= length) break;
    column -= length;
  }
  const before = ownerDocument.createRange();
  before.selectNodeContents(line);
  if (piece) before.setEnd(piece, column);
  const caret = before.getBoundingClientRect().right;
  const { left, right } = scroller.getBoundingClientRect();
  if (caret > right - AROUND) scroller.scrollLeft += caret + AROUND - right;
  else if (caret < left + AROUND) scroller.scrollLeft += caret - AROUND - left;
}

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {string} line
 * @param {number | null} column
 */
function putLine(pen, key, line, column) {
  pen.group(key, "div", { class: column === null ? null : "marked" }, (inner) => {
    const { start, end } =
      column === null ? { start: line.length, end: 0 } : placeIn(line, 1, column);
    inner.put("before", "span", {}, line.slice(0, start));
    if (column === null) return;
    inner.put("mark", "mark", {}, line.slice(start, end) || " ");
    inner.put("after", "span", {}, line.slice(end));
  });
}
