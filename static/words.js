/** @import {Phase} from "./timeline.js" */
import { NOT_POSSIBLE, UNREACHABLE } from "./mistakes.js";

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
  copied: { clipboard: "Link copied", "address bar": "It is in the address bar" },
  reset: "Reset all",
  theme: { auto: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" },
  help: "Help",
  settings: "Network and training",
  sequence: "Sequence",
  sequenceHint: (/** @type {string} */ by) => `Every ${by} is to predict the next ${by}.`,
  timeStamps: (/** @type {number} */ T) => (T === 1 ? "1 time-stamp" : `${T} time-stamps`),
  timeStampsOf: (/** @type {number} */ T, /** @type {number} */ most) => `T = ${T} of ${most}`,
  ownSequence: (/** @type {string} */ title) =>
    `The sequence of the example “${title}”. Type to use your own.`,
  by: { label: "Split by", character: "character", word: "word" },
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
    partial: (/** @type {number} */ kept, /** @type {number} */ all) => `${kept} of ${all}`,
    noTarget: "no target",
    openAll: "Open columns",
    closeAll: "Close columns",
    openHint: "A click on a column opens or closes it alone; so does the key o.",
  },
  ledger: {
    title: "Temporal copies, summed",
    hint: {
      forward: "waits for the copies",
      backward: "the copies fill in on the arrows, not here yet",
      sum: "‖·‖ is a norm; norms do not add, entries do",
      update: "‖·‖ is a norm; norms do not add, entries do",
    },
    region: "Copies and their sum, scrolls sideways",
    picture:
      "The temporal copies and their sum. The same numbers stand in the table “Copies and their sum”.",
    group: (/** @type {string} */ name, /** @type {string[]} */ parameters) =>
      `Copies for ${name}: ${parameters.join(", ")}`,
    groups: "Groups of copies",
    fold: (/** @type {string} */ name) => `Fold the copies for ${name}`,
    unfold: (/** @type {string} */ name) => `Unfold the copies for ${name}`,
    total: "total",
    waits: "waits",
    entry: (/** @type {number} */ row, /** @type {number | null} */ column) =>
      column === null ? `entry ${row}` : `entry ${row}, ${column}`,
    zero: { "no input": "0: no input", "no loss": "0: no loss", "no way": "0: no way" },
  },
  formula: { title: "What happens here" },
  loss: {
    title: "Loss",
    sum: "the sum over time-stamps, not a mean",
    after: "after the update",
    unknown: "…",
  },
  lags: {
    title: "Gradient by lag",
    what: "by lag",
    lag: "lag",
    which: ["this run", "beside it"],
    ownCell: "own equations",
    scale: "The bars are on a log scale.",
    ratio: (
      /** @type {number} */ lag,
      /** @type {string} */ larger,
      /** @type {string} */ times,
      /** @type {string} */ smaller,
    ) => `At lag ${lag} the gradient of ${larger} is ${times} times that of ${smaller}.`,
  },
  cost: {
    title: "Truncated against full gradient",
    parameter: "gradient of",
    error: "relative error",
    cosine: "cosine",
    ratio: "norm ratio",
    none: "The full gradient is zero.",
  },
  legend: {
    title: "Colours",
    values: "values",
    weights: "weights",
    deltas: "value gradients",
    gradients: "weight gradients",
    sums: "their sums",
    time: "time-stamps",
    root: "Gradients are drawn on a root scale.",
    biases: "Biases beyond the largest weight look like it.",
  },
  tables: {
    title: "The same as tables",
    stage: "Values and gradients",
    ledger: "Copies and their sum",
    t: "t",
    input: "input",
    target: "target",
    parameter: "Parameter",
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
      ["Esc", "close the equations"],
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
  text: "This text is too long.",
  by: "",
  cell: "",
  equations: "At least one equation, and at most 16,384 characters.",
  sizes: "A whole number from 1 on.",
  truncation: "",
  example: "",
  open: "",
  fold: "",
};

/**
 * @param {import("./state.js").Mistake} mistake
 */
export function mistakeText({ field, message, line, column }) {
  if (message === NOT_POSSIBLE && field) return NOT_POSSIBLE_FOR[field];
  if (message === UNREACHABLE)
    return "The server does not answer. What you see is the last answer that came.";
  // a capital would make another name of a name
  if (field === "sizes") return message;
  if (line) return `Line ${line}, column ${column}: ${message}`;
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
