import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused, createApi } from "../../static/api.js";
import { UNREACHABLE } from "../../static/mistakes.js";
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

test("a question that is dropped never answers", async () => {
  const api = createApi(
    (_, options) =>
      new Promise((_, reject) => {
        options?.signal?.addEventListener("abort", () =>
          reject(new DOMException("dropped", "AbortError")),
        );
      }),
  );
  api.drop();
  const open = api.newest(request);
  api.drop();
  await assert.rejects(open, { name: "AbortError" });
});

test("an error of the API comes with the control it belongs to and its place there", async () => {
  const problem = {
    title: "No",
    detail: "no",
    errors: [
      { path: "/hidden_size", message: "too many", line: null, column: null },
      { path: "/cell/equations", message: "expected a name", line: 2, column: 5 },
      { path: "/cell/sizes/e", message: "e has the size of x" },
    ],
  };
  const nowhere = { line: null, column: null, name: null };
  assert.deepEqual(await mistakes(answering(422, problem).newest(request)), [
    { ...nowhere, field: "hidden", message: "too many" },
    { ...nowhere, field: "equations", message: "expected a name", line: 2, column: 5 },
    { ...nowhere, field: "sizes", message: "e has the size of x", name: "e" },
  ]);
});

test("an error without places has its detail, and one that is not JSON its status", async () => {
  assert.deepEqual(
    await mistakes(answering(413, { title: "Large", detail: "too large" }).newest(request)),
    [{ field: null, message: "too large" }],
  );
  const odd = createApi(async () => new Response("<html>", { status: 404 }));
  assert.deepEqual(await mistakes(odd.newest(request)), [{ field: null, message: "404" }]);
  const gone = createApi(async () => new Response("<html>", { status: 502 }));
  assert.deepEqual(await mistakes(gone.newest(request)), [{ field: null, message: UNREACHABLE }]);
});

test("what is asked beside a run goes to its own address, relative to the page", async () => {
  /** @type {[string, unknown][]} */
  const sent = [];
  const api = createApi(async (path, options) => {
    sent.push([String(path), JSON.parse(String(options?.body))]);
    return new Response('"answered"');
  });
  const nudged = { parameter: "W_hh", row: 0, column: 1, copy: null, epsilon: 0.1 };
  await api.check({ ...request, parameters: ["W_hh"] });
  await api.nudge({ ...request, ...nudged });
  assert.equal(await api.script(request), '"answered"');
  assert.deepEqual(sent, [
    ["api/v1/check", { ...request, parameters: ["W_hh"] }],
    ["api/v1/nudge", { ...request, ...nudged }],
    ["api/v1/export/pytorch", request],
  ]);
});

test("of two nudges the newest wins, and neither drops the run", async () => {
  /** @type {{path: string, signal: AbortSignal}[]} */
  const open = [];
  const api = createApi((path, options) => {
    open.push({ path: String(path), signal: /** @type {AbortSignal} */ (options?.signal) });
    return new Promise(() => {});
  });
  const nudged = { ...request, parameter: "b_h", row: 0, column: null, copy: 1, epsilon: 0.1 };
  void api.newest(request);
  void api.nudge(nudged);
  void api.nudge(nudged);
  assert.deepEqual(
    open.map(({ signal }) => signal.aborted),
    [false, true, false],
  );
});

test("an error of what is asked beside a run is refused alike, and of no setting", async () => {
  const problem = { title: "No", errors: [{ path: "/parameters/0", message: "no such weight" }] };
  const [mistake] = await mistakes(
    answering(422, problem).check({ ...request, parameters: ["q"] }),
  );
  assert.deepEqual([mistake?.field, mistake?.message], [null, "no such weight"]);
  const [large] = await mistakes(answering(422, { title: "No", detail: "9 > 8" }).script(request));
  assert.deepEqual(large, { field: null, message: "9 > 8" });
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

/** @type {import("../../static/cell/builtin.js").Builtin} */
const LSTM = {
  name: "lstm",
  title: "LSTM",
  description: "",
  reference: "",
  equations: "f = sigmoid(W_xf @ x + b_f)\ny = W_fy @ f + b_y\n",
  initial_biases: { b_f: 1, b_ff: 2 },
};

test("a built-in is asked for by its name, and an edited one by its text, its sizes and its biases", () => {
  const settings = { ...INITIAL, cell: "lstm" };
  assert.equal(requestOf(settings, [], [LSTM]).cell, "lstm");
  const equations = "f = sigmoid(W_xf @ x + b_f)\ny = W_fy @ f";
  assert.deepEqual(requestOf({ ...settings, equations, sizes: "f=3" }, [], [LSTM]).cell, {
    equations,
    sizes: { f: 3 },
    initial_biases: { b_f: 1 },
  });
  const without = "f = sigmoid(W_xf @ x + b_g) # b_f\ny = W_fy @ f";
  assert.deepEqual(requestOf({ ...settings, equations: without }, [], [LSTM]).cell, {
    equations: without,
    sizes: {},
    initial_biases: {},
  });
});

test("an example with a text of its own comes with its sizes, and with its biases while they occur", () => {
  const equations = "e = W_xe @ x + b_e\nh = tanh(W_eh @ e + W_hh @ h[t-1])\ny = W_hy @ h";
  const cell = { equations: `${equations}\n`, sizes: { h: 5, e: 3 }, initial_biases: { b_e: 3 } };
  const sequence = { kind: "text", text: "hello", by: "character" };
  const example = { name: "own", title: "", description: "", request: { sequence, cell } };
  const settings = settingsOf(example);
  assert.deepEqual([settings.cell, settings.equations, settings.sizes], ["", equations, "e=3,h=5"]);
  assert.deepEqual(requestOf(settings, [example], [LSTM]).cell, { ...cell, equations });
  assert.deepEqual(requestOf(settings, [example]).sequence, sequence);
  const edited = { ...settings, equations: equations.replace("b_e", "b_q") };
  assert.deepEqual(Object(requestOf(edited, [example]).cell).initial_biases, {});
});

test("the weights of an example are asked for as long as they fit: with its own cell and size", () => {
  const sequence = { kind: "text", text: "hello", by: "character" };
  const request = { sequence, cell: "lstm", hidden_size: 2, weights: { b_f: [3, 3] } };
  const example = { name: "own", title: "", description: "", request };
  const settings = settingsOf(example);
  assert.deepEqual(requestOf({ ...settings, seed: 9 }, [example]).weights, request.weights);
  for (const other of [{ cell: "elman" }, { hidden: 3 }, { equations: "y = W_xy @ x" }])
    assert.equal(requestOf({ ...settings, ...other }, [example]).weights, null);
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

test("what is asked after the update is the loss of the same sequence at the weights one step on", () => {
  const trace = traceOf("hello");
  const { weights, sequence, fields } = updatedRequest(trace, 0);
  assert.deepEqual(fields, ["loss"]);
  assert.deepEqual(weights, trace.answer.weights);
  assert.deepEqual(sequence, trace.request.sequence);
});

test("weights of one's own are asked for as long as their network is set, before an example's", () => {
  const sequence = { kind: "text", text: "hello", by: "character" };
  const given = { sequence, cell: "elman", hidden_size: 2, weights: { b_h: [3, 3] } };
  const example = { name: "own", title: "", description: "", request: given };
  const settings = settingsOf(example);
  const { cell, equations, sizes, hidden } = settings;
  const values = { b_h: [1, 2] };
  const own = { values, network: { cell, equations, sizes, hidden }, source: "nn.RNN" };
  assert.equal(requestOf(settings, [example], [], own).weights, values);
  assert.equal(requestOf({ ...settings, hidden: 3 }, [example], [], own).weights, null);
  assert.equal(requestOf(settings, [example], [], null).weights, given.weights);
});

test("an error of given weights belongs to where they are given", async () => {
  const problem = { title: "No", errors: [{ path: "/weights/W_xh", message: "W_xh is 4 × 3" }] };
  const [mistake] = await mistakes(answering(422, problem).newest(request));
  assert.equal(mistake?.field, "weights");
});
