/** @param {number} count @param {string} one @param {string} [many] */
const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** The words of setting weights by hand, of the update and of training on. */
export const TRAINING = {
  weight: {
    name: (/** @type {string} */ parameter, /** @type {number[]} */ place) =>
      `${parameter}[${place.join(", ")}]`,
    matrix: (/** @type {string} */ entry, /** @type {string} */ value) =>
      `${entry} = ${value}, shared weight`,
    keys: "Arrow keys choose an entry; Enter or a digit changes it.",
  },
  training: {
    title: "Training",
    drawn: (/** @type {number} */ seed) => `Weights: drawn with seed ${seed}.`,
    example: "Weights: the example’s own.",
    pasted: (/** @type {string} */ source) => `Weights: pasted from ${source}.`,
    given: "Weights: from a link, a file or a training.",
    updated: (/** @type {number} */ count) => `Weights: after ${counted(count, "update")}.`,
    edited: (/** @type {number} */ count) => `${counted(count, "entry", "entries")} set by hand.`,
    missing: (/** @type {number} */ count) =>
      count === 1
        ? "One more has no place in this network and waits."
        : `${count} more have no place in this network and wait.`,
    waiting: "Weights of another network or other tokens wait; these are drawn.",
    hint: "To change one, drag an entry of a shared matrix beside the columns, or click it and type.",
    back: { drawn: "Back to the drawn weights", example: "Back to the example’s weights" },
    rate: (/** @type {string} */ eta) => `η = ${eta}`,
    summed: (/** @type {number} */ count, /** @type {string} */ mean) =>
      `L is a sum of ${counted(count, "loss", "losses")}: with their mean, the same step needs η = ${mean}.`,
    parameter: "update of",
    tiles: { weight: "before", gradient: "η · ∂L/∂W", updated: "after" },
    picture: (/** @type {string} */ parameter) =>
      `${parameter} before the update, what is subtracted, and after it. The line below has one entry in numbers.`,
    later: "In phase 4 the step of each entry stands here.",
    again: "Again",
    againHint: "Take this step for good and play on from the new weights (key a)",
    many: (/** @type {number} */ steps) => `Again × ${steps}`,
    manyHint: (/** @type {number} */ steps) => `${steps} steps without the film`,
    working: "Training …",
    trail: "L after each update",
    wideTrail: "L after each update, log scale",
    at: (/** @type {number} */ updates, /** @type {string} */ loss) => `after ${updates}: ${loss}`,
    next: "next",
    up: "The last update made L larger",
    above: "L is still larger than where this trail begins",
    tooLarge: ": η is too large",
    save: "Save weights",
    load: "Load weights",
    file: "bptt_weights.json",
    tooMany: "Too many weights for a link: save them as a file.",
    noJson: "This file is not JSON.",
    noWeights: 'This file has no weights: expected {"weights": {"W_hh": [[…',
    noParameter: (/** @type {string} */ name) =>
      `${name}: expected rows of numbers for a name like W_hh, and one row for one like b_h.`,
  },
};
