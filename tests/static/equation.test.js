/** @import {Tree} from "../../static/cell/equation.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { waysTo } from "../../static/cell/derivative.js";
import { parse, tokens } from "../../static/cell/equation.js";

/** @param {Tree} tree @returns {string} */
function written(tree) {
  switch (tree.kind) {
    case "name":
      return tree.lag ? `${tree.text}'` : tree.text;
    case "number":
      return tree.text;
    case "call":
      return `${tree.word}[${written(tree.of)}]`;
    case "minus":
      return `(-${written(tree.of)})`;
    case "product":
      return `(${tree.parameter} @ ${written(tree.of)})`;
    case "both":
      return `(${written(tree.left)} ${tree.sign} ${written(tree.right)})`;
  }
}

test("times and at bind alike and from the left, stronger than plus and minus", () => {
  const tree = (/** @type {string} */ right) => written(parse(`h = ${right}`));
  assert.equal(tree("a + b * c - d"), "((a + (b * c)) - d)");
  assert.equal(tree("W_a @ x * r"), "((W_a @ x) * r)");
  assert.equal(tree("(W_a) @ (W_b @ h[t-1])"), "(W_a @ (W_b @ h'))");
  assert.equal(tree("-a * -tanh(b - (c - d))"), "((-a) * (-tanh[(b - (c - d))]))");
  assert.equal(tree("1 - z # a comment = 2"), "(1 - z)");
});

test("a number is one token however it is written", () => {
  for (const number of ["2", "2.", ".5", "1e-3", ".5E+2", "10.25"])
    assert.deepEqual(
      tokens(`h = ${number} * x`).map(({ text }) => text),
      ["h", "=", number, "*", "x"],
    );
});

test("a name that stands twice is reached on two ways", () => {
  const ways = waysTo(
    parse("h = (1 - z) * n + z * h[t-1]"),
    (part) => part.kind === "name" && part.text === "z",
  );
  assert.deepEqual(
    ways.map(({ steps }) => steps.map(({ kind }) => kind)),
    [["times", "minus"], ["times"]],
  );
});

test("only a function that is the whole right side has the slope of the value itself", () => {
  const whole = (/** @type {string} */ line) =>
    waysTo(parse(line), (part) => part.kind === "name" && part.text === "x")[0]?.steps.map(
      (step) => (step.kind === "slope" ? step.whole : null),
    );
  assert.deepEqual(whole("h = tanh(x)"), [true]);
  assert.deepEqual(whole("h = tanh(x) + b_h"), [false]);
  assert.deepEqual(whole("h = -tanh(x)"), [null, false]);
  assert.deepEqual(whole("h = tanh(sigmoid(x))"), [true, false]);
});
