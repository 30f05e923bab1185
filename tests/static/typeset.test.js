import assert from "node:assert/strict";
import { test } from "node:test";
import { putEquation } from "../../static/drawing/typeset.js";
import { Pen } from "../../static/svg.js";
import { fake } from "./document.js";

/** @typedef {ReturnType<typeof fake>} Fake */

/** @param {Fake} element @returns {string} */
function written({ childNodes, textContent }) {
  return textContent + childNodes.map((child) => written(/** @type {Fake} */ (child))).join("");
}

/** The pieces of a line between which it may be broken. @param {string} line */
function pieces(line) {
  const root = fake("div");
  new Pen(root).draw((pen) => putEquation(pen, "line", line));
  return root.childNodes[0]?.childNodes.map((piece) => written(/** @type {Fake} */ (piece)));
}

test("a line of equations is broken before a sign between two terms, and before no other", () => {
  assert.deepEqual(pieces("h = tanh(W_xh @ x + W_hh @ h[t-1]) - -b_h"), [
    "ht=tanh(Wxh\u2062xt",
    "+Whh\u2062ht−1)",
    "−−bh",
  ]);
  assert.deepEqual(pieces("n = (-h) * (1 - z)"), ["nt=(−ht)⊙(1", "−zt)"]);
});

test("what is not typed to its end is typeset as far as it goes, and a comment not at all", () => {
  assert.deepEqual(pieces("h = tanh(W_xh @ x +"), ["ht=tanh(Wxh\u2062xt", "+"]);
  assert.deepEqual(pieces("# a note"), [""]);
  assert.deepEqual(pieces(""), [""]);
});
