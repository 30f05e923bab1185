/**
 * The words of what proves a run: a nudge, the check, the program to take away, weights of one's own.
 */
export const PROOF = {
  nudge: {
    title: "Nudge one weight",
    hint: "Drag an entry of a copy, on its arrow, to the right or left: it changes at that time-stamp alone.",
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
    idle: "Here this entry does nothing.",
    far: "So large an ε is beyond what the gradient alone predicts; as it shrinks, predicted and actual meet.",
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
    linked: "The link brings them, too.",
    unlinked: "They are too many for the link: save them under Training.",
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
};

/** @param {string[]} names */
function listed(names) {
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
