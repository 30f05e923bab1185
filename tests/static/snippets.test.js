/** @import {Request} from "../../static/request.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { requestOf } from "../../static/request.js";
import { INITIAL } from "../../static/settings.js";
import { curlOf, pythonOf } from "../../static/snippets.js";

const ADDRESS = "https://example.org/course/api/v1/bptt";
const STEPS = [
  { input: [0.5, -2e-7], target: null },
  { input: [1e21, 0], target: 1 },
];

/** @param {string} text @returns {Request} */
function saying(text) {
  return { sequence: { kind: "text", text } };
}

/** What the shell hands on as the body. @param {string} snippet */
function bodyOf(snippet) {
  return JSON.parse(/ @- <<'END'\n([^]*?)\nEND\n/.exec(snippet)?.[1] ?? "");
}

test("curl posts the body of the run to the whole address", () => {
  const request = { sequence: { kind: "vectors", classes: 2, steps: STEPS }, hidden_size: 3 };
  const snippet = curlOf(ADDRESS, request);
  assert.ok(snippet.startsWith(`curl -sS '${ADDRESS}' \\\n  -H 'Content-Type: application/json'`));
  assert.deepEqual(bodyOf(snippet), request);
});

test("fields that say nothing are left out, a time-stamp without a target is not", () => {
  const request = requestOf(INITIAL, []);
  assert.deepEqual(bodyOf(curlOf(ADDRESS, request)), {
    sequence: request.sequence,
    cell: "elman",
    hidden_size: 4,
    seed: 0,
  });
  const cell = { equations: "y = W_xy @ x", sizes: {}, initial_biases: {} };
  const own = bodyOf(curlOf(ADDRESS, { sequence: { steps: STEPS }, cell }));
  assert.deepEqual(own, { sequence: { steps: STEPS }, cell: { equations: "y = W_xy @ x" } });
});

test("no text ends what the shell hands on, and no address its word", () => {
  const text = 'it\'s $HOME `ls` \\ "so"\nEND\n';
  assert.equal(bodyOf(curlOf(ADDRESS, saying(text))).sequence.text, text);
  assert.ok(curlOf("http://a/'b", saying(text)).startsWith("curl -sS 'http://a/'\\''b' "));
});

test("Python has its own words for nothing and for truth", () => {
  const snippet = pythonOf(ADDRESS, { sequence: { steps: STEPS, so: true, not: false } });
  assert.match(snippet, /"target": None/);
  assert.match(snippet, /"so": True,\n\s+"not": False/);
  assert.match(snippet, /"input": \[0\.5, -2e-7\]/);
  assert.match(snippet, new RegExp(`requests\\.post\\("${ADDRESS}", json=run`));
});

test("what would turn the text beside it is written by its number", () => {
  const [curl, python] = [curlOf, pythonOf].map((write) =>
    write(ADDRESS, saying("a\u202eb👩‍🚀\u2028")),
  );
  for (const snippet of [curl, python]) assert.match(snippet ?? "", /"a\\u202eb👩‍🚀\\u2028"/u);
  assert.equal(bodyOf(curl ?? "").sequence.text, "a\u202eb👩‍🚀\u2028");
});
