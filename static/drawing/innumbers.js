/** @import {Piece, Term} from "../inspect/typeset.js" */
/** @import {Quantity} from "../quantity.js" */
/** @import {Pen} from "../svg.js" */
/** @import {Trace} from "../trace.js" */
import { symbolOf } from "../inspect/symbol.js";
import { listText } from "../inspecting.js";
import { exact, short } from "../numbers.js";
import { write } from "../quantity.js";
import { INSPECTING, nameText } from "../words/inspecting.js";
import { putFormula } from "./formula.js";

/**
 * The formula in numbers. A line ends only before a term.
 *
 * @param {Pen} pen
 * @param {Trace} trace
 * @param {Piece[]} pieces
 * @param {(of: Quantity) => boolean} isPointed
 * @param {() => void} showAll
 */
export function putPieces(pen, trace, pieces, isPointed, showAll) {
  /** @type {Piece[][]} */
  const terms = [[]];
  for (const piece of pieces) {
    if (piece.breaks) terms.push([]);
    terms.at(-1)?.push(piece);
  }
  const most = Math.max(0, ...pieces.map(({ term }) => Math.abs(term?.adds ?? 0)));
  /** @param {Pen} into @param {Piece} piece @param {number} j */
  const put = (into, piece, j) =>
    putPiece(into, `${j} ${piece.kind}`, trace, piece, isPointed, showAll);
  terms.forEach((line, i) =>
    pen.group(`term ${i}`, "span", { class: "term" }, (inner) =>
      groupsOf(line).forEach(({ term, pieces: within }, j) => {
        if (term)
          putTerm(
            inner,
            `group ${j}`,
            term,
            most,
            (group) => within.forEach((each, k) => put(group, each, k)),
            isPointed,
          );
        else within.forEach((each, k) => put(inner, each, 100 * j + k));
      }),
    ),
  );
}

/**
 * The pieces of a line, those of one term together.
 *
 * @param {Piece[]} pieces
 */
function groupsOf(pieces) {
  /** @type {{term: Term | undefined, pieces: Piece[]}[]} */
  const groups = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last && last.term === piece.term) last.pieces.push(piece);
    else groups.push({ term: piece.term, pieces: [piece] });
  }
  return groups;
}

/**
 * What is multiplied, with what it comes to below it, and how much of the sum that is.
 *
 * @param {Pen} pen
 * @param {string} key
 * @param {Term} term
 * @param {number} most  what the largest term adds
 * @param {(pen: Pen) => void} putFactors
 * @param {(of: Quantity) => boolean} isPointed
 */
function putTerm(pen, key, { value, adds, quantities }, most, putFactors, isPointed) {
  const worth = `= ${short(value)}`;
  const isOn = quantities.length > 0 && quantities.every(isPointed);
  const look = {
    class: isOn ? "product pointed" : "product",
    tabindex: 0,
    role: "group",
    "aria-label": `${INSPECTING.term} ${worth}`,
    "data-term": listText(quantities),
    "data-value": String(value),
    title: exact(value),
  };
  pen.group(key, "span", look, (product) => {
    product.group("factors", "span", { class: "factors" }, putFactors);
    product.group("comes", "span", { class: "comes" }, (comes) => {
      comes.put("number", "span", { class: "number" }, worth);
      if (adds === null || most === 0) return;
      const length = (50 * Math.abs(adds)) / most;
      comes.group("scale", "span", { class: "scale", "aria-hidden": "true" }, (scale) =>
        scale.put("bar", "span", {
          class: adds < 0 ? "bar below" : "bar above",
          "style:inline-size": `${length.toFixed(1)}%`,
          "style:margin-inline-start": `${(adds < 0 ? 50 - length : 50).toFixed(1)}%`,
        }),
      );
    });
  });
}

/**
 * @param {Pen} pen
 * @param {string} key
 * @param {Trace} trace
 * @param {Piece} piece
 * @param {(of: Quantity) => boolean} isPointed
 * @param {() => void} showAll
 */
function putPiece(pen, key, trace, piece, isPointed, showAll) {
  switch (piece.kind) {
    case "operand":
      return putOperand(pen, key, trace, piece, isPointed(piece.quantity));
    case "number": {
      const words = piece.why === "cut" ? `${piece.text} (${INSPECTING.cut})` : piece.text;
      return pen.put(key, "span", { class: `number ${piece.why ?? ""}` }, words);
    }
    case "more": {
      const { more, zeros, showAll: title } = INSPECTING;
      const words =
        piece.value === 0 ? zeros(piece.count) : `${more(piece.count)}: ${short(piece.value)}`;
      return pen.put(key, "button", { type: "button", class: "more", title }, words, {
        click: showAll,
      });
    }
    case "word":
      return pen.put(key, "span", { class: "word" }, piece.text);
    case "sign":
      return pen.put(
        key,
        "span",
        { class: /^[+−·/]$/.test(piece.text) ? "sign spaced" : "sign" },
        piece.text,
      );
    default:
      return null;
  }
}

/**
 * A number of the formula with its name above it; a click looks into it.
 *
 * @param {Pen} pen
 * @param {string} key
 * @param {Trace} trace
 * @param {{quantity: Quantity, value: number}} operand
 * @param {boolean} isPointed
 */
function putOperand(pen, key, trace, { quantity, value }, isPointed) {
  const look = {
    type: "button",
    class: isPointed ? "operand pointed" : "operand",
    "data-operand": write(quantity),
    "data-value": String(value),
    title: `${nameText(trace, quantity)}: ${exact(value)}`,
  };
  pen.group(key, "button", look, (button) => {
    putFormula(button, "symbol", symbolOf(trace, quantity));
    button.put("number", "span", { class: "number" }, short(value));
  });
}
