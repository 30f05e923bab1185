/** @import {Trace} from "../../static/trace.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { equation } from "../../static/formulas/formulas.js";
import { copyFormula, error, received } from "../../static/formulas/gradients.js";
import { parsed } from "../../static/numbers.js";
import { oracles, translations } from "./oracles.js";
import { valueOf } from "./reading.js";
import { NAMES, traceOf } from "./traces.js";

const CLOSE = 1e-9;
const ORACLES = [...oracles(), ...translations()];

/** @param {Trace} trace @param {(name: string, t: number) => void} look */
function everywhere(trace, look) {
  for (let t = 1; t <= trace.length; t += 1)
    for (const { name } of trace.partAt(t).graph.nodes.slice(1)) look(name, t);
}

/**
 * @param {unknown} found
 * @param {number[] | number[][] | null | undefined} wanted
 * @param {string} place
 */
function same(found, wanted, place) {
  const [a, b] = [[found].flat(2), [wanted ?? []].flat(2)];
  if (a.length === 1 && a[0] === 0)
    return assert.ok(
      b.every((entry) => entry === 0),
      place,
    );
  assert.equal(a.length, b.length, place);
  a.forEach((entry, i) =>
    assert.ok(Math.abs(Number(entry) - Number(b[i])) <= CLOSE, `${place}: ${entry} is not ${b[i]}`),
  );
}

test("there is a run of every text, gated ones and nested ones too", () => {
  assert.ok(new Set(oracles().map(({ name }) => name.split(",")[0])).size >= 20);
  const cells = new Set(translations().map(({ name }) => name.split(",")[0]));
  for (const cell of ["elman", "lstm", "gru", "stacked"])
    assert.ok(cells.has(`translation by ${cell}`), cell);
  assert.ok(
    translations().some(({ trace }) => trace.parts.some(({ first }) => trace.cutAfter(first))),
  );
});

test("a value's equation, as the page writes it, gives the value", () => {
  for (const { name: run, trace } of ORACLES)
    everywhere(trace, (name, t) => {
      const place = `${run}: ${name} at ${t}`;
      const found = valueOf(trace.answer, [equation(trace, name, t)]);
      same(found, trace.answer.values[name]?.[t - 1], place);
    });
});

test("the formula of a gradient, worked out as it is written, gives PyTorch's gradient", () => {
  for (const { name: run, trace } of ORACLES)
    everywhere(trace, (name, t) => {
      const { lines } = name === "y" ? error(trace, t) : received(trace, name, t);
      const place = `${run}: ${name} at ${t}`;
      same(valueOf(trace.answer, lines), trace.answer.deltas[name]?.[t - 1], place);
    });
});

test("the formula of a copy, worked out as it is written, gives PyTorch's copy", () => {
  for (const { name: run, trace, copies } of ORACLES)
    for (const parameter of trace.parameters)
      for (let t = 1; t <= trace.length; t += 1) {
        if (!trace.covers(parameter, t)) continue;
        const place = `${run}: ${parameter} at ${t}`;
        same(
          valueOf(trace.answer, [copyFormula(trace, parameter, t)]),
          copies[parameter]?.[trace.place(parameter, t)],
          place,
        );
      }
});

test("the answers of the API agree with the formulas as well, in both halves of a translation", () => {
  for (const name of NAMES) {
    const trace = traceOf(name);
    const { answer } = trace;
    everywhere(trace, (value, t) => {
      const place = `${name}: ${value} at ${t}`;
      same(valueOf(answer, [equation(trace, value, t)]), answer.values[value]?.[t - 1], place);
      const { lines } = value === "y" ? error(trace, t) : received(trace, value, t);
      if (JSON.stringify(lines).includes("kept"))
        return assert.equal(trace.truncation.kind, "window");
      same(valueOf(answer, lines), answer.deltas[value]?.[t - 1], place);
    });
    for (const parameter of trace.parameters)
      for (let t = 1; t <= trace.length; t += 1) {
        if (!trace.covers(parameter, t)) continue;
        const copy = Array.from(trace.copy(parameter, t).values);
        const place = `${name}: ${parameter} at ${t}`;
        same(valueOf(answer, [copyFormula(trace, parameter, t)]), copy, place);
      }
  }
});

test("what comes back over the hand-over comes through the decoder's matrices", () => {
  const trace = traceOf("translation");
  const line = (/** @type {number} */ t) => JSON.stringify(received(trace, "h", t).lines);
  assert.match(line(3), /"dec"/);
  assert.match(line(3), /"mn","4"/);
  assert.doesNotMatch(line(3), /"enc"/);
  assert.match(line(2), /"enc"/);
  assert.match(line(4), /"dec"/);
  assert.match(JSON.stringify(received(traceOf("translation-segment"), "h", 3).lines), /cut/);
});

test("a window lets no loss back that is too far ahead, over the hand-over neither", () => {
  const trace = traceOf("translation-window");
  const lines = (/** @type {number} */ t) => JSON.stringify(received(trace, "h", t).lines);
  assert.deepEqual(
    [1, 2, 3].map((t) => trace.reach(t).kept),
    [0, 1, 2],
  );
  for (const t of [1, 2, 3]) assert.match(lines(t), /kept/);
});

test("a long class is cut short, so that the numbers beside it have room", () => {
  const trace = traceOf("hello");
  trace.answer.sequence.vocabulary = ["h", "e", "third class with spaces", "o"];
  const written = JSON.stringify(error(trace, 2));
  assert.match(written, /\["mtext","third␣[^"]{0,4}…"\].*“third␣[^"”]{0,4}…”/);
});

test("the update gate of a GRU has its two terms in numbers", () => {
  const trace = traceOf("gru");
  for (let t = 2; t <= trace.length; t += 1) {
    const [line] = received(trace, "z", t).numbers;
    const numbers = [...JSON.stringify(line).matchAll(/"mn","([^"]*)"/g)].map(([, n]) => n ?? "");
    assert.equal(numbers.length, 3, JSON.stringify(line));
    const delta = trace.answer.deltas["z"]?.[t - 1]?.[trace.unit("z")] ?? NaN;
    assert.ok(Math.abs(parsed(numbers[2] ?? "") - delta) <= 0.0006);
    const [a, b] = [parsed(numbers[0] ?? ""), Math.abs(parsed(numbers[1] ?? ""))];
    assert.ok(Math.min(Math.abs(a + b - delta), Math.abs(a - b - delta)) <= 0.002);
  }
});

test("a line of factors is the gradient that it leads to", () => {
  let lines = 0;
  for (const { name: run, trace } of ORACLES)
    everywhere(trace, (name, t) => {
      if (name === "y") return;
      const { numbers } = received(trace, name, t);
      const written = JSON.stringify(numbers);
      if (!written.includes("·")) return;
      lines += 1;
      const delta = trace.answer.deltas[name]?.[t - 1]?.[trace.unit(name)] ?? 0;
      const end = /([^"]*)"\]*$/.exec(written)?.[1] ?? "";
      if (end.includes("×")) return;
      assert.ok(Math.abs(parsed(end) - delta) <= 0.0006, `${run}: ${name} at ${t}, ${written}`);
    });
  assert.ok(lines > 100);
});
