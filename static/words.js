/** @import {Phase} from "./timeline.js" */
import { NOT_POSSIBLE, UNREACHABLE } from "./mistakes.js";
import { isolated } from "./sentences/phrases.js";
import { LOOKING } from "./words/looking.js";
import { PROOF } from "./words/proof.js";
import { TRAINING } from "./words/training.js";

/** All words of the page but the sentences of the beats, which sentences.js has. */
export const WORDS = {
  title: "Backpropagation through time",
  subtitle: (
    /** @type {string} */ cell,
    /** @type {string} */ text,
    /** @type {number} */ T,
    /** @type {number} */ H,
  ) => `${cell} · ${text} · T = ${T} · H = ${H}`,
  examples: "Examples",
  chooseExample: "Examples …",
  copyLink: "Copy link",
  copied: {
    clipboard: "Link copied",
    "address bar": "It is in the address bar",
    "without weights": "Copied, but weights need a file",
  },
  reset: "Reset all",
  theme: { auto: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" },
  help: "Help",
  settings: "Network and training",
  sequence: "Sequence",
  kind: {
    label: "Kind of sequence",
    text: "text",
    translation: "translation",
    vectors: "vectors",
  },
  sequenceHint: (/** @type {string} */ by) => `Each ${by} predicts the next.`,
  timeStamps: (/** @type {number} */ T) => (T === 1 ? "1 time-stamp" : `${T} time-stamps`),
  timeStampsOf: (/** @type {number} */ T, /** @type {number} */ most) => `T = ${T} of ${most}`,
  ownSequence: (/** @type {string} */ title) =>
    `The sequence of the example “${title}”. Type to use your own.`,
  by: { label: "Split by", character: "character", word: "word" },
  translation: {
    source: "Read",
    target: "Say",
    hint: (/** @type {number} */ S, /** @type {number} */ M) =>
      `Read, say and the end: ${S} + ${M} + 1 = ${S + M + 1} time-stamps.`,
  },
  vectorsOf: (/** @type {number} */ D) => `vectors of ${D === 1 ? "1 number" : `${D} numbers`}`,
  vectorsHint: "CSV: a line is a time-stamp, numbers and a class.",
  csvRules: {
    title: "How it is read",
    rules: [
      "The class is in the column named class, label, target or y; without a header, in the last.",
      "A first line without any number is a header.",
      "A class is a word or a whole number up to 255. Where it is empty there is no target.",
      "Comma, semicolon or tab between; beside the latter two 0,5 is 0.5.",
    ],
  },
  csv: {
    noRow: "No line of numbers yet.",
    noClass: "No column is named class, label, target or y, so there is nothing to learn.",
    noNumber:
      "A line needs a number and, beside it, a class, with a comma, semicolon or tab between.",
    twice: (/** @type {string} */ name) => `The header has the name ${name} twice.`,
    noTarget: "The class column is empty, so there is nothing to learn.",
    ragged: (
      /** @type {number} */ cells,
      /** @type {number} */ width,
      /** @type {boolean} */ underHeader,
    ) =>
      `${cells === 1 ? "1 cell" : `${cells} cells`}, where the ${underHeader ? "header" : "first line"} has ${width}.`,
    badNumber: (/** @type {string} */ cell, /** @type {string | undefined} */ name) =>
      `expected a number${name ? ` for ${name}` : ""}, found ${found(cell)}.`,
    badClass: (/** @type {string} */ cell, /** @type {number} */ most) =>
      `expected a class, a word or a whole number from 0 to ${most}, found ${found(cell)}.`,
  },
  more: (/** @type {number} */ count) => `And ${count} more.`,
  targets: {
    label: "Targets",
    hint: "Click one to leave it out of L.",
    all: "all",
    last: "only the last",
    target: (/** @type {string} */ token, /** @type {number} */ t) =>
      `${isolated(token)}, time-stamp ${t}`,
    beyond: "A target is left out after the last time-stamp, where there is none.",
  },
  cell: "Cell",
  editedCell: (/** @type {string} */ title) => `${title}, edited`,
  ownCell: "Own equations",
  equations: {
    title: "Equations",
    edit: "Edit equations",
    start: "Start from a cell",
    startFrom: "Start from …",
    back: (/** @type {string} */ title) => `Back to ${title}`,
    close: "Close",
    hint: "One equation a line. W_… @ is a matrix times a vector, b_… a bias, h[t-1] the value before, # a comment; + - * tanh sigmoid relu.",
    goThere: "Go there",
    halves: "Encoder and decoder have weights of their own; the encoder has no y.",
    sizes: "Sizes",
    size: (/** @type {string} */ name) => `Size of ${name}`,
    sizesHint: "Empty: the number of hidden units.",
  },
  stale: (/** @type {boolean} */ stopgap) =>
    stopgap
      ? "Until that is mended, the picture shows the run that the page starts with."
      : "The picture still shows the last run that worked.",
  hidden: "Hidden units",
  seed: "Random seed",
  gain: "Recurrent gain",
  gainHint: "The spectral radius of the recurrent matrix.",
  gainOn: "Set the recurrent gain",
  truncation: { label: "Truncation", off: "off", segment: "segment", window: "window" },
  truncationHint: {
    off: "Gradients go back to the first time-stamp.",
    segment: "The sequence is cut into pieces; no gradient crosses a cut.",
    window: "Every loss goes back the same number of time-stamps.",
  },
  steps: { off: "Steps", segment: "Segment length", window: "Window length" },
  rate: "Learning rate",
  rateHint: "L is a sum over time-stamps, so a step acts T times stronger than with a mean.",
  parts: /** @type {Record<string, string>} */ ({ encoder: "Encoder", decoder: "Decoder" }),
  phases: { forward: "Forward", backward: "Backward", sum: "Sum copies", update: "Update" },
  transport: {
    label: "Film",
    first: "First beat",
    back: "Beat back",
    play: "Play",
    pause: "Pause",
    next: "Next beat",
    last: "Last beat",
    position: "Position in the film",
    speed: "Speed",
    beat: (/** @type {number} */ at, /** @type {number} */ of) => `beat ${at} / ${of}`,
  },
  stage: {
    title: "The unrolled network",
    hint: {
      forward: "the same matrices stand on every column’s arrows",
      backward: "every use has a gradient of its own",
      sum: "the copies leave their arrows and are added",
      update: "one matrix changes, and with it every copy",
    },
    picture:
      "The network unrolled over time. The same numbers stand in the table “Values and gradients”.",
    region: "Unrolled network, scrolls sideways",
    shared: "one of each,",
    sharedEvery: "used at every",
    sharedHalf: "shared at",
    sharedAt: (/** @type {number} */ first, /** @type {number} */ last) =>
      last === 1 ? " = 1" : first === 1 ? ` ≤ ${last}` : ` > ${first - 1}`,
    does: /** @type {Record<string, string>} */ ({
      encoder: "reads the source",
      decoder: "says the target",
    }),
    handOver: "hand-over",
    silent: ["no output here and no loss:", "what it learns comes back over the hand-over"],
    counted: (/** @type {number} */ t, /** @type {string} */ token) =>
      `Target of t = ${t}: “${isolated(token)}”, counted`,
    leaveOut: "Click to leave this target out of L",
    takeIn: "Click to count this target in L again",
    partial: (/** @type {number} */ kept, /** @type {number} */ all) => `${kept} of ${all}`,
    partialShort: (/** @type {number} */ kept, /** @type {number} */ all) => `${kept}/${all}`,
    noTarget: "no target",
    leftOut: "left out",
    openAll: "Open columns",
    closeAll: "Close columns",
    openHint: "A click on a column opens or closes it alone; so does the key o.",
    nudged: (/** @type {string} */ predicted, /** @type {string} */ actual) =>
      `ΔL ${predicted} predicted, ${actual} actual`,
  },
  ledger: {
    title: "Temporal copies, summed",
    hint: {
      forward: "waits for the copies",
      backward: "the copies fill in on the arrows, not here yet",
      sum: "‖·‖ is a norm; norms do not add, entries do",
      update: "‖·‖ is a norm; norms do not add, entries do",
    },
    truncated: "what the truncation leaves; norms ‖·‖ do not add, entries do",
    region: "Copies and their sum, scrolls sideways",
    picture:
      "The temporal copies and their sum. The same numbers stand in the table “Copies and their sum”.",
    halves: "each half sums its copies into its own weights; norms ‖·‖ do not add, entries do",
    halvesCut: "what the truncation leaves, each half into its own weights; norms ‖·‖ do not add",
    group: (/** @type {string} */ group, /** @type {string[]} */ parameters) =>
      `${group}: ${parameters.join(", ")}`,
    groups: "Groups of copies",
    copiesFor: (/** @type {string} */ name, /** @type {string | null} */ half) =>
      half ? `Copies for ${name} in the ${half}` : `Copies for ${name}`,
    copiesOf: (/** @type {string} */ half) => `Copies of the ${half}`,
    fold: "Fold these copies",
    unfold: "Unfold these copies",
    total: "total",
    arrived: (/** @type {number} */ count, /** @type {number} */ of) => `${count} of ${of}`,
    waits: "waits",
    entry: (/** @type {number} */ row, /** @type {number | null} */ column) =>
      column === null ? `entry ${row}` : `entry ${row}, ${column}`,
    zero: {
      "no input": "0: no input",
      "no loss": "0: no loss",
      "no way": "0: no way",
      shut: "0: times 0",
      cut: "0: cut",
    },
  },
  loss: {
    title: "Loss",
    sum: "the sum over time-stamps, not a mean",
    after: "after the update",
    unknown: "…",
  },
  legend: {
    title: "Colours",
    inputs: "inputs x",
    values: "values",
    weights: "weights",
    deltas: "value gradients",
    gradients: "weight gradients",
    sums: "their sums",
    time: "time-stamps",
    root: "Gradients are drawn on a root scale.",
    biases: "Biases beyond the largest weight look like it.",
  },
  ...LOOKING,
  ...PROOF,
  ...TRAINING,
  copy: "Copy",
  and: " and ",
  tables: {
    title: "The same as tables",
    stage: "Values and gradients",
    ledger: "Copies and their sum",
    t: "t",
    input: "input",
    target: "target",
    masked: (/** @type {string} */ token) => `${isolated(token)} (left out)`,
    parameter: "Parameter",
    parameterOf: (/** @type {string} */ half) => `Parameter of the ${half.toLowerCase()}`,
    row: "row",
    column: "column",
    copy: (/** @type {number} */ t) => `copy ${t}`,
    running: "running total",
    more: (/** @type {number} */ shown, /** @type {number} */ all) =>
      `The first ${shown} of ${all} entries; the API gives them all.`,
  },
  helpDialog: {
    title: "How to read this page",
    close: "Close",
    paragraphs: [
      "A recurrent network reads a sequence one step at a time with the same weights at every step. Training it means finding out how each shared weight should change. Backpropagation through time does this in three steps and an update:",
    ],
    steps: [
      [
        "Forward",
        "The network runs through the sequence. At every time-stamp with a target it makes a prediction and pays a loss.",
      ],
      [
        "Backward",
        "The gradient runs from the last time-stamp to the first. The weights of each time-stamp get one of their own, as if not shared: a temporal copy.",
      ],
      ["Sum copies", "The copies are added. The sum is the gradient of the one shared matrix."],
      [
        "Update",
        "The shared matrix takes a step against its gradient, and so does every use of it: they always were one matrix.",
      ],
    ],
    keysTitle: "Keys",
    keys: [
      ["Space", "play or pause"],
      ["← →", "a beat back or forward"],
      ["Shift ← →", "a time-stamp back or forward"],
      ["Home End", "first or last beat"],
      ["1 2 3 4", "go to a phase"],
      ["o", "open or close the column shown"],
      ["a", "again: take the step, and play on from the new weights"],
      ["i", "look into a number of the beat; Enter on the stage too"],
      ["↑ ↓ ← →", "in the inspector: the number beside it; with Shift another copy"],
      ["Enter Backspace", "in the inspector: follow a number, go back"],
      ["Esc", "close the equations or the nudge that has the focus; else unpin the number"],
      ["Home ← → End", "on the scissors: cut more often, or less; at the end not at all"],
      ["Ctrl Z", "undo (⌘ Z on a Mac)"],
      ["Ctrl Y", "redo (or Ctrl Shift Z)"],
      ["?", "this help"],
    ],
  },
};

const NOT_POSSIBLE_FOR = {
  hidden: "A whole number from 1 on.",
  seed: "A whole number from 0 on.",
  gain: "A number above 0.",
  steps: "A whole number from 1 on.",
  rate: "A number, 0 or more.",
  kind: "",
  text: "This text is too long.",
  by: "",
  source: "This text is too long.",
  target: "This text is too long.",
  translationBy: "",
  vectors: "Too long for a link: at most 65,536 characters.",
  masked: "",
  cell: "",
  equations: "At least one equation, and at most 16,384 characters.",
  sizes: "A whole number from 1 on.",
  truncation: "",
  example: "",
  open: "",
  fold: "",
  weights: "",
  edits: "A number, such as 0.1 or −0.05.",
  nudge: "A number, such as 0.1 or −0.05.",
  look: "",
};

/** @param {string} cell */
function found(cell) {
  return cell === ""
    ? "nothing"
    : `“${isolated(cell.length > 24 ? `${cell.slice(0, 24)}…` : cell)}”`;
}

/**
 * @param {import("./state.js").Mistake} mistake
 */
export function mistakeText({ field, message, line, column }) {
  if (message === NOT_POSSIBLE && field) return NOT_POSSIBLE_FOR[field];
  if (message === UNREACHABLE)
    return "The server does not answer. What you see is the last answer that came.";
  // the server counts from 0
  if (field === "masked") return WORDS.targets.beyond;
  // a capital would make another name of a name
  if (field === "sizes") return message;
  if (line) return `Line ${line}${column ? `, column ${column}` : ""}: ${message}`;
  return message.charAt(0).toUpperCase() + message.slice(1);
}

/**
 * What the cell of the settings is called.
 *
 * @param {{cell: string, equations: string}} settings
 * @param {import("./cell/builtin.js").Builtin[]} cells
 */
export function cellTitle({ cell, equations }, cells) {
  const title = cells.find(({ name }) => name === cell)?.title ?? cell;
  if (equations === "") return title;
  return title === "" ? WORDS.ownCell : WORDS.editedCell(title);
}

/**
 * @param {Phase} phase
 * @param {number} number
 */
export function phaseLabel(phase, number) {
  return `${number} ${WORDS.phases[phase]}`;
}
