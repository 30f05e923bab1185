import assert from "node:assert/strict";
import { test } from "node:test";
import {
  clipped,
  nameFormula,
  nameParts,
  namePieces,
  nameWidth,
  transposed,
} from "../../static/formulas/math.js";

test("the half of a parameter stands above its name, before the time-stamp of a copy", () => {
  const h = ["mi", "h"];
  assert.deepEqual(nameFormula("W_hh_enc"), [
    "msubsup",
    ["mi", "W"],
    ["mrow", h, h],
    ["mrow", ["mi", "enc"]],
  ]);
  assert.deepEqual(nameFormula("b_h_dec", { above: "t" }), [
    "msubsup",
    ["mi", "b"],
    ["mrow", h],
    ["mrow", ["mi", "dec"], ["mo", "("], ["mi", "t"], ["mo", ")"]],
  ]);
  assert.deepEqual(transposed(nameFormula("W_hh_enc")).at(-1), [
    "mrow",
    ["mrow", ["mi", "enc"]],
    ["mi", "⊤"],
  ]);
  assert.deepEqual(namePieces("W_xh_enc", { above: 3 }).slice(1), [
    { text: "𝑥ℎ", place: "below" },
    { text: "enc(3)", place: "above" },
  ]);
  assert.deepEqual(nameParts("W_xh_dec"), { base: "W", below: "xh", above: "dec" });
  assert.deepEqual(nameParts("W_enc"), { base: "W", below: "enc", above: "" });
  assert.deepEqual(nameParts("h_enc"), { base: "h", below: "enc", above: "" });
});

test("a name that is cut short keeps its half, and is no wider than there is room", () => {
  const name = "W_forget_often_enc";
  const shown = clipped(name, 80);
  assert.match(shown, /^W_\w+…_enc$/);
  assert.equal(nameParts(shown).above, "enc");
  assert.ok(nameWidth(shown) <= 80 && nameWidth(name) > 80);
  assert.ok(nameWidth("W_xh_enc") > nameWidth("W_xh"));
  assert.equal(nameWidth("W_gate_enc"), nameWidth("W_gate")); // stands over what stands below
  assert.equal(clipped("W_xh_enc", 80), "W_xh_enc");
});

test("a name is a letter with its index, its time-stamp and its copy", () => {
  assert.deepEqual(nameFormula("W_hh"), ["msub", ["mi", "W"], ["mrow", ["mi", "h"], ["mi", "h"]]]);
  assert.deepEqual(nameFormula("h", { below: 2 }), ["msub", ["mi", "h"], ["mrow", ["mn", "2"]]]);
  assert.deepEqual(nameFormula("x"), ["mi", "x"]);
  assert.deepEqual(
    namePieces("W_xh", { above: 3 }).map(({ place }) => place),
    ["line", "below", "above"],
  );
});
