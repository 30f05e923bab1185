/** @import {Said} from "../drawing/name.js" */

/** The words of whose loss taught which copy, and of the gradient through time. */
export const LOOKING = {
  map: {
    title: "Whose loss taught which copy",
    subject: "What the map is of",
    parameters: (/** @type {string} */ half) =>
      half === "network" ? "copies" : `copies of the ${half}`,
    states: "state",
    mode: { label: "What the cells show", norms: "norms", entry: "one entry" },
    norms: "of the whole run; log scale; norms do not add",
    entry: "of the whole run; signed, rounded; these add up",
    row: "row",
    column: "column",
    grid: (/** @type {string} */ subject) => `What each loss taught ${subject}, by time-stamp`,
    keys: "Point at a cell, or walk there with the arrow keys: the stage shows the way.",
    legend: { none: "cannot reach", zero: "exactly zero", cut: "cut off", silent: "no loss" },
    range: (/** @type {number} */ low, /** @type {number} */ high) =>
      `Colours from 10 to the power of ${low} to 10 to the power of ${high}.`,
    gradient: "gradient",
    waits: "Waiting for the tables …",
  },
  decay: {
    title: "Gradient through time",
    subject: "of",
    lag: "lag",
    hint: "of the whole run, by lag, log scale",
    picture: (/** @type {string} */ state) =>
      `Size of the gradient of each loss at ${state}, by how many time-stamps earlier, on a log scale.`,
    radius: (/** @type {string} */ rho) => ` = ${rho}, the spectral radius of `,
    reference: ": what an unsaturated linear net would do",
    starts: " where the last loss starts, ",
    zero: "exactly zero from there on",
    cut: "cut off",
    table: "As a table",
    which: ["this run", "beside it"],
    lossOf: (/** @type {number} */ tau) => `loss ${tau}`,
    ownCell: "own equations",
    beside: (/** @type {string} */ title) => `${title}, the run beside it`,
    ratio: (
      /** @type {number} */ lag,
      /** @type {string} */ larger,
      /** @type {string} */ times,
      /** @type {string} */ smaller,
    ) => `At lag ${lag} the gradient of ${larger} is ${times} times that of ${smaller}.`,
  },
};

/**
 * What a cell of the map says, in a sentence.
 *
 * @param {import("../itemised.js").Cell} cell
 * @param {string} subject
 * @param {boolean} isState
 * @param {string} value  as written
 * @returns {Said}
 */
export function cellSaid({ tau, t, look }, subject, isState, value) {
  /** @type {Said} */
  const what = isState ? [[subject], ` at t = ${t}`] : [`copy ${t} of `, [subject]];
  const far = `through ${stepsOf(tau - t)}`;
  switch (look) {
    case "kept":
      return [`Loss ${tau} reaches `, ...what, `: ${value}, ${far}.`];
    case "cut":
      return [`Cut off: loss ${tau} would reach `, ...what, ` with ${value}, ${far}.`];
    case "zero":
      return [`Loss ${tau} reaches `, ...what, `, but what arrives is exactly zero.`];
    case "later":
      return [`Loss ${tau} cannot reach `, ...what, `: that comes later.`];
    case "no way":
      return [`Loss ${tau} cannot reach `, ...what, `: no arrow leads from there to it.`];
    case "no loss":
      return [`There is no loss ${tau}: no target counts there.`];
  }
}

/** @param {number} steps */
function stepsOf(steps) {
  if (steps === 0) return "no recurrent step";
  return steps === 1 ? "1 recurrent step" : `${steps} recurrent steps`;
}
