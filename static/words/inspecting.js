/** @import {Quantity} from "../quantity.js" */
/** @import {Trace} from "../trace.js" */
import { listed, quoted } from "../sentences/phrases.js";

/** How wide a class may be written beside a name, in pixels. */
const ROOM = 90;

/** Of more operands only the count is read out. */
const MOST_SAID = 4;

/** The words of the inspector. */
export const INSPECTING = {
  title: "Inspector",
  region: "The number that is inspected",
  hint: "Point at any number, or press i; a click pins it.",
  pinHint: "Click the number to pin it.",
  keysHint: "Arrows walk, Enter follows, Esc unpins.",
  beginHint: "Press i to go on by keys, Esc to unpin.",
  under: "Pointed at:",
  unpin: "Unpin",
  unpinHint: "Unpin (Esc)",
  pin: "Pin",
  back: "Back",
  backTo: "Back to the number before (Backspace)",
  term: "Worked out on the way:",
  sources: "What it is the sum of",
  more: (/** @type {number} */ count) => (count === 1 ? "1 more term" : `${count} more terms`),
  zeros: (/** @type {number} */ count) => `${count} terms that are 0`,
  showAll: "Show every term",
  showFewer: "Show the largest terms alone",
  cut: "cut",
  truncated: "Here it lacks what the truncation cuts off.",
  isCut: "The truncation cuts it: it is no part of the gradient.",
  norms: "Norms do not add.",
  closed: "inside the closed column; press o to open it",
  given: {
    input: (/** @type {string} */ token) =>
      token ? `Given: 1 at ${token}, 0 elsewhere.` : "Given: the input.",
    start: "Given: what the state starts with.",
    weight: (/** @type {string} */ stand) =>
      `The one shared weight, the same at every time-stamp; ${stand}.`,
    drawn: (/** @type {number} */ seed) => `drawn with seed ${seed}`,
    constant: "a constant that this cell starts with",
    trained: (/** @type {number} */ updates) =>
      updates === 1 ? "after 1 update" : `after ${updates} updates`,
    pasted: (/** @type {string} */ source) => `pasted from ${source}`,
    example: "the example’s own",
    given: "from a link or a file",
    edited: "set by you",
    item: "What this loss leaves in the copy: one loss sent back alone.",
    sent: "What this loss alone sends back to where the weight is used. Over all losses it adds up to what comes back.",
    norm: "The root of the sum of the squares of its entries. Norms do not add.",
  },
  from: {
    loss: "from its own loss",
    future: "from the future",
    through: "through",
  },
  said: (/** @type {string} */ name, /** @type {string} */ value, /** @type {string[]} */ from) =>
    from.length === 0
      ? `${name}: ${value}.`
      : from.length > MOST_SAID
        ? `${name}: ${value}. From ${from.length} numbers.`
        : `${name}: ${value}. From ${from.join("; ")}.`,
};

/**
 * Which number it is, in words behind its symbol: "unit 3 of 4".
 *
 * @param {Trace} trace
 * @param {Quantity} quantity
 */
export function placeText(trace, quantity) {
  switch (quantity.kind) {
    case "value":
    case "delta":
      return unitText(trace, quantity.name, quantity.t, quantity.unit);
    case "message":
    case "joint":
      return unitText(trace, quantity.to, quantity.t, quantity.unit);
    case "loss":
      return `of time-stamp ${quantity.t}`;
    case "total":
      return "the sum of the losses";
    case "weight":
      return "the shared weight";
    case "updated":
      return "after the update";
    case "gradient":
      return "the sum of all copies";
    case "copy":
      return `of copy ${quantity.t}`;
    case "running":
      return "the sum so far";
    case "size":
      return `the norm of copy ${quantity.t}`;
    case "itemised":
      return `of copy ${quantity.t}, from loss ${quantity.tau}`;
    case "single":
      return `of all copies, from loss ${quantity.tau}`;
    case "sent":
      return `sent back to time-stamp ${quantity.t} by loss ${quantity.tau}`;
    case "norm":
      return trace.parameters.includes(quantity.subject)
        ? `the norm in copy ${quantity.t}, from loss ${quantity.tau}`
        : `the norm at time-stamp ${quantity.t}, from loss ${quantity.tau}`;
  }
}

/**
 * The whole name, to be read out.
 *
 * @param {Trace} trace
 * @param {Quantity} quantity
 */
export function nameText(trace, quantity) {
  const entry = "row" in quantity ? `${entryText(trace, quantity)}, ` : "";
  return `${letters(quantity)}, ${entry}${placeText(trace, quantity)}`;
}

/** @param {Quantity} quantity */
function letters(quantity) {
  switch (quantity.kind) {
    case "value":
      return `${quantity.name} at time-stamp ${quantity.t}`;
    case "delta":
      return `gradient of ${quantity.name} at time-stamp ${quantity.t}`;
    case "message":
      return quantity.from === "loss"
        ? `what the loss brings back to ${quantity.to} at time-stamp ${quantity.t}`
        : `what ${quantity.from} of time-stamp ${quantity.t + quantity.lag} brings back to ${quantity.to} at time-stamp ${quantity.t}`;
    case "joint":
      return `what ${listed(quantity.froms.split("."))} of time-stamp ${quantity.t + quantity.lag} bring back to ${quantity.to} at time-stamp ${quantity.t}`;
    case "loss":
    case "total":
      return "loss";
    case "weight":
    case "updated":
      return `weight ${aloud(quantity.parameter)}`;
    case "norm":
      return `gradient of ${aloud(quantity.subject)}`;
    default:
      return `gradient of ${aloud(quantity.parameter)}`;
  }
}

/** @param {string} parameter */
function aloud(parameter) {
  return parameter.replaceAll("_", " ");
}

/**
 * @param {Trace} trace
 * @param {string} name
 * @param {number} t
 * @param {number} unit
 */
function unitText(trace, name, t, unit) {
  const { answer } = trace;
  const row = t === 0 ? answer.initial_state[name] : answer.values[name]?.[t - 1];
  const of = row?.length ?? 0;
  const place = `${unit + 1} of ${of}`;
  if (name !== "y" && name !== "p") return name === "x" ? `entry ${place}` : `unit ${place}`;
  const token = answer.sequence.vocabulary ? quoted(trace.token(unit), "", ROOM) : "";
  return token ? `class ${token}, ${place}` : `class ${place}`;
}

/**
 * @param {Trace} trace
 * @param {{parameter: string, row: number, column?: number}} entry
 */
function entryText({ answer }, { parameter, row, column }) {
  const isVector = column === undefined || answer.cell.parameters[parameter]?.length === 1;
  return isVector ? `entry ${row + 1}` : `row ${row + 1}, column ${column + 1}`;
}
