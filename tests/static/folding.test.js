import assert from "node:assert/strict";
import { test } from "node:test";
import {
  NONE_FOLDED,
  addressWith,
  foldedIn,
  readFolded,
  withFolded,
  writeFolded,
} from "../../static/folding.js";
import { createKeepsake } from "../../static/keepsake.js";
import { INITIAL, addressOf, readAddress } from "../../static/settings.js";
import { START, reduce } from "../../static/state.js";

test("a panel is folded and unfolded, the others stay", () => {
  const two = withFolded(withFolded(NONE_FOLDED, "loss", true), "legend", true);
  assert.deepEqual(two, ["loss", "legend"]);
  assert.equal(withFolded(two, "loss", true), two);
  assert.deepEqual(withFolded(two, "loss", false), ["legend"]);
});

test("the address names what is folded, beside what is set", () => {
  const address = addressWith(addressOf({ ...INITIAL, hidden: 8 }, 3), ["loss", "legend"]);
  assert.equal(address, "hidden=8&beat=3&panels=loss,legend");
  assert.deepEqual(foldedIn(`#${address}`), ["loss", "legend"]);
  assert.equal(readAddress(address).settings.hidden, 8);
  assert.equal(addressWith("", ["loss"]), "panels=loss");
  assert.equal(addressWith("hidden=8", []), "hidden=8");
});

test("an address that says nothing is not one that says none", () => {
  assert.equal(foldedIn("#hidden=8"), null);
  assert.deepEqual(foldedIn("#panels="), []);
});

test("whatever is no name of a panel is dropped", () => {
  for (const text of ["<script>", "a b", "Loss", "x".repeat(99), ",,", "{}"])
    assert.deepEqual(readFolded(text), [], text);
  assert.deepEqual(readFolded("loss,,loss,<b>,legend"), ["loss", "legend"]);
  const many = Array.from({ length: 676 }, (_, i) =>
    String.fromCharCode(97 + i / 26, 97 + (i % 26)),
  );
  assert.equal(readFolded(many.join()).length, 40);
  assert.equal(writeFolded(readFolded("loss,legend")), "loss,legend");
});

test("a link brings its panels, and one that names none leaves them; so does a reset", () => {
  const state = { ...START, folded: ["loss"] };
  const settings = { ...INITIAL, seed: 3 };
  assert.deepEqual(reduce(state, { type: "load", settings }).folded, ["loss"]);
  assert.deepEqual(reduce(state, { type: "load", settings, folded: ["map"] }).folded, ["map"]);
});

test("where the browser keeps nothing, nothing is lost but the memory", () => {
  const broken = {
    get localStorage() {
      throw new Error("SecurityError");
    },
  };
  const keepsake = createKeepsake(/** @type {any} */ (broken));
  keepsake.write("a", "b");
  assert.equal(keepsake.read("a"), "");
  const full = {
    localStorage: {
      getItem: () => null,
      setItem() {
        throw new Error("QuotaExceededError");
      },
    },
  };
  const other = createKeepsake(/** @type {any} */ (full));
  other.write("a", "b");
  assert.equal(other.read("a"), "");
});
