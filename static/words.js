/** @import {Phase} from "./timeline.js" */
import { NOT_POSSIBLE, UNREACHABLE } from "./mistakes.js";
import { isolated } from "./sentences/phrases.js";

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
    region: "Copies and their sum, scrolls sideways",
    picture:
      "The temporal copies and their sum. The same numbers stand in the table “Copies and their sum”.",
    halves: "each half sums its copies into its own weights; norms ‖·‖ do not add, entries do",
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
  formula: { title: "What happens here" },
  nudge: {
    title: "Nudge one weight",
    hint: "Drag an entry of a matrix on the stage to the right or left and see what it does to L.",
    start: "Try it",
    close: "Close",
    parameter: "weight",
    row: "row",
    column: "column",
    where: "time-stamp",
    every: "every t",
    at: (/** @type {string} */ t) => `t = ${t}`,
    epsilon: "by ε",
    slider: "Change ε",
    change: "change of L",
    predicted: "predicted",
    actual: "actual",
    how: { predicted: "ε · gradient", actual: "run again" },
    only: (/** @type {number} */ t) => `only at t = ${t}`,
    added: "Σ one by one",
    shared: "all at once",
    single: "There is one time-stamp, so its copy is the shared weight.",
    saidOnly: (/** @type {number} */ t) =>
      `Only the copy at t = ${t} is changed; the others keep their value.`,
    saidNothing: (/** @type {number} */ t) =>
      `Only the copy at t = ${t} is changed, and there this entry does nothing.`,
    saidShared: (/** @type {number} */ of) =>
      `The shared weight is changed, and with it all ${of} copies.`,
    apart: (/** @type {string} */ sum, /** @type {string} */ shared, /** @type {string} */ apart) =>
      `One by one the copies add up to ${sum}, all at once they make ${shared}; the difference of ${apart} shrinks with ε².`,
    exact: (/** @type {string} */ sum) =>
      `One by one the copies add up to ${sum}, just as all at once: none acts on another.`,
    full: "Predicted with the full gradient; L knows of no truncation.",
    alone: (
      /** @type {number} */ t,
      /** @type {string} */ predicted,
      /** @type {string} */ actual,
    ) => `at t = ${t} ${predicted} and ${actual}`,
    picture: (
      /** @type {string[]} */ terms,
      /** @type {string} */ predicted,
      /** @type {string} */ actual,
    ) =>
      `What each copy alone changes L by, predicted and actual: ${terms.join("; ")}; added up ${predicted} and ${actual}.`,
  },
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
  check: {
    title: "Check every number",
    what: "Each weight is moved a little up and down and L is run again: the change of L must be what the gradient says. Once for every temporal copy alone, once for the shared one.",
    truncated:
      "Under truncation, the states that cross a cut are held fixed, for the gradient takes them for constants.",
    start: "Check now",
    again: "Check again",
    stop: "Stop",
    parameter: "gradient of",
    numbers: "numbers",
    error: "largest error",
    waiting: "waits",
    running: "running …",
    stopped: "not checked",
    results: { true: "agrees", false: "does not agree", null: "too small to tell" },
    nothing: "nothing to compare",
    skipped: (/** @type {number} */ n) =>
      `${n.toLocaleString("en")} skipped: the interval crosses the kink of relu.`,
    progress: (/** @type {string} */ name, /** @type {number} */ at, /** @type {number} */ of) => [
      "Checking ",
      [name],
      `, ${at} of ${of} parameters …`,
    ],
    left: "skipped",
    result: "result",
    errorIs: "An error is the distance over the largest entry of that gradient.",
    agree: (/** @type {number} */ n, /** @type {boolean} */ isAll) =>
      `All ${n.toLocaleString("en")} numbers ${isAll ? "" : "that were checked "}agree.`,
    disagree: (/** @type {string[]} */ names) => [
      "The gradient of ",
      names,
      " does not agree with the differences.",
    ],
    open: (/** @type {string[]} */ names) => [
      "No number disagrees, but for ",
      names,
      " the gradient is too small for differences to tell, or there was nothing to compare.",
    ],
    worst: (/** @type {string} */ error) => `The largest error is ${error}, at`,
    place: (
      /** @type {number} */ row,
      /** @type {number | null} */ column,
      /** @type {number | null} */ copy,
    ) =>
      `[${column === null ? row : `${row}, ${column}`}] of ${copy === null ? "the sum" : `copy t = ${copy}`}.`,
    refused: (/** @type {string[]} */ names, /** @type {string} */ message) => [
      "Not checked: ",
      names,
      `. ${message}`,
    ],
    show: "Show it",
  },
  export: {
    title: "Take it with you",
    what: "The run shown as a program: in plain PyTorch, one line for each equation, or as a call of the API.",
    open: "Show the program",
    close: "Hide the program",
    form: "Program",
    forms: { pytorch: "PyTorch", curl: "curl", python: "Python" },
    files: { pytorch: "bptt_run.py", curl: "bptt_run.sh", python: "bptt_client.py" },
    text: "The program, scrolls",
    waiting: "Writing …",
    download: "Download",
  },
  compare: {
    title: "Compare with my PyTorch",
    what: "Paste the weights of an nn.RNN, nn.LSTM or nn.GRU with a linear layer that reads it out, as JSON:",
    recipe: "json.dumps({k: v.tolist() for k, v in model.state_dict().items()})",
    copyRecipe: "Copy this line",
    placeholder: '{"rnn.weight_ih_l0": [[…',
    layer: (/** @type {string} */ source, /** @type {number} */ l) => `${source}, 2 layers: l${l}`,
    run: "Run at these weights",
    worn: (/** @type {string} */ source, /** @type {number} */ H) =>
      `Weights: pasted (${source}, H = ${H}).`,
    waiting: (/** @type {string} */ source, /** @type {number} */ H) =>
      `The pasted weights (${source}, H = ${H}) wait: another cell or size is set.`,
    drawn: "Use drawn weights again",
    misfit: (/** @type {string[]} */ mistakes) =>
      `The weights given do not fit this run. ${mistakes.join(". ").replace(/\.?$/, ".")}`,
    unlinked: "They are not in the link.",
    fits: (/** @type {number} */ D, /** @type {number} */ V) =>
      `The pasted network reads ${D === 1 ? "vectors of 1 number" : `vectors of ${D} numbers, one-hot for letters or words,`} and chooses among ${V === 1 ? "1 class" : `${V} classes`}. So the sequence needs ${D === V ? `a vocabulary of ${D}` : `inputs of size ${D} and ${V} classes`}.`,
    translation:
      "A translation has two networks, encoder and decoder; the pasted one fits a text or vectors.",
    how: "How the numbers correspond",
    rules: [
      ["Letters and words are numbered as they first appear, and go in one-hot."],
      ['L is a sum: use CrossEntropyLoss(reduction="sum").'],
      [
        "The two biases of a gate are added here, and each has the gradient of the sum in .grad; those of n in a GRU stay apart: ",
        ["b_n", "b_hn"],
        ".",
      ],
      [
        "A state dict does not say whether nn.RNN has tanh or relu: for relu, choose the cell “Elman RNN, relu” first.",
      ],
    ],
    rows: "Rows of weight_ih_l0, from the top, H each; weight_hh_l0 alike:",
    layered: (/** @type {string} */ source, /** @type {number} */ layers) =>
      `${source}, ${layers} layers`,
    empty: "Nothing is pasted yet.",
    noJson: (/** @type {number} */ line, /** @type {number} */ column) =>
      `This is not JSON: it breaks off at line ${line}, column ${column}.`,
    noObject: 'Expected an object with a key for each parameter: {"rnn.weight_ih_l0": …}.',
    noModule:
      "No recurrent module is in it: no key ends in weight_ih_l0, as those of nn.RNN, nn.LSTM and nn.GRU do.",
    modules: (/** @type {string} */ one, /** @type {string} */ other) =>
      `More than one recurrent module is in it: ${one} and ${other}.`,
    bidirectional: (/** @type {string} */ key) =>
      `${key}: a bidirectional module also runs backward in time, which no cell here does.`,
    projection: (/** @type {string} */ key) => `${key}: no cell here has a projection (proj_size).`,
    layers: (/** @type {string} */ source, /** @type {number} */ layers) =>
      `${layers} layers of ${source}: there is a cell here for one layer, and of nn.RNN for two.`,
    gates: (/** @type {string} */ key, /** @type {string} */ found) =>
      `${key} is ${found || "one number"}: expected H × H, 3H × H or 4H × H.`,
    shape: (/** @type {string} */ key, /** @type {string} */ wanted, /** @type {string} */ found) =>
      `${key} is ${found || "one number"}: expected ${wanted}.`,
    missing: (/** @type {string} */ key) => `${key} is missing.`,
    noNumber: (/** @type {string} */ key) => `${key} holds something that is no finite number.`,
    ragged: (/** @type {string} */ key) => `${key} has rows of different lengths.`,
    noReadOut: (/** @type {number} */ H) =>
      `No read-out is in it: expected one linear layer, a key that ends in .weight with ${H} columns.`,
    readOuts: (/** @type {string[]} */ keys) =>
      `Only one layer may stand beside the recurrent module, the linear read-out, and no embedding. Here are ${listed(keys)}.`,
    unknown: (/** @type {string} */ key) =>
      `${key} belongs neither to the recurrent module nor to its linear read-out.`,
  },
  taken: { clipboard: "Copied", "by hand": "Selected: copy it with Ctrl+C or ⌘C" },
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
      ["Esc", "close the equations, or the nudge"],
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
  nudge: "A number, such as 0.1 or −0.05.",
};

/** @param {string[]} names */
function listed(names) {
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

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
