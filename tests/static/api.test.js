import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused, createApi } from "../../static/api.js";
import { requestOf, settingsOf, updatedRequest } from "../../static/request.js";
import { INITIAL } from "../../static/settings.js";
import { traceOf } from "./traces.js";

/**
 * @param {number} status
 * @param {unknown} body
 */
function answering(status, body) {
  return createApi(async () => new Response(JSON.stringify(body), { status }));
}

/** @param {Promise<unknown>} promise */
async function mistakes(promise) {
  const error = await promise.then(
    () => null,
    (reason) => reason,
  );
  assert.ok(error instanceof Refused);
  return error.mistakes;
}

const request = requestOf(INITIAL, []);

test("the newest question wins: the one before is dropped", async () => {
  const api = createApi(
    (_, options) =>
      new Promise((resolve, reject) => {
        const { text } = JSON.parse(String(options?.body)).sequence;
        options?.signal?.addEventListener("abort", () =>
          reject(new DOMException("dropped", "AbortError")),
        );
        if (text === "second") resolve(new Response(JSON.stringify({ text })));
      }),
  );
  const first = api.newest(requestOf({ ...INITIAL, text: "first" }, []));
  const second = api.newest(requestOf({ ...INITIAL, text: "second" }, []));
  await assert.rejects(first, { name: "AbortError" });
  assert.deepEqual(await second, { text: "second" });
});

test("an error of the API comes with the control it belongs to", async () => {
  const problem = {
    title: "No",
    detail: "no",
    errors: [
      { path: "/hidden_size", message: "too many", line: null, column: null },
      { path: "/cell/equations", message: "expected a name", line: 2, column: 5 },
    ],
  };
  assert.deepEqual(await mistakes(answering(422, problem).newest(request)), [
    { field: "hidden", message: "too many" },
    { field: "cell", message: "expected a name (line 2)" },
  ]);
});

test("an error without places has its detail, and one that is not JSON its status", async () => {
  assert.deepEqual(
    await mistakes(answering(413, { title: "Large", detail: "too large" }).newest(request)),
    [{ field: null, message: "too large" }],
  );
  const broken = createApi(async () => new Response("<html>", { status: 502 }));
  assert.deepEqual(await mistakes(broken.newest(request)), [{ field: null, message: "502" }]);
});

test("a server that does not answer is a mistake of no control", async () => {
  const [mistake] = await mistakes(
    createApi(() => Promise.reject(new TypeError("failed"))).newest(request),
  );
  assert.equal(mistake?.field, null);
});

test("settings and request are two forms of the same", () => {
  const settings = {
    ...INITIAL,
    text: "ab cd",
    by: /** @type {const} */ ("word"),
    hidden: 3,
    gain: 1.5,
    truncation: /** @type {const} */ ("window"),
    steps: 3,
  };
  assert.deepEqual(
    settingsOf({ name: "e", title: "", description: "", request: requestOf(settings, []) }),
    settings,
  );
  assert.equal(requestOf(INITIAL, []).truncation, null);
});

test("an example whose sequence is no text keeps it while the controls change the rest", () => {
  const { request: masked } = traceOf("masked");
  const example = { name: "one", title: "", description: "", request: masked };
  const settings = settingsOf(example);
  assert.equal(settings.example, "one");
  const changed = requestOf({ ...settings, hidden: 9 }, [example]);
  assert.deepEqual(changed.sequence, masked.sequence);
  assert.equal(changed.hidden_size, 9);
});

test("the request after the update has the weights one step on, in their shapes, and the same sequence", () => {
  const trace = traceOf("hello");
  const { weights, sequence } = updatedRequest(trace, 0);
  assert.deepEqual(weights, trace.answer.weights);
  assert.deepEqual(sequence, trace.request.sequence);
});
