import { readSizes } from "./cell/sizes.js";
import { readEdits, writeEdits } from "./edits.js";
import { readMask, writeMask } from "./masks.js";
import { readNudge, writeNudge } from "./nudge.js";
import { read as readQuantity } from "./quantity.js";

/**
 * What a user can set. This one table reads and writes the address, checks what is typed into a
 * control, and says which control an error of the server belongs to.
 *
 * @typedef {object} Settings
 * @property {"text" | "translation" | "vectors"} kind  which of the sequences typed is meant
 * @property {string} text
 * @property {"character" | "word"} by
 * @property {string} source         what a translation reads
 * @property {string} target         what it says
 * @property {"character" | "word"} translationBy  how both are split
 * @property {string} vectors        as CSV, see csv.js
 * @property {string} masked         the time-stamps whose target is left out, see masks.js
 * @property {string} example       name of an example whose sequence replaces what is typed; "" for none
 * @property {string} cell          name of a built-in: the cell, or what its text was started from; "" for nothing
 * @property {string} equations     the text of the cell; "" where it is the built-in as it is
 * @property {string} sizes         own sizes of the values of a text, see sizes.js
 * @property {number} hidden
 * @property {number} seed
 * @property {number | null} gain
 * @property {"off" | "segment" | "window"} truncation
 * @property {number} steps
 * @property {number} rate
 * @property {string} open          which columns of the stage show their inside: "auto", "all", "none" or "2,5"
 * @property {string} fold          the groups of the ledger that are folded: "f,i"
 * @property {string} edits         single weights set by hand, see edits.js; "" for none
 * @property {string} nudge         the one weight that is changed, see nudge.js; "" for none
 * @property {string} look          the number that is pinned in the inspector, see quantity.js; "" for none
 *
 * @typedef {keyof Settings} Field
 * @typedef {Field | "weights"} Place  where on the page a mistake is mended
 *
 * @typedef {object} Row
 * @property {Field} field
 * @property {string} key                               its name in the address
 * @property {string[]} paths                           where the server says its errors are
 * @property {(text: string) => unknown} read           undefined when the text is no such thing
 */
const LONGEST_TEXT = 4096;
const LONGEST_VECTORS = 65536;
/** More than the server reads, which says so better than the page could. */
const LONGEST_EQUATIONS = 16384;
const LONGEST_EDITS = 65536;

/** Where in a request the own sizes stand, each under its name. */
const SIZES = "/cell/sizes";

/** @type {Settings} */
export const INITIAL = {
  kind: "text",
  text: "hello",
  by: "character",
  source: "the cat sleeps",
  target: "le chat dort",
  translationBy: "word",
  vectors: "a,b,class\n0.9,0.2,a\n0.1,0.6,a\n0.2,0.7,b\n0.9,0.3,a",
  masked: "",
  example: "",
  cell: "elman",
  equations: "",
  sizes: "",
  hidden: 4,
  seed: 0,
  gain: null,
  truncation: "off",
  steps: 2,
  rate: 0.1,
  open: "auto",
  fold: "",
  edits: "",
  nudge: "",
  look: "",
};

/** @type {Row[]} */
export const TABLE = [
  {
    field: "kind",
    key: "kind",
    paths: ["/sequence"],
    read: oneOf("text", "translation", "vectors"),
  },
  { field: "text", key: "text", paths: ["/sequence/text"], read: upTo(LONGEST_TEXT) },
  { field: "by", key: "by", paths: ["/sequence/by"], read: oneOf("character", "word") },
  { field: "source", key: "source", paths: ["/sequence/source"], read: upTo(LONGEST_TEXT) },
  { field: "target", key: "target", paths: ["/sequence/target"], read: upTo(LONGEST_TEXT) },
  {
    field: "translationBy",
    key: "translation-by",
    paths: [],
    read: oneOf("character", "word"),
  },
  {
    field: "vectors",
    key: "vectors",
    paths: ["/sequence/steps", "/sequence/classes"],
    read: upTo(LONGEST_VECTORS),
  },
  { field: "masked", key: "masked", paths: ["/sequence/masked"], read: mask },
  { field: "example", key: "example", paths: [], read: name },
  { field: "cell", key: "cell", paths: ["/cell"], read: name },
  {
    field: "equations",
    key: "equations",
    paths: ["/cell/equations", "/cell/initial_biases"],
    read: equations,
  },
  {
    field: "sizes",
    key: "sizes",
    paths: [SIZES],
    read: (text) => (readSizes(text) ? text : undefined),
  },
  { field: "hidden", key: "hidden", paths: ["/hidden_size"], read: wholeFrom(1) },
  { field: "seed", key: "seed", paths: ["/seed"], read: wholeFrom(0) },
  {
    field: "gain",
    key: "gain",
    paths: ["/gain"],
    read: (text) => (text === "off" ? null : decimal(text, true)),
  },
  {
    field: "truncation",
    key: "cut",
    paths: ["/truncation", "/truncation/kind"],
    read: oneOf("off", "segment", "window"),
  },
  { field: "steps", key: "steps", paths: ["/truncation/steps"], read: wholeFrom(1) },
  { field: "rate", key: "rate", paths: [], read: (text) => decimal(text, false) },
  {
    field: "open",
    key: "open",
    paths: [],
    read: (text) => (/^(auto|all|none|\d{1,4}(,\d{1,4})*)$/.test(text) ? text : undefined),
  },
  {
    field: "fold",
    key: "fold",
    paths: [],
    read: (text) => (/^(\w+(,\w+)*)?$/.test(text) ? text : undefined),
  },
  { field: "edits", key: "edits", paths: [], read: edits },
  {
    field: "nudge",
    key: "nudge",
    paths: [],
    read: nudge,
  },
  {
    field: "look",
    key: "look",
    paths: [],
    read: (text) => (text === "" || readQuantity(text) ? text : undefined),
  },
];

/** What changes only how a run is shown, or comes after it. */
const AFTER_THE_RUN = new Set(["rate", "open", "fold", "nudge", "look"]);

/**
 * Whether what is wrong at a place stands in the way of a run.
 *
 * @param {string | null} field
 */
export function isOfTheRun(field) {
  return field === null || !AFTER_THE_RUN.has(field);
}

const BEAT = "beat";
const LAST_BEAT = 9999;

/**
 * The fragment of the address that says what is shown. What is as at the start is left out.
 *
 * @param {Settings} settings
 * @param {number} beat
 */
export function addressOf(settings, beat) {
  const parameters = new URLSearchParams();
  for (const { field, key } of TABLE)
    if (settings[field] !== INITIAL[field]) parameters.set(key, writeField(settings[field]));
  if (beat > 0) parameters.set(BEAT, String(beat));
  return parameters.toString();
}

/**
 * What a fragment says. Whatever in it is no possible setting counts as left out; limits are the
 * server's to check.
 *
 * @param {string} fragment
 * @returns {{settings: Settings, beat: number}}
 */
export function readAddress(fragment) {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ""));
  const settings = { ...INITIAL };
  for (const { field, key } of TABLE) {
    const value = readField(field, parameters.get(key) ?? "");
    if (parameters.has(key) && value !== undefined) Object.assign(settings, { [field]: value });
  }
  const beat = Number(wholeFrom(0)(parameters.get(BEAT) ?? "") ?? 0);
  return { settings, beat: Math.min(beat, LAST_BEAT) };
}

/**
 * Whether both ask for the same run.
 *
 * @param {Settings} a
 * @param {Settings} b
 */
export function sameRun(a, b) {
  return TABLE.every(({ field }) => AFTER_THE_RUN.has(field) || a[field] === b[field]);
}

/**
 * @param {Field} field
 * @param {string} text
 */
export function readField(field, text) {
  return TABLE.find((row) => row.field === field)?.read(text);
}

/**
 * @param {Settings[Field]} value
 */
export function writeField(value) {
  return value === null ? "off" : String(value);
}

/**
 * The control that an error of the server belongs to: that of the longest path it lies in.
 *
 * @param {string} path  a JSON Pointer into the request
 * @returns {Place | null}
 */
export function fieldAt(path) {
  /** @type {{field: Place, owned: string}[]} */
  const owners = TABLE.flatMap(({ field, paths }) => paths.map((owned) => ({ field, owned })));
  owners.push({ field: "weights", owned: "/weights" });
  const fitting = owners.filter(({ owned }) => path === owned || path.startsWith(`${owned}/`));
  return fitting.sort((a, b) => b.owned.length - a.owned.length)[0]?.field ?? null;
}

/**
 * Of which value the size is that an error of the server is about.
 *
 * @param {string} path  a JSON Pointer into the request
 */
export function sizeAt(path) {
  return path.startsWith(`${SIZES}/`) ? path.slice(SIZES.length + 1) : null;
}

/**
 * A text with the line breaks that a text field has.
 *
 * @param {number} longest
 */
function upTo(longest) {
  /** @param {string} text */
  return (text) => {
    const lines = text.replace(/\r\n?/g, "\n");
    return lines.length <= longest ? lines : undefined;
  };
}

/** @param {string} text */
function equations(text) {
  return text.trim() === "" ? undefined : upTo(LONGEST_EQUATIONS)(text);
}

/** @param {string} text */
function mask(text) {
  const times = readMask(text);
  return times && writeMask(times);
}

/** @param {string} text */
function edits(text) {
  const read = text.length <= LONGEST_EDITS ? readEdits(text) : null;
  return read ? writeEdits(read) : undefined;
}

/** @param {string} text */
function nudge(text) {
  const read = readNudge(text);
  return read ? writeNudge(read) : text === "" ? "" : undefined;
}

/** @param {string} text */
function name(text) {
  return /^[\w-]{0,40}$/.test(text) ? text : undefined;
}

/** @param {number} least */
function wholeFrom(least) {
  /** @param {string} text */
  return (text) => (/^\d{1,9}$/.test(text) && Number(text) >= least ? Number(text) : undefined);
}

/**
 * @param {string} text
 * @param {boolean} positive  whether zero is refused
 */
function decimal(text, positive) {
  const value = /^\d{0,6}(\.\d{0,9})?(e-?\d)?$/.test(text) && /\d/.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) && (value > 0 || !positive) ? value : undefined;
}

/** @param {string[]} choices */
function oneOf(...choices) {
  /** @param {string} text */
  return (text) => (choices.includes(text) ? text : undefined);
}
