/** @import {State} from "../../static/state.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createQuestions } from "../../static/questions.js";
import { START, reduce } from "../../static/state.js";
import { createStore } from "../../static/store.js";
import {
  comeAlong,
  entryOf,
  lacksTables,
  subjectOf,
  tablesRequest,
  wantsTables,
} from "../../static/tables.js";
import { traceOf } from "./traces.js";

const hello = traceOf("hello");
/** @type {State} */
const shown = { ...START, trace: hello };
const PATH = { tau: 4, t: 2, subject: "W_hh" };

/** @param {State} state */
function answered(state) {
  const entry = entryOf(state, hello);
  const tables = { trace: hello, entry, decomposition: null, mistakes: [] };
  return reduce(state, { type: "tables", tables });
}

test("the tables are asked for once a run is there, and not again when they have come", () => {
  assert.ok(wantsTables(shown, START));
  assert.ok(!lacksTables(answered(shown)));
  assert.ok(!wantsTables({ ...answered(shown), position: 3 }, answered(shown)));
});

test("nothing is asked for while all that shows them is folded, and it is once that unfolds", () => {
  const folded = { ...shown, folded: ["map", "decay"] };
  assert.ok(!wantsTables(folded, START));
  assert.ok(wantsTables({ ...shown, folded: ["map"] }, folded));
});

test("another run, entry or subject makes the tables lack something", () => {
  const state = answered(shown);
  assert.ok(lacksTables({ ...state, trace: traceOf("segment") }));
  assert.ok(lacksTables({ ...state, entry: { parameter: "W_hh", row: 3, column: 0 } }));
  const looking = { ...state.looking, subject: "W_xh" };
  assert.ok(wantsTables(reduce(state, { type: "look", looking }), state));
});

test("while something is dragged the tables come along with the run, if they are small", () => {
  const { settings } = START;
  const entry = entryOf(shown, hello);
  /** @param {Partial<State>} more */
  const along = (more) => comeAlong({ ...shown, asked: { settings, weights: null }, ...more });
  for (const change of [{ edits: "W_hh.1.1.2" }, { gain: 2 }, { truncation: "segment", steps: 2 }])
    assert.equal(along({ settings: { ...settings, .../** @type {{}} */ (change) } }), true);
  for (const change of [{ hidden: 5 }, { text: "hallo" }, { seed: 1 }])
    assert.equal(along({ settings: { ...settings, ...change } }), false);
  assert.equal(along({ folded: ["map", "decay"] }), false);
  assert.equal(along({ trace: null }), false);
  assert.equal(along({ stopgap: true }), false);
  const long = Object.assign(Object.create(hello), { length: 200 });
  assert.equal(along({ trace: long }), false);

  const tables = { trace: hello, entry, decomposition: null, mistakes: [] };
  const come = reduce(START, { type: "answered", trace: hello, tables });
  assert.equal(come.tables, tables);
  assert.ok(!wantsTables(come, START));
});

test("tables of a run before come too late and take nothing away", async () => {
  const store = createStore(reduce, shown);
  /** @type {(answer: any) => void} */
  let answer = () => {};
  const ask = () => new Promise((resolve) => (answer = resolve));
  const api = /** @type {ReturnType<typeof import("../../static/api.js").createApi>} */ (
    /** @type {unknown} */ ({ tables: ask })
  );
  const asked = createQuestions(api, store).tables();
  const trace = traceOf("segment");
  const tables = { trace, entry: null, decomposition: null, mistakes: [] };
  store.dispatch({ type: "answered", trace, tables });
  answer({ decomposition: null });
  await asked;
  assert.equal(store.get().tables, tables);
});

test("norms that nobody has picked an entry for are those of whichever entry came", () => {
  const tables = { trace: hello, decomposition: null, mistakes: [] };
  const other = {
    ...shown,
    tables: { ...tables, entry: { parameter: "W_hh", row: 3, column: 3 } },
  };
  assert.ok(!lacksTables(other));
  assert.ok(lacksTables({ ...other, looking: { ...other.looking, mode: "entry" } }));
  assert.ok(lacksTables({ ...other, entry: { parameter: "W_hh", row: 0, column: 0 } }));
  assert.ok(lacksTables({ ...other, looking: { ...other.looking, subject: "W_xh" } }));
});

test("the map begins with the recurrent matrix, and what a run lacks is not kept", () => {
  assert.equal(subjectOf(START.looking, hello), "W_hh");
  assert.equal(subjectOf({ ...START.looking, subject: "h" }, hello), "h");
  assert.equal(subjectOf({ ...START.looking, subject: "W_hf" }, hello), "W_hh");
});

test("the request is that of the run for its tables alone, with the entry; that of a bias has no column", () => {
  const entry = { parameter: "W_hh", row: 1, column: 2 };
  assert.deepEqual(tablesRequest(hello, entry), {
    ...hello.request,
    include: ["decomposition"],
    fields: ["decomposition"],
    entry,
  });
  const bias = tablesRequest(hello, { parameter: "b_h", row: 1, column: 0 });
  assert.deepEqual(bias.entry, { parameter: "b_h", row: 1 });
  assert.equal(tablesRequest(hello, null).entry, null);
});

test("an entry that is picked is the one of the signed table, and leaves the norms as they are", () => {
  /** @type {import("../../static/state.js").Action} */
  const action = { type: "pick", entry: { parameter: "b_h", row: 1, column: 0 } };
  const norms = reduce(shown, action);
  assert.equal(subjectOf(norms.looking, hello), "W_hh");
  const looking = { ...shown.looking, mode: /** @type {const} */ ("entry") };
  const signed = reduce({ ...shown, looking }, action);
  assert.equal(subjectOf(signed.looking, hello), "b_h");
  assert.deepEqual(entryOf(signed, hello), action.entry);
});

test("pointing at the same cell again changes nothing", () => {
  const state = reduce(shown, { type: "path", path: PATH });
  assert.equal(state.path, PATH);
  assert.equal(reduce(state, { type: "path", path: { ...PATH } }), state);
  assert.equal(reduce(state, { type: "path", path: null }).path, null);
});
