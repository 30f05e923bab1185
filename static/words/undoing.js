/** What can be undone, as it is called in "Undo: …". */
const NAMES = /** @type {Record<string, string>} */ ({
  kind: "kind of sequence",
  text: "text",
  by: "how the text is split",
  source: "what is read",
  target: "what is said",
  translationBy: "how the text is split",
  vectors: "vectors",
  masked: "targets",
  example: "example",
  cell: "cell",
  equations: "equations",
  sizes: "sizes",
  hidden: "hidden units",
  seed: "random seed",
  gain: "recurrent gain",
  truncation: "truncation",
  steps: "length of truncation",
  rate: "learning rate",
  nudge: "nudge",
  edits: "weight",
  weights: "weights",
  pasted: "pasted weights",
  drawn: "drawn weights",
  update: "update",
  file: "weights from a file",
  reset: "reset",
  link: "link",
});

/** What the page says about undoing. */
export const UNDOING = {
  label: {
    undo: (/** @type {string | null} */ what) => (what === null ? "Undo" : `Undo: ${named(what)}`),
    redo: (/** @type {string | null} */ what) => (what === null ? "Redo" : `Redo: ${named(what)}`),
  },
  hint: {
    undo: (/** @type {string} */ label) => `${label} (Ctrl+Z or ⌘Z)`,
    redo: (/** @type {string} */ label) => `${label} (Ctrl+Y or ⇧⌘Z)`,
  },
  said: {
    undo: (/** @type {string} */ what) => `Undone: ${named(what)}.`,
    redo: (/** @type {string} */ what) => `Done again: ${named(what)}.`,
  },
};

/** @param {string} what */
function named(what) {
  return NAMES[what] ?? what;
}
